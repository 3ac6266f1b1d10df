import { CommandProblem } from '../../app/io.ts';
import type { CliCommand } from '../command.ts';
import { openDesk } from '../desk.ts';

/** `unsubscribe`: ends one subscription, by its number in `subscriptions` or its id. */
export const unsubscribe: CliCommand = {
  define: (command, run, io) =>
    command.argument('<which>', 'number that `subscriptions` shows, or an id').action((which: string) =>
      run(async () => {
        const desk = await openDesk(io, { write: true });
        try {
          const all = await desk.store.subscriptions({ active: false });
          const found = all.find((one, index) => one.id === which || String(index + 1) === which);
          if (found === undefined)
            throw new CommandProblem(`There is no subscription "${which}": \`subscriptions\` shows them.`, 1);
          await desk.store.removeSubscription(found.id);
          io.out('Ended.');
          return 0;
        } finally {
          await desk.close();
        }
      }),
    ),
};
