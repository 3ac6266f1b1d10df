import { CommandProblem } from '../../app/io.ts';
import type { CliCommand } from '../command.ts';
import { openCliContext } from '../context.ts';

/** `unsubscribe`: ends one subscription, by its number in `subscriptions` or its id. */
export const unsubscribe: CliCommand = {
  define: (command, run, io) =>
    command.argument('<which>', 'number that `subscriptions` shows, or an id').action((which: string) =>
      run(async () => {
        const cli = await openCliContext(io, { write: true });
        try {
          const all = await cli.store.subscriptions({ active: false });
          const found = all.find((one, index) => one.id === which || String(index + 1) === which);
          if (found === undefined)
            throw new CommandProblem(`There is no subscription "${which}": \`subscriptions\` shows them.`, 1);
          await cli.store.removeSubscription(found.id);
          io.out('Ended.');
          return 0;
        } finally {
          await cli.close();
        }
      }),
    ),
};
