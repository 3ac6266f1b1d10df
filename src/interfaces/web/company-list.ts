import type { BoardRow } from '../../answers/queries/board.ts';
import { choiceName } from '../../base/i18n/act-label.ts';
import { LOCALES, preferred } from '../../base/i18n/locale.ts';
import { type Language, points, shortName } from '../../base/i18n/words.ts';
import { type ActChoice, actChoice, choicesOf } from '../../domain/act-choice.ts';
import { MEASURE_KINDS } from '../../domain/act-kind.ts';
import { listingsOn } from '../../domain/company.ts';
import { micsOf } from '../../domain/exchange.ts';
import type { CompanyId } from '../../domain/ids.ts';
import { Effect, MeasureGroup } from '../../domain/measures.ts';
import { Band, CaseStage } from '../../domain/score.ts';
import { type CalendarDate, daysBetween } from '../../domain/time.ts';
import { type FormChoice, type Html, hidden, html, number, type PagePart, select } from './html.ts';
import { bandMark, changeMark, sparkline } from './parts.ts';
import { type RequestContext, wordFor } from './request-context.ts';

/** Markets by country; every other exchange is `other`, no listing `private`. */
const MARKETS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  ['us', 'hk', 'cn', 'jp', 'in'].map((id) => [id, micsOf(id.toUpperCase())]),
);
const MARKET_IDS = [...Object.keys(MARKETS), 'other', 'private'] as const;

const SORTS = ['score', 'change', 'peak', 'cases', 'deadline', 'name'] as const;
type Sort = (typeof SORTS)[number];

function marketsOf(row: BoardRow, day: CalendarDate): string[] {
  const mics = listingsOn(row.company, day).map((listing) => listing.mic);
  if (mics.length === 0) return ['private'];
  return mics.map(
    (mic) => Object.keys(MARKETS).find((id) => MARKETS[id]!.includes(mic)) ?? 'other',
  );
}

/** Filters of a list, each with its value in a row. */
const FILTERS = {
  sector: ({ company }) => [company.sector],
  market: marketsOf,
  band: ({ band }) => [band],
  regulator: ({ open }) => open.map((one) => one.regulator),
  stage: ({ open }) => open.map((one) => one.stage),
  act: ({ acts }) => acts.flatMap(choicesOf),
} satisfies Record<string, (row: BoardRow, day: CalendarDate) => readonly string[]>;
const FILTER_NAMES = Object.keys(FILTERS) as (keyof typeof FILTERS)[];

/** Rows of a query, in its order. A watchlist shows its companies even without known acts. */
export function listed(
  rows: readonly BoardRow[],
  query: ListQuery,
  day: CalendarDate,
  language: Language,
): BoardRow[] {
  const { companies, all } = query;
  const filters = FILTER_NAMES.filter((name) => query[name] !== '');
  return rows
    .filter((row) =>
      companies === null
        ? row.state !== 'no-data' && (all || row.score > 0 || row.openCases > 0)
        : companies.has(row.company.id),
    )
    .filter((row) =>
      filters.every((name) => FILTERS[name](row, day).some((one) => one === query[name])),
    )
    .toSorted(ORDERS[query.sort](day, language));
}

type ListOrder = (day: CalendarDate, language: Language) => (a: BoardRow, b: BoardRow) => number;

const ORDERS: Readonly<Record<Sort, ListOrder>> = {
  score: () => (a, b) => b.score - a.score || b.peak - a.peak,
  change: () => (a, b) => b.change30 - a.change30,
  peak: () => (a, b) => b.peak - a.peak,
  cases: () => (a, b) => b.openCases - a.openCases || b.score - a.score,
  deadline: (day) => (a, b) =>
    (nextDeadline(a, day) ?? '9') < (nextDeadline(b, day) ?? '9') ? -1 : 1,
  name: (_, language) => {
    const collator = new Intl.Collator(LOCALES[language].tag);
    return (a, b) =>
      collator.compare(shortName(a.company, language), shortName(b.company, language));
  },
};

/** The next deadline of an open case from a day on; null = none. */
export const nextDeadline = (
  row: Pick<BoardRow, 'deadlines'>,
  day: CalendarDate,
): CalendarDate | null =>
  row.deadlines.flatMap(({ date }) => (date >= day ? [date] : [])).toSorted()[0] ?? null;

/**
 * The query of the list of companies; every field is in the address, so that a view can be shared.
 */
type ListQuery = ReturnType<typeof queryOf>;

/**
 * Reads a query; unknown values are ignored. `act` is a group, measure or form of an act of the
 * last two years, `all` includes companies without a score.
 * @param companies only these; null = all
 */
