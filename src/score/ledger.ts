import type { RegulatorId } from '../domain/ids.ts';
import type { Step } from '../domain/score.ts';
import { endOfDay, lastMinute } from '../domain/time.ts';
import type { Weights } from '../domain/weights.ts';
import { closes, forceOf, isBornClosed, isFine, names, partOf } from './acts.ts';
import { type CaseEntry, type CaseState, newCaseState } from './case-state.ts';
import { type BodyCases, filed, newBodyCases, placeOf } from './placement.ts';
import { type Account, settle } from './settle.ts';
import { severityOf } from './severity.ts';
import { termsOf, unitsOf } from './terms.ts';

/** The cases of one company, from all its steps. An act's place hangs only on acts before it, so one ledger serves every instant. */
export interface Ledger {
  readonly matters: readonly CaseState[];
  /** Closing acts for which no case was held. */
  readonly unplaced: readonly Step[];
  /** What is remembered of each body, for an act that comes after all of these. */
  readonly byBody: ReadonlyMap<RegulatorId, BodyCases>;
}

/** Steps in the order of the ledger: by time, then id. */
export function inOrder(steps: readonly Step[]): readonly Step[] {
  const before = (one: Step, other: Step) =>
    one.at - other.at || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
  for (let index = 1; index < steps.length; index++) {
    if (before(steps[index - 1]!, steps[index]!) > 0) return [...steps].sort(before);
  }
  return steps;
}

/**
 * Files the steps of ONE company into cases (scoring.md 11, "Bodies and cases"). The order of `steps` and repeated ids
 * make no difference. Proposed and enacted rules score through their hits and are left out.
 */
export function openLedger(steps: readonly Step[], weights: Weights): Ledger {
  const matters: CaseState[] = [];
  const unplaced: Step[] = [];
  const byBody = new Map<RegulatorId, BodyCases>();
  const reopenDays = weights.reopenDays.value;
  for (const account of settle(inOrder(steps), weights)) {
    const { step } = account;
    if (step.types.every((type) => type === 'rule-proposed' || type === 'rule-enacted')) continue;
    let bodyCases = byBody.get(step.regulator);
    if (bodyCases === undefined) {
      bodyCases = newBodyCases();
      byBody.set(step.regulator, bodyCases);
    }
    let matter = placeOf(account, bodyCases, reopenDays);
    if (matter === null && closes(step)) {
      unplaced.push(step);
      continue;
    }
    if (matter === null) {
      matter = newCaseState(step);
      matters.push(matter);
    }
    const entry = enter(account, matter, bodyCases, weights);
    if (entry === null) continue;
    filed(entry, matter, bodyCases);
    if (names(step)) bodyCases.namings.add(account);
  }
  return { matters, unplaced, byBody };
}

/**
 * The ledger as it would stand had one more act happened after all others; the one that is given stays as it is. The same
 * as opening it again with that step, for the price of one case.
 * @param step of the ledger's company, not before any of its steps, and no other account of one of them
 */
export function withOneMore(ledger: Ledger, step: Step, weights: Weights): Ledger {
  const bodyCases = ledger.byBody.get(step.regulator) ?? newBodyCases();
  const account: Account = {
    step,
    replaces: null,
    until: step.withdrawnAt ?? Number.POSITIVE_INFINITY,
  };
  const place = placeOf(account, bodyCases, weights.reopenDays.value);
  if (place === null && closes(step)) return { ...ledger, unplaced: [...ledger.unplaced, step] };
  const matter = place === null ? newCaseState(step) : copyOf(place);
  enter(account, matter, bodyCases, weights);
  const matters =
    place === null
      ? [...ledger.matters, matter]
      : ledger.matters.map((one) => (one === place ? matter : one));
  return { ...ledger, matters };
}

/** Closing changes entries in place, so a case that only might be closed is copied with them. */
function copyOf(matter: CaseState): CaseState {
  return {
    ...matter,
    entries: matter.entries.map((entry) => ({ ...entry })),
    closings: [...matter.closings],
  };
}

/** Takes an act into its case, which changes; null for a closing, which carries no load. */
function enter(
  account: Account,
  matter: CaseState,
  bodyCases: BodyCases,
  weights: Weights,
): CaseEntry | null {
  const { step } = account;
  if (closes(step)) {
    matter.closings.push(step);
    closeEntries(matter, step);
    return null;
  }
  const graceDays = weights.graceDays.value;
  const severity = severityOf(step, bodyCases.namings.before(step, weights.repeatDays.value), weights);
  const terms = termsOf(step, severity, weights);
  const entry: CaseEntry = {
    step,
    severity,
    terms,
    units: unitsOf(terms),
    account,
    part: partOf(step, weights),
    force: forceOf(step, weights),
    end: endOfDay(step.deadline ?? step.date, graceDays, step.zone),
    closedAt: step.liftedOn ? lastMinute(step.liftedOn, step.zone) : Number.POSITIVE_INFINITY,
    closedBy: null,
  };
  matter.entries.push(entry);
  if (isFine(step)) closeEntries(matter, step);
  else if (isBornClosed(step)) close(entry, step);
  return entry;
}

/** A closing that names apps ends the acts that touch only these; one that names none, or a fine, ends them all. */
function closeEntries(matter: CaseState, by: Step): void {
  const named = new Set(by.apps.map((app) => app.app ?? app.name));
  const partial = !isFine(by) && !by.companyWide && named.size > 0;
  for (const entry of matter.entries) {
    if (entry.closedAt <= by.at) continue;
    const apps = entry.step.apps;
    const touched = apps.some((app) => named.has(app.app ?? app.name));
    const rest = entry.step.unnamedApps > 0 || apps.some((app) => !named.has(app.app ?? app.name));
    if (partial && !entry.step.companyWide && apps.length > 0 && !(touched && !rest)) continue;
    close(entry, by);
  }
}

function close(entry: CaseEntry, by: Step): void {
  entry.closedAt = by.at;
  entry.closedBy = by;
}
