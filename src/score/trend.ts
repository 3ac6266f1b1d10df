import type { Band } from '../domain/score.ts';
import type { Instant } from '../domain/time.ts';
import { bandOf } from './bands.ts';
import { shownTenths } from './points.ts';
import { quickScore, type Standing } from './score.ts';
import { DAY } from './time.ts';

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
  const since = at - 730 * DAY;
  const moments = [since, ...actsWithin(standing, since, at), at];
  let peak = { score: -1, at: at as number };
  for (const moment of moments) {
    const score = shown(standing, moment);
    if (score > peak.score) peak = { score, at: moment };
  }
  const now = shown(standing, at);
  return {
    peak: { score: peak.score, band: bandOf(peak.score, standing.weights), at: peak.at as Instant },
    change30: Math.round((now - shown(standing, at - 30 * DAY)) * 10) / 10,
  };
}

/** Scores with one decimal at each instant, for charts and exports. */
export function seriesOf(standing: Standing, instants: readonly Instant[]): { at: Instant; score: number }[] {
  return instants.map((at) => ({ at, score: shown(standing, at) }));
}

function actsWithin({ ledger, hits }: Standing, since: number, until: number): number[] {
  const acts = ledger.matters.flatMap((matter) => matter.entries.map((entry) => entry.step.at as number));
  const stages = hits.flatMap((hit) => hit.events.map((event) => event.at));
  return [...new Set([...acts, ...stages])].filter((at) => at > since && at < until).sort((a, b) => a - b);
}
