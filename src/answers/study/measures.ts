import { logit, mean, wilcoxonRankSum } from 'simple-statistics';
import type { Gate, JudgedForecasts } from '../../domain/study-report.ts';
import { fitLine, LOGISTIC } from './statistics.ts';

/** A forecast and what happened. */
export interface Forecast {
  readonly p: number;
  readonly hit: boolean;
}

const value = (hit: boolean) => (hit ? 1 : 0);
const CLOSEST = 1e-6;
const inside = (p: number) => Math.min(1 - CLOSEST, Math.max(CLOSEST, p));

/** Mean squared error of probabilities; lower is better. */
export function brier(forecasts: readonly Forecast[]): number {
  return mean(forecasts.map(({ p, hit }) => (p - value(hit)) ** 2));
}

/** Mean negative log likelihood; lower is better. */
export function logScore(forecasts: readonly Forecast[]): number {
  return mean(forecasts.map(({ p, hit }) => -Math.log(inside(hit ? p : 1 - p))));
}

/**
 * Probability that a hit is ranked above a miss, ties counted half (Mann–Whitney). Null without
 * both.
 */
export function auc(forecasts: readonly Forecast[]): number | null {
  const of = (hit: boolean) =>
    forecasts.filter((forecast) => forecast.hit === hit).map(({ p }) => p);
  const hits = of(true);
  const misses = of(false);
  if (hits.length === 0 || misses.length === 0) return null;
  return (
    (wilcoxonRankSum(hits, misses) - (hits.length * (hits.length + 1)) / 2) /
    (hits.length * misses.length)
  );
}

/**
 * Intercept and slope of a logistic regression of what happened on logit(p): 0 and 1 are perfect.
 */
export function calibrationLine(forecasts: readonly Forecast[]): {
  intercept: number;
  slope: number;
} {
  const rows = forecasts.map(({ p, hit }) => ({ x: logit(inside(p)), hit, weight: 1 }));
  const free = (middle: number) => ({ mean: middle, sd: Number.POSITIVE_INFINITY });
  const { a, b } = fitLine(rows, LOGISTIC, { a: free(0), b: free(1) });
  return { intercept: a, slope: b };
}

const EDGES = [0, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 1] as const;

/** Forecast and observed rates in fixed bins of the forecast; empty bins are left out. */
export function reliability(forecasts: readonly Forecast[]): JudgedForecasts['reliability'] {
  return EDGES.slice(0, -1).flatMap((from, index) => {
    const to = EDGES[index + 1]!;
    const own = forecasts.filter(({ p }) => p >= from && (p < to || to === 1));
    if (own.length === 0) return [];
    const rate = mean(own.map(({ hit }) => value(hit)));
    return [{ from, to, n: own.length, meanP: mean(own.map(({ p }) => p)), rate }];
  });
}

/**
 * Brier score in three parts by isotonic recalibration (CORP): miscalibration - discrimination +
 * uncertainty.
 */
export function corpParts(forecasts: readonly Forecast[]): {
  mcb: number;
  dsc: number;
  unc: number;
} {
  const base = mean(forecasts.map(({ hit }) => value(hit)));
  const unc = base * (1 - base);
  const recalibrated = brier(isotonic(forecasts));
  return { mcb: brier(forecasts) - recalibrated, dsc: unc - recalibrated, unc };
}

/** Isotonic regression by pooling adjacent violators; equal p get equal forecasts. */
export function isotonic(forecasts: readonly Forecast[]): Forecast[] {
  const levels = [...Map.groupBy(forecasts, ({ p }) => p)].sort(([a], [b]) => a - b);
  const pools: { hits: number; own: Forecast[] }[] = [];
  const rate = ({ hits, own }: (typeof pools)[number]) => hits / own.length;
  for (const [, own] of levels) {
    let pool = { hits: own.filter(({ hit }) => hit).length, own };
    while (pools.length > 0 && rate(pools.at(-1)!) >= rate(pool)) {
      const last = pools.pop()!;
      pool = { hits: last.hits + pool.hits, own: [...last.own, ...pool.own] };
    }
    pools.push(pool);
  }
  return pools.flatMap((pool) => pool.own.map(({ hit }) => ({ p: rate(pool), hit })));
}

/** Conditions that P90 must meet before it is shown (docs/event-study.md). */
export const GATES: readonly (Pick<Gate, 'id' | 'asks'> & {
  readonly value: (judged: JudgedForecasts) => number;
  readonly met: (value: number) => boolean;
})[] = [
  {
    id: 'skill-over-base-rate',
    asks:
      'skill against the group base rate above 0 at the 5th bootstrap percentile, by issuer and ' +
      'by batch',
    value: ({ skill }) => Math.min(skill[0]!.byIssuer.low, skill[0]!.byBatch.low),
    met: (value) => value > 0,
  },
  {
    id: 'skill-over-count',
    asks: 'median skill at least that of the count of 365 days',
    value: ({ skill }) => Math.min(skill[1]!.byIssuer.median, skill[1]!.byBatch.median),
    met: (value) => value >= 0,
  },
  {
    id: 'auc',
    asks: 'AUC at least 0.65 (above 0.85 is treated as a leak until shown otherwise)',
    value: (judged) => judged.auc ?? 0,
    met: (value) => value >= 0.65,
  },
  {
    id: 'slope',
    asks: 'calibration slope 0.7 to 1.3',
    value: ({ slope }) => slope,
    met: (value) => value >= 0.7 && value <= 1.3,
  },
  {
    id: 'lift10',
    asks: 'lift of the ten highest at least 1.5',
    value: ({ lift10 }) => lift10,
    met: (value) => value >= 1.5,
  },
];
