import { parse } from 'csv-parse/sync';
import type { Company } from '../../domain/company.ts';
import type { CompanyId } from '../../domain/ids.ts';
import type { Band } from '../../domain/score.ts';
import { type CalendarDate, dayIn, type Instant, instantAt } from '../../domain/time.ts';
import type { Holding, Watchlist } from '../../domain/workspace.ts';
import { seriesOf } from '../../pipeline/score/change.ts';
import { type CompanyState, stateOf } from '../../pipeline/standing/company-state.ts';
import { oneCompany } from './find-company.ts';
import type { LookupDeps } from './lookup-result.ts';

const MOST = 1_000;
const NAME_HEADS =
  /^(?:ticker|symbol|code|isin|company|name|security|代码|代碼|公司|名称|名稱|股票代码|证券代码|證券代碼)$/i;
const WEIGHT_HEADS =
  /^(?:weight|weights|%|share|exposure|position|value|market value|权重|權重|占比|佔比|市值|仓位|持仓)(?: ?\(?%\)?)?$/i;

/** A line of a book as typed: the holding and its weight; null = without a weight. */
export interface TypedHolding {
  readonly typed: string;
  readonly weight: number | null;
}

/**
 * Holdings of a pasted list or CSV: a column of tickers, ISINs or names, and one of weights,
 * recognised by their headings; without headings, the first column and the first number after it.
 * At most 1,000.
 */
export function holdingsOf(text: string): TypedHolding[] {
  const rows = rowsOf(text.replace(/^\ufeff/, '')).map((row) => row.map((cell) => cell.trim()));
  const head = rows[0] ?? [];
  const nameAt = head.findIndex((cell) => NAME_HEADS.test(cell));
  const weightAt = head.findIndex((cell) => WEIGHT_HEADS.test(cell));
  const body = nameAt === -1 ? rows : rows.slice(1);
  const found = body.flatMap((row) => {
    const typed = row[Math.max(0, nameAt)] ?? '';
    const weight =
      weightAt === -1
        ? (row
            .slice(1)
            .map(numberOf)
            .find((one) => one !== null) ?? null)
        : numberOf(row[weightAt] ?? '');
    return typed === '' ? [] : [{ typed, weight }];
  });
  return found.slice(0, MOST);
}

function rowsOf(text: string): string[][] {
  const options = { relax_column_count: true, skip_empty_lines: true, relax_quotes: true };
  const head = text.split('\n', 1)[0] ?? '';
  const delimiter = [';', '\t'].find((mark) => head.includes(mark)) ?? ',';
  try {
    const rows = parse(text, { ...options, delimiter }) as string[][];
    // `TCOM 4.5` or `TCOM 4.5%` without any delimiter.
    return rows.map((row) => (row.length === 1 ? spaced(row[0]!) : row));
  } catch {
    return text.split(/\r?\n/).filter(Boolean).map(spaced);
  }
}

function spaced(line: string): string[] {
  const found = /^(.*\S)\s+([-+]?[\d.,]+ ?%?)$/.exec(line.trim());
  return found === null ? [line] : [found[1]!, found[2]!];
}

/** `4.5%`, `1,234.5`, `4,5`, `−3`; null where it is no number. */
function numberOf(text: string): number | null {
  const plain = text.replace('−', '-').replaceAll(/[\s%]/g, '');
  // A comma with other than three digits behind it parts the decimals.
  const decimal = /^[-+]?\d+,(?:\d{1,2}|\d{4,})$/.test(plain);
  const number = decimal ? plain.replace(',', '.') : plain.replaceAll(',', '');
  // Nothing but signs, digits and a point: no words and no exponents.
  return /\d/.test(number) && /^[-+.\d]+$/.test(number) && Number.isFinite(Number(number))
    ? Number(number)
    : null;
}

/** The company of each line on a day; an unknown name stays as typed. */
export function matchedHoldings(
  typed: readonly TypedHolding[],
  day: CalendarDate,
  { find, knowledge }: Pick<LookupDeps, 'find' | 'knowledge'>,
): Holding[] {
  return typed.map(({ typed: text, weight }) => {
    const meant = oneCompany(text, day, find, knowledge.catalog.companies);
    return { typed: text, weight, company: meant.found ? meant.company.id : null };
  });
}

/** One company of a book today. */
export interface BookRow {
  readonly company: Company;
  /** Its share of the gross weight of the book, 0 to 1. */
  readonly share: number;
  readonly isShort: boolean;
  /** Null where nothing is known of it. */
  readonly score: number | null;
  readonly band: Band | null;
  /** Score at the beginning of the day. */
  readonly before: number | null;
  /** Its contribution to the score of the book in points. */
  readonly adds: number;
  /** Acts that became known since the day began. */
  readonly acts: CompanyState['events'];
  readonly deadlines: readonly {
    readonly date: CalendarDate;
    readonly regulator: CompanyState['score']['cases'][number]['regulator'];
  }[];
}

