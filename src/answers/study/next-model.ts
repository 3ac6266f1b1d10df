import { quantile } from 'simple-statistics';
import type { NextFeature, NextTable } from '../../domain/next-table.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';
import {
  NEXT_HORIZON,
  type NextValues,
  nextProbability,
  type Peer,
} from '../../pipeline/score/next-act.ts';
import { fitLogistic } from './logistic.ts';
import { resamples } from './statistics.ts';

/** A listed company, a whole series and a month-end. */
export interface NextRow {
  readonly series: string;
  readonly at: Instant;
  readonly peer: Peer;
  /** Shared by the companies without acts of one sector and country. */
  readonly features: NextValues;
  /** Load of its score, in su. */
  readonly load: number;
  /** The authority acted on it within 90 days. */
  readonly hit: boolean;
}

export type NextFit = Pick<NextTable, 'count' | 'quiet'>;
/** A row that was not fitted, and its probability. */
interface NextForecast {
  readonly row: NextRow;
  readonly p: number;
}
type JudgedRows = NextTable['model'] & { readonly logScore: number };

const YEAR_MS = 365 * DAY_MS;
const INNER_YEARS = 3;
const ROUNDS = 500;
const SEED = 1;
const FEATURES: readonly NextFeature[] = ['authority', 'peers', 'others', 'score'];
/** Decayed count of a company without an act for two years: an act of then counts a sixteenth. */
const QUIET_BELOW = 1 / 16;

/** Its 90 days were over by an instant. */
export const isOver = (row: NextRow, by: number) => row.at + NEXT_HORIZON * DAY_MS <= by;

/** The decayed count, and the features for companies without a recent act; none = the count. */
export function fitNext(rows: readonly NextRow[], features: readonly NextFeature[]): NextFit {
  const [intercept, slope] = fitted(rows, [({ count }) => Math.log1p(count)]);
  const count = { intercept: intercept!, slope: slope! };
  if (features.length === 0) return { count, quiet: null };
  const [own, ...beta] = fitted(
    rows.filter((row) => row.features.count < QUIET_BELOW),
    features.map((name) => (values) => values[name]),
  );
  const coefficients = Object.fromEntries(features.map((name, at) => [name, beta[at]!] as const));
  return { count, quiet: { below: QUIET_BELOW, intercept: own!, coefficients } };
}

/** A logistic model, no slope below 0, the intercept first. */
function fitted(rows: readonly NextRow[], of: readonly ((values: NextValues) => number)[]) {
  const alike = new Map<NextValues, { hits: number; misses: number }>();
  for (const { features: values, hit } of rows) {
    const own = alike.get(values) ?? { hits: 0, misses: 0 };
    if (hit) own.hits++;
    else own.misses++;
    alike.set(values, own);
  }
  const points = [...alike].map(([values, own]) => ({ x: of.map((take) => take(values)), ...own }));
  return fitLogistic(points, of.length);
}

/** Probabilities of a model on rows. */
export function forecastsOf(rows: readonly NextRow[], model: NextFit): NextForecast[] {
  const found = new Map<NextValues, number>();
  return rows.map((row) => {
    const p = found.get(row.features) ?? nextProbability(model, row.features);
    found.set(row.features, p);
    return { row, p };
  });
}

/** AUC, Brier score, mean and log score of forecasts. */
export function judgeNext(forecasts: readonly NextForecast[]): JudgedRows {
  const n = forecasts.length;
  if (n === 0) return { auc: null, brier: Number.NaN, mean: Number.NaN, logScore: Number.NaN };
  const sum = (of: (forecast: NextForecast) => number) =>
    forecasts.reduce((total, forecast) => total + of(forecast), 0);
  return {
    auc: aucBy(
      rankedBy(forecasts, () => 0),
      [1],
    ),
    brier: sum(squared) / n,
    mean: sum(({ p }) => p) / n,
    logScore: sum(surprise) / n,
  };
}

const squared = ({ row, p }: NextForecast) => (p - Number(row.hit)) ** 2;
const surprise = ({ row, p }: NextForecast) => -Math.log(row.hit ? p : 1 - p);

/**
 * Features of companies without a recent act, chosen on rows that are over by `until` alone: the
 * three years before it are forecast one by one from what was over before each. The feature whose
 * log score is best joins as long as it beats the set before it by more than one standard error
 * over companies, and neither Brier score nor AUC of the set is worse than that of the count alone.
 */
export function chooseFeatures(rows: readonly NextRow[], until: Instant) {
  const folds = foldsOf(rows, until);
  const tryOut = (features: readonly NextFeature[]) => {
    const forecasts = folds.flatMap(({ before, year }) =>
      forecastsOf(year, fitNext(before, features)),
    );
    return { features, forecasts, ...judgeNext(forecasts) };
  };
  const count = tryOut([]);
  const tried = [count];
  let chosen = count;
  for (;;) {
    const wider = FEATURES.filter((name) => !chosen.features.includes(name)).map((name) =>
      tryOut([...chosen.features, name]),
    );
    tried.push(...wider);
    const better = wider
      .filter(
        (set) =>
          set.brier <= count.brier &&
          (set.auc ?? 0) >= (count.auc ?? 0) &&
          isClearGain(chosen.forecasts, set.forecasts),
      )
      .sort((a, b) => a.logScore - b.logScore)[0];
    if (better === undefined) break;
    chosen = better;
  }
  return {
    features: chosen.features,
    tried: tried.map(({ forecasts: _, ...judged }) => judged),
  };
}

