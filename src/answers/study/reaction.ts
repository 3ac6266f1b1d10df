import { quantile } from 'simple-statistics';
import { kindOf } from '../../domain/act-kind.ts';
import type { Company } from '../../domain/company.ts';
import { MEASURES } from '../../domain/measures.ts';
import { reason } from '../../domain/reason.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';
import { DAY_MS, dayIn, type Instant, lastMinute, plusDays } from '../../domain/time.ts';
import { scoreOfLoad } from '../../pipeline/score/formula.ts';
import { closes } from '../../pipeline/score/kinds.ts';
import { ownLoad } from '../../pipeline/score/load.ts';
import { quickScore, type Standing } from '../../pipeline/score/score.ts';
import { carOver, isMeasured, measureEvent } from './abnormal.ts';
import { actsOf, type KnownIssuers } from './acts.ts';
import type { PriceBook } from './prices.ts';
import { LEAST_PAIRS as LEAST, resamples, spearman } from './statistics.ts';

type CompanyDay = ReturnType<typeof daysOf>[number];

/** What happened to one company on one day, in points and in the market. */
type ReactionRow = Extract<ReturnType<typeof reactionOf>, { readonly ticker: string }>;

export type ReactionReport = ReturnType<typeof studyReaction>['report'];

/** Days before the event on which a placebo stands, and how near another event may be to it. */
const PLACEBO = { days: 35, free: 14 } as const;
/** Tables date an act by the day in its own zone or in the market's. */
const AROUND = [-1, 0, 1];
const WINDOW = { from: 0, to: 1 } as const;
const ROUNDS = 2_000;
/** Own points up to which an act is small. */
const SMALL = 10;

/** From 23:59 back to 9:00, when offices open. */
const TO_MORNING_MS = 899 * 60_000;

/**
 * From when the market may have known an act. One whose hour nobody noted counts in a score from
 * the last minute of its day; it was published in the hours of an office, so the market answers in
 * the session of that day or in the next, and both are measured.
 */
const knownFrom = ({ at, date, zone }: RegulatoryEvent) =>
  (at === lastMinute(date, zone) ? at - TO_MORNING_MS : at) as Instant;

/**
 * Days on which something was reported about a company itself, acts and rules, with what they did
 * to its score; `known` = from when the market may have known.
 */
export function daysOf(company: Company, standing: Standing) {
  const acts = actsOf(standing).map(({ event }) => ({
    ...event,
    known: knownFrom(event),
    kind: closes(event) ? 'closing' : kindOf(event.act),
    group: event.act.measure === null ? 'closing' : MEASURES[event.act.measure].group,
  }));
  const rules = standing.hits.flatMap(({ rule, events }) =>
    events.map(({ date, at, stage }) => ({
      date,
      at,
      known: (at - TO_MORNING_MS) as Instant,
      title: rule.title.en,
      attested: rule.attested,
      kind: stage === 'dropped' ? 'closing' : 'rule',
      group: stage === 'dropped' ? 'closing' : 'rule',
      id: `rule ${rule.id}`,
    })),
  );
  return [...Map.groupBy([...acts, ...rules], (one) => one.date).values()].map((own) => {
    const first = Math.min(...own.map((one) => one.at)) as Instant;
    const before = quickScore(standing, (first - 1) as Instant);
    const after = quickScore(standing, Math.max(...own.map((one) => one.at)) as Instant);
    const { date, kind, title, group } = own.find((one) => one.kind !== 'closing') ?? own[0]!;
    const ids = new Set<string>(own.map((one) => one.id));
    const last = Math.max(...own.map((one) => one.at));
    const acted = ownLoad(standing, (step) => ids.has(step.id), last);
    return {
      company,
      date,
      kind,
      title,
      at: first,
      known: Math.min(...own.map((one) => one.known)) as Instant,
      attested: own.every((one) => one.attested),
      group,
      // What the acts themselves weigh, or what a rule adds; a day that lowers the score is relief.
      own:
        after.load < before.load
          ? 0
          : scoreOfLoad(Math.max(acted, after.load - before.load), standing.weights),
      change: after.score - before.score,
    };
  });
}

/**
 * Does the market move where the model adds points? Spearman of an act's own points, and of the
 * change in the score, against the size of the abnormal return of day 0 and +1: all, by half of the
 * record, by kind of act, small and large acts, and on placebo days. Descriptive: no weight is
 * taken from it.
 * @param only keys `company date` of the events to take, to the day before or after; null = all
 */
