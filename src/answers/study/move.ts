import { mean, quantile } from 'simple-statistics';
import type { Company } from '../../domain/company.ts';
import { MOVE_EDGES, type MoveTable, moveKey } from '../../domain/move-table.ts';
import { type Reason, reason } from '../../domain/reason.ts';
import { RULES_VERSION } from '../../pipeline/score/score.ts';
import { carOver, isMeasured, measureEvent } from './abnormal.ts';
import type { KnownIssuers } from './acts.ts';
import type { PriceBook } from './prices.ts';
import { daysOf } from './reaction.ts';
import { resamples, spearman } from './statistics.ts';

/** Day 0 and the next session. */
const WINDOW = { from: 0, to: 1 } as const;
/** Company-days below which a line says nothing. */
export const LEAST_MOVES = 15;
const ROUNDS = 2_000;

/** Exchanges of the United States: what is listed there is compared by the firm's own country. */
const US_VENUES = ['XNAS', 'XNYS', 'XASE'] as const;

/** Indexes of other firms that are listed in the United States; the one that fits better counts. */
const US_INDEXES = ['QQQ', 'SPY'] as const;

/** Chinese firms move with Chinese internet shares wherever they are listed; others with the US. */
const benchmarksOf = ({ country }: Company): readonly Readonly<Record<string, string>>[] =>
  country === 'CN' || country === 'HK'
    ? [{}]
    : US_INDEXES.map((index) => Object.fromEntries(US_VENUES.map((mic) => [mic, index])));

/** A company-day that added load, and what its price did. */
interface Moved {
  readonly company: string;
  readonly country: string;
  readonly date: string;
  readonly group: string;
  readonly title: string;
  readonly own: number;
  readonly ticker: string;
  readonly benchmark: string;
  /** Abnormal return of day 0 and the next session, a fraction with its sign. */
  readonly abnormal: number;
}

export type MoveReport = ReturnType<typeof studyMove>['report'];

/**
 * How far shares moved with acts of each size: the signed abnormal return of day 0 and +1 by bin of
 * own points and by group of measures, from the moment each act was public; days drawn with
 * replacement for the 95 % interval, so that acts of one day are not counted as independent. No
 * line below 15 company-days.
 * @param options.only keys `company date` to take, null = all; `version` names the table
 */
export function studyMove(
  companies: KnownIssuers,
  prices: PriceBook,
  options: {
    readonly version: string;
    readonly seed: number;
    readonly only: ReadonlySet<string> | null;
  },
) {
  const { only, seed, version } = options;
  const days = companies.flatMap(({ company, standing }) =>
    daysOf(company, standing).filter(
      ({ own, date }) => own > 0 && (only === null || only.has(`${company.id} ${date}`)),
    ),
  );
  const tried = days.map((day) => movedOn(day, prices));
  const excluded = tried.filter((one) => 'because' in one);
  const moves = tried.filter((one) => 'ticker' in one);
  moves.sort((a, b) => (`${a.date} ${a.company}` < `${b.date} ${b.company}` ? -1 : 1));
  const bins = MOVE_EDGES.map((edge) => moveKey(edge));
  const groups = [...new Set(moves.map((move) => move.group))].sort();
  const weights = companies[0]?.standing.weights;
  const table: MoveTable = {
    version,
    model: `${weights?.version ?? 'none'}+${RULES_VERSION}`,
    from: moves[0]?.date ?? null,
    until: moves.at(-1)?.date ?? null,
    sessions: 2,
    rows: [
      ...bins.map((key) =>
        lineOf(
          'points',
          key,
          moves.filter((move) => moveKey(move.own) === key),
          seed,
        ),
      ),
      ...groups.map((key) =>
        lineOf(
          'group',
          key,
          moves.filter((move) => move.group === key),
          seed,
        ),
      ),
    ].filter((row) => row.events >= LEAST_MOVES),
  };
  const ranked = (of: string, some: readonly Moved[]) => rankOf(of, some, seed);
  return {
    moves,
    report: {
      events: days.length,
      measured: moves.length,
      excluded,
      table,
      ranks: [
        ranked('all', moves),
        ranked(
          'China and Hong Kong',
          moves.filter((move) => isChinese(move)),
        ),
        ranked(
          'other countries',
          moves.filter((move) => !isChinese(move)),
        ),
        ranked(
          'own points above 7',
          moves.filter((move) => move.own > 7),
        ),
      ],
    },
  };
}

