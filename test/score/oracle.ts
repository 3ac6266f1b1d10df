import type { Level, Step } from '../../src/domain/score.ts';
import type { Weights } from '../../src/domain/weights.ts';

/**
 * The formulas of the model once more, straightforwardly and without the ledger: the oracle of the property tests.
 * It takes cases that are already made: groups of acts, each with a level, the end of its open time and its closing.
 */
export interface PlainAct {
  readonly level: Level;
  readonly apps: readonly { readonly m: number; readonly r: number; readonly a: number }[];
  readonly q: number;
  /** Milliseconds. */
  readonly off: number;
  readonly closed: boolean;
}

const DAY = 24 * 60 * 60 * 1000;

/** max plus a quarter of the rest, the rest capped at half the maximum. */
function plainM(xs: readonly number[], weights: Weights): number {
  if (xs.length === 0) return 0;
  const sorted = [...xs].sort((one, other) => other - one);
  const rest = sorted.slice(1).reduce((one, other) => one + other, 0);
  return sorted[0]! + Math.min(weights.breadth.value * rest, weights.breadth.cap * sorted[0]!);
}

export function plainLoad(cases: readonly (readonly PlainAct[])[], at: number, weights: Weights): number {
  let load = 0;
  for (const acts of cases) {
    const parts = acts.map((act) => {
      const w = weights.severityRatio.value ** (act.level - 1);
      const u =
        w *
        plainM(
          act.apps.map(({ m, r, a }) => m * r * a),
          weights,
        ) *
        act.q;
      const z = act.closed ? weights.closedFactor.value : 1;
      return u * z * (at < act.off ? 1 : 0.5 ** ((at - act.off) / DAY / weights.halfLifeDays.value));
    });
    load += plainM(parts, weights);
  }
  return load;
}

export function plainScore(load: number, weights: Weights): number {
  return 100 - 100 * Math.exp((-Math.LN2 * load) / weights.halfPoint.value);
}

/** The acts of a company of which each is a case of its own: numbered lists with deadlines. */
export function plainList(step: Step, weights: Weights): PlainAct {
  const day = Date.parse(`${step.deadline}T00:00:00+08:00`);
  return {
    level: 2,
    apps: step.apps.map((app) => ({
      m: weights.value.tiers[app.value],
      r: weights.reach.tiers[app.reach],
      a: app.ownership,
    })),
    q: step.evidence,
    off: day + (1 + weights.graceDays.value) * DAY,
    closed: false,
  };
}
