import type { Step } from '../domain/score.ts';
import { DAY_MS } from '../domain/time.ts';
import { appKey, closes, followsAnApp, isBornClosed, isFine, isList, opens } from './acts.ts';
import { type CaseEntry, type CaseState, isOpen } from './case-state.ts';
import type { Account } from './settle.ts';

/** What the ledger remembers of one body against the company. */
export interface BodyCases {
  readonly matters: CaseState[];
  /** Cases in which a review, probe or summons stands: later acts join them while they are open. */
  readonly openers: CaseState[];
  /** All acts, in the order in which they were filed. */
  readonly filed: CaseEntry[];
}

/**
 * The case that an act joins; null = it opens one, or, for a closing, there is nothing to close. In this order: another account of the
 * act; the matter that a person's record names; what a closing ends; what follows an app; a list of its own; an open review.
 */
export function placeOf(
  { step, replaces }: Account,
  { matters, openers, filed }: BodyCases,
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
  // A list opens a case a company and notice, even while a review is open; a second set of its acts stays with the first.
  if (isList(step)) return matters.findLast(({ entries }) => isListOf(entries[0]!.step, step)) ?? null;
  // While a review, probe or summons is open, later acts join it; news within two years reopens a lapsed one.
  const open = openers.findLast((matter) => live(matter) && isOpen(matter, step.at));
  const joined = open ?? (opens(step) ? undefined : openers.findLast(live));
  // A fine closes the latest case with its apps; out of the blue it is a case born closed.
  return joined ?? (isFine(step) ? withApp() : undefined) ?? null;
}

const isListOf = (first: Step, { notice }: Step): boolean =>
  notice !== null && first.notice === notice && isList(first);

/** Not closed yet, and with news recent enough to join or reopen it; what only ends with a closing can be closed for ever. */
function isLive(matter: CaseState, step: Step, reopenDays: number): boolean {
  return (
    (step.at - lastNews(matter) <= reopenDays * DAY_MS || (closes(step) && isOpen(matter, step.at))) &&
    matter.entries.some((entry) => entry.closedAt > step.at)
  );
}

/** Of the latest cases with each of the step's apps the one with the latest news. */
function latestWithApp(
  step: Step,
  filed: readonly CaseEntry[],
  fits: (matter: CaseState) => boolean,
): CaseState | undefined {
  let latest: CaseState | undefined;
  for (const key of step.apps.map(appKey)) {
    const found = filed.findLast(
      ({ step: { apps }, matter }) => apps.some((app) => appKey(app) === key) && fits(matter),
    )?.matter;
    if (found && (latest === undefined || lastNews(found) > lastNews(latest))) latest = found;
  }
  return latest;
}

/** Moment (ms) of the last act in the case that was not a closing. */
const lastNews = ({ entries }: CaseState): number => entries.at(-1)!.step.at;
