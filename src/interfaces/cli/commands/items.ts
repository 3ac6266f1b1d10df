import type { Debt } from '../../../domain/debt.ts';
import type { ItemId } from '../../../domain/ids.ts';
import type { CliCommand } from '../command.ts';
import { JSON_OPTION } from '../option-values.ts';

const MOST = 1_000;
/** A mark that no debt has: every one is tried again. */
const BY_HAND = 'by hand';

const iso = (at: number) => new Date(at).toISOString();

function lineOf({ item, because, attempts, retryAt }: Debt): string {
  const next = retryAt === null ? 'not by itself' : iso(retryAt);
  return (
    `${item.id}\n  ${item.url}\n  fetched ${iso(item.fetchedAt)}, failed ${attempts} times, ` +
    `next attempt: ${next}\n  ${because}`
  );
}

/** `items`: stored pages that are not read, oldest first; `items retry` tries them again. */
export const items: CliCommand = (command, { io, over }) => {
  command
    .command('list', { isDefault: true })
    .description('pages that could not be read, oldest first')
    .option(...JSON_OPTION)
    .action(
      over(async ({ store }, { json = false }) => {
        const debts = await store.debts(MOST);
        if (json) io.out(JSON.stringify(debts, null, 2));
        else
          io.out(debts.map(lineOf).join('\n') || 'Every stored page is read, or waits its turn.');
        return debts.length === 0 ? 0 : 1;
      }),
    );
  command
    .command('retry')
    .description('read one again, or all of them')
    .argument('[id]', 'as `items` shows it; all, where none is given')
    .action(
      over(
        async ({ store, clock }, id) => {
          const of = id === undefined ? {} : { item: id as ItemId };
          const queued = await store.requeueDebts({ mark: BY_HAND, ...of }, clock.now());
          io.out(`${queued} pages wait to be read by the running program.`);
          return queued === 0 ? 1 : 0;
        },
        { write: true },
      ),
    );
};
