import type { Instant } from '../domain/time.ts';

/** Everything outside the process that a command uses; tests provide their own. */
export interface Io {
  /** A line to stdout: the answer. */
  readonly out: (text: string) => void;
  /** A line to stderr: progress, problems. */
  readonly err: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Instant;
  readonly terminal: { readonly out: boolean; readonly err: boolean; readonly columns: number };
  /** Asks a person at the terminal; absent where nobody can be asked. */
  readonly ask?: (question: string) => Promise<string>;
  /** File of the settings; `.env` in the working directory where it is absent. */
  readonly envFile?: string;
  /** Resolves when the program is asked to stop (SIGTERM, ctrl-C). */
  readonly stopped: Promise<string>;
}

/**
 * 0 = done, 1 = it ran and the answer is no (not found, check failed), 2 = it could not run (wrong
 * arguments, broken files).
 */
export type ExitCode = 0 | 1 | 2;

/** Ends a command with one clear sentence; anything else that is thrown is a bug. */
export class CommandProblem extends Error {
  readonly code: ExitCode;
  constructor(message: string, code: ExitCode = 2) {
    super(message);
    this.name = 'CommandProblem';
    this.code = code;
  }
}
