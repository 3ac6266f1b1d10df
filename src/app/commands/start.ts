import type { CliCommand } from '../command.ts';
import { runForever } from '../run-forever.ts';

/** `start`: the long-lived program, all roles in one process. */
export const start: CliCommand = {
  define: (program, run, io) =>
    program
      .command('start')
      .description('watch, read, score and alert until stopped (SIGTERM or ctrl-C)')
      .action(() => run(() => runForever(io))),
};
