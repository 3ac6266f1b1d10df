import type { Command } from 'commander';
import type { ExitCode, Io } from '../app/io.ts';

/** One command of the program, one file in `commands/`. */
export interface CliCommand {
  /** Adds arguments, options and the action, which answers the exit code, to the command of its name. */
  readonly define: (
    command: Command,
    run: (action: () => Promise<ExitCode>) => Promise<void>,
    io: Io,
  ) => void;
}

/** A command as `--help` lists it. */
export interface CommandEntry {
  readonly name: string;
  readonly says: string;
  readonly load: () => Promise<CliCommand>;
}
