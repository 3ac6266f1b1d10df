import { mean, quantileSorted, sum } from 'simple-statistics';
import type { CalibrationReport, Gate } from '../../domain/study-report.ts';
import { DAY_MS } from '../../domain/time.ts';
import { resamples } from '../statistics.ts';
import { BASELINES, fitLoadModel } from './forecasters.ts';
import { auc, brier, calibrationLine, corpParts, GATES, logScore, reliability } from './measures.ts';
import { HORIZON_DAYS, type Snapshot } from './snapshots.ts';

const FIRST_TRAINING_YEARS = 3;
const TOP = 10;

export interface CalibrationOptions {
  readonly seed: number;
  /** True while the history was picked by hand: then nothing is calibrated, whatever the gates say (scoring.md 11). */
  readonly handPicked: boolean;
}

/**
 * Fits P90 year by year on what was known before (rolling origin; training windows end before the origin, so 90 days lie between
 * them), judges the year that follows, and holds the pooled forecasts against three baselines. The last year stays apart.
 */
export function calibrate(snapshots: readonly Snapshot[], options: CalibrationOptions): CalibrationReport {
  const years = [...new Set(snapshots.map(yearOf))].sort();
  const origins = years.slice(FIRST_TRAINING_YEARS);
  const last = origins.at(-1) ?? null;
  const labels: readonly ['all' | 'fresh', (one: Snapshot) => boolean][] = [
    ['all', (one) => one.hit],
    ['fresh', (one) => one.freshHit],
  ];
  const parts = labels.flatMap(([label, hit]) => {
    const byYear = origins.map((year) => ({ year, judged: judge(snapshots, year, hit) }));
    const pooled = byYear.filter((one) => one.year !== last).flatMap((one) => one.judged);
    const final = byYear.filter((one) => one.year === last).flatMap((one) => one.judged);
    return [
      { label, period: 'pooled' as const, ...measure(pooled, options.seed) },
      { label, period: 'final-year' as const, ...measure(final, options.seed) },
    ];
  });
  const whole = fitLoadModel(snapshots, (one) => one.hit);
  const gates = gatesOf(parts.find((one) => one.label === 'all' && one.period === 'pooled')!);
  const met = gates.every((gate) => gate.met);
  return {
    snapshots: snapshots.length,
    issuers: new Set(snapshots.map((one) => one.company)).size,
    from: years[0] ?? null,
    years: { judged: origins.slice(0, -1), final: last },
    fit: { rate: whole.rate, b: whole.b, groups: Object.fromEntries([...whole.groups].sort()) },
    parts,
    gates,
    status: met && !options.handPicked ? 'calibrated' : 'uncalibrated',
    handPicked: options.handPicked,
    because: options.handPicked
      ? `the history was picked by hand${met ? ', so passing gates prove nothing' : '; and not every gate is met'}`
      : met
        ? 'every gate is met'
        : `not met: ${gates
            .filter((gate) => !gate.met)
            .map((gate) => gate.id)
            .join(', ')}`,
  };
}

const yearOf = (one: Snapshot) => new Date(one.at - DAY_MS).getUTCFullYear();

/** A forecast for a snapshot that was not in the fit; `all` = `p` and what each baseline said. */
type JudgedForecast = ReturnType<typeof judge>[number];

function judge(snapshots: readonly Snapshot[], year: number, hit: (one: Snapshot) => boolean) {
  const origin = Date.UTC(year, 0, 1);
  const train = snapshots.filter((one) => one.at + HORIZON_DAYS * DAY_MS <= origin);
  const forecasters = [fitLoadModel(train, hit).forecast, ...BASELINES.map((one) => one.fit(train, hit))];
  return snapshots
    .filter((one) => yearOf(one) === year)
    .map((snapshot) => {
      const all = forecasters.map((forecast) => forecast(snapshot));
      return { snapshot, hit: hit(snapshot), p: all[0]!, all };
    });
}

type Measured = Omit<CalibrationReport['parts'][number], 'label' | 'period'>;

function measure(judged: readonly JudgedForecast[], seed: number): Measured {
  const n = judged.length;
  const hits = judged.filter((one) => one.hit).length;
  if (hits === 0) return { n, hits, judged: null };
  const [own = 0, ...scores] = judged[0]!.all.map((_, index) =>
    brier(judged.map(({ hit, all }) => ({ hit, p: all[index]! }))),
  );
  const skillOver = (key: (one: Snapshot) => string) =>
    bootstrapSkill(
      [...Map.groupBy(judged, (one) => key(one.snapshot)).values()].map((cluster) =>
        judged[0]!.all.map((_, index) =>
          sum(cluster.map(({ hit, all }) => (all[index]! - (hit ? 1 : 0)) ** 2)),
        ),
      ),
      seed,
    );
  const [byIssuer, byBatch] = [skillOver((one) => one.company), skillOver((one) => one.batch)];
  return {
    ...{ n, hits },
    judged: {
      ...{ baseRate: hits / n, brier: own, logScore: logScore(judged) },
      skill: BASELINES.map(({ id }, index) => ({
        ...{ against: id, value: 1 - own / scores[index]! },
        ...{ byIssuer: byIssuer[index]!, byBatch: byBatch[index]! },
      })),
      baselineSkill: BASELINES.map(({ id }, index) => ({ id, value: 1 - scores[index]! / scores[0]! })),
      ...{ auc: auc(judged), ...calibrationLine(judged), ...corpParts(judged) },
      ...{ lift10: liftOfTop(judged), reliability: reliability(judged) },
    },
  };
}

/** Hits among the ten highest of each month-end, over the base rate; ties by id, which knows nothing of the future. */
function liftOfTop(judged: readonly JudgedForecast[]): number {
  const months = [...Map.groupBy(judged, (one) => one.snapshot.at).values()];
  const top = months.flatMap((own) =>
    [...own].sort((a, b) => b.p - a.p || (a.snapshot.company < b.snapshot.company ? -1 : 1)).slice(0, TOP),
  );
  const rate = (some: readonly JudgedForecast[]) => mean(some.map((one) => (one.hit ? 1 : 0)));
  return rate(top) / rate(judged);
}

function gatesOf({ judged }: Measured): Gate[] {
  return GATES.map(({ id, asks, value: of, met }) => {
    const value = judged === null ? null : of(judged);
    return { id, asks, value, met: value !== null && met(value) };
  });
}

/**
 * Percentiles 5, 50 and 95 of 1 - SSE(model)/SSE(baseline), drawing whole clusters with replacement. The seed is an argument:
 * the same seed gives the same answer.
 * @param clusters squared errors of each, summed so that a draw is a sum: of the model, then of each baseline
 */
export function bootstrapSkill(clusters: readonly (readonly number[])[], seed: number, rounds = 1_000) {
  const skills = (clusters[0] ?? []).slice(1).map((): number[] => []);
  for (const drawn of resamples(clusters, seed, rounds)) {
    const errors = new Array<number>(skills.length + 1).fill(0);
    for (const cluster of drawn)
      for (let index = 0; index < errors.length; index++) errors[index]! += cluster[index]!;
    for (const [index, values] of skills.entries()) values.push(1 - errors[0]! / errors[index + 1]!);
  }
  return skills.map((values) => {
    const sorted = values.sort((one, other) => one - other);
    const at = (share: number) => quantileSorted(sorted, share);
    return { low: at(0.05), median: at(0.5), high: at(0.95) };
  });
}
