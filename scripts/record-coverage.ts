import type { Catalog } from '../src/domain/catalog.ts';
import type { HistoryRecord } from '../src/domain/history.ts';
import type { RegulatoryEvent } from '../src/domain/score.ts';
import { type CalendarDate, lastMinute } from '../src/domain/time.ts';
import { stateAt } from '../src/pipeline/score/explain.ts';
import { isFine } from '../src/pipeline/score/kinds.ts';
import { openLedger } from '../src/pipeline/score/ledger.ts';
import { lineOf, partOf, severityOf } from '../src/pipeline/score/severity.ts';
import { type Knowledge, knowledgeOf } from '../src/pipeline/standing/knowledge.ts';

/** What an act of the record lacks. */
const GAPS = ['page', 'checked', 'amount', 'revenue', 'part', 'market'] as const;
type Gap = (typeof GAPS)[number];

/** An act of the record with its level and what it lacks. */
interface ActCoverage {
  readonly record: HistoryRecord;
  /** Highest level against one of its companies (docs/scoring.md); 0 = an act on earlier acts. */
  readonly level: number;
  readonly isMoney: boolean;
  /** The authority's own address stands first among its evidence. */
  readonly hasPage: boolean;
  /** How it was seen to stand within a year; null = it stands no more. */
  readonly seen: 'checked' | 'news' | 'unseen' | null;
  readonly gaps: readonly Gap[];
}

/** Level from which the authority's own page is expected. */
const GRAVE = 3;

/**
 * Every act of the record with what it lacks as of the last day of the record: its authority's own
 * page, a day on which it was seen to stand, and what the score needs to know how large it is.
 */
export function recordCoverage(catalog: Catalog): ActCoverage[] {
  const knowledge = knowledgeOf(catalog);
  const day = catalog.historyUntil;
  if (day === null) return [];
  const events = Map.groupBy(eventsOf(knowledge), (event) =>
    event.id.slice(0, event.id.indexOf('/')),
  );
  const standing = standingOf(knowledge, day);
  return catalog.history.map((record) => {
    const own = (events.get(record.id) ?? []).filter((event) => event.via === null);
    const levels = own.map((event) => severityOf(event, [], catalog.weights).level);
    const level = record.act.measure === null ? 0 : Math.max(0, ...levels);
    const hasPage = isOwnPage(record);
    const seen = seenOf(record, own, standing);
    const gaps = new Set<Gap>(own.flatMap((event) => sizeGaps(event, record, catalog)));
    if (!hasPage && level >= GRAVE) gaps.add('page');
    if (seen === 'unseen') gaps.add('checked');
    return { record, level, isMoney: own.some(isFine), hasPage, seen, gaps: [...gaps] };
  });
}

const eventsOf = ({ catalog, history }: Knowledge): RegulatoryEvent[] =>
  [...catalog.companies.keys()].flatMap((company) => [...history.get(company)]);

/** Events that may still stand as of a day, with whether anybody saw them within a year. */
function standingOf({ catalog, history }: Knowledge, day: CalendarDate): Map<string, boolean> {
  const at = lastMinute(day, 'UTC');
  const found = new Map<string, boolean>();
  for (const company of catalog.companies.keys()) {
    const events = history.get(company).filter((event) => event.at <= at);
    if (events.length === 0) continue;
    for (const { entries } of openLedger(events, catalog.weights).matters)
      for (const entry of entries) {
        const state = stateAt(entry, at);
        if (state.stands) found.set(entry.event.id, !state.code.startsWith('unseen'));
      }
  }
  return found;
}

function seenOf(
  { act, date }: HistoryRecord,
  events: readonly RegulatoryEvent[],
  standing: ReadonlyMap<string, boolean>,
): ActCoverage['seen'] {
  const states = events.flatMap(({ id }) => standing.get(id) ?? []);
  if (states.length === 0) return null;
  if (!states.every(Boolean)) return 'unseen';
  return act.checked !== null && act.checked.day > date ? 'checked' : 'news';
}

/** The page of the authority, or a filing of the company where it alone disclosed the act. */
const isOwnPage = ({ evidence }: HistoryRecord): boolean => {
  const [first] = evidence;
  return (
    (first?.kind === 'notice' || first?.kind === 'filing') &&
    first.url !== undefined &&
    !ARCHIVE.test(first.url)
  );
};
const ARCHIVE = /^https?:\/\/(?:www\.)?github\.com\//u;

