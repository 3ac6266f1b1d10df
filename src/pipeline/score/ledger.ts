import { endsOthers } from '../../domain/act.ts';
import type { NoticeId, RegulatorId } from '../../domain/ids.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';
import { DAY_MS, endOfDay, lastMinute } from '../../domain/time.ts';
import type { Weights } from '../../domain/weights.ts';
import { type CaseEntry, type CaseState, isOfAct, isOpen } from './cases.ts';
import { fineUnits } from './formula.ts';
import {
  closes,
  decides,
  endsWithDecision,
  followsAnApp,
  isBornClosed,
  isFine,
  matterOf,
  opens,
} from './kinds.ts';
import { type Account, mergeAccounts } from './merge-accounts.ts';
import {
  appKey,
  costOf,
  forceOf,
  isList,
  partOf,
  severityOf,
  termsOf,
  unitsOf,
} from './severity.ts';

/**
 * The cases of one company, from all its acts. An act's place hangs only on acts before it, so one
 * ledger serves every instant.
 */
export type Ledger = ReturnType<typeof openLedger>;

/** Acts in the order of the ledger: by time, those on other acts last, then id. */
export function inOrder(events: readonly RegulatoryEvent[]): readonly RegulatoryEvent[] {
  const isOnOthers = ({ act }: RegulatoryEvent) => Number(act.on.length > 0);
  return events.toSorted(
    (event, other) =>
      event.at - other.at ||
      isOnOthers(event) - isOnOthers(other) ||
      (event.id < other.id ? -1 : Number(event.id > other.id)),
  );
}

/**
 * Files the acts of ONE company into cases (docs/scoring.md, "Cases"). The order of `acts` and
 * repeated ids make no difference. Proposed and enacted rules score through their hits and are left
 * out.
 */
export function openLedger(events: readonly RegulatoryEvent[], weights: Weights) {
  const matters = new Set<CaseState>();
  const bodies = new Map<RegulatorId, BodyCases>();
  /** Cases by the matter or programme that their acts state, whoever took them. */
  const named = new Map<string, CaseState>();
  /** Acts that end or change others, of which none is filed. */
  const unplaced: RegulatoryEvent[] = [];
  for (const account of mergeAccounts(inOrder(events), weights)) {
    const { event } = account;
    if (event.act.measure === 'rule') continue;
    if (event.act.on.length > 0) {
      if (!changeActs(event, matters, weights)) unplaced.push(event);
      continue;
    }
    const body = bodies.get(event.regulator) ?? newBody();
    bodies.set(event.regulator, body);
    const place = placeOf(account, body, named, weights.reopenDays.value);
    const matter = file(account, place, body, weights);
    if (matter === null) unplaced.push(event);
    else {
      matters.add(matter);
      const name = matterOf(event);
      if (name !== null && !named.has(name)) named.set(name, matter);
    }
  }
  return { matters: [...matters], bodies, named, unplaced };
}

/**
 * The case that one more act, after all others, would go to: as it is and as it would be; null =
 * none.
 */
export function caseWith({ bodies, named }: Ledger, event: RegulatoryEvent, weights: Weights) {
  const account = { event, replaces: null, until: Number.POSITIVE_INFINITY };
  const body = bodies.get(event.regulator) ?? newBody();
  const before = placeOf(account, body, named, weights.reopenDays.value);
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
  const { event } = account;
  if (closes(event)) {
    if (place !== null) close(place, event);
    return place;
  }
  const matter = place ?? newCase(event);
  if (place === null) {
    matters.push(matter);
    if (event.notice !== null && isList(event)) lists.set(event.notice, matter);
  }
  const entry = entryOf(account, matter, filed, weights);
  matter.entries.push(entry);
  filed.push(entry);
  if (opens(event) && !openers.includes(matter)) openers.push(matter);
  if (decides(event)) {
    const ended = matter.entries.filter(
      (caseEntry) => caseEntry !== entry && endsWithDecision(caseEntry.event),
    );
    closeEntries(ended, event);
  }
  if (isFine(event) || isBornClosed(event)) closeEntries([entry], event);
  return matter;
}

