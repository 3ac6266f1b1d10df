import { mean, sampleStandardDeviation, sum } from 'simple-statistics';
import { normalCdf, studentCdf, studentQuantile } from './distributions.ts';
import type { Window } from './market-model.ts';

/** A statistic with its two-sided p-value. */
export interface Statistic {
  readonly value: number;
  readonly p: number;
}

const byNormal = (value: number): Statistic => ({ value, p: 2 * (1 - normalCdf(Math.abs(value))) });
const byStudent = (value: number, dof: number): Statistic => ({
  value,
  p: 2 * (1 - studentCdf(Math.abs(value), dof)),
});

/** One event as the tests see it: its CAR over its forecast standard deviation, and the M of its estimation. */
export interface Standardised {
  readonly scar: number;
  readonly m: number;
}

/** Patell (1976): sum of SCAR over the square root of the summed variances (M-2)/(M-4). It takes events as independent. */
export function patell(events: readonly Standardised[]): Statistic | null {
  if (events.length === 0) return null;
  const variance = sum(events.map(({ m }) => (m - 2) / (m - 4)));
  return byNormal(sum(events.map(({ scar }) => scar)) / Math.sqrt(variance));
}

/** Boehmer, Musumeci and Poulsen (1991): the cross-section of SCAR; robust to variance that the event itself brings. */
export function bmp(scars: readonly number[]): Statistic | null {
  if (scars.length < 2) return null;
  const sd = sampleStandardDeviation([...scars]);
  if (!(sd > 0)) return null;
  return byStudent((mean([...scars]) * Math.sqrt(scars.length)) / sd, scars.length - 1);
}

/**
 * Kolari and Pynnönen (2010): BMP times sqrt((1 - r)/(1 + (n-1) r)), r = mean correlation of the estimation residuals over all
 * pairs; pairs whose windows share no day count as 0.
 */
export function kolariPynnonen(scars: readonly number[], meanCorrelation: number): Statistic | null {
  const plain = bmp(scars);
  if (plain === null) return null;
  const n = scars.length;
  const r = Math.max(0, meanCorrelation);
  return byStudent(plain.value * Math.sqrt((1 - r) / (1 + (n - 1) * r)), n - 1);
}

/** Abnormal returns by relative day; the estimation window and the days of the event. */
export type DaySeries = ReadonlyMap<number, number>;

/**
 * Corrado (1989), over several days as in Corrado and Zivney (1992): ranks within each series over `days`, divided by count + 1,
 * less a half; the window's mean over its standard error over all days.
 */
export function corrado(
  series: readonly DaySeries[],
  days: readonly number[],
  window: Window,
): Statistic | null {
  if (series.length < 2) return null;
  const scaled = series.map((one) => scaledRanks(one, days));
  const ofDay = (day: number) => {
    const values = scaled.flatMap((one) => one.get(day) ?? []);
    return values.length === 0 ? null : sum(values) / Math.sqrt(values.length);
  };
  const all = days.flatMap((day) => ofDay(day) ?? []);
  const sd = Math.sqrt(mean(all.map((one) => one ** 2)));
  const inside = days
    .filter((day) => day >= window.from && day <= window.to)
    .flatMap((day) => ofDay(day) ?? []);
  if (inside.length === 0 || !(sd > 0)) return null;
  return byNormal(sum(inside) / (Math.sqrt(inside.length) * sd));
}

function scaledRanks(series: DaySeries, days: readonly number[]): Map<number, number> {
  const dated = days.flatMap((day) => (series.has(day) ? [{ day, value: series.get(day)! }] : []));
  const sorted = [...dated].sort((one, other) => one.value - other.value);
  const ranks = new Map<number, number>();
  for (let start = 0; start < sorted.length; ) {
    let end = start;
    while (end < sorted.length && sorted[end]!.value === sorted[start]!.value) end++;
    // Equal returns share the mean of their ranks.
    for (let index = start; index < end; index++)
      ranks.set(sorted[index]!.day, (start + 1 + end) / 2 / (sorted.length + 1) - 0.5);
    start = end;
  }
  return ranks;
}

/** 95 % interval of a mean by Student's t; null below four values, where it says nothing. */
export function meanInterval(values: readonly number[]): { low: number; high: number } | null {
  const n = values.length;
  if (n < 4) return null;
  const half = (studentQuantile(0.975, n - 1) * sampleStandardDeviation([...values])) / Math.sqrt(n);
  return { low: mean([...values]) - half, high: mean([...values]) + half };
}

/** Holm (1979): p-values adjusted for looking at all of them; null stays null and is not counted. */
export function holm(ps: readonly (number | null)[]): (number | null)[] {
  const order = ps
    .flatMap((p, index) => (p === null ? [] : [{ p, index }]))
    .sort((one, other) => one.p - other.p);
  const adjusted: (number | null)[] = ps.map(() => null);
  let highest = 0;
  for (const [rank, { p, index }] of order.entries()) {
    highest = Math.max(highest, Math.min(1, p * (order.length - rank)));
    adjusted[index] = highest;
  }
  return adjusted;
}

/** Pearson correlation of two series over the keys that both hold; null below ten of them. */
export function correlation(
  one: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number>,
): number | null {
  const keys = [...one.keys()].filter((key) => other.has(key));
  if (keys.length < 10) return null;
  const [x, y] = [keys.map((key) => one.get(key)!), keys.map((key) => other.get(key)!)];
  const [meanX, meanY] = [mean(x), mean(y)];
  const cov = sum(x.map((value, index) => (value - meanX) * (y[index]! - meanY)));
  const scale = Math.sqrt(
    sum(x.map((value) => (value - meanX) ** 2)) * sum(y.map((value) => (value - meanY) ** 2)),
  );
  return scale > 0 ? cov / scale : null;
}
