import { mean, sum } from 'simple-statistics';
import { correlation } from '../statistics.ts';
import { ESTIMATION, forecastVariance, sumOver, WINDOW, type Window } from './market-model.ts';
import type { MeasuredEvent } from './measure.ts';
import type { DaySeries } from './significance.ts';

/** Days of the estimation window and of the event, in order. */
export const ALL_DAYS: readonly number[] = [
  ...range(ESTIMATION.from, ESTIMATION.to),
  ...range(WINDOW.from, WINDOW.to),
];

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

export type Cluster = ReturnType<typeof clustersOf>[number];

/**
 * Events by day: an equal-weighted portfolio, which counts once. `ar` = mean abnormal return by relative day of all its events, `standard` =
 * the same of those with a market model, estimation window included; null where none has one.
 */
export function clustersOf(events: readonly MeasuredEvent[]) {
  return [...Map.groupBy(events, ({ event }) => event.date)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([date, own]) => {
      const modelled = own.filter(({ abnormal }) => abnormal.model !== null);
      return { date, events: own, ar: portfolio(own, WINDOW), standard: standardOf(modelled) };
    });
}

function standardOf(events: readonly MeasuredEvent[]) {
  if (events.length === 0) return null;
  const ar = portfolio(events, { from: ESTIMATION.from, to: WINDOW.to });
  const residuals = range(ESTIMATION.from, ESTIMATION.to).flatMap((day) => ar.get(day) ?? []);
  const m = residuals.length;
  const sigma = Math.sqrt(sum(residuals.map((one) => one ** 2)) / (m - 2));
  return { ar, sigma, m, events };
}

function portfolio(events: readonly MeasuredEvent[], { from, to }: Window): DaySeries {
  return new Map(
    range(from, to).flatMap((day) => {
      const values = events.flatMap(({ abnormal }) => abnormal.days.get(day)?.ar ?? []);
      return values.length === 0 ? [] : [[day, mean(values)] as const];
    }),
  );
}

/** CAR of a cluster; null where a day of it is missing. */
export const clusterCar = (ar: DaySeries, window: Window): number | null =>
  sumOver(window, (day) => ar.get(day));

/** CAR of a cluster over its forecast standard deviation: the portfolio's own residuals hold what its members share. */
export function clusterScar({ standard }: Cluster, window: Window): number | null {
  if (standard === null) return null;
  const car = clusterCar(standard.ar, window);
  if (car === null || !(standard.sigma > 0)) return null;
  const variance = mean(standard.events.map(({ abnormal }) => forecastVariance(abnormal, window)!));
  return car / (standard.sigma * Math.sqrt(variance));
}

/** Mean correlation of estimation residuals over all pairs of events; only those of one day share days around their event. */
export function meanCorrelation(clusters: readonly Cluster[]): number {
  const n = sum(clusters.map(({ standard }) => standard?.events.length ?? 0));
  const pairs = (n * (n - 1)) / 2;
  if (pairs === 0) return 0;
  let total = 0;
  for (const { standard } of clusters) {
    const residuals = (standard?.events ?? []).map(residualsByDate);
    for (let one = 0; one < residuals.length; one++)
      for (let other = one + 1; other < residuals.length; other++)
        total += inCommon(residuals[one]!, residuals[other]!) ?? 0;
  }
  return total / pairs;
}

/** Correlation over the days that both hold. */
function inCommon(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number | null {
  const days = [...one.keys()].filter((day) => other.has(day));
  return correlation(
    days.map((day) => one.get(day)!),
    days.map((day) => other.get(day)!),
  );
}

function residualsByDate({ abnormal }: MeasuredEvent): Map<string, number> {
  const before = [...abnormal.days].filter(([day]) => day <= ESTIMATION.to);
  return new Map(before.map(([, { ar, date }]) => [date, ar]));
}