/**
 * Applies an act that names the acts which it changes: it touches these alone, whoever took them.
 * False where none of them is filed.
 */
function changeActs(by: RegulatoryEvent, matters: Iterable<CaseState>, weights: Weights): boolean {
  const filed = [...matters].flatMap(({ entries }) => entries);
  const isOn = (event: RegulatoryEvent) => by.act.on.some((act) => isOfAct(event, act));
  const touched = filed.filter(({ event }) => isOn(event));
  // An act on a ruling is reported beside what the ruling was on.
  for (const { changes } of filed.filter(({ event, changes }) => isOn(event) || changes.some(isOn)))
    changes.push(by);
  // An act on a stay or an annulment ends that: what was stayed stands again.
  const undone = filed.flatMap(({ breaks }) =>
    breaks.filter((interruption) => isOn(interruption.by)),
  );
  if (endsOthers(by.act))
    for (const interruption of undone) interruption.to = Math.min(interruption.to, by.at);
  for (const entry of touched) change(entry, by, weights);
  return filed.some(({ changes }) => changes.includes(by));
}

/** Effects under which an act counts as nothing, for the time being or for good. */
const UNDOING: readonly string[] = ['stayed', 'annulled', 'withdrawn'];

function change(entry: CaseEntry, by: RegulatoryEvent, weights: Weights): void {
  const { effect, until } = by.act;
  if (effect !== null && UNDOING.includes(effect)) {
    const ends = effect !== 'stayed';
    entry.breaks.push({ from: by.at, to: Number.POSITIVE_INFINITY, by, ends });
    if (ends) entry.matter.closings.push(by);
    return;
  }
  if (endsOthers(by.act)) {
    close({ ...entry.matter, entries: [entry] }, by);
    return;
  }
  entry.matter.news.push(by);
  if (effect === 'extended' && until !== null && entry.closedAt > by.at)
    entry.closedAt = lastMinute(until, by.zone);
  if (effect === 'reduced' && entry.severity.fine !== null) {
    const { share, by: rests } = costOf(by);
    const left = share === null ? null : fineUnits(share, rests, weights);
    if (left !== null)
      entry.reductions.push({ from: by.at, factor: Math.min(1, left / entry.severity.fine) });
  }
}

/** An empty case that an act opens; its id is made of raw values. */
function newCase(event: RegulatoryEvent): CaseState {
  const { company, regulator, id } = event;
  const name = matterOf(event);
  return {
    id: `${company}/${regulator}/${name ?? id}`,
    regulator,
    name,
    entries: [],
    closings: [],
    news: [],
  };
}

function entryOf(
  account: Account,
  matter: CaseState,
  filed: readonly CaseEntry[],
  weights: Weights,
): CaseEntry {
  const { event } = account;
  const severity = severityOf(event, filed, weights);
  const part = partOf(event, weights);
  const terms = termsOf(event, severity, part, weights);
  return {
    matter,
    event,
    severity,
    terms,
    units: unitsOf(terms),
    account,
    part,
    force: forceOf(event, weights),
    end: endOfDay(event.deadline ?? event.date, weights.graceDays.value, event.zone),
    postures: posturesOf(event, weights),
    breaks: [],
    reductions: [],
    closedAt: event.liftedOn ? lastMinute(event.liftedOn, event.zone) : Number.POSITIVE_INFINITY,
    closedBy: null,
    changes: [],
  };
}

/** What counts of an act in its posture, from when on: a day that is not reached yet changes it. */
function posturesOf(event: RegulatoryEvent, weights: Weights): CaseEntry['postures'] {
  const { factors, proposedYears } = weights.postures;
  const { posture, effective } = event.act;
  const factor = factors[posture];
  if (factor === undefined) return [];
  const standing = { from: Number.NEGATIVE_INFINITY, factor };
  if (posture === 'proposed')
    return [standing, { from: endOfDay(event.date, proposedYears * 365, event.zone), factor: 0 }];
  if (posture !== 'not-yet-effective' || effective === null) return [standing];
  // From the beginning of its day.
  return [standing, { from: endOfDay(effective, -1, event.zone), factor: 1 }];
}

