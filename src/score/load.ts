import type { Weights } from '../domain/weights.ts';
import { severityUnits, spread } from './formula.ts';
import type { Ledger } from './ledger.ts';
import { type Entry, type Matter, offOf, stands } from './matter.ts';
import type { RuleLoad } from './rules.ts';
import type { Term } from './terms.ts';
import { DAY } from './time.ts';

/** An additive term of L: one app in one act in one case, or one sector rule. `su` sum to L. */
export interface Leaf {
  readonly matter: Matter | null;
  readonly entry: Entry | null;
  readonly rule: RuleLoad | null;
  readonly term: Term;
  readonly q: number;
  /** z and decay together. */
  readonly d: number;
  /** share within the act times share within the case. */
  readonly breadth: number;
  readonly su: number;
}

/** z and decay: 1 while open, then halving every `halfLifeDays`; half of it once the regulator closed the act. */
function decayOf(entry: Entry, matter: Matter, at: number, ledger: Ledger, weights: Weights): number {
  const off = offOf(entry, matter, at, ledger.lapseDays);
  const z = entry.closedAt <= at ? weights.closedFactor.value : 1;
  return at < off ? z : z * 2 ** ((off - at) / DAY / weights.halfLifeDays.value);
}

/** All leaves of L at an instant, in the order in which cases opened and acts happened; then sector rules. */
export function leavesAt(
  ledger: Ledger,
  ruleLoads: readonly RuleLoad[],
  weights: Weights,
  at: number,
): Leaf[] {
  const leaves: Leaf[] = [];
  for (const matter of ledger.matters) leavesOf(matter, ledger, weights, at, leaves);
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
      unknownValue: false,
      unknownReach: false,
    };
    leaves.push({
      matter: null,
      entry: null,
      rule,
      term,
      q: rule.evidence,
      d: rule.decay,
      breadth: 1,
      su: rule.su,
    });
  }
  return leaves;
}

function leavesOf(matter: Matter, ledger: Ledger, weights: Weights, at: number, leaves: Leaf[]): void {
  const acts: { entry: Entry; d: number; u: number }[] = [];
  for (const entry of matter.entries) {
    if (!stands(entry, at)) continue;
    const d = decayOf(entry, matter, at, ledger, weights);
    acts.push({ entry, d, u: entry.units * entry.evidence * d });
  }
  if (acts.length === 0) return;
  const shares = spread(
    acts.map(({ u }) => u),
    weights,
  );
  for (const [index, { entry, d }] of acts.entries()) {
    for (const term of entry.terms) {
      const breadth = term.share * shares[index]!;
      const su = term.w * term.m * term.r * term.a * entry.evidence * d * breadth;
      if (su > 0) leaves.push({ matter, entry, rule: null, term, q: entry.evidence, d, breadth, su });
    }
  }
}

/** What a case weighs (su) with all its acts and nothing decayed: it never weighs more. */
export function undecayed(matter: Matter, weights: Weights): number {
  let max = 0;
  let sum = 0;
  for (const entry of matter.entries) {
    const u = entry.units * entry.evidence;
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
      const u = entry.units * entry.evidence * decayOf(entry, matter, at, ledger, weights);
      if (u > max) max = u;
      sum += u;
    }
    load += together(max, sum, weights);
  }
  for (const rule of ruleLoads) load += rule.su;
  return load;
}
