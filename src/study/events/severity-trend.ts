import { linearRegression, mean, sum } from 'simple-statistics';
import type { SeverityTrend } from '../../domain/study-report.ts';
import { normalCdf, studentQuantile } from '../statistics.ts';
import { clusterCar, clustersOf } from './clusters.ts';
import type { Window } from './market-model.ts';
import type { MeasuredEvent } from './measure.ts';
import type { Statistic } from './significance.ts';

const LEVELS = [1, 2, 3, 4, 5] as const;
/** Levels with fewer days than this bring noise, and with fewer levels than two there is no order. */
const LEAST_DAYS = 4;

/**
 * Jonckheere (1954) and Terpstra (1952): do values fall from group to group? Pairs in the falling order less those expected,
 * over the standard deviation without ties; equal values count half. One-sided p; null below two groups.
 */
export function jonckheere(groups: readonly (readonly number[])[]): Statistic | null {
  const filled = groups.filter((group) => group.length > 0);
  if (filled.length < 2) return null;
  const sizes = filled.map((group) => group.length);
  const n = sum(sizes);
  let falling = 0;
  for (let one = 0; one < filled.length; one++)
    for (let other = one + 1; other < filled.length; other++)
      for (const x of filled[one]!) for (const y of filled[other]!) falling += x > y ? 1 : x === y ? 0.5 : 0;
  const expected = (n ** 2 - sum(sizes.map((size) => size ** 2))) / 4;
  const variance = (n ** 2 * (2 * n + 3) - sum(sizes.map((size) => size ** 2 * (2 * size + 3)))) / 72;
  const value = (falling - expected) / Math.sqrt(variance);
  return { value, p: 1 - normalCdf(value) };
}

/** Slope of least squares with its 95 % interval by Student's t; null below four points or where x does not vary. */
export function slopeOf(
  points: readonly (readonly [number, number])[],
): { value: number; low: number; high: number } | null {
  const n = points.length;
  const meanX = n === 0 ? 0 : mean(points.map(([x]) => x));
  const spread = sum(points.map(([x]) => (x - meanX) ** 2));
  if (n < 4 || !(spread > 0)) return null;
  const { m, b } = linearRegression(points.map((point) => [...point]));
  const residual = sum(points.map(([x, y]) => (y - b - m * x) ** 2));
  const half = studentQuantile(0.975, n - 2) * Math.sqrt(residual / (n - 2) / spread);
  return { value: m, low: m - half, high: m + half };
}

/**
 * Does the price fall more, the graver the act (scoring.md 8)? Jonckheere over levels, and the slope of -CAR in percent on
 * severity units, which the model takes as 1. The acts of one day and level are one observation.
 * @param severityRatio w(l) = ratio^(l-1), from the weights
 */
export function severityTrend(
  events: readonly MeasuredEvent[],
  window: Window,
  severityRatio: number,
): Omit<SeverityTrend, 'window'> {
  const days = LEVELS.map((level) => ({
    level,
    cars: clustersOf(events.filter(({ event }) => event.level === level)).flatMap(
      ({ ar }) => clusterCar(ar, window) ?? [],
    ),
  })).filter(({ cars }) => cars.length >= LEAST_DAYS);
  const points = days.flatMap(({ level, cars }) =>
    cars.map((car) => [severityRatio ** (level - 1), -100 * car] as const),
  );
  return {
    levels: days.map(({ level }) => level),
    days: points.length,
    jonckheere: jonckheere(days.map(({ cars }) => cars)),
    slope: days.length < 2 ? null : slopeOf(points),
  };
}
