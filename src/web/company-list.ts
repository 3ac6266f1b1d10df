import type { BoardRow } from '../ask/board.ts';
import { listingsOn } from '../domain/company.ts';
import type { CompanyId } from '../domain/ids.ts';
import { Band, CaseStage } from '../domain/score.ts';
import type { CalendarDate } from '../domain/time.ts';
import { type Language, shortName } from '../present/words.ts';

/** Markets by the exchanges' MIC; every other exchange is `other`, no listing `private`. */
const MARKETS: Readonly<Record<string, readonly string[]>> = {
  us: ['XNAS', 'XNYS', 'XASE', 'OTCM'],
  hk: ['XHKG'],
  cn: ['XSHG', 'XSHE', 'BJSE'],
  jp: ['XTKS'],
  in: ['XNSE', 'XBOM'],
};
export const MARKET_IDS = [...Object.keys(MARKETS), 'other', 'private'] as const;

export const SORTS = ['score', 'change', 'peak', 'cases', 'deadline', 'name'] as const;
type Sort = (typeof SORTS)[number];

/** What a reader wants of the list of companies; every field stands in the address, so that a view can be shared. */
export interface ListQuery {
  readonly sort: Sort;
  readonly sector: string;
  readonly market: string;
  readonly band: Band | '';
  readonly regulator: string;
  readonly stage: CaseStage | '';
  /** Only these; null = not asked for. */
  readonly companies: ReadonlySet<CompanyId> | null;
  /** Also those without a score. */
  readonly all: boolean;
}

export function marketsOf(row: BoardRow, day: CalendarDate): string[] {
  const mics = listingsOn(row.company, day).map((one) => one.mic);
  if (mics.length === 0) return ['private'];
  return mics.map((mic) => Object.keys(MARKETS).find((id) => MARKETS[id]!.includes(mic)) ?? 'other');
}

/** Rows that a query wants, in its order. A watchlist shows its companies even where nothing is known of them. */
export function listed(
  rows: readonly BoardRow[],
  query: ListQuery,
  day: CalendarDate,
  language: Language,
): BoardRow[] {
  const { sector, market, band, regulator, stage, companies, all } = query;
  const wanted = rows.filter((row) =>
    companies === null
      ? row.state !== 'no-data' && (all || row.score > 0 || row.openCases > 0)
      : companies.has(row.company.id),
  );
  return wanted
    .filter((row) => sector === '' || row.company.sector === sector)
    .filter((row) => market === '' || marketsOf(row, day).includes(market))
    .filter((row) => band === '' || row.band === band)
    .filter((row) => regulator === '' || row.open.some((one) => one.regulator === regulator))
    .filter((row) => stage === '' || row.open.some((one) => one.stage === stage))
    .toSorted(ORDERS[query.sort](day, language));
}

type ListOrder = (day: CalendarDate, language: Language) => (a: BoardRow, b: BoardRow) => number;

const ORDERS: Readonly<Record<Sort, ListOrder>> = {
  score: () => (a, b) => b.score - a.score || b.peak - a.peak,
  change: () => (a, b) => b.change30 - a.change30,
  peak: () => (a, b) => b.peak - a.peak,
  cases: () => (a, b) => b.openCases - a.openCases || b.score - a.score,
  deadline: (day) => (a, b) => ((nextDeadline(a, day) ?? '9') < (nextDeadline(b, day) ?? '9') ? -1 : 1),
  name: (_, language) => {
    const collator = new Intl.Collator(language === 'zh' ? 'zh-CN' : 'en');
    return (a, b) => collator.compare(shortName(a.company, language), shortName(b.company, language));
  },
};

/** The next deadline of an open case from a day on; null = none. */
export function nextDeadline(row: BoardRow, day: CalendarDate): CalendarDate | null {
  return (
    row.deadlines
      .map((one) => one.date)
      .filter((date) => date >= day)
      .toSorted()[0] ?? null
  );
}

/** Reads a query; what nobody knows counts as not asked for. */
export function queryOf(text: (name: string) => string, companies: ReadonlySet<CompanyId> | null): ListQuery {
  return {
    sort: SORTS.find((one) => one === text('sort')) ?? 'score',
    ...{ sector: text('sector'), market: text('market'), regulator: text('regulator') },
    band: Band.options.find((one) => one === text('band')) ?? '',
    stage: CaseStage.options.find((one) => one === text('stage')) ?? '',
    all: text('all') === '1',
    companies,
  };
}
