import { mean, sum } from 'simple-statistics';
import type { EventReport, EventRow, SeverityTrend } from '../../domain/study-report.ts';
import {
  carOver,
  type DaySeries,
  daysIn,
  ESTIMATION,
  forecastVariance,
  isMeasured,
  type MeasuredEvent,
  measureEvent,
  WINDOW,
  type Window,
} from './abnormal.ts';
import type { StudyEvent } from './acts.ts';
import type { PriceBook } from './prices.ts';
import { bmp, corrado, holm, jonckheere, kolariPynnonen, patell, slopeOf } from './significance.ts';
import { correlation, meanInterval } from './statistics.ts';

const WINDOWS: readonly Window[] = [
  { from: -1, to: 1 },
  { from: 0, to: 5 },
];
const GRADES = [1, 2, 3, 4, 5] as const;
const LEVELS = ['all', ...GRADES, 'closing'] as const;
/** Days with events below which nothing is said. */
const LEAST_DAYS = 4;
const SURE = 0.05;
/** Days of the estimation window and of the event. */
const ALL_DAYS = [...daysIn(ESTIMATION), ...daysIn(WINDOW)];

/**
 * Do prices move around acts of authorities? Market model, CAR[-1,+1] and CAR[0,+5] by level, five
 * statistics, Holm over each table; events of one day are one observation. Descriptive: no weight
 * is taken from it.
 * @param severityRatio w(l) = ratio^(l-1), from the weights
 */
export function studyEvents(
  events: readonly StudyEvent[],
  prices: PriceBook,
  benchmarks: Readonly<Record<string, string>> = {},
  severityRatio = 2.5,
): { report: EventReport; measured: MeasuredEvent[] } {
  const tried = events.map((event) => ({ event, ...measureEvent(event, prices, benchmarks) }));
  const measured = tried.filter(isMeasured);
  const attested = measured.filter(({ event }) => event.attested && event.official);
  const brief = ({ company, date }: StudyEvent) => ({ company: company.id, date });
  const trendsOf = (own: readonly MeasuredEvent[]) =>
    WINDOWS.map((window) => severityTrend(own, window, severityRatio));
  return {
    measured,
    report: {
      tables: [
        { of: 'attested-official', rows: tableOf(attested), trends: trendsOf(attested) },
        { of: 'everything', rows: tableOf(measured), trends: trendsOf(measured) },
      ],
      events: events.length,
      measured: measured.length,
      marketAdjusted: measured
        .filter(({ model }) => model === null)
        .map(({ event, ticker }) => ({ ...brief(event), ticker })),
      excluded: tried.flatMap((one) =>
        isMeasured(one) ? [] : [{ ...brief(one.event), because: one.because }],
      ),
      paths: pathsOf(measured),
      files: {
        used: [...new Set(measured.flatMap((one) => one.files))].sort(),
        problems: [...prices.problems],
      },
    },
  };
}

const ofLevel = (events: readonly MeasuredEvent[], level: (typeof LEVELS)[number]) =>
  events.filter(({ event }) =>
    level === 'all' ? event.level !== 'closing' : event.level === level,
  );

function tableOf(events: readonly MeasuredEvent[]): EventRow[] {
  const rows = LEVELS.flatMap((level) => {
    const own = ofLevel(events, level);
    const clusters = clustersOf(own);
    return own.length === 0 ? [] : WINDOWS.map((window) => rowOf(level, own, clusters, window));
  });
  const adjusted = holm(rows.map((row) => row.bmp?.p ?? null));
  return rows.map((row, index) => {
    const p = adjusted[index]!;
    return { ...row, holm: p, verdict: verdictOf(p) };
  });
}

function rowOf(
  level: EventRow['level'],
  events: readonly MeasuredEvent[],
  clusters: readonly Cluster[],
  window: Window,
): EventRow {
  const cars = clusters.flatMap(({ days }) => carOver(days, window) ?? []);
  const standard = events.flatMap((event) => {
    const scar = scarOf(standardOf([event]), window);
    return scar === null ? [] : [{ scar, m: event.model!.m }];
  });
  const scars = clusters.flatMap((cluster) => scarOf(cluster.standard, window) ?? []);
  const enough = scars.length >= LEAST_DAYS;
  const ranked = clusters.flatMap(({ standard: one }) => one?.days ?? []);
  const { mean: meanCar, low, high } = meanInterval(cars);
  const own = standard.map(({ scar }) => scar);
  return {
    level,
    window: windowName(window),
    events: events.length,
    days: clusters.length,
    modelled: standard.length,
    meanCar,
    low,
    high,
    patell: enough ? patell(standard) : null,
    bmp: enough ? bmp(scars) : null,
    kolariPynnonen: enough ? kolariPynnonen(own, meanCorrelation(clusters)) : null,
    corrado: enough ? corrado(ranked, ALL_DAYS, window) : null,
    holm: null,
    verdict: 'too few',
  };
}

const windowName = ({ from, to }: Window) => `[${from},${to > 0 ? '+' : ''}${to}]`;

type Cluster = ReturnType<typeof clustersOf>[number];

/**
 * Events by day: an equal-weighted portfolio of all, which counts once, and of those with a market
 * model (null where none has one).
 */
