import { stringify } from 'csv-stringify/sync';
import { formatReason } from '../../base/i18n/sentence.ts';
import { type Listing, tickerOf } from '../../domain/company.ts';
import { reason, reasons } from '../../domain/reason.ts';
import type { CalendarDate } from '../../domain/time.ts';
import type { MapIndex } from '../../pipeline/map/map-index.ts';
import { CELL, matchMention } from '../../pipeline/map/match-mention.ts';
import { ownershipChain } from '../../pipeline/map/ownership-chain.ts';
import { listRows } from './list-rows.ts';
import { columnsOf, type KnownColumn, readText, rowDay } from './row-input.ts';

/**
 * Columns that are added, in this order. `tickers` is empty where the company is private or nobody
 * is sure.
 */
const ADDED_COLUMNS = [
  'company_id',
  'company',
  'tickers',
  'private',
  'match',
  'confidence',
  'reason',
];

interface MatchRowsOptions {
  readonly index: MapIndex;
  /** Day for rows without a date of their own; null = such rows stay unresolved. */
  readonly day: CalendarDate | null;
  /** Takes the next piece of the result; awaited, so that a slow disk slows the reading. */
  readonly write: (text: string) => Promise<void> | void;
  /** Called now and then, and once at the end. */
  readonly progress?: (so: RowCounts) => void;
}

const NO_ROWS = { rows: 0, bytes: 0, listed: 0, private: 0, review: 0, unresolved: 0, undated: 0 };
/** Rows so far, how they were decided, and how many took the day of rows without one. */
export type RowCounts = Readonly<typeof NO_ROWS>;

/** `unread` = columns of the list that matching does not look at; they are carried over. */
type MatchedRows = { readonly ok: true; readonly unread: readonly string[] } & RowCounts;

/** Rows between two writes; bounds the memory. */
const BATCH = 500;

/**
 * Matches a list with a header (CSV or TSV, any order of columns, UTF-8, UTF-16 or GB18030, any
 * size) and writes it back with the added columns, row by row in the same order and with the same
 * delimiter. Nothing is held but a batch.
 */
export async function matchRows(
  input: AsyncIterable<Uint8Array>,
  options: MatchRowsOptions,
): Promise<MatchedRows | { ok: false; because: string }> {
  const counts = { ...NO_ROWS };
  const counted = async function* () {
    for await (const chunk of input) {
      counts.bytes += chunk.length;
      yield chunk;
    }
  };
  const { text, mark, delimiter } = await readText(counted());
  let plan: ReturnType<typeof planOf> = null;
  let batch: string[][] = [];
  const flush = async () => {
    await options.write(stringify(batch, { delimiter }));
    batch = [];
    options.progress?.({ ...counts });
  };
  for await (const row of listRows(text, delimiter)) {
    if (plan === null) {
      plan = planOf(row);
      const because =
        `the header names neither an app nor a developer (columns: ${row.join(', ')}); name at ` +
        'least one "app" or "developer"';
      if (plan === null) return { ok: false, because };
      if (mark) await options.write('\ufeff');
      batch.push([...plan.header]);
      continue;
    }
    const answer = answerRow(row, plan, options);
    counts.rows += 1;
    counts[answer.verdict] += 1;
    if (answer.undated) counts.undated += 1;
    batch.push(answer.row);
    if (batch.length >= BATCH) await flush();
  }
  if (plan === null) return { ok: false, because: 'the list is empty' };
  await flush();
  return { ok: true, ...counts, unread: plan.unread };
}

/**
 * Positions of the known and the added columns; a column of an earlier run is overwritten. `own` =
 * columns of the list itself. Null where the header names neither an app nor a developer.
 */
function planOf(names: readonly string[]) {
  const columns = columnsOf(names);
  if (!columns.has('app') && !columns.has('developer')) return null;
  const header = [...names, ...ADDED_COLUMNS.filter((name) => !names.includes(name))];
  const read = new Set(columns.values());
  return {
    header,
    own: names.length,
    columns,
    unread: names.filter((name, at) => !read.has(at) && !ADDED_COLUMNS.includes(name)),
    added: ADDED_COLUMNS.map((name) => header.indexOf(name)),
  };
}

function answerRow(
  row: readonly string[],
  { header, own, columns, added }: NonNullable<ReturnType<typeof planOf>>,
  options: MatchRowsOptions,
) {
  const cell = (column: KnownColumn) => (row[columns.get(column) ?? -1] ?? '').trim();
  const { values, verdict } = matchCells(cell, options);
  const wide = header.map((_, at) => (at < own ? (row[at] ?? '') : ''));
  for (const [which, at] of added.entries()) wide[at] = values[which]!;
  // Cells beyond the header have no name; they stay, behind the answer.
  const undated = options.day !== null && cell('date') === '';
  return { row: [...wide, ...row.slice(own)], verdict, undated };
}

/** The values of the added columns, and as what the row counts. */
function matchCells(
  cell: (column: KnownColumn) => string,
  { index, day: usual }: MatchRowsOptions,
) {
  const nobody = (
    match: readonly string[],
    why: string,
    verdict: 'review' | 'unresolved' = 'unresolved',
  ) => ({ values: ['', '', '', '', ...match, why], verdict });
  const none = ['none', '0'];
  const written = cell('date');
  const day = written === '' ? usual : rowDay(written);
  if (day === null)
    return nobody(
      none,
      written === '' ? 'no date: nobody can tell whose it was' : `“${written}” is no date`,
    );
  const mention = mentionOf(cell);
  if (mention === null) return nobody(none, 'neither app nor developer');
  const match = matchMention(mention, index, day);
  const kind = [match.kind, String(Number(match.confidence.toFixed(3)))];
  if (match.company === null) {
    const ids = [...new Set(match.candidates.map((candidate) => candidate.company))];
    const why =
      formatReason(match.reason, 'en') +
      (ids.length === 0 ? '' : `; candidates: ${ids.join(', ')}`);
    return nobody(kind, why, match.kind === 'likely' ? 'review' : 'unresolved');
  }
  const { name } = index.companies.get(match.company)!;
  const ownership = ownershipChain(match.company, day, index.companies);
  const listed = (listings: readonly Listing[]) => listings.map(tickerOf).join('|');
  const via = ownership.via.map((via) => `${via.company} (${listed(via.listings)})`);
  const why =
    via.length === 0
      ? match.reason
      : reasons(match.reason, reason('consolidated-by', { companies: via }));
  const company = [
    match.company,
    (name.en ?? name.zh)!,
    listed(ownership.listings),
    String(match.private),
  ];
  const verdict = match.private ? ('private' as const) : ('listed' as const);
  return { values: [...company, ...kind, formatReason(why, 'en')], verdict };
}

/** What a row names; null = neither an app nor a developer. */
function mentionOf(cell: (column: KnownColumn) => string) {
  const developer = cell('developer');
  const app = cell('app') || cell('package');
  if (app === '' && developer === '') return null;
  return {
    ...CELL,
    kind: kindOf(app),
    name: app || developer,
    developer: (app !== '' && developer) || null,
    icp: cell('icp') || null,
    version: cell('version') || null,
  };
}

/** What a row is about, by the name in its column of apps. */
function kindOf(app: string): 'entity' | 'sdk' | 'app' {
  if (app === '') return 'entity';
  return /sdk$/iu.test(app) ? 'sdk' : 'app';
}