/** A book at an instant. */
export interface BookToday {
  readonly list: Pick<Watchlist, 'id' | 'name'>;
  readonly at: Instant;
  readonly dayStart: Instant;
  readonly rows: readonly BookRow[];
  /** Lines with an unknown company, with their share of the book. */
  readonly unknown: readonly { readonly typed: string; readonly share: number }[];
  /** Share of the book with a known score, 0 to 1. */
  readonly known: number;
  /**
   * Mean score by exposure over that part, now and at the beginning of the day; null = none known.
   */
  readonly score: number | null;
  readonly before: number | null;
}

/** Weights count by their size; a list without weights counts each line alike. */
function sharesOf(holdings: readonly Holding[]): readonly number[] {
  const isWeighted = holdings.some(({ weight }) => weight !== null);
  const sizes = holdings.map(({ weight }) => (isWeighted ? Math.abs(weight ?? 0) : 1));
  const all = sizes.reduce((sum, size) => sum + size, 0);
  return sizes.map((size) => (all === 0 ? 0 : size / all));
}

/**
 * Today's book: the mean of its scores by exposure, changes since the day began in `zone`, and
 * coming deadlines. Companies without a known score are left out of the mean, which the answer
 * says.
 */
export async function bookToday(
  list: Watchlist,
  deps: Parameters<typeof stateOf>[0],
  at: Instant,
  zone: string,
): Promise<BookToday> {
  const dayStart = instantAt(dayIn(at, zone), '00:00', zone);
  const shares = sharesOf(list.holdings);
  const positions = new Map<CompanyId, { share: number; net: number }>();
  const unknown: { typed: string; share: number }[] = [];
  for (const [n, { company, typed, weight }] of list.holdings.entries()) {
    const share = shares[n]!;
    if (company === null || !deps.knowledge.catalog.companies.has(company)) {
      unknown.push({ typed, share });
      continue;
    }
    // Several lines of one company (two listings) are one exposure.
    const known = positions.get(company) ?? { share: 0, net: 0 };
    const net = known.net + (weight ?? 1);
    positions.set(company, { share: known.share + share, net });
  }
  const rows: BookRow[] = [];
  for (const [id, { share, net }] of positions) {
    const company = deps.knowledge.catalog.companies.get(id)!;
    rows.push(rowOf(await stateOf(deps, company, at), share, net < 0, dayStart));
    await new Promise((resolve) => setImmediate(resolve));
  }
  const scored = rows.filter(({ score }) => score !== null);
  const known = scored.reduce((sum, { share }) => sum + share, 0);
  const mean = (of: (row: BookRow) => number) =>
    known === 0 ? null : scored.reduce((sum, row) => sum + row.share * of(row), 0) / known;
  return {
    list: { id: list.id, name: list.name },
    at,
    dayStart,
    rows: rows
      .map((row) => ({ ...row, adds: known === 0 ? 0 : (row.share * (row.score ?? 0)) / known }))
      .toSorted((a, b) => b.adds - a.adds || b.share - a.share),
    unknown,
    known,
    score: mean(({ score }) => score ?? 0),
    before: mean(({ before }) => before ?? 0),
  };
}

function rowOf(state: CompanyState, share: number, isShort: boolean, dayStart: Instant): BookRow {
  const { company, record, score, standing, events, at, day } = state;
  const isKnown = record.state !== 'no-data';
  const [before] = seriesOf(standing, [dayStart]);
  const acts = events.filter(
    (event) => event.at >= dayStart && event.at <= at && event.withdrawnAt == null,
  );
  const deadlines = score.cases.flatMap(({ open, deadline: date, regulator }) =>
    open && date !== null && date >= day ? [{ date, regulator }] : [],
  );
  return {
    company,
    share,
    isShort,
    score: isKnown ? score.score : null,
    band: isKnown ? score.band : null,
    before: isKnown ? (before?.score ?? null) : null,
    adds: 0,
    acts,
    deadlines: deadlines.toSorted((a, b) => (a.date < b.date ? -1 : 1)),
  };
}

/** The book of a name, or the first one that has weights; null where there is none. */
export const bookOf = (lists: readonly Watchlist[], id?: string): Watchlist | null =>
  id === undefined
    ? (lists.find(({ holdings }) => holdings.some(({ weight }) => weight !== null)) ?? null)
    : (lists.find((list) => list.id === id || list.name === id) ?? null);