/** What is missing of an event's size: a sum, a revenue, the part of the company, the market's. */
function sizeGaps(event: RegulatoryEvent, { act }: HistoryRecord, catalog: Catalog): Gap[] {
  if (act.measure === null || event.object.kind === 'person') return [];
  if (isFine(event)) {
    if (event.cost?.by === 'unknown') return ['amount'];
    return event.cost?.by === 'class' ? ['revenue'] : [];
  }
  if (partOf(event, catalog.weights) === 'investability') return [];
  if (event.share !== null && 'value' in event.share) return [];
  const isPartUnknown = event.share === null && !WHOLE.includes(event.object.kind);
  const isMarketKnown =
    event.market == null ||
    event.market.by === 'entry' ||
    lineOf(event, catalog.weights)?.everywhere !== undefined ||
    isWithinKnown(event.company, event.market.name, catalog);
  return [
    ...(isPartUnknown ? (['part'] as const) : []),
    ...(isMarketKnown ? [] : (['market'] as const)),
  ];
}

/** A region of the home market, or of a market of which the company's part is known. */
function isWithinKnown(
  id: RegulatoryEvent['company'],
  market: string,
  { facts, companies }: Catalog,
): boolean {
  const whole = facts.sizes.find((row) => row.market === market)?.partOf ?? '';
  return (
    (whole !== '' && whole === companies.get(id)?.country) ||
    facts.markets.some((row) => row.company === id && row.market === whole)
  );
}

/** Objects whose part of the company needs no statement: apps have a tier of their own. */
const WHOLE: readonly RegulatoryEvent['object']['kind'][] = [
  'company',
  'app',
  'deal',
  'securities',
  'list-entry',
];

const MEANING: Readonly<Record<Gap, string>> = {
  page: `level ${GRAVE} or more, and neither the authority's own page nor the company's filing is first among the evidence`,
  checked: 'may still stand, and nobody saw it stand within a year',
  amount: 'a fine or payment whose sum was not found',
  revenue: 'a fine or payment on a company without a revenue of the years before',
  part: "the part of the company's revenue that its object is follows from the kind of object",
  market:
    "no line says what a foreign market, or the one it belongs to, is of the company's revenue",
};

/**
 * Readings of all sentences of the record beside the acts, by somebody who had written none of
 * them. A sentence is an act of a company; a state of today belongs to it.
 */
const READINGS = `| day | acts | language | sentences | false | misleading | awkward |
| --- | ---: | --- | ---: | ---: | ---: | ---: |
| 2026-11-28, older form | 719 | English | 719 | 72 | 156 | not counted |
| 2026-12-01 | 1021 | English | 1638 | 18 (1.1 %) | 42 (2.6 %) | 125 (7.6 %) |
| 2026-12-01 | 1021 | Chinese | 1638 | 18 (1.1 %) | 42 (2.6 %) | 360 (22.0 %) |
| 2026-12-01, what was changed, read once more | 1033 | English | 200 | 0 | 3 | 0 |
| 2026-12-01, what was changed, read once more | 1033 | Chinese | 435 | 0 | 3 | 2 |

False on 1 December: seven executive orders "in force" before their day, four sums "not published" that were, two settlements
with a wrong sum, and an annulled fine, an ended stay, an open suit, an ended block and a fine with confiscated gains told
otherwise. Misleading: 13 sums "not published" that we only did not find, 7 fines without what a court made of them, 6
inquiries that had ended, 5 preliminary sums, and 11 of other kinds. The three that are left are delistings of 2021 which are
"not known to have ended". Of the 72 false sentences of November, 67 are true today and 5 are notes without an act; of the 156
misleading ones 154 are true and 2 are notes.`;

