import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { oneCompany } from '../../../answers/queries/find-company.ts';
import { morningNote } from '../../../answers/queries/morning-note.ts';
import { noteCard, notePage, noteWords } from '../../../answers/queries/morning-note-page.ts';
import { FIRST_LIST } from '../../../answers/queries/watchlist.ts';
import { CommandProblem, type Io } from '../../../app/io.ts';
import { createLog } from '../../../app/log.ts';
import { chromiumPath, printPdf } from '../../../app/print-pdf.ts';
import { missingFor, overSink, readAddress } from '../../../app/sinks.ts';
import { formatReason } from '../../../base/i18n/sentence.ts';
import type { Card } from '../../../domain/card.ts';
import type { CompanyId, DeliveryId } from '../../../domain/ids.ts';
import { type Instant, shanghaiDay } from '../../../domain/time.ts';
import { HOME } from '../../../domain/workspace.ts';
import { shownAddress } from '../../../pipeline/present/shown-address.ts';
import { cardText } from '../../../pipeline/present/text.ts';
import { createStandings } from '../../../pipeline/standing/daily.ts';
import type { CliCommand } from '../command.ts';
import type { CliContext } from '../context.ts';
import { withCliContext } from '../context.ts';
import { languageOption, readAt } from '../option-values.ts';

const STYLE = new URL('../../../../assets/note.css', import.meta.url);

/**
 * `report [companies…]`: the morning note of the watchlist, or of companies that are named: as
 * text, as HTML, or as PDF by a Chromium of this machine.
 */
export const report: CliCommand = (command, { io, run }) =>
  command
    .argument('[companies...]', 'tickers or names; the watchlist, where none is given')
    .option(
      '--out <file>',
      'a file that ends with .pdf or .html; the terminal, where it is not given',
    )
    .option(
      '--to <address>',
      'send it instead: email:ann@example.org, or any other way that alerts go',
    )
    .option('--name <name>', 'what the list is called')
    .option('--at <date>', 'as of a day or an instant')
    .addOption(languageOption('language of the note'))
    .action(
      run((words, { out, to, name, at: text, language = 'en' }) =>
        withCliContext(io, async (context) => {
          const { knowledge } = context;
          const at = readAt(text, io.now());
          const { ids, called } = await listOf(words, context);
          const standings = createStandings(context);
          const list = { name: name ?? called, ids, at };
          const note = await morningNote(list, { ...context, standings });
          const terms = noteWords(language, knowledge.catalog, knowledge.wording.title);
          if (to !== undefined) return sent(noteCard(note, terms), to, { io, context, at });
          if (out === undefined) {
            io.out(cardText(noteCard(note, terms)));
            return 0;
          }
          const style = `<style>${readFileSync(STYLE, 'utf8')}</style>`;
          return written(notePage(note, terms, style), out, io);
        }),
      ),
    );

/** Companies that are named, or those of the first watchlist of this machine. */
async function listOf(words: readonly string[], context: CliContext) {
  const { knowledge, find, store, clock } = context;
  if (words.length === 0) {
    const lists = await store.watchlists(HOME);
    const ids = lists
      .filter(({ id }) => id === FIRST_LIST)
      .flatMap(({ holdings }) => holdings.flatMap(({ company }) => company ?? []));
    if (ids.length === 0)
      throw new CommandProblem(
        'The watchlist is empty: name companies, or fill the list on the page or with `tocsin ' +
          'setup --watch`.',
      );
    return { ids, called: FIRST_LIST };
  }
  const ids: CompanyId[] = [];
  for (const word of words.flatMap((word) => word.split(',')).filter(Boolean)) {
    const taken = oneCompany(word, shanghaiDay(clock.now()), find, knowledge.catalog.companies);
    if (!taken.found) throw new CommandProblem(formatReason(taken.because, 'en'));
    ids.push(taken.company.id);
  }
  return { ids: [...new Set(ids)], called: `${ids.length} companies` };
}

/** Sends the note to one address; a mail shows it as HTML with plain text beside. */
async function sent(
  card: Card,
  to: string,
  { io, context, at }: { io: Io; context: CliContext; at: Instant },
): Promise<0 | 1> {
  const { env, store } = context;
  const read = readAddress(to, '--to');
  if (!read.ok) throw new CommandProblem(read.because);
  const { address } = read;
  const missing = missingFor(address.sink, env);
  if (missing !== null) throw new CommandProblem(`${address.sink} needs ${missing} in .env.`);
  const own = await store.subscriptions({ address, active: false });
  if (own.length > 0 && own.every(({ disabled }) => disabled !== null))
    throw new CommandProblem('This address has unsubscribed: nothing is sent to it.', 1);
  const nonce = createHash('sha256')
    .update(`note ${shanghaiDay(at)} ${to} ${card.title}`)
    .digest('hex')
    .slice(0, 20);
  const message = {
    delivery: nonce as DeliveryId,
    address,
    card,
    nonce,
    replyTo: null,
    role: null,
  };
  const parts = { ...context, log: createLog(env, io.terminal.err) };
  const outcome = await overSink(address.sink, env, parts, async (sink) =>
    sink === null ? null : sink.send({ ...message, quiet: true }),
  );
  if (outcome?.kind === 'sent') {
    io.out(`Sent to ${shownAddress(address)}.`);
    return 0;
  }
  io.out(`Not sent: ${outcome === null ? address.sink : formatReason(outcome.because, 'en')}`);
  return 1;
}

async function written(
  page: string,
  out: string,
  io: { env: Readonly<Record<string, string | undefined>>; out(text: string): void },
): Promise<0 | 1> {
  if (!out.toLowerCase().endsWith('.pdf')) {
    writeFileSync(out, page);
    io.out(`The note is in ${out}.`);
    return 0;
  }
  const browser = chromiumPath(io.env);
  if (browser !== null) {
    await printPdf(page, out, browser);
    io.out(`The note is in ${out}.`);
    return 0;
  }
  const instead = `${out.slice(0, -4)}.html`;
  writeFileSync(instead, page);
  io.out(
    `There is no Chromium here to print with (CHROMIUM_PATH): the note is in ${instead}, for ` +
      'any browser to print.',
  );
  return 1;
}
