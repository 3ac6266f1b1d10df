import type { CliCommand } from '../command.ts';
import { CHECKS } from '../doctor-checks.ts';
import type { Checked } from '../doctor-second-reader.ts';

const SIGNS = { ok: 'ok', mind: 'mind', broken: 'BROKEN' } as const;

/** `doctor`: what is in order and what is not, each with its remedy. */
export const doctor: CliCommand = {
  define: (command, run, io) =>
    command.option('--json', 'for machines; the shape is stable').action((options: { json?: boolean }) =>
      run(async () => {
        const found: (Checked & { check: string })[] = [];
        for (const check of CHECKS)
          for (const one of await check.run(io)) found.push({ check: check.name, ...one });
        if (options.json === true) io.out(JSON.stringify(found, null, 2));
        else
          for (const one of found) {
            io.out(`${SIGNS[one.state].padEnd(7)}${one.check.padEnd(15)}${one.says}`);
            if (one.remedy !== undefined) io.out(`${' '.repeat(22)}→ ${one.remedy}`);
          }
        return found.some((one) => one.state === 'broken') ? 1 : 0;
      }),
    ),
};
