import { mean, quantile, sum } from 'simple-statistics';
import type { CalibrationReport } from '../../domain/study-report.ts';
import { DAY_MS } from '../../domain/time.ts';
import { HORIZON_DAYS, type Snapshot } from './acts.ts';
import { auc, calibrationLine, corpParts, GATES, logScore, reliability } from './measures.ts';
import { CLOGLOG, fitLine, type Prior, resamples } from './statistics.ts';

const FIRST_TRAINING_YEARS = 3;
const TOP = 10;
/** Overlapping windows: three month-ends make one independent quarter. */
const WEIGHT = 1 / 3;
/** Quarters that the rate of all groups counts for in the rate of one (docs/scoring.md). */
const SHRINK_QUARTERS = 20;
const RATE_PRIOR: Prior = { mean: Math.log(0.15), sd: 1 };
const LOAD_PRIOR: Prior = { mean: 0.6, sd: 0.3 };
const FREE: Prior = { mean: 0, sd: 10 };

/** Probability of a hit at a snapshot. */
type Forecaster = (snapshot: Snapshot) => number;
type FitForecaster = (train: readonly Snapshot[]) => Forecaster;

/** A fit on one feature; `of` = its line, `forecast` = the probability. */
function onFeature(train: readonly Snapshot[], feature: Forecaster, a: Prior, b: Prior) {
  const rows = train.map((snapshot) => ({
    x: feature(snapshot),
    hit: snapshot.hit,
    weight: WEIGHT,
  }));
  const line = fitLine(rows, CLOGLOG, { a, b });
  const forecast: Forecaster = (snapshot) =>
    CLOGLOG.probability(line.a + line.b * feature(snapshot));
  return { ...line, forecast };
}
const free =
  (feature: Forecaster): FitForecaster =>
  (train) =>
    onFeature(train, feature, FREE, FREE).forecast;

/**
 * P90 = 1 - exp(-L0_g (1+L)^b), b ~ N(0.6, 0.3) (docs/scoring.md). L0_g = (n_g + 20 L0)/(N_g + 20),
 * where a quarter counts (1+L)^b times in N_g: with plain quarters the load of a group would be
 * counted twice, once in its rate and once beside it.
 */
export function fitLoadModel(train: readonly Snapshot[]) {
  const load: Forecaster = (snapshot) => Math.log1p(snapshot.load);
  const { a, b } = onFeature(train, load, RATE_PRIOR, LOAD_PRIOR);
  const rate = Math.exp(a);
  const groups = shrunk(train, rate, (snapshot) => (1 + snapshot.load) ** b);
  const forecast: Forecaster = (snapshot) =>
    CLOGLOG.probability(Math.log(groups.get(snapshot.group) ?? rate) + b * load(snapshot));
  return { rate, b, groups, forecast };
}

/** The group's own rate, shrunk to that of all. */
function baseRate(train: readonly Snapshot[]): Forecaster {
  const all = train.filter(({ hit }) => hit).length / Math.max(1, train.length);
  const groups = shrunk(train, all, () => 1);
  return (snapshot) => Math.min(1, groups.get(snapshot.group) ?? all);
}

/** The rate of each group, as if it had had twenty more quarters at that of all. */
function shrunk(
  train: readonly Snapshot[],
  rate: number,
  exposure: Forecaster,
): Map<string, number> {
  const groups = [...Map.groupBy(train, (snapshot) => snapshot.group)];
  return new Map(
    groups.map(([group, own]) => {
      const hits = own.filter(({ hit }) => hit).length * WEIGHT;
      const quarters = own.reduce((total, snapshot) => total + exposure(snapshot) * WEIGHT, 0);
      return [group, (hits + SHRINK_QUARTERS * rate) / (quarters + SHRINK_QUARTERS)];
    }),
  );
}

/** The three that the model has to beat, in the order of the report. */
const BASELINES = [
  { id: 'group-base-rate', fit: baseRate },
  { id: 'count-365d', fit: free((snapshot) => Math.log1p(snapshot.count365)) },
  { id: 'days-since', fit: free((snapshot) => -Math.log1p(snapshot.daysSince / 30)) },
] as const;
const FORECASTERS: readonly FitForecaster[] = [
  (train) => fitLoadModel(train).forecast,
  ...BASELINES.map(({ fit }) => fit),
];

/**
 * Fits P90 year by year on what was known before (rolling origin; training windows end before the
 * origin, so 90 days lie between them), judges the year that follows, and holds the pooled
 * forecasts against three baselines. The last year stays apart.
 * @param handPicked true while the history was picked by hand: then nothing is calibrated, whatever
 * the gates say (docs/scoring.md)
 */
