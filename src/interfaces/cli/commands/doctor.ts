import type { CliCommand } from '../command.ts';
import { runChecks } from '../doctor-checks.ts';
import { JSON_OPTION } from '../option-values.ts';

const SIGNS = { ok: 'ok', mind: 'mind', broken: 'BROKEN' } as const;

/** `doctor`: what is in order and what is not, each with its remedy. */
export const doctor: CliCommand = (command, { io, run }) =>
  command.option(...JSON_OPTION).action(
    run(async ({ json }) => {
      const found = await runChecks(io);
      if (json) io.out(JSON.stringify(found, null, 2));
      else
        for (const one of found) {
          io.out(`${SIGNS[one.state].padEnd(7)}${one.check.padEnd(15)}${one.says}`);
          if (one.remedy !== undefined) io.out(`${' '.repeat(22)}→ ${one.remedy}`);
        }
      return found.some((one) => one.state === 'broken') ? 1 : 0;
    }),
  );
