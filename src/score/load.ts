import type { Weights } from '../domain/weights.ts';
import { type CaseEntry, leftOf, stands } from './case-state.ts';
import { severityUnits, spread } from './formula.ts';
import type { Ledger } from './ledger.ts';
import type { RuleLoad } from './rules.ts';
import { PLAIN_TERM, type Term } from './terms.ts';

/** An additive term of L: one app in one act in one case, or one sector rule. `su` sum to L. */
export interface Leaf {
  readonly entry: CaseEntry | null;
  readonly rule: RuleLoad | null;
  readonly term: Term;
  /** z and decay together. */
  readonly d: number;
  /** share within the act times share within the case. */
  readonly breadth: number;
  readonly su: number;
}

/** All leaves of L at an instant, in the order in which cases opened and acts happened; then sector rules. */
export function leavesAt(
  { matters }: Ledger,
  ruleLoads: readonly RuleLoad[],
  weights: Weights,
  at: number,
): Leaf[] {
  const ofCases = matters.flatMap(({ entries }): Leaf[] => {
    const acts = entries.filter((entry) => stands(entry, at));
    if (acts.length === 0) return [];
    const left = acts.map((entry) => leftOf(entry, at, weights));
    const shares = spread(
      acts.map(({ units }, index) => units * left[index]!),
      weights,
    );
    return acts.flatMap((entry, index) =>
      entry.terms.map((term) => {
        const d = left[index]!;
        const breadth = term.share * shares[index]!;
        return { entry, rule: null, term, d, breadth, su: term.w * term.m * term.r * term.a * d * breadth };
      }),
    );
  });
  const ofRules = ruleLoads.map((rule): Leaf => {
    const term = { ...PLAIN_TERM, w: severityUnits(rule.level, weights), m: rule.hit.exposure };
    return { entry: null, rule, term, d: rule.decay, breadth: 1, su: rule.su };
  });
  return [...ofCases.filter(({ su }) => su > 0), ...ofRules];
}

/** L in su without its parts: the same numbers as `leavesAt`, for replays and daily series. */
export function loadAt(
  { matters }: Ledger,
  ruleLoads: readonly RuleLoad[],
  weights: Weights,
  at: number,
): number {
  const { value, cap } = weights.breadth;
  let load = 0;
  for (const { entries } of matters) {
    let max = 0;
    let sum = 0;
    for (const entry of entries) {
      if (!stands(entry, at)) continue;
      const u = entry.units * leftOf(entry, at, weights);
      if (u > max) max = u;
      sum += u;
    }
    // The largest, and a bounded part of the rest, as `spread` shares it out.
    load += max + Math.min(value * (sum - max), cap * max);
  }
  return ruleLoads.reduce((all, rule) => all + rule.su, load);
}