export function queryOf(text: (name: string) => string, companies: ReadonlySet<CompanyId> | null) {
  const chosen = <T extends string>(name: string, options: readonly T[]) =>
    options.find((id) => id === text(name));
  return {
    sort: chosen('sort', SORTS) ?? ('score' as const),
    sector: text('sector'),
    market: text('market'),
    regulator: text('regulator'),
    band: chosen('band', Band.options) ?? ('' as const),
    stage: chosen('stage', CaseStage.options) ?? ('' as const),
    act: actChoice(text('act')) ?? ('' as const),
    all: text('all') === '1',
    companies,
  };
}

/** One page of companies, with links to those before and after. */
export function companyTable(all: readonly BoardRow[], context: RequestContext): PagePart {
  const { words, language, day, say, date } = context;
  const { rows, nav } = context.pageOf(all);
  const shown = rows.map((row) => {
    const next = nextDeadline(row, day);
    const acts = row.state === 'acts';
    const tickers =
      row.tickers.length === 0
        ? ''
        : html`<br><small class="quiet">${row.tickers.join(', ')}</small>`;
    const unscored = row.state === 'no-data' ? words.noData : words.noActs;
    return {
      company: html`
        ${context.link(`/company/${row.company.id}`, shortName(row.company, language))}${tickers}
      `,
      score: number(acts ? points(row.score) : ''),
      band: acts ? bandMark(row.band, row.attested, context) : unscored,
      year: sparkline(row, context),
      change30: number(changeMark(row.change30)),
      peak: number(points(row.peak)),
      openCases: number(row.openCases || ''),
      nextDeadline:
        next === null ? '' : `${date(next)} (${say('daysLeft', { n: daysBetween(day, next) })})`,
    };
  });
  return [
    context.table('companies', shown, { none: words.list.none }),
    rows.length === 0 ? '' : nav,
  ];
}

/** Groups, each with its measures, each with its forms; then effects. */
const ACT_CHOICES: readonly ActChoice[] = [
  ...MeasureGroup.options.flatMap((group): ActChoice[] => [
    group,
    ...MEASURE_KINDS.filter((kind) => kind !== group && choicesOf(kind).includes(group)),
  ]),
  ...Effect.options.map((effect) => effect as string as ActChoice),
];

/** A choice by its name, indented below its group. */
function choiceLabel(choice: ActChoice, language: Language): string {
  const isGroup = MeasureGroup.safeParse(choice).success;
  const depth = choice.includes('/') ? 2 : Number(!isGroup);
  return `${'\u2003'.repeat(depth)}${choiceName(choice, language)}`;
}

/** The form that sorts and filters a list; what it asks for stands in the address. */
export function listForm(
  all: readonly BoardRow[],
  query: ListQuery,
  context: RequestContext,
): Html {
  const { words, language, deps } = context;
  const { bands, stages } = context.locale;
  const { list } = words;
  const byName = (choices: readonly FormChoice[]) =>
    choices.toSorted(([, a = ''], [, b = '']) => a.localeCompare(b));
  const acted = new Set(all.flatMap((row) => row.acts.flatMap(choicesOf)));
  const reached = new Set(all.flatMap((row) => row.open.map((one) => one.stage)));
  const bodies = [...new Set(all.flatMap((row) => row.open.map((one) => one.regulator)))];
  const sectors = [...deps.knowledge.catalog.sectors.values()];
  const fields: readonly [name: keyof ListQuery, label: string, choices: readonly FormChoice[]][] =
    [
      ['sort', list.sort, SORTS.map((id) => [id, list.sorts[id]])],
      [
        'sector',
        words.sector,
        byName(sectors.map((sector) => [sector.id, preferred(sector, language) ?? sector.id])),
      ],
      ['market', list.market, MARKET_IDS.map((id) => [id, wordFor(list.markets, id)])],
      ['band', words.band, Band.options.toReversed().map((id) => [id, bands[id]])],
      ['regulator', words.regulator, byName(bodies.map((id) => [id, context.regulatorName(id)]))],
      [
        'act',
        list.act,
        ACT_CHOICES.filter((id) => acted.has(id)).map((id) => [id, choiceLabel(id, language)]),
      ],
      [
        'stage',
        list.stage,
        CaseStage.options.filter((id) => reached.has(id)).map((id) => [id, stages[id]]),
      ],
    ];
  const set = fields.filter(([name]) => name !== 'sort' && query[name] !== '').length;
  const linked = { ...context.linkParams, all: query.all ? '1' : '', list: context.query('list') };
  return html`
    <details class="filter"${set > 0 || query.sort !== 'score' ? html` open` : ''}>
      <summary>${list.filter}${set > 0 ? ` (${set})` : ''}</summary>
      <form action="${context.path}" method="get">
        ${hidden(linked)}${fields.map(
          ([name, label, choices]) =>
            html`
        <p><label for="f-${name}">${label}</label> 
        ${select(`f-${name}`, name, name === 'sort' ? choices : [['', list.any], ...choices], String(query[name]))}
        </p>
      `,
        )}<p><button>${words.show}</button> <a href="${context.href(context.path)}">${list.reset}</a></p>
      </form>
    </details>
  `;
}
