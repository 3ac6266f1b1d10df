import type { CompanyId, RegulatorId } from '../domain/ids.ts';
import type { Step } from '../domain/score.ts';
import type { Account } from './settle.ts';
import type { Severity } from './severity.ts';
import type { Term } from './terms.ts';
import { DAY, endOfDay } from './time.ts';

/** One act in a case, with what the load needs of it at any instant. */
export interface Entry {
  readonly step: Step;
  readonly severity: Severity;
  /** Apps with their factors. */
  readonly terms: readonly Term[];
  /** Load in su while open at full evidence: w * M{m*r*a}. */
  readonly units: number;
  /** Evidence weight q. */
  readonly evidence: number;
  readonly account: Account;
  /** True: in force until ended or lapsed; false: ends at `end`. */
  readonly lasting: boolean;
  /** End (ms) of an act that is not lasting. */
  readonly end: number;
  /** Moment (ms) at which the regulator closed it; Infinity = not closed. */
  closedAt: number;
  /** The act that closed it. */
  closedBy: Step | null;
}

/** Company x Regulator x matter over its whole life; every question about it takes an instant. */
export interface Matter {
  readonly id: string;
  readonly company: CompanyId;
  readonly regulator: RegulatorId;
  readonly matter: string | null;
  readonly entries: Entry[];
  /** Closing acts that carry no load. */
  readonly closings: Step[];
  /** True once a review, probe or summons stands in it: later acts of the body join it while it is open. */
  opener: boolean;
}

/** An empty case that a step opens; its id is made of raw values. */
export function newMatter(step: Step): Matter {
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
export function stands(entry: Entry, at: number): boolean {
  return entry.step.at <= at && at < entry.account.until;
}

/** Moment (ms) at which the act stops being open, seen from `at`: closing, deadline and grace, or lapse without news. */
export function offOf(entry: Entry, matter: Matter, at: number, lapseDays: number): number {
  const until = Math.min(at, entry.closedAt);
  return Math.min(entry.closedAt, entry.lasting ? lapseOf(matter, until, lapseDays) : entry.end);
}

/** When the case lapses by the news that was known at an instant; its entries are in order of time. */
function lapseOf(matter: Matter, at: number, lapseDays: number): number {
  for (let index = matter.entries.length - 1; index >= 0; index--) {
    const { step } = matter.entries[index]!;
    if (step.at <= at) return endOfDay(step.date, lapseDays, step.zone);
  }
  return Number.NEGATIVE_INFINITY;
}

export function isOpen(matter: Matter, at: number, lapseDays: number): boolean {
  return matter.entries.some(
    (entry) => stands(entry, at) && at >= entry.step.at && at < offOf(entry, matter, at, lapseDays),
  );
}

/** Days since the last act in the case that was not a closing. */
export function daysSinceNews(matter: Matter, at: number): number {
  const last = matter.entries.at(-1);
  return last === undefined ? Number.POSITIVE_INFINITY : (at - last.step.at) / DAY;
}