/** `docs/record.md`: how much of the record is attested, seen and sized. */
export function recordPage(acts: readonly ActCoverage[], until: string | null): string {
  const grave = acts.filter(({ level }) => level >= GRAVE);
  const money = acts.filter(({ isMoney }) => isMoney);
  const stood = acts.filter(({ seen }) => seen !== null);
  const sized = acts.filter(({ level, isMoney }) => level > 0 && !isMoney);
  const has = (some: readonly ActCoverage[], good: (act: ActCoverage) => boolean) => ({
    all: some.length,
    good: some.filter(good).length,
  });
  const without =
    (...gaps: readonly Gap[]) =>
    ({ gaps: found }: ActCoverage) =>
      !gaps.some((gap) => found.includes(gap));
  const rows: readonly (readonly [string, { all: number; good: number }])[] = [
    [
      `acts of level ${GRAVE} and more with the authority's own page first`,
      has(grave, (act) => act.hasPage),
    ],
    ["fines and payments with the authority's own page first", has(money, (act) => act.hasPage)],
    ["all acts with the authority's own page first", has(acts, (act) => act.hasPage)],
    ['acts that may still stand and were seen within a year', has(stood, without('checked'))],
    ['fines and payments with a sum', has(money, without('amount'))],
    ['fines and payments with their share of revenue', has(money, without('amount', 'revenue'))],
    [
      'other acts with the part of the company and the market',
      has(sized, without('part', 'market')),
    ],
    [
      'all of these together with their share (money, part and market)',
      has([...money, ...sized], without('amount', 'revenue', 'part', 'market')),
    ],
  ];
  const bodies = [...Map.groupBy(acts, ({ record }) => record.regulator)]
    .sort(([, own], [, other]) => other.length - own.length)
    .slice(0, BODIES);
  const measures = [
    ...Map.groupBy(acts, ({ record: { act } }) => act.measure ?? 'on an earlier act'),
  ].sort(([, own], [, other]) => other.length - own.length);
  const years = [...new Set(acts.map(yearOf))].sort();
  const gapsOf = (some: readonly ActCoverage[]) =>
    GAPS.map((gap) => some.filter(({ gaps }) => gaps.includes(gap)).length);
  return `# Coverage of the record

Generated by \`npm run coverage\` from \`config\`; do not edit. ${acts.length} acts, as of ${until ?? 'no day'}, the last day of the
record. \`npm run coverage -- --gaps FILE\` writes what each act lacks.

| what | acts | of | share |
| --- | ---: | ---: | ---: |
${rows.map(([what, { all, good }]) => `| ${what} | ${good} | ${all} | ${percent(good, all)} |`).join('\n')}

## Gaps

| gap | acts | meaning |
| --- | ---: | --- |
${GAPS.map((gap, index) => `| ${gap} | ${gapsOf(acts)[index]} | ${MEANING[gap]} |`).join('\n')}

An order to rectify ends with its deadline in practice, and nobody publishes that it did: it stays "not known to have ended".

## Readings

Every sentence that the program says of an act and a company (\`npm run acts\`), read beside the act's fields and evidence:

${READINGS}

## By authority

Acts in the record, not acts there were: a blank is "nothing recorded", never "nothing happened". The ${BODIES} with most acts, by the
day from which they were public, and what their acts lack:

| authority | ${years.join(' | ')} | all | level ${GRAVE}+ | ${GAPS.join(' | ')} |
| --- | ${[...years, 0, 0, ...GAPS].map(() => '---:').join(' | ')} |
${bodies
  .map(([body, own]) => {
    const ofYears = years.map((year) => own.filter((act) => yearOf(act) === year).length || '');
    const grave = own.filter(({ level }) => level >= GRAVE).length;
    return `| ${[body, ...ofYears, own.length, grave, ...gapsOf(own)].join(' | ')} |`;
  })
  .join('\n')}

## By measure

| measure | acts |
| --- | ---: |
${measures.map(([measure, own]) => `| ${measure} | ${own.length} |`).join('\n')}
`;
}
const BODIES = 40;

const yearOf = ({ record }: ActCoverage): string => record.date.slice(0, 4);

const percent = (good: number, all: number): string =>
  all === 0 ? '–' : `${((100 * good) / all).toFixed(1)} %`;

/** A line of tab-separated text for each act that lacks something, under a line of names. */
export function gapLines(acts: readonly ActCoverage[]): string {
  const lines = acts
    .filter(({ gaps }) => gaps.length > 0)
    .map(({ record, level, gaps }) =>
      [record.id, record.regulator, record.date, level, gaps.join(' '), record.title.en].join('\t'),
    );
  return `${['id\tauthority\tday\tlevel\tgaps\ttitle', ...lines].join('\n')}\n`;
}
