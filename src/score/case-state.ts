import type { RegulatorId } from '../domain/ids.ts';
import type { Part, Step } from '../domain/score.ts';
import { DAY_MS, endOfDay } from '../domain/time.ts';
import type { Force, Weights } from '../domain/weights.ts';
import type { Account } from './settle.ts';
import type { Severity } from './severity.ts';
import type { Term } from './terms.ts';

/** One act in a case, with what the load needs of it at any instant. */
export interface CaseEntry {
  readonly matter: CaseState;
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
  readonly regulator: RegulatorId;
  /** As a person's record calls it. */
  readonly name: string | null;
  readonly entries: CaseEntry[];
  /** Closing acts that carry no load. */
  readonly closings: Step[];
}

/** Whether the act counts at the instant: told already, and by no better account. */
export function stands({ step, account }: CaseEntry, at: number): boolean {
  return step.at <= at && at < account.until;
}

/**
 * Moments (ms) from which an act fades, and at which it stops being open, as seen from `at`: by its closing, its deadline and grace, or
 * too long without news of its case. Infinity = open until lifted.
 */
export function spanOf(entry: CaseEntry, at: number): { readonly full: number; readonly off: number } {
  const { closedAt } = entry;
  const { full, off } = openSpan(entry, Math.min(at, closedAt));
  return { full: Math.min(closedAt, full), off: Math.min(closedAt, off) };
}

function openSpan({ force, end, matter }: CaseEntry, at: number): { full: number; off: number } {
  if (force === null) return { full: end, off: end };
  // The last news of the case that was known; its entries are in order of time.
  const news = matter.entries.findLast(({ step }) => step.at <= at)?.step;
  if (news === undefined) return { full: Number.NEGATIVE_INFINITY, off: Number.NEGATIVE_INFINITY };
  const full = endOfDay(news.date, force.days, news.zone);
  if (force.floor === 0) return { full, off: full };
  if (force.years === null) return { full, off: Number.POSITIVE_INFINITY };
  return { full, off: endOfDay(news.date, Math.round(force.years * 365), news.zone) };
}

/**
 * z and decay: 1 while the act counts whole; then a part of it while it is open, or halving every `halfLifeDays`; and once
 * the regulator closed it, what was left at that moment times the closing factor, halving on. A fine is closed as it is
 * told, and that takes nothing from it.
 */
export function leftOf(entry: CaseEntry, at: number, weights: Weights): number {
  const half = (since: number, then: number) =>
    then <= since ? 1 : 2 ** ((since - then) / DAY_MS / weights.halfLifeDays.value);
  const { closedAt, force, severity } = entry;
  const { full, off } = openSpan(entry, Math.min(at, closedAt));
  const open = (then: number) => {
    const floor = then < off ? (force?.floor ?? 0) : 0;
    return floor + (1 - floor) * half(full, then);
  };
  if (closedAt > at) return open(at);
  // Closed, it never counts for more than it would have without.
  const left = Math.min(open(closedAt) * half(closedAt, at), open(at));
  return left * (severity.fine === null ? weights.closedFactor.value : 1);
}

export function isOpen({ entries }: CaseState, at: number): boolean {
  return entries.some((entry) => stands(entry, at) && at < spanOf(entry, at).off);
}
