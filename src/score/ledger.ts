import type { RegulatorId } from '../domain/ids.ts';
import type { Step } from '../domain/score.ts';
import type { Weights } from '../domain/weights.ts';
import { closes, isBornClosed, isFine, names, staysInForce } from './acts.ts';
import { type Entry, type Matter, newMatter } from './matter.ts';
import { filed, newShelf, placeOf, type Shelf } from './placement.ts';
import { type Account, settle } from './settle.ts';
import { severityOf } from './severity.ts';
import { termsOf, unitsOf } from './terms.ts';
import { endOfDay } from './time.ts';

/** The cases of one company, from all its steps. An act's place hangs only on acts before it, so one ledger serves every instant. */
export interface Ledger {
  readonly matters: readonly Matter[];
  readonly lapseDays: number;
  readonly graceDays: number;
  /** Closing acts for which no case was held. */
  readonly unplaced: readonly Step[];
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
  const matters: Matter[] = [];
  const unplaced: Step[] = [];
  const shelves = new Map<RegulatorId, Shelf>();
  const limits = {
    lapseDays: weights.lapseDays.value,
    reopenDays: weights.reopenDays.value,
    repeatDays: weights.repeatDays.value,
    graceDays: weights.graceDays.value,
  };
  for (const account of settle(inOrder(steps), weights)) {
    const { step } = account;
    if (step.types.every((type) => type === 'rule-proposed' || type === 'rule-enacted')) continue;
    let shelf = shelves.get(step.regulator);
    if (shelf === undefined) {
      shelf = newShelf();
      shelves.set(step.regulator, shelf);
    }
    let matter = placeOf(account, shelf, limits);
    if (matter === null && closes(step)) {
      unplaced.push(step);
      continue;
    }
    if (matter === null) {
      matter = newMatter(step);
      matters.push(matter);
    }
    enter(account, matter, shelf, weights);
  }
  return { matters, lapseDays: limits.lapseDays, graceDays: limits.graceDays, unplaced };
}

function enter(account: Account, matter: Matter, shelf: Shelf, weights: Weights): void {
  const { step } = account;
  if (closes(step)) {
    matter.closings.push(step);
    closeEntries(matter, step);
    return;
  }
  const graceDays = weights.graceDays.value;
  const severity = severityOf(step, shelf.namings.before(step, weights.repeatDays.value), weights);
  const terms = termsOf(step, severity, weights);
  const entry: Entry = {
    step,
    severity,
    terms,
    units: unitsOf(terms),
    evidence: account.evidence,
    account,
    lasting: staysInForce(step),
    end: endOfDay(step.deadline ?? step.date, graceDays, step.zone),
    closedAt: Number.POSITIVE_INFINITY,
    closedBy: null,
  };
  matter.entries.push(entry);
  if (isFine(step)) closeEntries(matter, step);
  else if (isBornClosed(step)) close(entry, step);
  filed(entry, matter, shelf);
  if (names(step)) shelf.namings.add(account);
}

/** A closing that names apps ends the acts that touch only these; one that names none, or a fine, ends them all. */
function closeEntries(matter: Matter, by: Step): void {
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

function close(entry: Entry, by: Step): void {
  entry.closedAt = by.at;
  entry.closedBy = by;
}
