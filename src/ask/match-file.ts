import { pipeline, Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import { type Listing, tickerOf } from '../domain/company.ts';
import { reason, reasons } from '../domain/reason.ts';
import type { CalendarDate } from '../domain/time.ts';
import type { MapIndex } from '../map/map-index.ts';
import { matchMention } from '../map/match-mention.ts';
import { ownershipChain } from '../map/ownership-chain.ts';
import { sentence } from '../present/sentence.ts';
import { columnsOf, type KnownColumn, readText, rowDay } from './row-input.ts';

/** Columns that are added, in this order. `tickers` is empty where the company is private or nobody is sure. */
export const ADDED_COLUMNS = [
  'company_id',
  'company',
  'tickers',
  'private',
  'match',
  'confidence',
  'reason',
] as const;

export interface MatchRowsOptions {
  readonly index: MapIndex;
  /** Day for rows without a date of their own; null = such rows stay unresolved. */
  readonly day: CalendarDate | null;
  /** Takes the next piece of the result; awaited, so that a slow disk slows the reading. */
  readonly write: (text: string) => Promise<void> | void;
  /** Told now and then, and once at the end. */
  readonly progress?: (so: RowCounts) => void;
}

/** Rows so far, and how they were decided. */
export interface RowCounts {
  readonly rows: number;
  readonly bytes: number;
  readonly listed: number;
  readonly private: number;
  readonly review: number;
  readonly unresolved: number;
}

export type MatchedRows =
  | ({ readonly ok: true } & RowCounts)
  | { readonly ok: false; readonly because: string };

/** Rows between two writes; bounds the memory. */
const BATCH = 500;

/**
 * Matches a list with a header (CSV or TSV, any order of columns, UTF-8, UTF-16 or GB18030, any size) and writes it back
 * with the added columns, row by row in the same order and with the same delimiter. Nothing is held but a batch.
 */
export async function matchRows(
  input: AsyncIterable<Uint8Array>,
  options: MatchRowsOptions,
): Promise<MatchedRows> {
  const counts = { rows: 0, bytes: 0, listed: 0, private: 0, review: 0, unresolved: 0 };
  const counted = async function* () {
    for await (const chunk of input) {
      counts.bytes += chunk.length;
      yield chunk;
    }
  };
  const { text, mark, delimiter } = await readText(counted());
  const form = { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true };
  // A failure on either side ends the loop below, so the callback has nothing left to do.
  const rows = pipeline(Readable.from(text), parse(form), () => {});
  let plan: Plan | null = null;
  let batch: string[][] = [];
  const flush = async () => {
    await options.write(stringify(batch, { delimiter }));
    batch = [];
    options.progress?.({ ...counts });
  };
  try {
    for await (const row of rows as AsyncIterable<string[]>) {
      if (plan === null) {
        plan = planOf(row);
        if (plan === null)
          return {
            ok: false,
            because: `the header names neither an app nor a developer (columns: ${row.join(', ')}); name at least one "app" or "developer"`,
          };
        if (mark) await options.write('\ufeff');
        batch.push([...plan.header]);
        continue;
      }
      const answer = answerRow(row, plan, options);
      counts.rows += 1;
      counts[answer.verdict] += 1;
      batch.push(answer.row);
      if (batch.length >= BATCH) await flush();
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_')) {
      return { ok: false, because: `the list cannot be read after row ${counts.rows}: ${error.message}` };
    }
    throw error;
  }
  if (plan === null) return { ok: false, because: 'the list is empty' };
  await flush();
  return { ok: true, ...counts };
}

/** Where the known columns stand, and where the added ones go; a column of an earlier run is written anew. */
interface Plan {
  readonly header: readonly string[];
  /** How many columns the list itself has. */
  readonly own: number;
  readonly columns: ReadonlyMap<KnownColumn, number>;
  readonly added: readonly number[];
}

/** Null where the header names neither an app nor a developer. */
function planOf(header: readonly string[]): Plan | null {
  const columns = columnsOf(header);
  if (!columns.has('app') && !columns.has('developer')) return null;
  const wide = [...header, ...ADDED_COLUMNS.filter((name) => !header.includes(name))];
  return {
    header: wide,
    own: header.length,
    columns,
    added: ADDED_COLUMNS.map((name) => wide.indexOf(name)),
  };
}

type MatchVerdict = Exclude<keyof RowCounts, 'rows' | 'bytes'>;
/** The values of the added columns. */
type MatchedCells = { readonly values: readonly string[]; readonly verdict: MatchVerdict };

function answerRow(row: readonly string[], plan: Plan, options: MatchRowsOptions) {
  const { values, verdict } = matchCells(
    (column) => (row[plan.columns.get(column) ?? -1] ?? '').trim(),
    options,
  );
  const wide = plan.header.map((_, at) => (at < plan.own ? (row[at] ?? '') : ''));
  for (const [which, at] of plan.added.entries()) wide[at] = values[which]!;
  // Cells beyond the header have no name; they stay, behind the answer.
  return { row: [...wide, ...row.slice(plan.own)], verdict };
}

function matchCells(
  cell: (column: KnownColumn) => string,
  { index, day: usual }: MatchRowsOptions,
): MatchedCells {
  const nobody = (
    match: readonly string[],
    why: string,
    verdict: MatchVerdict = 'unresolved',
  ): MatchedCells => ({
    ...{ values: ['', '', '', '', ...match, why], verdict },
  });
  const none = ['none', '0'];
  const written = cell('date');
  const day = written === '' ? usual : rowDay(written);
  if (day === null)
    return nobody(none, written === '' ? 'no date: nobody can tell whose it was' : `“${written}” is no date`);
  const developer = cell('developer');
  const app = cell('app') || cell('package');
  if (app === '' && developer === '') return nobody(none, 'neither app nor developer');
  const match = matchMention(
    {
      ...{ id: 'row', owner: null, setting: 'cell', confidence: 1 },
      kind: app === '' ? 'entity' : /sdk$/iu.test(app) ? 'sdk' : 'app',
      name: app || developer,
      developer: (app !== '' && developer) || null,
      ...{ icp: cell('icp') || null, version: cell('version') || null },
    },
    index,
    day,
  );
  const kind = [match.kind, String(Number(match.confidence.toFixed(3)))];
  if (match.company === null) {
    const ids = [...new Set(match.candidates.map((one) => one.company))];
    const why = sentence(match.reason, 'en') + (ids.length === 0 ? '' : `; candidates: ${ids.join(', ')}`);
    return nobody(kind, why, match.kind === 'likely' ? 'review' : 'unresolved');
  }
  const { name } = index.companies.get(match.company)!;
  const ownership = ownershipChain(match.company, day, index.companies);
  const listed = (listings: readonly Listing[]) => listings.map(tickerOf).join('|');
  const via = ownership.via.map((one) => `${one.company} (${listed(one.listings)})`);
  const why =
    via.length === 0 ? match.reason : reasons(match.reason, reason('consolidated-by', { companies: via }));
  const company = [match.company, (name.en ?? name.zh)!, listed(ownership.listings), String(match.private)];
  const verdict = match.private ? 'private' : 'listed';
  return { values: [...company, ...kind, sentence(why, 'en')], verdict };
}
