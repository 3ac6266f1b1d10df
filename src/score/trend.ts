import type { Band } from '../domain/score.ts';
import { DAY_MS, type Instant } from '../domain/time.ts';
import { bandOf } from './formula.ts';
import { shownTenths } from './points.ts';
import { quickScore, type Standing } from './score.ts';

export interface Trend {
  /** Highest score of the last two years, with one decimal, and when it stood. */
  readonly peak: { readonly score: number; readonly band: Band; readonly at: Instant };
  /** Points since 30 days ago. */
  readonly change30: number;
}

const shown = (standing: Standing, at: number) => shownTenths(quickScore(standing, at as Instant).score) / 10;

/**
 * Peak over two years and the change in 30 days. Between acts a score only falls, so the peak stands at an act, at the
 * beginning of the window or now.
 */
export function trendOf(standing: Standing, at: Instant): Trend {
  const since = at - 730 * DAY_MS;
  const acts = [
    ...standing.ledger.matters.flatMap(({ entries }) => entries.map(({ step }): number => step.at)),
    ...standing.hits.flatMap(({ events }) => events.map((event) => event.at)),
  ].filter((moment) => moment > since && moment < at);
  const now = shown(standing, at);
  const moments = [since, ...new Set(acts.sort((one, other) => one - other)), at];
  const scores = moments.map((moment) => ({ score: shown(standing, moment), at: moment as Instant }));
  const peak = scores.reduce((best, one) => (one.score > best.score ? one : best));
  return {
    peak: { score: peak.score, band: bandOf(peak.score, standing.weights), at: peak.at },
    change30: Math.round((now - shown(standing, at - 30 * DAY_MS)) * 10) / 10,
  };
}

/** Scores with one decimal at each instant, for charts and exports. */
export function seriesOf(standing: Standing, instants: readonly Instant[]): { at: Instant; score: number }[] {
  return instants.map((at) => ({ at, score: shown(standing, at) }));
}