/**
 * A closing that names apps ends the acts that touch only these; one that names none ends them all.
 */
function close({ entries, closings }: CaseState, by: RegulatoryEvent): void {
  const named = new Set(by.apps.map(appKey));
  const isPartial = !by.companyWide && named.size > 0;
  closings.push(by);
  closeEntries(
    entries.filter(
      ({ event: { apps, companyWide, unnamedApps } }) =>
        !isPartial ||
        companyWide ||
        apps.length === 0 ||
        (unnamedApps === 0 && apps.every((app) => named.has(appKey(app)))),
    ),
    by,
  );
}

function closeEntries(entries: readonly CaseEntry[], by: RegulatoryEvent): void {
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
 * this order: another account of the act; the matter or programme that it states, whoever acted;
 * for a closing the acts on its own apps; what follows an app; a list of its own; an open review.
 * What states no matter ends nothing of another. /
 */
function placeOf(
  { event, replaces }: Account,
  { matters, openers, filed, lists }: BodyCases,
  named: ReadonlyMap<string, CaseState>,
  reopenDays: number,
): CaseState | null {
  const before = replaces && filed.find((caseEntry) => caseEntry.account === replaces)?.matter;
  if (before) return before;
  const live = (matter: CaseState): boolean => isLive(matter, event, reopenDays);
  const withApp = () => latestWithApp(event, filed, live);
  const name = matterOf(event);
  if (name !== null)
    return named.get(name) ?? matters.find((caseState) => caseState.id === name) ?? null;
  if (closes(event)) return withApp() ?? onlyOpen(event, openers.filter(live));
  // Decisions on a deal and money are over as they are stated.
  if (isBornClosed(event) || isFine(event) || decides(event)) return null;
  // A removal or a missed deadline joins the latest case of the body with that app.
  const followed = followsAnApp(event) ? withApp() : undefined;
  if (followed !== undefined) return followed;
  // A list opens a case a company and notice, even while a review is open; a second set of its acts
  // stays with the first.
  if (isList(event)) return (event.notice && lists.get(event.notice)) ?? null;
  // While a review, probe or summons is open, later acts join it; news within two years reopens a
  // lapsed one.
  const isUnnamed = (matter: CaseState) => matter.name === null && live(matter);
  const open = openers.findLast((matter) => isUnnamed(matter) && isOpen(matter, event.at));
  return open ?? (opens(event) ? undefined : openers.findLast(isUnnamed)) ?? null;
}

/** What a page that closes a case without a matter can mean: the only one that is open. */
const onlyOpen = (event: RegulatoryEvent, open: readonly CaseState[]): CaseState | null =>
  event.origin === 'notice' && event.apps.length === 0 && open.length === 1 ? open[0]! : null;

/**
 * Not closed yet, and with news recent enough to join or reopen it; what only ends with a closing
 * can be closed for ever.
 */
function isLive(matter: CaseState, event: RegulatoryEvent, reopenDays: number): boolean {
  return (
    (event.at - lastNews(matter) <= reopenDays * DAY_MS ||
      (closes(event) && isOpen(matter, event.at))) &&
    matter.entries.some((entry) => entry.closedAt > event.at)
  );
}

/** Of the latest cases with each of the act's apps the one with the latest news. */
function latestWithApp(
  event: RegulatoryEvent,
  filed: readonly CaseEntry[],
  fits: (matter: CaseState) => boolean,
): CaseState | undefined {
  const found = event.apps.map(appKey).flatMap((key) => {
    const act = filed.findLast(({ event: { apps }, matter }) => {
      return apps.some((app) => appKey(app) === key) && fits(matter);
    });
    return act?.matter ?? [];
  });
  return found.sort((caseState, other) => lastNews(other) - lastNews(caseState))[0];
}

/** Moment (ms) of the last act in the case that was not a closing. */
const lastNews = ({ entries }: CaseState): number => entries.at(-1)!.event.at;
