import type { Command } from '@commander-js/extra-typings';
import type { ExitCode, Io } from '../../app/io.ts';
import type { CliContext, CommandResult } from './context.ts';

/** The context of a command; `exit` receives its exit code. */
export function cliOf(io: Io, exit: (code: ExitCode) => void) {
  /** Makes the action of a command. */
  const run =
    <Args extends unknown[]>(action: (...args: Args) => CommandResult) =>
    async (...args: Args) =>
      exit((await action(...args)) ?? 0);
  /** The same with the catalog and the database, which are opened before and closed after it. */
  const over = <Args extends unknown[]>(
    action: (context: CliContext, ...args: Args) => CommandResult,
    options?: { readonly write?: boolean },
  ) =>
    run(async (...args: Args) => {
      const { withCliContext } = await import('./context.ts');
      return withCliContext(io, (context) => action(context, ...args), options);
    });
  return { io, run, over };
}

/**
 * One command of the program: adds arguments, options and the action to the command of its name.
 */
export type CliCommand = (command: Command, cli: ReturnType<typeof cliOf>) => void;
