import type { Band } from '../domain/score.ts';
import { DAY_MS, type Instant } from '../domain/time.ts';
import { bandOf, scoreOfLoad } from './formula.ts';
import { undecayed } from './load.ts';
import { shownTenths } from './points.ts';
import { quickScore, type Standing } from './score.ts';

export interface Trend {
  /** Highest score of the last two years, with one decimal, and when it stood. */
  readonly peak: { readonly score: number; readonly band: Band; readonly at: Instant };
  /** Points since 30 days ago. */
  readonly change30: number;
}

const inTenths = (score: number) => shownTenths(score) / 10;
const shown = (standing: Standing, at: number) => inTenths(quickScore(standing, at as Instant).score);

/**
 * Peak over two years and the change in 30 days. Between acts a score only falls, so the peak stands at an act, at the
 * beginning of the window or now; and an act raises it by no more than its whole case, so most acts need no score.
 */
export function trendOf(standing: Standing, at: Instant): Trend {
  const { weights } = standing;
  const since = at - 730 * DAY_MS;
  const rises = risesOf(standing, since, at);
  const moments = [since, ...[...rises.keys()].sort((a, b) => a - b), at];
  let peak = { score: -1, at: at as number };
  let most = Number.POSITIVE_INFINITY;
  for (const moment of moments) {
    most += rises.get(moment) ?? 0;
    if (inTenths(scoreOfLoad(most, weights)) <= peak.score) continue;
    const { load, score } = quickScore(standing, moment as Instant);
    most = load;
    if (inTenths(score) > peak.score) peak = { score: inTenths(score), at: moment };
  }
  const now = shown(standing, at);
  return {
    peak: { score: peak.score, band: bandOf(peak.score, weights), at: peak.at as Instant },
    change30: Math.round((now - shown(standing, at - 30 * DAY_MS)) * 10) / 10,
  };
}

/** Scores with one decimal at each instant, for charts and exports. */
export function seriesOf(standing: Standing, instants: readonly Instant[]): { at: Instant; score: number }[] {
  return instants.map((at) => ({ at, score: shown(standing, at) }));
}

/** By how much the load may rise (su), at most, at each moment of the window at which it may rise at all. */
function risesOf({ ledger, hits, weights }: Standing, since: number, until: number): Map<number, number> {
  const rises = new Map<number, number>();
  const add = (at: number, rise: number) => {
    if (at > since && at < until) rises.set(at, (rises.get(at) ?? 0) + rise);
  };
  for (const matter of ledger.matters) {
    const whole = undecayed(matter, weights);
    for (const entry of matter.entries) add(entry.step.at, whole);
  }
  // What a rule's stage brings is not bounded here: it is scored.
  for (const hit of hits) for (const event of hit.events) add(event.at, Number.POSITIVE_INFINITY);
  return rises;
}
