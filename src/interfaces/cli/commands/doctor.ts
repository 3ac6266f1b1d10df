import type { CliCommand } from '../command.ts';
import { runChecks } from '../doctor-checks.ts';
import { JSON_OPTION } from '../option-values.ts';

const SIGNS = { ok: 'ok', mind: 'mind', broken: 'BROKEN' } as const;

/** `doctor`: checks the installation, with a remedy for each fault. */
export const doctor: CliCommand = (command, { io, run }) =>
  command.option(...JSON_OPTION).action(
    run(async ({ json }) => {
      const found = await runChecks(io);
      if (json) io.out(JSON.stringify(found, null, 2));
      else
        for (const check of found) {
          io.out(`${SIGNS[check.state].padEnd(7)}${check.check.padEnd(15)}${check.says}`);
          if (check.remedy !== undefined) io.out(`${' '.repeat(22)}→ ${check.remedy}`);
        }
      return found.some((one) => one.state === 'broken') ? 1 : 0;
    }),
  );
