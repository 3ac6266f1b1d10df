import { ROLE_SAYS, ROLES } from '../../../app/roles.ts';
import { runForever } from '../../../app/run-forever.ts';
import type { CliCommand } from '../command.ts';
import { startLines } from '../start-text.ts';

const description = ROLES.map((role) => `${role} = ${ROLE_SAYS[role]}`).join('; ');

/** `start`: the long-lived program, all roles in one process, or some of them. */
export const start: CliCommand = (command, { io, run }) =>
  command
    .option(
      '--role <role...>',
      `only these roles; several processes share a PostgreSQL (${description}; all)`,
    )
    .action(run(({ role = [] }) => runForever(io, role, startLines)));
