import type { Command } from '@commander-js/extra-typings';
import type { Io } from '../app/io.ts';
import type { CliContext, CommandResult } from './context.ts';

/** What a command works with. */
export interface Cli {
  readonly io: Io;
  /** Makes an action of what a command does; its exit code is kept. */
  run<Args extends unknown[]>(action: (...args: Args) => CommandResult): (...args: Args) => Promise<void>;
  /** The same over the catalog and the database, which are opened before and closed after it. */
  over<Args extends unknown[]>(
    action: (context: CliContext, ...args: Args) => CommandResult,
    options?: { readonly write?: boolean },
  ): (...args: Args) => Promise<void>;
}

/** One command of the program: adds arguments, options and the action to the command of its name. */
export type CliCommand = (command: Command, cli: Cli) => void;

/** A command as `--help` lists it. */
export interface CommandEntry {
  readonly name: string;
  readonly says: string;
  readonly load: () => Promise<CliCommand>;
}
