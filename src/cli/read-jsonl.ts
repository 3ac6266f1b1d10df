import { createReadStream, existsSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { CommandProblem, type Io } from '../app/io.ts';
import { type Knowledge, knowledgeOf } from '../ask/knowledge.ts';
import { cleanLine } from '../decode/clean.ts';
import { decodeText } from '../decode/decode.ts';
import type { Catalog } from '../domain/catalog.ts';
import { type Listing, tickerOf } from '../domain/company.ts';
import type { ItemId, OutletId } from '../domain/ids.ts';
import type { Mention, Notice, PressStep } from '../domain/notice.ts';
import type { Reason } from '../domain/reason.ts';
import { type CalendarDate, dayIn } from '../domain/time.ts';
import { type NoticeReader, readerOf } from '../flows/reader.ts';
import { mapNotice } from '../map/map-notice.ts';
import { sentence } from '../present/sentence.ts';
import { mentionOf } from '../read/press/press-notice.ts';
import { formatOf } from './loose-document.ts';

const Line = z.object({
  id: z.union([z.string(), z.number()]),
  title: z.string().nullish(),
  text: z.string().nullish(),
  published: z.string().nullish(),
  outlet: z.string().nullish(),
});

/** One listed company of an answer. `confidence` is the calibrated probability where the model decided, else 1. */
interface Alerted {
  readonly company: string;
  readonly tickers: readonly string[];
  readonly names: readonly string[];
  readonly type: string;
  readonly regulator: string | null;
  readonly quote: string;
  readonly confidence: number;
}

/** How many documents between two lines of progress. */
const PROGRESS_EVERY = 500;

/**
 * `read --jsonl <file>`: one answer a line for one document a line, in their order. A line that cannot be read gives an
 * answer with `error` and the next is read. Progress goes to standard error.
 */
export async function readJsonl(path: string, catalog: Catalog, io: Io): Promise<0 | 1> {
  if (!existsSync(path)) throw new CommandProblem(`--jsonl ${path}: there is no such file.`);
  const knowledge = knowledgeOf(catalog);
  const read = readerOf(catalog);
  const size = statSync(path).size;
  const today = dayIn(io.now() as never, 'Asia/Shanghai');
  let bytes = 0;
  let count = 0;
  let wrong = 0;
  for await (const line of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })) {
    bytes += Buffer.byteLength(line) + 1;
    if (line.trim() === '') continue;
    count += 1;
    const answer = answerTo(line, count, read, knowledge, today);
    if ('error' in answer) wrong += 1;
    io.out(JSON.stringify(answer));
    if (count % PROGRESS_EVERY === 0)
      io.err(`${count} documents, ${Math.round((100 * bytes) / Math.max(1, size))} % of the file`);
  }
  io.err(`${count} documents read${wrong === 0 ? '' : `, ${wrong} lines could not be read`}`);
  return 0;
}

function answerTo(
  line: string,
  number: number,
  read: NoticeReader,
  knowledge: Knowledge,
  today: CalendarDate,
) {
  let id: string | number | null = null;
  try {
    const parsed = Line.safeParse(JSON.parse(line));
    if (!parsed.success)
      return { id, line: number, error: `not a document: ${parsed.error.issues[0]?.message}` };
    const { title, text, published, outlet } = parsed.data;
    id = parsed.data.id;
    const day = /^\d{4}-\d{2}-\d{2}/.exec(published ?? '')?.[0] ?? null;
    const body = text ?? '';
    const notice = read(decodeText(body, formatOf('text', body)), {
      item: String(id) as ItemId,
      source: null,
      outlet: (outlet ?? null) as OutletId | null,
      url: '',
      title: cleanLine(title ?? ''),
      published: day as CalendarDate | null,
      publishedAt: null,
    });
    return { id, ...companiesOf(notice, knowledge, notice.published ?? today) };
  } catch (error) {
    return { id, line: number, error: (error as Error).message };
  }
}

/** Listed companies that the notice tells of, and those that wait for a second source. */
function companiesOf(notice: Notice, knowledge: Knowledge, day: CalendarDate) {
  const steps = notice.unconfirmed ?? [];
  const alerts = listed(notice, knowledge, day, (mention) => {
    const action = notice.actions.find(
      (one) => one.mentions.length === 0 || one.mentions.includes(mention.id),
    );
    return {
      type: action?.type ?? 'named',
      regulator: regulatorName(notice, knowledge.catalog),
      quote: quoteOf(mention.roleBecause),
      confidence: action?.probability ?? 1,
    };
  });
  const waiting: Notice = { ...notice, mentions: steps.map((step, at) => mentionOf(step, `u${at}`)) };
  const alerted = new Set(alerts.map((one) => one.company));
  const unconfirmed = listed(waiting, knowledge, day, (mention) => {
    const step = steps[Number(mention.id.slice(1))] as PressStep;
    return {
      type: step.type,
      regulator: step.authority?.name ?? null,
      quote: step.quote,
      confidence: Math.round(step.probability * 1000) / 1000,
    };
  }).filter((one) => !alerted.has(one.company));
  const verdict = alerts.length > 0 ? 'told' : unconfirmed.length > 0 ? 'unconfirmed' : 'none';
  return { verdict, alerts, unconfirmed };
}

/** The words of the page, where they are the reason. */
const quoteOf = (why: Reason) => (why.code === 'quoted' ? String(why.params.quote) : sentence(why, 'en'));

function listed(
  mapped: Notice,
  { index, catalog }: Knowledge,
  day: CalendarDate,
  detailsOf: (mention: Mention) => Omit<Alerted, 'company' | 'tickers' | 'names'>,
): Alerted[] {
  const { matches, exposures } = mapNotice(mapped, index, day);
  const byCompany = new Map<string, { names: string[]; listings: readonly Listing[]; mention: Mention }>();
  for (const match of matches) {
    const mention = mapped.mentions.find((one) => one.id === match.mention);
    const exposure = exposures.find((one) => one.company === match.company && one.edge !== 'via');
    if (mention === undefined || exposure === undefined || exposure.listings.length === 0) continue;
    const known = byCompany.get(exposure.company);
    if (known === undefined)
      byCompany.set(exposure.company, { names: [mention.name], listings: exposure.listings, mention });
    else if (!known.names.includes(mention.name)) known.names.push(mention.name);
  }
  return [...byCompany].map(([id, { names, listings, mention }]): Alerted => {
    const company = catalog.companies.get(id as never);
    return {
      company: company?.name.en ?? company?.name.zh ?? id,
      tickers: listings.map(tickerOf),
      names,
      ...detailsOf(mention),
    };
  });
}

function regulatorName({ regulator }: Notice, catalog: Catalog): string | null {
  return regulator === null ? null : (catalog.regulators.get(regulator.value)?.name.en ?? regulator.value);
}
