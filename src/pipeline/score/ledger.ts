import { endsOthers } from '../../domain/act.ts';
import type { NoticeId, RegulatorId } from '../../domain/ids.ts';
import type { Step } from '../../domain/score.ts';
import { DAY_MS, endOfDay, lastMinute } from '../../domain/time.ts';
import type { Weights } from '../../domain/weights.ts';
import { type CaseEntry, type CaseState, isOfAct, isOpen } from './cases.ts';
import { type Account, settle } from './settle.ts';
import {
  appKey,
  closes,
  followsAnApp,
  forceOf,
  isBornClosed,
  isFine,
  isList,
  opens,
  partOf,
  rowsOf,
  severityOf,
  termsOf,
  unitsOf,
} from './severity.ts';

/**
 * The cases of one company, from all its steps. An act's place hangs only on acts before it, so one
 * ledger serves every instant.
 */
export type Ledger = ReturnType<typeof openLedger>;

/** Steps in the order of the ledger: by time, then id. */
export function inOrder(steps: readonly Step[]): readonly Step[] {
  return steps.toSorted(
    (one, other) => one.at - other.at || (one.id < other.id ? -1 : Number(one.id > other.id)),
  );
}

/**
 * Files the steps of ONE company into cases (scoring.md 11, "Bodies and cases"). The order of
 * `steps` and repeated ids make no difference. Proposed and enacted rules score through their hits
 * and are left out.
 */
export function openLedger(steps: readonly Step[], weights: Weights) {
  const matters = new Set<CaseState>();
  const bodies = new Map<RegulatorId, BodyCases>();
  /** Closing acts for which no case was held. */
  const unplaced: Step[] = [];
  for (const account of settle(inOrder(steps), weights)) {
    const { step } = account;
    if (step.types.every((type) => type === 'rule-proposed' || type === 'rule-enacted')) continue;
    if (step.act.on.length > 0) {
      if (!changeActs(step, matters)) unplaced.push(step);
      continue;
    }
    const body = bodies.get(step.regulator) ?? newBody();
    bodies.set(step.regulator, body);
    const matter = file(account, placeOf(account, body, weights.reopenDays.value), body, weights);
    if (matter === null) unplaced.push(step);
    else matters.add(matter);
  }
  return { matters: [...matters], bodies, unplaced };
}

/**
 * The case that one more act, after all others, would go to: as it is and as it would be; null =
 * none.
 */
export function caseWith({ bodies }: Ledger, step: Step, weights: Weights) {
  const account = { step, replaces: null, until: Number.POSITIVE_INFINITY };
  const body = bodies.get(step.regulator) ?? newBody();
  const before = placeOf(account, body, weights.reopenDays.value);
  const copy = before && { ...before, entries: [] as CaseEntry[], closings: [...before.closings] };
  for (const entry of before?.entries ?? []) copy!.entries.push({ ...entry, matter: copy! });
  return { before, after: file(account, copy, { ...newBody(), filed: [...body.filed] }, weights) };
}

/** Files an act in its case, or in a new one; null = a closing with nothing to close. */
function file(
  account: Account,
  place: CaseState | null,
  { matters, openers, filed, lists }: BodyCases,
  weights: Weights,
): CaseState | null {
  const { step } = account;
  if (closes(step)) {
    if (place !== null) close(place, step);
    return place;
  }
  const matter = place ?? newCase(step);
  if (place === null) {
    matters.push(matter);
    if (step.notice !== null && isList(step)) lists.set(step.notice, matter);
  }
  const entry = entryOf(account, matter, filed, weights);
  matter.entries.push(entry);
  filed.push(entry);
  if (opens(step) && !openers.includes(matter)) openers.push(matter);
  if (isFine(step)) closeEntries(matter.entries, step);
  else if (isBornClosed(step)) closeEntries([entry], step);
  return matter;
}

/**
 * Applies an act that names the acts which it changes: it touches these alone, whoever took them.
 * False where none of them is held.
 */
function changeActs(by: Step, matters: Iterable<CaseState>): boolean {
  const filed = [...matters].flatMap(({ entries }) => entries);
  const isOn = (step: Step) => by.act.on.some((act) => isOfAct(step, act));
  const touched = filed.filter(({ step }) => isOn(step));
  // An act on a ruling is told beside what the ruling was on.
  for (const { changes } of filed.filter(({ step, changes }) => isOn(step) || changes.some(isOn)))
    changes.push(by);
  if (endsOthers(by.act))
    for (const [matter, entries] of Map.groupBy(touched, (entry) => entry.matter))
      close({ ...matter, entries }, by);
  return filed.some(({ changes }) => changes.includes(by));
}

