import type { Io } from '../../src/app/io.ts';
import { runCommandLine } from '../../src/interfaces/cli/command-line.ts';

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/**
 * Runs one command of the program as a person would, on a fixed clock, and answers what it said.
 */
export async function command(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  more: Partial<Io> = {},
): Promise<Said> {
  const said = { out: '', err: '' };
  const code = await runCommandLine(args, {
    out: (text) => {
      said.out += `${text}\n`;
    },
    err: (text) => {
      said.err += `${text}\n`;
    },
    env: { DATA_DIR: 'no-database-here', ...env },
    now: () => Date.parse('2026-01-05T12:00Z') as never,
    terminal: { out: false, err: false, columns: 80 },
    stopped: new Promise(() => {}),
    ...more,
  });
  return { code, ...said };
}
