import type { Company } from '../../domain/company.ts';
import { firstIndex } from '../../domain/first-index.ts';
import type { SectorRule } from '../../domain/history.ts';
import type { RegulatorId } from '../../domain/ids.ts';
import type { Level } from '../../domain/score.ts';
import { DAY_MS, endOfDay, lastMinute } from '../../domain/time.ts';
import type { Weights } from '../../domain/weights.ts';
import { type CaseState, halvesUntil, leftOf, stands } from './cases.ts';
import { severityUnits, spread } from './formula.ts';
import type { Ledger } from './ledger.ts';
import { PLAIN_TERM, type Term } from './severity.ts';

type RuleStage = 'proposed' | 'enacted' | 'in-force' | 'dropped';

/** A rule as it touches one company: exposure x and its dated stages in order of time. */
export type RuleHit = ReturnType<typeof hitsOf>[number];
export type RuleEvent = RuleHit['events'][number];

/**
 * The rules that hit a company, by its own hit before that of its sector. A law for everybody has
 * no hits and adds nothing (docs/scoring.md).
 */
export function hitsOf(
  rules: readonly SectorRule[],
  company: Pick<Company, 'id' | 'sector'>,
  zoneOf: (regulator: RegulatorId) => string,
) {
  return rules.flatMap((rule) => {
    const hit =
      rule.hits.find((one) => one.company === company.id) ??
      rule.hits.find((one) => one.company === null && one.sector === company.sector);
    if (hit === undefined) return [];
    const zone = zoneOf(rule.regulator);
    const { proposed, enacted, inForce, dropped } = rule;
    const events = Object.entries({ proposed, enacted, 'in-force': inForce, dropped })
      .flatMap(([stage, date]) =>
        date === null ? [] : [{ stage: stage as RuleStage, date, at: lastMinute(date, zone) }],
      )
      .sort((ruleEvent, other) => ruleEvent.at - other.at);
    return [{ rule, exposure: hit.exposure, zone, events }];
  });
}

/**
 * Loads of the rules at an instant. A draft is open until it is enacted or dropped, an enacted rule
 * while it has news; both lapse after `lapseDays` without. A dropped rule is closed. su = exposure
 * * w(level) * z and decay.
 */
function ruleLoadsAt(hits: readonly RuleHit[], weights: Weights, at: number) {
  return hits.flatMap((hit) => {
    const relevant = hit.events.filter((event) => event.at <= at);
    const last = relevant.findLast((event) => event.stage !== 'dropped');
    if (last === undefined) return [];
    const { rule } = hit;
    const level = (last.stage === 'proposed' ? rule.level.proposed : rule.level.enacted) as Level;
    const dropped =
      relevant.find((event) => event.stage === 'dropped')?.at ?? Number.POSITIVE_INFINITY;
    const off = Math.min(dropped, endOfDay(last.date, weights.lapseDays.value, hit.zone));
    const z = dropped <= at ? weights.closedFactor.value : 1;
    const decay = at < off ? z : z * 2 ** ((off - at) / DAY_MS / weights.halfLifeDays.value);
    const su = hit.exposure * severityUnits(level, weights) * decay;
    const stage: RuleStage = dropped <= at ? 'dropped' : last.stage;
    return [{ hit, stage, level, decay, su }];
  });
}

/** Rules with some of their stages alone. */
export const onlyStages = (
  hits: readonly RuleHit[],
  counts: (event: RuleEvent) => boolean,
): RuleHit[] => hits.map((hit) => ({ ...hit, events: hit.events.filter(counts) }));

/** An additive term of L: one app in one act in one case, or one sector rule. `su` sum to L. */
export type Leaf = ReturnType<typeof leavesAt>[number];

/** What a load is made of: the ledger of a company, and the rules that hit it. */
export interface LoadParts {
  readonly ledger: Ledger;
  readonly hits: readonly RuleHit[];
  readonly weights: Weights;
}

/**
 * All leaves of L at an instant, in the order in which cases opened and acts happened; then sector
 * rules.
 */
