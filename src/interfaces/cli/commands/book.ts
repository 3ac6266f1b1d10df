import { readFileSync } from 'node:fs';
import { bookOf, bookToday, holdingsOf, matchedHoldings } from '../../../answers/queries/book.ts';
import { bookCard } from '../../../answers/queries/book-card.ts';
import { idOfName } from '../../../answers/queries/membership.ts';
import { workspaceRows } from '../../../answers/queries/workspace-rows.ts';
import { CommandProblem } from '../../../app/io.ts';
import { regulatorName } from '../../../base/i18n/words.ts';
import { shanghaiDay } from '../../../domain/time.ts';
import type { CliCommand } from '../command.ts';
import type { CliContext } from '../context.ts';
import { JSON_OPTION, languageOption } from '../option-values.ts';
import { printCard } from '../print.ts';
import { operatorIn, workspaceNamed } from './workspace.ts';

const rowsOf = async (cli: CliContext, name: string | undefined) =>
  workspaceRows(cli.store, operatorIn(await workspaceNamed(cli, name)), cli.clock.now());

/** `book`: risk by exposure, today's changes, and the deadlines of the holdings. */
export const book: CliCommand = (command, { io, over }) => {
  command
    .command('show', { isDefault: true })
    .description('the book today')
    .argument('[name]', 'of the book, where there are several')
    .option('--workspace <id>', 'whose it is; home, where it is not given')
    .addOption(languageOption())
    .option(...JSON_OPTION)
    .action(
      over(async (cli, name, { workspace, language = cli.env.LANGUAGE, json = false }) => {
        const rows = await rowsOf(cli, workspace);
        const list = bookOf(await rows.watchlists(), name);
        if (list === null)
          throw new CommandProblem('There is no such book: `book import FILE` makes one.', 1);
        const { zone } = (await rows.workspace()) ?? { zone: cli.env.TIME_ZONE };
        const today = await bookToday(list, cli, cli.clock.now(), zone);
        const { regulators } = cli.knowledge.catalog;
        const nameOf = (id: string) => regulatorName(regulators.get(id as never), language) ?? id;
        if (json) io.out(JSON.stringify(answerOf(today), null, 2));
        else printCard(bookCard(today, language, nameOf), io);
        return 0;
      }),
    );

  command
    .command('import')
    .description('save a CSV or text of tickers, ISINs or names and weights as a book')
    .argument('<file>', 'one line a holding; a head may name the columns')
    .option('--name <name>', 'what the book is called', 'Book')
    .option('--workspace <id>', 'whose it is; home, where it is not given')
    .action(
      over(
        async (cli, file, { name, workspace }) => {
          const rows = await rowsOf(cli, workspace);
          const day = shanghaiDay(cli.clock.now());
          const holdings = matchedHoldings(holdingsOf(readFileSync(file, 'utf8')), day, cli);
          if (holdings.length === 0) throw new CommandProblem(`${file} names nothing.`, 1);
          await rows.saveWatchlist({ id: idOfName(name) ?? 'book', name }, holdings);
          const unknown = holdings.filter(({ company }) => company === null);
          io.out(`${holdings.length} holdings are in “${name}”.`);
          if (unknown.length > 0)
            io.err(`Not known: ${unknown.map(({ typed }) => typed).join(', ')}`);
          return 0;
        },
        { write: true },
      ),
    );
};

/** A book as `--json` prints it. */
function answerOf({
  list,
  at,
  score,
  before,
  known,
  rows,
  unknown,
}: Awaited<ReturnType<typeof bookToday>>) {
  return {
    ...list,
    at: new Date(at).toISOString(),
    score,
    before,
    known,
    holdings: rows.map(({ company, acts, ...row }) => ({
      company: company.id,
      ...row,
      acts: acts.map(({ id, date, regulator }) => ({ id, date, regulator })),
    })),
    unknown,
  };
}
