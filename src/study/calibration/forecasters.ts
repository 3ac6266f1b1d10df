import { CLOGLOG, type FittedLine, fitLine, type Prior } from '../statistics.ts';
import type { Snapshot } from './snapshots.ts';

/** Probability of a hit at a snapshot. */
export type Forecaster = (snapshot: Snapshot) => number;

/** Overlapping windows: three month-ends make one independent quarter. */
const WEIGHT = 1 / 3;
/** Quarters that the rate of all groups counts for in the rate of one (scoring.md 7). */
const SHRINK_QUARTERS = 20;
const PRIOR_RATE = 0.15;
const LOAD_PRIOR: Prior = { mean: 0.6, sd: 0.3 };
const probability = ({ a, b }: FittedLine, x: number) => CLOGLOG.probability(a + b * x);
const FREE: Prior = { mean: 0, sd: 10 };

type ForecastOutcome = (snapshot: Snapshot) => boolean;

/**
 * P90 = 1 - exp(-L0_g (1+L)^b), b ~ N(0.6, 0.3) (scoring.md 7). L0_g = (n_g + 20 L0)/(N_g + 20), where a quarter counts
 * (1+L)^b times in N_g: with plain quarters the load of a group would be counted twice, once in its rate and once beside it.
 */
export function fitLoadModel(train: readonly Snapshot[], hit: ForecastOutcome) {
  const { a, b } = fitLine(
    train.map((one) => ({ x: Math.log1p(one.load), hit: hit(one), weight: WEIGHT })),
    CLOGLOG,
    { a: { mean: Math.log(PRIOR_RATE), sd: 1 }, b: LOAD_PRIOR },
  );
  const rate = Math.exp(a);
  const groups = shrunk(train, hit, rate, (one) => (1 + one.load) ** b);
  const of = (snapshot: Snapshot): FittedLine => ({ a: Math.log(groups.get(snapshot.group) ?? rate), b });
  return { rate, b, groups, forecast: (one: Snapshot) => probability(of(one), Math.log1p(one.load)) };
}

/** (a) The group's own rate, shrunk to that of all. */
function baseRate(train: readonly Snapshot[], hit: ForecastOutcome): Forecaster {
  const all = train.filter(hit).length / Math.max(1, train.length);
  const groups = shrunk(train, hit, all, () => 1);
  return (one) => Math.min(1, groups.get(one.group) ?? all);
}

/** A free fit on one feature. */
function onFeature(feature: (one: Snapshot) => number) {
  return (train: readonly Snapshot[], hit: ForecastOutcome): Forecaster => {
    const fit = fitLine(
      train.map((one) => ({ x: feature(one), hit: hit(one), weight: WEIGHT })),
      CLOGLOG,
      { a: FREE, b: FREE },
    );
    return (one) => probability(fit, feature(one));
  };
}

/** The three that the model has to beat, in the order of the report. */
export const BASELINES: readonly {
  readonly id: 'group-base-rate' | 'count-365d' | 'days-since';
  readonly fit: (train: readonly Snapshot[], hit: ForecastOutcome) => Forecaster;
}[] = [
  { id: 'group-base-rate', fit: baseRate },
  { id: 'count-365d', fit: onFeature((one) => Math.log1p(one.count365)) },
  { id: 'days-since', fit: onFeature((one) => -Math.log1p(one.daysSince / 30)) },
];

function shrunk(
  train: readonly Snapshot[],
  hit: ForecastOutcome,
  rate: number,
  exposure: (one: Snapshot) => number,
): Map<string, number> {
  const rates = new Map<string, number>();
  for (const [group, own] of Map.groupBy(train, (one) => one.group)) {
    const hits = own.filter(hit).length * WEIGHT;
    const quarters = own.reduce((sum, one) => sum + exposure(one) * WEIGHT, 0);
    rates.set(group, (hits + SHRINK_QUARTERS * rate) / (quarters + SHRINK_QUARTERS));
  }
  return rates;
}