/** An empty case that a step opens; its id is made of raw values. */
function newCase({ company, regulator, matter, id }: Step): CaseState {
  return {
    id: `${company}/${regulator}/${matter ?? id}`,
    regulator,
    name: matter,
    entries: [],
    closings: [],
  };
}

function entryOf(
  account: Account,
  matter: CaseState,
  filed: readonly CaseEntry[],
  weights: Weights,
): CaseEntry {
  const { step } = account;
  const severity = severityOf(step, filed, weights);
  const rows = rowsOf(step, weights);
  const part = partOf(rows);
  const terms = termsOf(step, severity, part, weights);
  return {
    matter,
    step,
    severity,
    terms,
    units: unitsOf(terms),
    account,
    part,
    force: forceOf(step, rows, weights),
    end: endOfDay(step.deadline ?? step.date, weights.graceDays.value, step.zone),
    closedAt: step.liftedOn ? lastMinute(step.liftedOn, step.zone) : Number.POSITIVE_INFINITY,
    closedBy: null,
    changes: [],
  };
}

/**
 * A closing that names apps ends the acts that touch only these; one that names none ends them all.
 */
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

/** What the ledger remembers of one body against the company. */
const newBody = () => ({
  matters: [] as CaseState[],
  /** Cases in which a review, probe or summons stands: later acts join them while they are open. */
  openers: [] as CaseState[],
  /** All acts, in the order in which they were filed. */
  filed: [] as CaseEntry[],
  /** The latest case that a list of a notice opened. */
  lists: new Map<NoticeId, CaseState>(),
});
type BodyCases = ReturnType<typeof newBody>;

/**
 * The case that an act joins; null = it opens one, or, for a closing, there is nothing to close. In
 * this order: another account of the act; the matter that a person's record names; what a closing
 * ends; what follows an app; a list of its own; an open review.
 */
function placeOf(
  { step, replaces }: Account,
  { matters, openers, filed, lists }: BodyCases,
  reopenDays: number,
): CaseState | null {
  const before = replaces && filed.find((one) => one.account === replaces)?.matter;
  if (before) return before;
  const live = (matter: CaseState): boolean => isLive(matter, step, reopenDays);
  const withApp = () => latestWithApp(step, filed, live);
  if (step.matter !== null)
    return matters.findLast((one) => one.id === step.matter || one.name === step.matter) ?? null;
  // A closing ends the latest case with its apps, else the latest that is not closed.
  if (closes(step)) return withApp() ?? openers.findLast(live) ?? matters.findLast(live) ?? null;
  // Merger fines and prohibitions are over as they are told.
  if (isBornClosed(step)) return null;
  // A removal or a missed deadline joins the latest case of the body with that app.
  const followed = followsAnApp(step) ? withApp() : undefined;
  if (followed !== undefined) return followed;
  // A list opens a case a company and notice, even while a review is open; a second set of its acts
  // stays with the first.
  if (isList(step)) return (step.notice && lists.get(step.notice)) ?? null;
  // While a review, probe or summons is open, later acts join it; news within two years reopens a
  // lapsed one.
  const open = openers.findLast((matter) => live(matter) && isOpen(matter, step.at));
  const joined = open ?? (opens(step) ? undefined : openers.findLast(live));
  // A fine closes the latest case with its apps; out of the blue it is a case born closed.
  return joined ?? (isFine(step) ? withApp() : undefined) ?? null;
}

/**
 * Not closed yet, and with news recent enough to join or reopen it; what only ends with a closing
 * can be closed for ever.
 */
function isLive(matter: CaseState, step: Step, reopenDays: number): boolean {
  return (
    (step.at - lastNews(matter) <= reopenDays * DAY_MS ||
      (closes(step) && isOpen(matter, step.at))) &&
    matter.entries.some((entry) => entry.closedAt > step.at)
  );
}

/** Of the latest cases with each of the step's apps the one with the latest news. */
function latestWithApp(
  step: Step,
  filed: readonly CaseEntry[],
  fits: (matter: CaseState) => boolean,
): CaseState | undefined {
  const found = step.apps.map(appKey).flatMap((key) => {
    const act = filed.findLast(({ step: { apps }, matter }) => {
      return apps.some((app) => appKey(app) === key) && fits(matter);
    });
    return act?.matter ?? [];
  });
  return found.sort((one, other) => lastNews(other) - lastNews(one))[0];
}

/** Moment (ms) of the last act in the case that was not a closing. */
const lastNews = ({ entries }: CaseState): number => entries.at(-1)!.step.at;
