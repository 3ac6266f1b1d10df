import { mean, rootMeanSquare, sampleStandardDeviation, sum } from 'simple-statistics';
import { normalCdf, ranks, studentCdf } from '../statistics.ts';
import type { Window } from './market-model.ts';

/** A statistic with its two-sided p-value. */
export type Statistic = ReturnType<typeof byNormal>;

const byNormal = (value: number) => ({ value, p: 2 * (1 - normalCdf(Math.abs(value))) });
const byStudent = (value: number, dof: number): Statistic => ({
  value,
  p: 2 * (1 - studentCdf(Math.abs(value), dof)),
});

/**
 * Patell (1976): sum of SCAR (CAR over its forecast standard deviation) over the square root of the summed variances (M-2)/(M-4), M = returns of
 * the estimation. It takes events as independent.
 */
export function patell(events: readonly { readonly scar: number; readonly m: number }[]): Statistic | null {
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
  const sd = all.length === 0 ? 0 : rootMeanSquare(all);
  const inside = days
    .filter((day) => day >= window.from && day <= window.to)
    .flatMap((day) => ofDay(day) ?? []);
  if (inside.length === 0 || !(sd > 0)) return null;
  return byNormal(sum(inside) / (Math.sqrt(inside.length) * sd));
}

function scaledRanks(series: DaySeries, days: readonly number[]): Map<number, number> {
  const dated = days.filter((day) => series.has(day));
  const found = ranks(dated.map((day) => series.get(day)!));
  return new Map(dated.map((day, n) => [day, found[n]! / (dated.length + 1) - 0.5]));
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
