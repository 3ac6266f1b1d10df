import type { RegulatorId } from '../domain/ids.ts';
import type { Step } from '../domain/score.ts';
import { endOfDay, lastMinute } from '../domain/time.ts';
import type { Weights } from '../domain/weights.ts';
import { appKey, closes, forceOf, isBornClosed, isFine, opens, partOf } from './acts.ts';
import type { CaseEntry, CaseState } from './case-state.ts';
import { type BodyCases, placeOf } from './placement.ts';
import { type Account, settle } from './settle.ts';
import { severityOf } from './severity.ts';
import { termsOf, unitsOf } from './terms.ts';

/** The cases of one company, from all its steps. An act's place hangs only on acts before it, so one ledger serves every instant. */
export interface Ledger {
  readonly matters: readonly CaseState[];
  /** Closing acts for which no case was held. */
  readonly unplaced: readonly Step[];
}

/** Steps in the order of the ledger: by time, then id. */
export function inOrder(steps: readonly Step[]): readonly Step[] {
  return steps.toSorted(
    (one, other) => one.at - other.at || (one.id < other.id ? -1 : Number(one.id > other.id)),
  );
}

/**
 * Files the steps of ONE company into cases (scoring.md 11, "Bodies and cases"). The order of `steps` and repeated ids
 * make no difference. Proposed and enacted rules score through their hits and are left out.
 */
export function openLedger(steps: readonly Step[], weights: Weights): Ledger {
  const matters: CaseState[] = [];
  const unplaced: Step[] = [];
  const bodies = new Map<RegulatorId, BodyCases>();
  for (const account of settle(inOrder(steps), weights)) {
    const { step } = account;
    if (step.types.every((type) => type === 'rule-proposed' || type === 'rule-enacted')) continue;
    const body = bodies.get(step.regulator) ?? { matters: [], openers: [], filed: [] };
    bodies.set(step.regulator, body);
    const place = placeOf(account, body, weights.reopenDays.value);
    if (closes(step)) {
      if (place === null) unplaced.push(step);
      else close(place, step);
      continue;
    }
    const matter = place ?? newCase(step);
    if (place === null) {
      matters.push(matter);
      body.matters.push(matter);
    }
    const entry = entryOf(account, matter, body, weights);
    matter.entries.push(entry);
    body.filed.push(entry);
    if (opens(step) && !body.openers.includes(matter)) body.openers.push(matter);
    if (isFine(step)) closeEntries(matter.entries, step);
    else if (isBornClosed(step)) closeEntries([entry], step);
  }
  return { matters, unplaced };
}

/** An empty case that a step opens; its id is made of raw values. */
function newCase({ company, regulator, matter, id }: Step): CaseState {
  return {
    id: `${company}/${regulator}/${matter ?? id}`,
    ...{ regulator, name: matter, entries: [], closings: [] },
  };
}

function entryOf(account: Account, matter: CaseState, { filed }: BodyCases, weights: Weights): CaseEntry {
  const { step } = account;
  const earlier = filed.filter((one) => one.account.until > step.at).map((one) => one.step);
  const severity = severityOf(step, earlier, weights);
  const terms = termsOf(step, severity, weights);
  return {
    ...{ matter, step, severity, terms, units: unitsOf(terms), account },
    part: partOf(step, weights),
    force: forceOf(step, weights),
    end: endOfDay(step.deadline ?? step.date, weights.graceDays.value, step.zone),
    closedAt: step.liftedOn ? lastMinute(step.liftedOn, step.zone) : Number.POSITIVE_INFINITY,
    closedBy: null,
  };
}

/** A closing that names apps ends the acts that touch only these; one that names none ends them all. */
function close({ entries, closings }: CaseState, by: Step): void {
  const named = new Set(by.apps.map(appKey));
  const isPartial = !by.companyWide && named.size > 0;
  closings.push(by);
  closeEntries(
    entries.filter(
      ({ step: { apps, companyWide, unnamedApps } }) =>
        !isPartial ||
        companyWide ||
        apps.length === 0 ||
        (unnamedApps === 0 && apps.every((app) => named.has(appKey(app)))),
    ),
    by,
  );
}

function closeEntries(entries: readonly CaseEntry[], by: Step): void {
  for (const entry of entries) {
    if (entry.closedAt <= by.at) continue;
    entry.closedAt = by.at;
    entry.closedBy = by;
  }
}