export function calibrate(
  snapshots: readonly Snapshot[],
  { seed, handPicked }: { readonly seed: number; readonly handPicked: boolean },
): CalibrationReport {
  const years = [...new Set(snapshots.map(yearOf))].sort();
  const origins = years.slice(FIRST_TRAINING_YEARS);
  const fresh = snapshots.map((snapshot) => ({ ...snapshot, hit: snapshot.freshHit }));
  const partsOf = (label: 'all' | 'fresh', rows: readonly Snapshot[]) => {
    const judged = origins.map((year) => judge(rows, year));
    const measured = (some: typeof judged) => measure(some.flat(), seed);
    return [
      { label, period: 'pooled' as const, ...measured(judged.slice(0, -1)) },
      { label, period: 'final-year' as const, ...measured(judged.slice(-1)) },
    ];
  };
  const parts = [...partsOf('all', snapshots), ...partsOf('fresh', fresh)];
  const whole = fitLoadModel(snapshots);
  const gates = GATES.map(({ id, asks, value: of, met }) => {
    const value = parts[0]!.judged === null ? null : of(parts[0]!.judged);
    return { id, asks, value, met: value !== null && met(value) };
  });
  const missed = gates.filter(({ met }) => !met).map(({ id }) => id);
  const met = missed.length === 0;
  const picked =
    'the history was picked by ' +
    `hand${met ? ', so passing gates prove nothing' : '; and not every gate is met'}`;
  const found = met ? 'every gate is met' : `not met: ${missed.join(', ')}`;
  return {
    snapshots: snapshots.length,
    issuers: new Set(snapshots.map((snapshot) => snapshot.company)).size,
    from: years[0] ?? null,
    years: { judged: origins.slice(0, -1), final: origins.at(-1) ?? null },
    fit: { rate: whole.rate, b: whole.b, groups: Object.fromEntries([...whole.groups].sort()) },
    parts,
    gates,
    status: met && !handPicked ? 'calibrated' : 'uncalibrated',
    handPicked,
    because: handPicked ? picked : found,
  };
}

const yearOf = (snapshot: Snapshot) => new Date(snapshot.at - DAY_MS).getUTCFullYear();

/**
 * A snapshot that was not in the fit with its forecast; `all` = that and what each baseline said.
 */
type JudgedForecast = ReturnType<typeof judge>[number];

function judge(snapshots: readonly Snapshot[], year: number) {
  const train = snapshots.filter(
    (snapshot) => snapshot.at + HORIZON_DAYS * DAY_MS <= Date.UTC(year, 0, 1),
  );
  const forecasters = FORECASTERS.map((forecaster) => forecaster(train));
  return snapshots
    .filter((snapshot) => yearOf(snapshot) === year)
    .map((snapshot) => {
      const all = forecasters.map((forecast) => forecast(snapshot));
      return { ...snapshot, p: all[0]!, all };
    });
}

function measure(judged: readonly JudgedForecast[], seed: number) {
  const n = judged.length;
  const hits = judged.filter(({ hit }) => hit).length;
  if (hits === 0) return { n, hits, judged: null };
  // Squared errors of the model and of each baseline, summed over some of the forecasts.
  const errors = (some: readonly JudgedForecast[]) =>
    FORECASTERS.map((_, index) =>
      sum(some.map(({ hit, all }) => (all[index]! - (hit ? 1 : 0)) ** 2)),
    );
  const skillOver = (key: 'company' | 'batch') =>
    bootstrapSkill(
      [...Map.groupBy(judged, (judgedForecast): string => judgedForecast[key]).values()].map(
        errors,
      ),
      seed,
    );
  const [own = 0, ...scores] = errors(judged).map((total) => total / n);
  const byIssuer = skillOver('company');
  const byBatch = skillOver('batch');
  return {
    n,
    hits,
    judged: {
      baseRate: hits / n,
      brier: own,
      logScore: logScore(judged),
      skill: BASELINES.map(({ id }, index) => ({
        against: id,
        value: 1 - own / scores[index]!,
        byIssuer: byIssuer[index]!,
        byBatch: byBatch[index]!,
      })),
      baselineSkill: BASELINES.map(({ id }, index) => ({
        id,
        value: 1 - scores[index]! / scores[0]!,
      })),
      auc: auc(judged),
      ...calibrationLine(judged),
      ...corpParts(judged),
      lift10: liftOfTop(judged),
      reliability: reliability(judged),
    },
  };
}

/**
 * Hits among the ten highest of each month-end, over the base rate; ties by id, which knows nothing
 * of the future.
 */
function liftOfTop(judged: readonly JudgedForecast[]): number {
  const months = [...Map.groupBy(judged, (judgedForecast) => judgedForecast.at).values()];
  const top = months.flatMap((own) =>
    own.toSorted((a, b) => b.p - a.p || (a.company < b.company ? -1 : 1)).slice(0, TOP),
  );
  const rate = (some: readonly JudgedForecast[]) => mean(some.map(({ hit }) => (hit ? 1 : 0)));
  return rate(top) / rate(judged);
}

/**
 * Percentiles 5, 50 and 95 of 1 - SSE(model)/SSE(baseline), drawing whole clusters with
 * replacement. The seed is an argument: the same seed gives the same answer.
 * @param clusters squared errors of each, summed so that a draw is a sum: of the model, then of
 * each baseline
 */
export function bootstrapSkill(
  clusters: readonly (readonly number[])[],
  seed: number,
  rounds = 1_000,
) {
  const skills = (clusters[0] ?? []).slice(1).map((): number[] => []);
  for (const drawn of resamples(clusters, seed, rounds)) {
    const errors = new Array<number>(skills.length + 1).fill(0);
    for (const cluster of drawn)
      for (let index = 0; index < errors.length; index++) errors[index]! += cluster[index]!;
    for (const [index, values] of skills.entries())
      values.push(1 - errors[0]! / errors[index + 1]!);
  }
  return skills.map((values) => {
    const [low, median, high] = quantile(values, [0.05, 0.5, 0.95]);
    return { low: low!, median: median!, high: high! };
  });
}
