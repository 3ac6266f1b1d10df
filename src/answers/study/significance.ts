import {
  linearRegression,
  mean,
  rootMeanSquare,
  sampleStandardDeviation,
  sum,
} from 'simple-statistics';
import { type DaySeries, daysIn, type Window } from './abnormal.ts';
import { normalCdf, ranks, studentCdf, studentQuantile } from './statistics.ts';

/** A statistic with its two-sided p-value. */
export type Statistic = ReturnType<typeof byNormal>;

const byNormal = (value: number) => ({ value, p: 2 * (1 - normalCdf(Math.abs(value))) });
const byStudent = (value: number, dof: number): Statistic => ({
  value,
  p: 2 * (1 - studentCdf(Math.abs(value), dof)),
});

/**
 * Patell (1976): sum of SCAR (CAR over its forecast standard deviation) over the square root of the
 * summed variances (M-2)/(M-4), M = returns of the estimation. It takes events as independent.
 */
export function patell(
  events: readonly { readonly scar: number; readonly m: number }[],
): Statistic | null {
  if (events.length === 0) return null;
  const variance = sum(events.map(({ m }) => (m - 2) / (m - 4)));
  return byNormal(sum(events.map(({ scar }) => scar)) / Math.sqrt(variance));
}

/**
 * Boehmer, Musumeci and Poulsen (1991): the cross-section of SCAR; robust to variance that the
 * event itself brings.
 */
export function bmp(scars: readonly number[]): Statistic | null {
  if (scars.length < 2) return null;
  const sd = sampleStandardDeviation([...scars]);
  if (!(sd > 0)) return null;
  return byStudent((mean([...scars]) * Math.sqrt(scars.length)) / sd, scars.length - 1);
}

/**
 * Kolari and Pynnönen (2010): BMP times sqrt((1 - r)/(1 + (n-1) r)), r = mean correlation of the
 * estimation residuals over all pairs; pairs whose windows share no day count as 0.
 */
export function kolariPynnonen(
  scars: readonly number[],
  meanCorrelation: number,
): Statistic | null {
  const plain = bmp(scars);
  if (plain === null) return null;
  const n = scars.length;
  const r = Math.max(0, meanCorrelation);
  return byStudent(plain.value * Math.sqrt((1 - r) / (1 + (n - 1) * r)), n - 1);
}

/**
 * Corrado (1989), over several days as in Corrado and Zivney (1992): ranks within each series over
 * `days`, divided by count + 1, less a half; the window's mean over its standard error over all
 * days.
 */
export function corrado(
  series: readonly DaySeries[],
  days: readonly number[],
  window: Window,
): Statistic | null {
  if (series.length < 2) return null;
  const scaled = series.map((daySeries) => scaledRanks(daySeries, days));
  const ofDay = (day: number) => {
    const values = scaled.flatMap((one) => one.get(day) ?? []);
    return values.length === 0 ? null : sum(values) / Math.sqrt(values.length);
  };
  const all = days.flatMap((day) => ofDay(day) ?? []);
  const sd = all.length === 0 ? 0 : rootMeanSquare(all);
  const inside = daysIn(window).flatMap((day) => ofDay(day) ?? []);
  if (inside.length === 0 || !(sd > 0)) return null;
  return byNormal(sum(inside) / (Math.sqrt(inside.length) * sd));
}

function scaledRanks(series: DaySeries, days: readonly number[]): Map<number, number> {
  const dated = days.filter((day) => series.has(day));
  const found = ranks(dated.map((day) => series.get(day)!.ar));
  return new Map(dated.map((day, n) => [day, found[n]! / (dated.length + 1) - 0.5]));
}

/**
 * Holm (1979): p-values adjusted for looking at all of them; null stays null and is not counted.
 */
export function holm(ps: readonly (number | null)[]): (number | null)[] {
  const order = ps
    .flatMap((p, index) => (p === null ? [] : [{ p, index }]))
    .sort((a, b) => a.p - b.p);
  const adjusted: (number | null)[] = ps.map(() => null);
  let highest = 0;
  for (const [rank, { p, index }] of order.entries()) {
    highest = Math.max(highest, Math.min(1, p * (order.length - rank)));
    adjusted[index] = highest;
  }
  return adjusted;
}

/**
 * Jonckheere (1954) and Terpstra (1952): do values fall from group to group? Pairs in the falling
 * order less those expected, over the standard deviation without ties; equal values count half.
 * One-sided p; null below two groups.
 */
export function jonckheere(groups: readonly (readonly number[])[]): Statistic | null {
  const filled = groups.filter((group) => group.length > 0);
  if (filled.length < 2) return null;
  const sizes = filled.map((group) => group.length);
  const n = sum(sizes);
  let falling = 0;
  for (let group = 0; group < filled.length; group++)
    for (let other = group + 1; other < filled.length; other++)
      // A tie counts half.
      for (const x of filled[group]!)
        for (const y of filled[other]!) falling += (Math.sign(x - y) + 1) / 2;
  const expected = (n ** 2 - sum(sizes.map((size) => size ** 2))) / 4;
  const variance =
    (n ** 2 * (2 * n + 3) - sum(sizes.map((size) => size ** 2 * (2 * size + 3)))) / 72;
  const value = (falling - expected) / Math.sqrt(variance);
  return { value, p: 1 - normalCdf(value) };
}

/**
 * Slope of least squares with its 95 % interval by Student's t; null below four points or where x
 * does not vary.
 */
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
