import type { ActKind } from '../../../src/domain/act-kind.ts';
import type { RegulatoryEvent } from '../../../src/domain/score.ts';
import type { Weights } from '../../../src/domain/weights.ts';

/**
 * The model once more, straightforwardly and without the ledger: the oracle of the property tests.
 * It takes acts that name their matter, so that nothing has to be decided about cases; tables and
 * numbers stand here a second time on purpose.
 */
const LEVEL: Partial<Record<ActKind, number>> = {
  name: 1,
  warn: 1,
  'listing/risk': 1,
  rectify: 2,
  'military-list': 2,
  'pause/updates': 3,
  probe: 3,
  'inputs-cut/entity-list': 3,
  'invest-ban': 3,
  review: 4,
  block: 4,
  'delist-app': 4,
  'listing/delisted': 4,
  'licence/shut': 5,
};
const INVESTABILITY: readonly ActKind[] = [
  'listing/risk',
  'military-list',
  'invest-ban',
  'listing/delisted',
];
/** Days in full, and whether a quarter stays for three years. */

const IN_FORCE: Partial<Record<ActKind, readonly [number, 'years' | 'no']>> = {
  'pause/updates': [180, 'no'],
  probe: [365, 'years'],
  review: [365, 'years'],
  'listing/risk': [365, 'years'],
  'military-list': [365, 'years'],
  'inputs-cut/entity-list': [365, 'years'],
  'invest-ban': [365, 'years'],
  block: [365, 'years'],
  'delist-app': [365, 'years'],
  'listing/delisted': [365, 'years'],
  'licence/shut': [365, 'years'],
};
/** Kinds of act that the oracle knows. */
export const PLAIN_ACTS = Object.keys(LEVEL) as ActKind[];
export const PLAIN_ENDS: readonly ActKind[] = ['fine', 'dropped'];

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
  const type = event.kinds[0]!;
  const owned = Math.max(...event.apps.map((app) => app.ownership));
  if (type === 'fine') {
    const { share } = event.fine!;
    return owned * (share === null ? 0.2 : Math.min(8, 0.05 + 100 * share));
  }
  const units = weights.severityRatio.value ** (LEVEL[type]! - 1);
  if (INVESTABILITY.includes(type)) return units * owned;
  // Lists of others than the United States cut one source of many.
  const part = type === 'inputs-cut/entity-list' ? 0.2 : (event.market?.share ?? 0.2);
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
function endedBy(earlier: RegulatoryEvent, event: RegulatoryEvent): boolean {
  if (earlier.kinds[0] !== 'fine') return earlier.kinds[0] === 'dropped';
  return earlier === event || DECIDED.includes(event.kinds[0]!);
}
const DECIDED: readonly ActKind[] = ['name', 'warn', 'rectify', 'probe', 'review'];

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
  const type = event.kinds[0]!;
  const ends = own
    .filter((one) => one.at >= event.at && one.at <= at && endedBy(one, event))
    .map((one) => one.at as number);
  if (event.liftedOn) {
    const lifted = night(event.liftedOn, 0) - 60_000;
    if (lifted <= at) ends.push(lifted);
  }
  const end = ends.length === 0 ? null : Math.min(...ends);
  const seen = Math.min(at, end ?? at);
  const news = own.filter((one) => one.kinds[0] !== 'dropped' && one.at <= seen).at(-1)!;
  const standing = (then: number) => {
    const [days, floor] = IN_FORCE[type] ?? [0, 'no'];
    const ordered = type === 'rectify' && event.deadline === null;
    const stated = days > 0 ? night(news.date, days) : night(event.deadline ?? event.date, 7);
    const whole = ordered ? night(news.date, 180) : stated;
    const decayed = halved(then - whole, weights);
    if (floor === 'no') return decayed;
    return then < night(news.date, 3 * 365) ? 0.25 + 0.75 * decayed : 0;
  };
  if (end === null) return standing(at);
  const after = Math.min(standing(end) * halved(at - end, weights), standing(at));
  return type === 'fine' ? after : 0.5 * after;
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
    const acts = own.filter((one) => one.kinds[0] !== 'dropped');
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