export function studyReaction(
  companies: KnownIssuers,
  prices: PriceBook,
  options: { readonly only: ReadonlySet<string> | null; readonly seed: number },
) {
  const days = companies.flatMap(({ company, standing }) => daysOf(company, standing));
  const { only } = options;
  const events = days.filter(
    ({ own, company, date }) =>
      own > 0 &&
      (only === null || AROUND.some((away) => only.has(`${company.id} ${plusDays(date, away)}`))),
  );
  const tried = events.map((event) => reactionOf(event, days, prices));
  const excluded = tried.filter((one) => 'because' in one);
  const rows = tried.filter((one) => 'ticker' in one);
  rows.sort((a, b) => (`${a.date} ${a.company}` < `${b.date} ${b.company}` ? -1 : 1));
  const tables = (points: (row: ReactionRow) => number) => tableOf(rows, points, options.seed);
  return {
    rows,
    report: {
      events: events.length,
      measured: rows.length,
      excluded,
      seed: options.seed,
      own: tables((row) => row.own),
      change: tables((row) => row.change),
    },
  };
}

/**
 * Abnormal returns around a day, as parts of 1: of day 0 and the next, and of a quiet day five
 * weeks earlier (null = none).
 */
function reactionOf(
  { company, known, at: _, group: __, ...day }: CompanyDay,
  days: readonly CompanyDay[],
  prices: PriceBook,
) {
  const found = measureEvent({ company, date: day.date, at: known }, prices);
  const who = { company: company.id as string, date: day.date };
  if (!isMeasured(found)) return { ...who, because: found.because };
  const abnormal = carOver(found.days, WINDOW);
  if (abnormal === null) return { ...who, because: reason('window-unfinished') };
  const placebo = placeboOf(company, known, days, prices);
  return { ...who, ...day, ticker: found.ticker, abnormal, placebo };
}

/** Abnormal return of the same listing on a day on which nothing was reported about the company. */
function placeboOf(
  company: Company,
  known: Instant,
  days: readonly CompanyDay[],
  prices: PriceBook,
): number | null {
  const at = (known - PLACEBO.days * DAY_MS) as Instant;
  const near = days.some(
    (companyDay) =>
      companyDay.company === company && Math.abs(companyDay.at - at) < PLACEBO.free * DAY_MS,
  );
  if (near) return null;
  const date = dayIn(at, 'UTC');
  const found = measureEvent({ company, date, at }, prices);
  return isMeasured(found) ? carOver(found.days, WINDOW) : null;
}

function tableOf(rows: readonly ReactionRow[], points: (row: ReactionRow) => number, seed: number) {
  const middle = rows[Math.floor(rows.length / 2)]?.date ?? '';
  const kinds = [...Map.groupBy(rows, (row) => row.kind)]
    .filter(([, own]) => own.length >= LEAST)
    .sort((a, b) => b[1].length - a[1].length);
  const placebo = ({ placebo: move, abnormal }: ReactionRow) => Math.abs(move ?? abnormal);
  const market = ({ abnormal }: ReactionRow) => Math.abs(abnormal);
  const parts: readonly [of: string, takes: (row: ReactionRow) => boolean, move?: typeof market][] =
    [
      ['all', () => true],
      ['attested', (row) => row.attested],
      [`before ${middle}`, (row) => row.date < middle],
      [`from ${middle}`, (row) => row.date >= middle],
      [`small (own points up to ${SMALL})`, (row) => row.own <= SMALL],
      [`large (more than ${SMALL})`, (row) => row.own > SMALL],
      ['placebo days', (row) => row.placebo !== null, placebo],
      ['the same events on their own days', (row) => row.placebo !== null],
      ...kinds.map(([kind]): [string, (row: ReactionRow) => boolean] => [
        kind,
        (row) => row.kind === kind,
      ]),
    ];
  return parts.map(([of, takes, move = market]) =>
    rank(of, rows.filter(takes), points, move, seed),
  );
}

/**
 * Spearman's rank correlation with its 95 % interval, days drawn with replacement; null = too few.
 */
function rank(
  of: string,
  rows: readonly ReactionRow[],
  points: (row: ReactionRow) => number,
  move: (row: ReactionRow) => number,
  seed: number,
) {
  const days = [...Map.groupBy(rows, (row) => row.date).values()];
  const rho = spearman(rows.map(points), rows.map(move));
  const ranked = { of, events: rows.length, days: days.length, rho };
  if (rho === null) return { ...ranked, low: null, high: null };
  const drawn = [...resamples(days, seed, ROUNDS)].flatMap((sample) => {
    const own = sample.flat();
    return spearman(own.map(points), own.map(move)) ?? [];
  });
  const [low, high] = quantile(drawn, [0.025, 0.975]);
  return { ...ranked, low: low!, high: high! };
}

const percent = (part: number | null) => (part === null ? '' : (part * 100).toFixed(2));

/** One row of the table behind the figures. */
export function reactionRow({ own, change, abnormal, placebo, ticker, ...row }: ReactionRow) {
  return {
    ...row,
    own_points: own.toFixed(1),
    change: change.toFixed(1),
    ticker,
    abnormal_0_1_pct: percent(abnormal),
    placebo_0_1_pct: percent(placebo),
  };
}