/** Each of the three years before `until`, of series known before it, with what was over then. */
function foldsOf(rows: readonly NextRow[], until: Instant) {
  return Array.from({ length: INNER_YEARS }, (_, back) => {
    const from = until - (INNER_YEARS - back) * YEAR_MS;
    const before = rows.filter((row) => isOver(row, from));
    const known = new Set(before.map((row) => row.series));
    const year = rows.filter(
      (row) => row.at > from && isOver(row, from + YEAR_MS) && known.has(row.series),
    );
    return { before, year };
  });
}

/** The log score falls by more than one standard error, over companies. */
function isClearGain(before: readonly NextForecast[], after: readonly NextForecast[]): boolean {
  const gains = new Map<string, number>();
  for (const [index, forecast] of before.entries()) {
    const { id } = forecast.row.peer;
    gains.set(id, (gains.get(id) ?? 0) + surprise(forecast) - surprise(after[index]!));
  }
  const own = [...gains.values()];
  const total = own.reduce((sum, gain) => sum + gain, 0);
  const mean = total / own.length;
  const variance = own.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / (own.length - 1);
  return total > Math.sqrt(variance * own.length);
}

/**
 * Brier skill of a model over the count on the same rows, 95 % over companies drawn with
 * replacement, since months of a company hang together.
 */
export function skillOf(model: readonly NextForecast[], count: readonly NextForecast[]) {
  const { size, placeOf } = companiesIn(model);
  const own = new Float64Array(size);
  const beside = new Float64Array(size);
  const hits = new Float64Array(size);
  for (const [index, forecast] of model.entries()) {
    const at = placeOf(forecast);
    own[at]! += squared(forecast);
    beside[at]! += squared(count[index]!);
    hits[at]! += Number(forecast.row.hit);
  }
  const skill = (times: ArrayLike<number>) => {
    const total = (values: Float64Array) =>
      values.reduce((sum, value, at) => sum + value * times[at]!, 0);
    return total(hits) === 0 ? Number.NaN : 1 - total(own) / total(beside);
  };
  return { skill: skill(own.map(() => 1)), ...intervalOf(drawsOf(size).map(skill)) };
}

/** AUC of a model less that of the count, 95 % over companies. */
export function aucGain(model: readonly NextForecast[], count: readonly NextForecast[]) {
  const { size, placeOf } = companiesIn(model);
  const [own, beside] = [rankedBy(model, placeOf), rankedBy(count, placeOf)];
  const gain = (times: ArrayLike<number>) => {
    const [auc, other] = [aucBy(own, times), aucBy(beside, times)];
    return auc === null || other === null ? Number.NaN : auc - other;
  };
  return { value: gain(new Uint8Array(size).fill(1)), ...intervalOf(drawsOf(size).map(gain)) };
}

/** A place for each company of the rows. */
function companiesIn(forecasts: readonly NextForecast[]) {
  const ids = [...new Set(forecasts.map(({ row }) => row.peer.id))];
  const places = new Map(ids.map((id, at) => [id, at] as const));
  return { size: ids.length, placeOf: ({ row }: NextForecast) => places.get(row.peer.id)! };
}

/** How often each company was drawn, by round. */
function drawsOf(size: number): Uint16Array[] {
  if (size < 2) return [];
  const all = Array.from({ length: size }, (_, at) => at);
  return [...resamples(all, SEED, ROUNDS)].map((drawn) => {
    const times = new Uint16Array(size);
    for (const at of drawn) times[at]!++;
    return times;
  });
}

/** 95 % of what was drawn; draws without hits say nothing. */
function intervalOf(values: readonly number[]) {
  const valid = values.filter(Number.isFinite);
  if (valid.length === 0) return { low: Number.NaN, high: Number.NaN };
  const [low, high] = quantile(valid, [0.025, 0.975]);
  return { low: low!, high: high! };
}

type Ranked = ReturnType<typeof rankedBy>;

/** Forecasts by rising probability: the place of each in the weights, and whether it was a hit. */
function rankedBy(forecasts: readonly NextForecast[], place: (forecast: NextForecast) => number) {
  const sorted = [...forecasts].sort((a, b) => a.p - b.p);
  return {
    p: Float64Array.from(sorted, ({ p }) => p),
    places: Uint32Array.from(sorted, place),
    hits: Uint8Array.from(sorted, ({ row }) => Number(row.hit)),
  };
}

/** Probability that a hit is ranked above a miss, ties counted half; null without both. */
function aucBy({ p, places, hits }: Ranked, weights: ArrayLike<number>): number | null {
  let below = 0;
  let won = 0;
  let all = 0;
  for (let start = 0; start < p.length; ) {
    const tie = p[start];
    let misses = 0;
    let own = 0;
    for (; start < p.length && p[start] === tie; start++) {
      const weight = weights[places[start]!]!;
      if (hits[start] === 1) own += weight;
      else misses += weight;
    }
    won += own * (below + misses / 2);
    below += misses;
    all += own;
  }
  return all === 0 || below === 0 ? null : won / (all * below);
}
