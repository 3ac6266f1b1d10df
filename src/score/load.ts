import type { Part } from '../domain/score.ts';
import type { Weights } from '../domain/weights.ts';
import { type CaseEntry, type CaseState, leftOf, stands } from './case-state.ts';
import { severityUnits, spread } from './formula.ts';
import type { Ledger } from './ledger.ts';
import type { RuleLoad } from './rules.ts';
import type { Term } from './terms.ts';

/** An additive term of L: one app in one act in one case, or one sector rule. `su` sum to L. */
export interface Leaf {
  readonly matter: CaseState | null;
  readonly entry: CaseEntry | null;
  readonly rule: RuleLoad | null;
  readonly term: Term;
  readonly part: Part;
  /** Whether it rests on something that somebody else can check. */
  readonly attested: boolean;
  /** z and decay together. */
  readonly d: number;
  /** share within the act times share within the case. */
  readonly breadth: number;
  readonly su: number;
}

/** All leaves of L at an instant, in the order in which cases opened and acts happened; then sector rules. */
export function leavesAt(
  ledger: Ledger,
  ruleLoads: readonly RuleLoad[],
  weights: Weights,
  at: number,
): Leaf[] {
  const leaves: Leaf[] = [];
  for (const matter of ledger.matters) leavesOf(matter, weights, at, leaves);
  for (const rule of ruleLoads) {
    const term: Term = {
      app: null,
      name: '',
      kind: 'company',
      count: 1,
      w: severityUnits(rule.level, weights),
      m: rule.exposure,
      r: 1,
      a: 1,
      share: 1,
      graded: false,
      unknownValue: false,
      unknownReach: false,
    };
    leaves.push({
      matter: null,
      entry: null,
      rule,
      term,
      part: 'business',
      attested: rule.hit.rule.attested,
      d: rule.decay,
      breadth: 1,
      su: rule.su,
    });
  }
  return leaves;
}

function leavesOf(matter: CaseState, weights: Weights, at: number, leaves: Leaf[]): void {
  const acts: { entry: CaseEntry; d: number; u: number }[] = [];
  for (const entry of matter.entries) {
    if (!stands(entry, at)) continue;
    const d = leftOf(entry, matter, at, weights);
    acts.push({ entry, d, u: entry.units * d });
  }
  if (acts.length === 0) return;
  const shares = spread(
    acts.map(({ u }) => u),
    weights,
  );
  for (const [index, { entry, d }] of acts.entries()) {
    for (const term of entry.terms) {
      const breadth = term.share * shares[index]!;
      const su = term.w * term.m * term.r * term.a * d * breadth;
      if (su > 0)
        leaves.push({
          matter,
          entry,
          rule: null,
          term,
          part: entry.part,
          attested: entry.step.attested,
          d,
          breadth,
          su,
        });
    }
  }
}

/** What a case weighs (su) with all its acts and nothing decayed: it never weighs more. */
export function undecayed(matter: CaseState, weights: Weights): number {
  let max = 0;
  let sum = 0;
  for (const entry of matter.entries) {
    const u = entry.units;
    if (u > max) max = u;
    sum += u;
  }
  return together(max, sum, weights);
}

/** M{u} of the acts of one case from the largest and the sum: the largest, and a bounded part of the rest. */
function together(max: number, sum: number, { breadth: { value, cap } }: Weights): number {
  return max + Math.min(value * (sum - max), cap * max);
}

/** L in su without its parts: the same numbers as `leavesAt`, for replays and daily series. */
export function loadAt(ledger: Ledger, ruleLoads: readonly RuleLoad[], weights: Weights, at: number): number {
  let load = 0;
  for (const matter of ledger.matters) {
    let max = 0;
    let sum = 0;
    for (const entry of matter.entries) {
      if (!stands(entry, at)) continue;
      const u = entry.units * leftOf(entry, matter, at, weights);
      if (u > max) max = u;
      sum += u;
    }
    load += together(max, sum, weights);
  }
  for (const rule of ruleLoads) load += rule.su;
  return load;
}