/** What the price of a company did on a day on which something was reported about it. */
function movedOn(
  day: ReturnType<typeof daysOf>[number],
  prices: PriceBook,
): Moved | { readonly company: string; readonly date: string; readonly because: Reason } {
  const { company, date, known, group, title, own } = day;
  const who = { company: company.id as string, date: date as string };
  const tried = benchmarksOf(company).map((benchmarks) =>
    measureEvent({ company, date, at: known }, prices, benchmarks),
  );
  const found = tried.reduce((best, one) => (isBetter(one, best) ? one : best));
  if (!isMeasured(found)) return { ...who, because: found.because };
  const abnormal = carOver(found.days, WINDOW);
  // An index that never moves gives no market model.
  if (abnormal === null || !Number.isFinite(abnormal))
    return { ...who, because: reason('window-unfinished') };
  const { ticker, benchmark } = found;
  const country = company.country ?? '';
  return { ...who, country, group, title, own, ticker, benchmark, abnormal };
}

type Measurement = ReturnType<typeof measureEvent>;

/** Whether an index leaves less of the share's returns before the event unexplained. */
const isBetter = (one: Measurement, other: Measurement): boolean =>
  isMeasured(one) &&
  (!isMeasured(other) ||
    (one.model !== null && other.model !== null && one.model.sigma < other.model.sigma));

const isChinese = ({ country }: Moved) => country === 'CN' || country === 'HK';

function lineOf(by: 'points' | 'group', key: string, moves: readonly Moved[], seed: number) {
  const days = [...Map.groupBy(moves, (move) => move.date).values()];
  const drawn = [...resamples(days, seed, moves.length < LEAST_MOVES ? 0 : ROUNDS)].map((sample) =>
    mean(sample.flat().map((move) => move.abnormal)),
  );
  const [low, high] = drawn.length === 0 ? [0, 0] : quantile(drawn, [0.025, 0.975]);
  return {
    by,
    key,
    events: moves.length,
    days: days.length,
    fell: moves.filter((move) => move.abnormal < 0).length,
    mean: moves.length === 0 ? 0 : round(mean(moves.map((move) => move.abnormal))),
    low: round(low!),
    high: round(high!),
  };
}

/** Spearman of own points with the signed abnormal return; 95 % interval by drawing days. */
function rankOf(of: string, moves: readonly Moved[], seed: number) {
  const rhoOf = (some: readonly Moved[]) =>
    spearman(
      some.map((move) => move.own),
      some.map((move) => move.abnormal),
    );
  const days = [...Map.groupBy(moves, (move) => move.date).values()];
  const rho = rhoOf(moves);
  if (rho === null)
    return { of, events: moves.length, days: days.length, rho, low: null, high: null };
  const drawn = [...resamples(days, seed, ROUNDS)].flatMap((sample) => rhoOf(sample.flat()) ?? []);
  const [low, high] = quantile(drawn, [0.025, 0.975]);
  return { of, events: moves.length, days: days.length, rho, low: low!, high: high! };
}

/** To a hundredth of a per cent: a frozen table pretends no more. */
const round = (value: number) => Math.round(value * 1e4) / 1e4;

/** One row of the table behind the figures. */
export const moveRow = ({ own, abnormal, ...row }: Moved) => ({
  ...row,
  own_points: own.toFixed(1),
  abnormal_0_1_pct: (abnormal * 100).toFixed(2),
});
