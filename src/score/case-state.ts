import type { CompanyId, RegulatorId } from '../domain/ids.ts';
import type { Part, Step } from '../domain/score.ts';
import { DAY_MS, endOfDay } from '../domain/time.ts';
import type { Force, Weights } from '../domain/weights.ts';
import type { Account } from './settle.ts';
import type { Severity } from './severity.ts';
import type { Term } from './terms.ts';

/** One act in a case, with what the load needs of it at any instant. */
export interface CaseEntry {
  readonly step: Step;
  readonly severity: Severity;
  /** Apps with their factors. */
  readonly terms: readonly Term[];
  /** Load in su while it counts whole: w * M{m*r*a}. */
  readonly units: number;
  readonly account: Account;
  readonly part: Part;
  /** How long it is in force without news; null = it ends at `end`. */
  readonly force: Force | null;
  /** End (ms) of an act that is not in force. */
  readonly end: number;
  /** Moment (ms) at which the regulator closed it; Infinity = not closed. */
  closedAt: number;
  /** The act that closed it. */
  closedBy: Step | null;
}

/** Company x Regulator x matter over its whole life; every question about it takes an instant. */
export interface CaseState {
  readonly id: string;
  readonly company: CompanyId;
  readonly regulator: RegulatorId;
  readonly matter: string | null;
  readonly entries: CaseEntry[];
  /** Closing acts that carry no load. */
  readonly closings: Step[];
  /** True once a review, probe or summons stands in it: later acts of the body join it while it is open. */
  opener: boolean;
}

/** An empty case that a step opens; its id is made of raw values. */
export function newCaseState(step: Step): CaseState {
  return {
    id: `${step.company}/${step.regulator}/${step.matter ?? step.id}`,
    company: step.company,
    regulator: step.regulator,
    matter: step.matter,
    entries: [],
    closings: [],
    opener: false,
  };
}

/** Whether the act counts at the instant: told already, and by no better account. */
export function stands(entry: CaseEntry, at: number): boolean {
  return entry.step.at <= at && at < entry.account.until;
}

/** Moments (ms) from which an act fades, and at which it stops being open; Infinity = open until lifted. Seen from `at`. */
function spanOf(
  entry: CaseEntry,
  matter: CaseState,
  at: number,
): { readonly full: number; readonly off: number } {
  const { force, end } = entry;
  if (force === null) return { full: end, off: end };
  const news = newsOf(matter, at);
  if (news === undefined) return { full: Number.NEGATIVE_INFINITY, off: Number.NEGATIVE_INFINITY };
  const full = endOfDay(news.date, force.days, news.zone);
  if (force.floor === 0) return { full, off: full };
  if (force.years === null) return { full, off: Number.POSITIVE_INFINITY };
  return { full, off: endOfDay(news.date, Math.round(force.years * 365), news.zone) };
}

/** Moment (ms) at which the act stops being open, seen from `at`: closing, deadline and grace, or too long without news. */
export function offOf(entry: CaseEntry, matter: CaseState, at: number): number {
  return Math.min(entry.closedAt, spanOf(entry, matter, Math.min(at, entry.closedAt)).off);
}

/** Moment (ms) from which less than the whole act counts. */
export function fadesFrom(entry: CaseEntry, matter: CaseState, at: number): number {
  return Math.min(entry.closedAt, spanOf(entry, matter, Math.min(at, entry.closedAt)).full);
}

/**
 * z and decay: 1 while the act counts whole; then a part of it while it is open, or halving every `halfLifeDays`; and once
 * the regulator closed it, what was left at that moment times the closing factor, halving on. A fine is closed as it is
 * told, and that takes nothing from it.
 */
export function leftOf(entry: CaseEntry, matter: CaseState, at: number, weights: Weights): number {
  const half = (since: number, then: number) =>
    then <= since ? 1 : 2 ** ((since - then) / DAY_MS / weights.halfLifeDays.value);
  const { closedAt, force, severity } = entry;
  const { full, off } = spanOf(entry, matter, Math.min(at, closedAt));
  const open = (then: number) => {
    const floor = then < off ? (force?.floor ?? 0) : 0;
    return floor + (1 - floor) * half(full, then);
  };
  if (closedAt > at) return open(at);
  // Closed, it never counts for more than it would have without.
  const left = Math.min(open(closedAt) * half(closedAt, at), open(at));
  return left * (severity.fine === null ? weights.closedFactor.value : 1);
}

/** The last news of a case that was known at an instant; its entries are in order of time. */
const newsOf = (matter: CaseState, at: number): Step | undefined =>
  matter.entries.findLast(({ step }) => step.at <= at)?.step;

export function isOpen(matter: CaseState, at: number): boolean {
  return matter.entries.some((entry) => stands(entry, at) && at < offOf(entry, matter, at));
}

/** Days since the last act in the case that was not a closing. */
export function daysSinceNews(matter: CaseState, at: number): number {
  const last = matter.entries.at(-1);
  return last === undefined ? Number.POSITIVE_INFINITY : (at - last.step.at) / DAY_MS;
}
