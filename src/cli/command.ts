import type { Command } from 'commander';
import type { ExitCode, Io } from '../app/io.ts';

/** Runs the action of a command and keeps its exit code. */
export type Run = (action: () => Promise<ExitCode>) => Promise<void>;

/** One command of the program, or one below it. */
export interface CliCommand {
  /** Adds arguments, options and the action, which answers the exit code, to the command of its name. */
  readonly define: (command: Command, run: Run, io: Io) => void;
}

/** A command as `--help` lists it. */
export interface CommandEntry {
  readonly name: string;
  readonly says: string;
  readonly load: () => Promise<CliCommand>;
}
