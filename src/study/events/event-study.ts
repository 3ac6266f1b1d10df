import { mean } from 'simple-statistics';
import type { EventReport, EventRow } from '../../domain/study-report.ts';
import type { StudyEvent } from '../company-days.ts';
import { meanInterval } from '../statistics.ts';
import { ALL_DAYS, type Cluster, clusterCar, clusterScar, clustersOf, meanCorrelation } from './clusters.ts';
import { carOver, forecastVariance, WINDOW, type Window } from './market-model.ts';
import { isMeasured, type MeasuredEvent, measureEvent } from './measure.ts';
import type { PriceBook } from './prices.ts';
import { severityTrend } from './severity-trend.ts';
import { bmp, corrado, holm, kolariPynnonen, patell } from './significance.ts';

export const WINDOWS: readonly Window[] = [
  { from: -1, to: 1 },
  { from: 0, to: 5 },
];
const LEVELS = ['all', 1, 2, 3, 4, 5, 'closing'] as const;
/** Days with events below which nothing is said. */
const LEAST_DAYS = 4;
const SURE = 0.05;

/**
 * Do prices move around acts of authorities? Market model, CAR[-1,+1] and CAR[0,+5] by level, five statistics, Holm over each
 * table; events of one day are one observation. Descriptive: no weight is taken from it.
 */
export function studyEvents(
  events: readonly StudyEvent[],
  prices: PriceBook,
  benchmarks: Readonly<Record<string, string>> = {},
  severityRatio = 2.5,
): { report: EventReport; measured: MeasuredEvent[] } {
  const tried = events.map((event) => measureEvent(event, prices, benchmarks));
  const measured = tried.filter(isMeasured);
  const attested = measured.filter(({ event }) => event.attested && event.official);
  const brief = ({ company, date }: StudyEvent) => ({ company: company.id, date });
  return {
    measured,
    report: {
      tables: [
        { of: 'attested-official', rows: tableOf(attested), trends: trendsOf(attested, severityRatio) },
        { of: 'everything', rows: tableOf(measured), trends: trendsOf(measured, severityRatio) },
      ],
      events: events.length,
      measured: measured.length,
      marketAdjusted: measured
        .filter(({ abnormal }) => abnormal.kind === 'market-adjusted')
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
  events.filter(({ event }) => (level === 'all' ? event.level !== 'closing' : event.level === level));

function tableOf(events: readonly MeasuredEvent[]): EventRow[] {
  const rows = LEVELS.flatMap((level) => {
    const own = ofLevel(events, level);
    const clusters = clustersOf(own);
    return own.length === 0 ? [] : WINDOWS.map((window) => rowOf(level, own, clusters, window));
  });
  const adjusted = holm(rows.map((row) => row.bmp?.p ?? null));
  return rows.map((row, index) => {
    const p = adjusted[index]!;
    const verdict = p === null ? 'too few' : p < SURE ? 'effect' : 'no effect found';
    return { ...row, holm: p, verdict };
  });
}

function rowOf(
  level: EventRow['level'],
  events: readonly MeasuredEvent[],
  clusters: readonly Cluster[],
  window: Window,
): EventRow {
  const cars = clusters.flatMap(({ ar }) => clusterCar(ar, window) ?? []);
  const standard = events.flatMap(({ abnormal }) => {
    const car = carOver(abnormal, window);
    const variance = forecastVariance(abnormal, window);
    if (car === null || variance === null) return [];
    return [{ scar: car / (abnormal.model!.sigma * Math.sqrt(variance)), m: abnormal.model!.m }];
  });
  const scars = clusters.flatMap((cluster) => clusterScar(cluster, window) ?? []);
  const interval = meanInterval(cars);
  const enough = scars.length >= LEAST_DAYS;
  const ranked = clusters.flatMap(({ standard: one }) => (one === null ? [] : [one.ar]));
  return {
    level,
    window: windowName(window),
    events: events.length,
    days: clusters.length,
    modelled: standard.length,
    meanCar: cars.length === 0 ? null : mean(cars),
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    patell: enough ? patell(standard) : null,
    bmp: enough ? bmp(scars) : null,
    kolariPynnonen: enough
      ? kolariPynnonen(
          standard.map((one) => one.scar),
          meanCorrelation(clusters),
        )
      : null,
    corrado: enough ? corrado(ranked, ALL_DAYS, window) : null,
    holm: null,
    verdict: 'too few',
  };
}

const windowName = ({ from, to }: Window) => `[${from},${to > 0 ? '+' : ''}${to}]`;

const trendsOf = (events: readonly MeasuredEvent[], severityRatio: number) =>
  WINDOWS.map((window) => ({ window: windowName(window), ...severityTrend(events, window, severityRatio) }));

/** Mean path by level, for a chart; levels with too few days are left out. */
function pathsOf(events: readonly MeasuredEvent[]): EventReport['paths'] {
  return LEVELS.filter((level) => level !== 'all').flatMap((level) => {
    const clusters = clustersOf(ofLevel(events, level));
    if (clusters.length < LEAST_DAYS) return [];
    const points: { day: number; car: number }[] = [];
    let car = 0;
    for (let day: number = WINDOW.from; day <= WINDOW.to; day++) {
      const ars = clusters.flatMap(({ ar }) => ar.get(day) ?? []);
      car += ars.length === 0 ? 0 : mean(ars);
      points.push({ day, car });
    }
    return [{ level, points }];
  });
}

/** One row an event, for a spreadsheet; returns are fractions. */
export function eventRow({ event, ticker, benchmark, abnormal }: MeasuredEvent) {
  const { model } = abnormal;
  return {
    ...{ id: event.id, company: event.company.id, ticker, date: event.date },
    published: new Date(event.at).toISOString(),
    ...{ level: event.level, attested: String(event.attested && event.official) },
    ...{ day0: abnormal.days.get(0)?.date, model: abnormal.kind },
    ...{
      alpha: model?.alpha,
      beta: model?.beta,
      sigma: model?.sigma,
      estimation_returns: model?.m,
      benchmark,
    },
    car_m1_p1: carOver(abnormal, { from: -1, to: 1 }),
    car_0_p5: carOver(abnormal, { from: 0, to: 5 }),
    title: event.title,
  };
}