export function leavesAt({ ledger, hits, weights }: LoadParts, at: number) {
  const ofCases = ledger.matters.flatMap(({ entries }) => {
    const acts = entries.filter((entry) => stands(entry, at));
    const left = acts.map((entry) => leftOf(entry, at, weights));
    const shares = spread(
      acts.map(({ units }, index) => units * left[index]!),
      weights,
    );
    return acts.flatMap((entry, index) =>
      entry.terms.map((term) => {
        /** z and decay together. */
        const d = left[index]!;
        /** Share within the act times share within the case. */
        const breadth = term.share * shares[index]!;
        return {
          entry,
          rule: null,
          term,
          d,
          breadth,
          su: term.w * term.m * term.r * term.a * d * breadth,
        };
      }),
    );
  });
  const ofRules = ruleLoadsAt(hits, weights, at).map((rule) => {
    const term: Term = {
      ...PLAIN_TERM,
      w: severityUnits(rule.level, weights),
      m: rule.hit.exposure,
    };
    return { entry: null, rule, term, d: rule.decay, breadth: 1, su: rule.su };
  });
  return [...ofCases.filter(({ su }) => su > 0), ...ofRules];
}

/**
 * Su of some acts by themselves at an instant, whatever stands beside them and whatever they end:
 * the largest, and a bounded part of the rest. An act that only tells again what another account
 * known brings nothing.
 */
export function ownLoad(
  { ledger, weights }: Pick<LoadParts, 'ledger' | 'weights'>,
  isOwn: (step: { readonly id: string }) => boolean,
  at: number,
): number {
  const loads = ledger.matters.flatMap(({ entries }) =>
    entries
      .filter((entry) => isOwn(entry.event) && entry.account.replaces === null && stands(entry, at))
      .map((entry) => entry.units * leftOf(entry, at, weights)),
  );
  const shares = spread(loads, weights);
  return loads.reduce((sum, load, index) => sum + load * shares[index]!, 0);
}

/** L in su without its parts: the same number as the sum of `leavesAt`. */
export function loadAt({ ledger, hits, weights }: LoadParts, at: number): number {
  const ofCases = ledger.matters.reduce((load, matter) => load + loadOf(matter, weights, at), 0);
  return ruleLoadsAt(hits, weights, at).reduce((load, rule) => load + rule.su, ofCases);
}

/**
 * L in su of one case: the largest of its acts, and a bounded part of the rest, as `spread` shares
 * it out.
 */
export function loadOf({ entries }: CaseState, weights: Weights, at: number): number {
  const { value, cap } = weights.breadth;
  let max = 0;
  let sum = 0;
  for (const entry of entries) {
    if (!stands(entry, at)) continue;
    const u = entry.units * leftOf(entry, at, weights);
    if (u > max) max = u;
    sum += u;
  }
  return max + Math.min(value * (sum - max), cap * max);
}

/**
 * `loadAt` at many instants, for series. A case that only halves is looked at once for all instants
 * until its next act or change: a year of days costs hardly more than a few days of a company with
 * thousands of old acts.
 * @param instants in order of time
 */
export function loadsAt(
  { ledger, hits, weights }: LoadParts,
  instants: readonly number[],
): number[] {
  const { length } = instants;
  const halved = instants.map(
    (at) => 2 ** ((instants[0]! - at) / DAY_MS / weights.halfLifeDays.value),
  );
  // What cases come to from one instant on, in su of the first instant.
  const joins = new Float64Array(length + 1);
  for (const matter of ledger.matters) {
    let index = firstIndex(length, (each) => instants[each]! >= matter.entries[0]!.event.at);
    while (index < length) {
      const at = instants[index]!;
      const until = halvesUntil(matter, at);
      const next = firstIndex(length, (later) => later > index && instants[later]! >= until);
      const units = loadOf(matter, weights, at) / halved[index]!;
      joins[index]! += units;
      joins[next]! -= units;
      index = next;
    }
  }
  let joined = 0;
  return instants.map((at, index) => {
    joined += joins[index]!;
    return ruleLoadsAt(hits, weights, at).reduce(
      (load, rule) => load + rule.su,
      joined * halved[index]!,
    );
  });
}
