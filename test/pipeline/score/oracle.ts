import type { ActionType } from '../../../src/domain/notice.ts';
import type { RegulatoryEvent } from '../../../src/domain/score.ts';
import type { Weights } from '../../../src/domain/weights.ts';

/**
 * The model once more, straightforwardly and without the ledger: the oracle of the property tests.
 * It takes acts that name their matter, so that nothing has to be decided about cases; tables and
 * numbers stand here a second time on purpose.
 */
const LEVEL: Partial<Record<ActionType, number>> = {
  named: 1,
  warned: 1,
  'audit-determined': 1,
  'rectification-ordered': 2,
  designated: 2,
  'updates-frozen': 3,
  'probe-opened': 3,
  'entity-listed': 3,
  'investment-banned': 3,
  'review-opened': 4,
  'app-blocked': 4,
  'removed-from-stores': 4,
  'delisting-forced': 4,
  banned: 5,
};
const INVESTABILITY: readonly ActionType[] = [
  'audit-determined',
  'designated',
  'investment-banned',
  'delisting-forced',
];
/** Days in full, and whether a quarter stays for three years. */

const IN_FORCE: Partial<Record<ActionType, readonly [number, 'years' | 'no']>> = {
  'updates-frozen': [180, 'no'],
  'probe-opened': [365, 'years'],
  'review-opened': [365, 'years'],
  'audit-determined': [365, 'years'],
  designated: [365, 'years'],
  'entity-listed': [365, 'years'],
  'investment-banned': [365, 'years'],
  'app-blocked': [365, 'years'],
  'removed-from-stores': [365, 'years'],
  'delisting-forced': [365, 'years'],
  banned: [365, 'years'],
};
/** Kinds of act that the oracle knows. */
export const PLAIN_ACTS = Object.keys(LEVEL) as ActionType[];
export const PLAIN_ENDS: readonly ActionType[] = ['fined', 'closed'];

const DAY = 24 * 60 * 60 * 1000;
/** 24:00 in Shanghai of the day `days` after a date. */
const night = (date: string, days: number) =>
  Date.parse(`${date}T00:00:00+08:00`) + (days + 1) * DAY;
const halved = (ms: number, weights: Weights) =>
  ms <= 0 ? 1 : Math.exp((-Math.LN2 * ms) / DAY / weights.halfLifeDays.value);

/** max plus a quarter of the rest, the rest capped at half the maximum. */
function plainM(xs: readonly number[], weights: Weights): number {
  const [first = 0, ...rest] = [...xs].sort((one, other) => other - one);
  const sum = rest.reduce((one, other) => one + other, 0);
  return first + Math.min(weights.breadth.value * sum, weights.breadth.cap * first);
}

function full(event: RegulatoryEvent, weights: Weights): number {
  const type = event.types[0]!;
  const owned = Math.max(...event.apps.map((app) => app.ownership));
  if (type === 'fined') {
    const { share } = event.fine!;
    return owned * (share === null ? 0.2 : Math.min(8, 0.05 + 100 * share));
  }
  const units = weights.severityRatio.value ** (LEVEL[type]! - 1);
  if (INVESTABILITY.includes(type)) return units * owned;
  // Lists of others than the United States cut one source of many.
  const part = type === 'entity-listed' ? 0.2 : (event.market?.share ?? 0.2);
  const market = event.market ? part : 1;
  return (
    units *
    plainM(
      event.apps.map(
        (app) =>
          weights.value.tiers[app.counted ?? app.value] *
          market *
          weights.reach.tiers[app.reach] *
          app.ownership,
      ),
      weights,
    )
  );
}

/** A closing ends all of its matter, a fine what asks or inquires, and itself. */
function endedBy(one: RegulatoryEvent, event: RegulatoryEvent): boolean {
  if (one.types[0] !== 'fined') return one.types[0] === 'closed';
  return one === event || DECIDED.includes(event.types[0]!);
}
const DECIDED: readonly ActionType[] = [
  'named',
  'warned',
  'rectification-ordered',
  'probe-opened',
  'review-opened',
];

/**
 * What of an act is left at a moment, by the news of its case that was known then and by what ended
 * it.
 */
function left(
  event: RegulatoryEvent,
  own: readonly RegulatoryEvent[],
  at: number,
  weights: Weights,
): number {
  const type = event.types[0]!;
  const ends = own
    .filter((one) => one.at >= event.at && one.at <= at && endedBy(one, event))
    .map((one) => one.at as number);
  if (event.liftedOn) {
    const lifted = night(event.liftedOn, 0) - 60_000;
    if (lifted <= at) ends.push(lifted);
  }
  const end = ends.length === 0 ? null : Math.min(...ends);
  const seen = Math.min(at, end ?? at);
  const news = own.filter((one) => one.types[0] !== 'closed' && one.at <= seen).at(-1)!;
  const standing = (then: number) => {
    const [days, floor] = IN_FORCE[type] ?? [0, 'no'];
    const ordered = type === 'rectification-ordered' && event.deadline === null;
    const whole = ordered
      ? night(news.date, 180)
      : days > 0
        ? night(news.date, days)
        : night(event.deadline ?? event.date, 7);
    const decayed = halved(then - whole, weights);
    if (floor === 'no') return decayed;
    return then < night(news.date, 3 * 365) ? 0.25 + 0.75 * decayed : 0;
  };
  if (end === null) return standing(at);
  const after = Math.min(standing(end) * halved(at - end, weights), standing(at));
  return type === 'fined' ? after : 0.5 * after;
}

/** Load (su) at a moment, of all and of one part. */
export function plainLoad(
  events: readonly RegulatoryEvent[],
  at: number,
  weights: Weights,
): number {
  let load = 0;
  for (const own of Map.groupBy(
    events
      .filter((one) => one.at <= at)
      .toSorted((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1)),
    (one) => one.matter,
  ).values()) {
    const acts = own.filter((one) => one.types[0] !== 'closed');
    load += plainM(
      acts.map((one) => full(one, weights) * left(one, own, at, weights)),
      weights,
    );
  }
  return load;
}

export function plainScore(load: number, weights: Weights): number {
  return 100 - 100 * Math.exp((-Math.LN2 * load) / weights.halfPoint.value);
}
