import type { Command } from 'commander';
import type { ExitCode, Io } from '../app/io.ts';

/** One command of the program, one file in `commands/`. */
export interface CliCommand {
  /** Adds itself to the program; its action answers the exit code. */
  readonly define: (
    program: Command,
    run: (action: () => Promise<ExitCode>) => Promise<void>,
    io: Io,
  ) => void;
}
