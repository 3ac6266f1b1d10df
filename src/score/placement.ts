import type { Step } from '../domain/score.ts';
import { dayNumber } from '../domain/time.ts';
import { appKey, closes, followsAnApp, isBornClosed, isFine, isList, opens } from './acts.ts';
import { type CaseEntry, type CaseState, daysSinceNews, isOpen } from './case-state.ts';
import type { Account } from './settle.ts';

/** What the ledger remembers of one body's cases against the company. */
export interface BodyCases {
  readonly matters: CaseState[];
  readonly openers: CaseState[];
  readonly byApp: Map<string, CaseState[]>;
  readonly byMatter: Map<string, CaseState>;
  /** Cases that a list opened, by its notice: a second set of acts in the same list stays with the first. */
  readonly byNotice: Map<string, CaseState>;
  readonly byAccount: Map<Account, CaseState>;
  readonly namings: Namings;
}

export function newBodyCases(): BodyCases {
  return {
    matters: [],
    openers: [],
    byApp: new Map(),
    byMatter: new Map(),
    byNotice: new Map(),
    byAccount: new Map(),
    namings: new Namings(),
  };
}

/** Namings by app, so that a second naming is found without walking through everything before it. */
class Namings {
  readonly #byApp = new Map<string, { readonly day: number; readonly account: Account }[]>();

  add(account: Account): void {
    for (const app of account.step.apps)
      push(this.#byApp, appKey(app), { day: dayNumber(account.step.date), account });
  }

  /** Steps that named one of the apps of `step` in the `days` before it, other accounts of the same act left out. */
  before(step: Step, days: number): Step[] {
    const since = dayNumber(step.date) - days;
    const found: Step[] = [];
    for (const app of step.apps) {
      const accounts = this.#byApp.get(appKey(app)) ?? [];
      for (let index = accounts.length - 1; index >= 0; index--) {
        const { day, account } = accounts[index]!;
        if (day < since) break;
        if (account.until > step.at) found.push(account.step);
      }
    }
    return found;
  }
}

/** A rule of placement: a case, null for "a case of its own", undefined for "not mine to say". */
type PlacementRule = (step: Step, bodyCases: BodyCases, reopenDays: number) => CaseState | null | undefined;

/** In this order; the first that answers decides. */
const rules: readonly PlacementRule[] = [byMatter, closing, bornClosed, sameApp, list, openCase, fine];

/** The case that an act joins; null = it opens one, or, for a closing, there is nothing to close. */
export function placeOf(account: Account, bodyCases: BodyCases, reopenDays: number): CaseState | null {
  const before = account.replaces && bodyCases.byAccount.get(account.replaces);
  if (before) return before;
  for (const rule of rules) {
    const place = rule(account.step, bodyCases, reopenDays);
    if (place !== undefined) return place;
  }
  return null;
}

/** A person's record names the matter, or the case by its id. */
function byMatter(step: Step, bodyCases: BodyCases): CaseState | null | undefined {
  return step.matter === null ? undefined : (bodyCases.byMatter.get(step.matter) ?? null);
}

/** A closing ends the latest case with its apps, else the latest that is not closed. */
function closing(step: Step, bodyCases: BodyCases, reopenDays: number): CaseState | null | undefined {
  if (!closes(step)) return undefined;
  const live = (matter: CaseState) => isLive(matter, step, reopenDays);
  return (
    latestWithApp(step, bodyCases, live) ??
    bodyCases.openers.findLast(live) ??
    bodyCases.matters.findLast(live) ??
    null
  );
}

/** Merger fines and prohibitions are over as they are told. */
function bornClosed(step: Step): CaseState | null | undefined {
  return isBornClosed(step) ? null : undefined;
}

/** A removal or a missed deadline joins the latest case of the body with that app. */
function sameApp(step: Step, bodyCases: BodyCases, reopenDays: number): CaseState | undefined {
  if (!followsAnApp(step)) return undefined;
  return latestWithApp(step, bodyCases, (matter) => isLive(matter, step, reopenDays));
}

/** A list opens a case a company and notice, even while a review is open. */
function list(step: Step, bodyCases: BodyCases): CaseState | null | undefined {
  return isList(step) ? (bodyCases.byNotice.get(step.notice ?? '') ?? null) : undefined;
}

/** While a review, probe or summons is open, later acts join it; news within two years reopens a lapsed one. */
function openCase(step: Step, bodyCases: BodyCases, reopenDays: number): CaseState | undefined {
  const open = bodyCases.openers.findLast(
    (matter) => isLive(matter, step, reopenDays) && isOpen(matter, step.at),
  );
  if (open !== undefined || opens(step)) return open;
  return bodyCases.openers.findLast((matter) => isLive(matter, step, reopenDays));
}

/** A fine closes the latest case with its apps; out of the blue it is a case born closed. */
function fine(step: Step, bodyCases: BodyCases, reopenDays: number): CaseState | undefined {
  if (!isFine(step)) return undefined;
  return latestWithApp(step, bodyCases, (matter) => isLive(matter, step, reopenDays));
}

/** Not closed yet, and with news recent enough to join or reopen it; what only ends with a closing can be closed for ever. */
function isLive(matter: CaseState, step: Step, reopenDays: number): boolean {
  return (
    (daysSinceNews(matter, step.at) <= reopenDays || (closes(step) && isOpen(matter, step.at))) &&
    matter.entries.some((entry) => entry.closedAt > step.at)
  );
}

function latestWithApp(
  step: Step,
  bodyCases: BodyCases,
  fits: (matter: CaseState) => boolean,
): CaseState | undefined {
  let latest: CaseState | undefined;
  for (const app of step.apps) {
    const found = bodyCases.byApp.get(appKey(app))?.findLast(fits);
    if (found && (latest === undefined || lastNews(found) > lastNews(latest))) latest = found;
  }
  return latest;
}

const lastNews = (matter: CaseState): number => matter.entries.at(-1)?.step.at ?? 0;

/** Remembers where an act was filed. */
export function filed(entry: CaseEntry, matter: CaseState, bodyCases: BodyCases): void {
  bodyCases.byAccount.set(entry.account, matter);
  if (matter.entries.length === 1) {
    bodyCases.matters.push(matter);
    bodyCases.byMatter.set(matter.id, matter);
    if (matter.matter !== null) bodyCases.byMatter.set(matter.matter, matter);
  }
  const { notice } = entry.step;
  if (notice !== null && matter.entries.length === 1 && isList(entry.step))
    bodyCases.byNotice.set(notice, matter);
  if (opens(entry.step) && !matter.opener) {
    matter.opener = true;
    bodyCases.openers.push(matter);
  }
  for (const app of entry.step.apps) {
    if (bodyCases.byApp.get(appKey(app))?.at(-1) !== matter) push(bodyCases.byApp, appKey(app), matter);
  }
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