export function clustersOf(events: readonly MeasuredEvent[]) {
  return [...Map.groupBy(events, ({ event }) => event.date)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, own]) => ({ days: portfolio(own, WINDOW), standard: standardOf(own) }));
}

/**
 * The portfolio of events with a market model, estimation window included, and the standard
 * deviation of its residuals.
 */
function standardOf(all: readonly MeasuredEvent[]) {
  const events = all.filter(({ model }) => model !== null);
  if (events.length === 0) return null;
  const days = portfolio(events, { from: ESTIMATION.from, to: WINDOW.to });
  const residuals = daysIn(ESTIMATION).flatMap((day) => days.get(day)?.ar ?? []);
  const sigma = Math.sqrt(sum(residuals.map((residual) => residual ** 2)) / (residuals.length - 2));
  return { days, sigma, events };
}

function portfolio(events: readonly MeasuredEvent[], window: Window): DaySeries {
  return new Map(
    daysIn(window).flatMap((day) => {
      const values = events.flatMap(({ days }) => days.get(day)?.ar ?? []);
      return values.length === 0 ? [] : [[day, { ar: mean(values) }] as const];
    }),
  );
}

/**
 * CAR of a portfolio over its forecast standard deviation: its own residuals hold what its members
 * share. Null without one.
 */
function scarOf(standard: ReturnType<typeof standardOf>, window: Window): number | null {
  const car = standard === null ? null : carOver(standard.days, window);
  if (standard === null || car === null || !(standard.sigma > 0)) return null;
  const variance = mean(standard.events.map((event) => forecastVariance(event, window)!));
  return car / (standard.sigma * Math.sqrt(variance));
}

/**
 * Mean correlation of estimation residuals over all pairs of events; only those of one day share
 * days around their event.
 */
export function meanCorrelation(clusters: readonly Cluster[]): number {
  const n = sum(clusters.map(({ standard }) => standard?.events.length ?? 0));
  const pairs = (n * (n - 1)) / 2;
  const shared = clusters.flatMap(({ standard }) => {
    const residuals = (standard?.events ?? []).map(({ days }) => {
      const before = [...days].filter(([day]) => day <= ESTIMATION.to);
      return new Map<string, number>(before.map(([, { ar, date }]) => [date, ar]));
    });
    return residuals.flatMap((residual, index) =>
      residuals.slice(index + 1).map((other) => inCommon(residual, other)),
    );
  });
  return pairs === 0 ? 0 : sum(shared) / pairs;
}

/** Correlation over the days that both hold; 0 where these are too few. */
function inCommon(
  readonlyMap: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number>,
): number {
  const both = [...readonlyMap.keys()].filter((day) => other.has(day));
  const of = (residuals: ReadonlyMap<string, number>) => both.map((day) => residuals.get(day)!);
  return correlation(of(readonlyMap), of(other)) ?? 0;
}

/**
 * Does the price fall more, the graver the act (docs/event-study.md)? Jonckheere over levels, and
 * the slope of -CAR in percent on severity units, which the model takes as 1. The acts of one day
 * and level are one observation.
 */
function severityTrend(
  events: readonly MeasuredEvent[],
  window: Window,
  ratio: number,
): SeverityTrend {
  const levels = GRADES.map((level) => ({
    level,
    cars: clustersOf(ofLevel(events, level)).flatMap(({ days }) => carOver(days, window) ?? []),
  })).filter(({ cars }) => cars.length >= LEAST_DAYS);
  const points = levels.flatMap(({ level, cars }) =>
    cars.map((car) => [ratio ** (level - 1), -100 * car] as const),
  );
  return {
    window: windowName(window),
    levels: levels.map(({ level }) => level),
    days: points.length,
    jonckheere: jonckheere(levels.map(({ cars }) => cars)),
    slope: levels.length < 2 ? null : slopeOf(points),
  };
}

/** Mean path by level, for a chart; levels with too few days are left out. */
function pathsOf(events: readonly MeasuredEvent[]): EventReport['paths'] {
  return LEVELS.filter((level) => level !== 'all').flatMap((level) => {
    const clusters = clustersOf(ofLevel(events, level));
    if (clusters.length < LEAST_DAYS) return [];
    let car = 0;
    const points = daysIn(WINDOW).map((day) => {
      const ars = clusters.flatMap(({ days }) => days.get(day)?.ar ?? []);
      car += ars.length === 0 ? 0 : mean(ars);
      return { day, car };
    });
    return [{ level, points }];
  });
}

/** One row an event, for a spreadsheet; returns are fractions. */
export function eventRow({ event, ticker, benchmark, kind, model, days }: MeasuredEvent) {
  return {
    id: event.id,
    company: event.company.id,
    ticker,
    date: event.date,
    published: new Date(event.at).toISOString(),
    level: event.level,
    attested: String(event.attested && event.official),
    day0: days.get(0)?.date,
    model: kind,
    alpha: model?.alpha,
    beta: model?.beta,
    sigma: model?.sigma,
    estimation_returns: model?.m,
    benchmark,
    car_m1_p1: carOver(days, WINDOWS[0]!),
    car_0_p5: carOver(days, WINDOWS[1]!),
    title: event.title,
  };
}

function verdictOf(p: number | null): 'too few' | 'effect' | 'no effect found' {
  if (p === null) return 'too few';
  return p < SURE ? 'effect' : 'no effect found';
}
