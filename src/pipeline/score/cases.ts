import type { CaseId, RegulatorId } from '../../domain/ids.ts';
import type { ActionType } from '../../domain/notice.ts';
import type { Case, CaseStage, Part, Step } from '../../domain/score.ts';
import { DAY_MS, endOfDay, type Instant } from '../../domain/time.ts';
import type { Force, Weights } from '../../domain/weights.ts';
import type { Account } from './settle.ts';
import type { Severity, Term } from './severity.ts';

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
  /** Acts that change it by its name, and acts on these, in order of time. */
  readonly changes: Step[];
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

/** Whether a step is the record, notice or act of an id, or a part of it. */
export const isOfAct = ({ id, notice }: Step, act: string): boolean =>
  id === act || id.startsWith(`${act}/`) || notice === act;

/** Whether the act counts at the instant: told already, and by no better account. */
export function stands({ step, account }: CaseEntry, at: number): boolean {
  return step.at <= at && at < account.until;
}

/**
 * Moments (ms) from which an act fades, and at which it stops being open, as seen from `at`: by its
 * closing, its deadline and grace, or too long without news of its case. Infinity = open until
 * lifted.
 */
export function spanOf(
  entry: CaseEntry,
  at: number,
): { readonly full: number; readonly off: number } {
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
 * z and decay: 1 while the act counts whole; then a part of it while it is open, or halving every
 * `halfLifeDays`; and once the regulator closed it, what was left at that moment times the closing
 * factor, halving on. A fine is closed as it is told, and that takes nothing from it.
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

/**
 * Until when (ms) the load of a case only halves every `halfLifeDays`, seen from `at`: all that
 * counts is over or closed. `at` itself where something is in force or open.
 */
export function halvesUntil({ entries }: CaseState, at: number): number {
  let until = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    const { step, account, closedAt } = entry;
    if (step.at > at) return Math.min(until, step.at);
    if (account.until <= at) continue;
    const { full, off } = openSpan(entry, Math.min(at, closedAt));
    if (closedAt > at && (at < full || at < off)) return at;
    // Once closed, what stays while it is open ends at `off`.
    for (const change of [account.until, closedAt, off])
      if (change > at) until = Math.min(until, change);
  }
  return until;
}

export function isOpen({ entries }: CaseState, at: number): boolean {
  return entries.some((entry) => stands(entry, at) && at < spanOf(entry, at).off);
}

/** The stage that an open act of a type shows; the later in this list wins. */
const STAGES: readonly (readonly [CaseStage, readonly ActionType[]])[] = [
  ['named', ['named', 'criticised', 'warned', 'audit-determined', 'rule-proposed', 'rule-enacted']],
  ['ordered', ['rectification-ordered']],
  ['missed', ['missed-deadline']],
  ['summoned', ['summoned']],
  ['frozen', ['updates-frozen', 'transfers-stopped', 'duties-imposed']],
  ['listed', ['designated', 'entity-listed', 'export-controlled']],
  ['review', ['review-opened', 'probe-opened']],
  ['suspended', ['registration-suspended', 'listing-stopped', 'unlicensed']],
  ['removed', ['removed-from-stores']],
  ['banned', ['app-blocked', 'investment-banned', 'delisting-forced', 'licence-revoked', 'banned']],
];

/** The cases of a ledger as they stood at an instant, in the order in which they opened. */
export function casesAt(
  { matters }: { readonly matters: readonly CaseState[] },
  at: Instant,
): Case[] {
  return matters.flatMap((matter) => {
    const standing = matter.entries.filter((entry) => stands(entry, at));
    return standing.length > 0 ? [caseOf(matter, standing, at)] : [];
  });
}

function caseOf(matter: CaseState, standing: readonly CaseEntry[], at: Instant): Case {
  const isClosed = standing.every((entry) => entry.closedAt <= at);
  const ends = standing.map(({ closedBy, step }) => closedBy?.date ?? step.liftedOn ?? step.date);
  const deadline =
    standing.findLast((entry) => entry.step.deadline !== null)?.step.deadline ?? null;
  return {
    id: matter.id as CaseId,
    company: standing[0]!.step.company,
    regulator: matter.regulator,
    stage: isClosed ? endOf(matter, standing.at(-1)!, at) : openStage(standing, at),
    opened: matter.entries[0]!.step.date,
    deadline,
    closed: isClosed ? ends.sort().at(-1)! : null,
    open: isOpen(matter, at),
    steps: standing.map(({ step, severity }) => ({
      step: step.id,
      level: severity.level,
      levelRule: severity.rule,
      date: step.date,
    })),
    title: standing[0]!.step.title,
  };
}

/** A case that a fine ended shows the fine, until a closing follows it. */
function endOf({ closings }: CaseState, { step, severity }: CaseEntry, at: Instant): CaseStage {
  const closing = closings.findLast((one) => one.at <= at);
  return severity.fine === null || (closing !== undefined && closing.at >= step.at)
    ? 'closed'
    : 'fined';
}

/**
 * The highest stage that an open act shows; an order whose deadline has passed without word shows
 * `deadline` while its grace runs.
 */
function openStage(standing: readonly CaseEntry[], at: Instant): CaseStage {
  const open = standing.filter((entry) => at < spanOf(entry, at).off);
  const rank = Math.max(...open.map(rankOf));
  const first = open.find((entry) => rankOf(entry) === rank);
  if (first === undefined) return 'lapsed';
  const { deadline, zone } = first.step;
  const isPast = deadline !== null && at >= endOfDay(deadline, 0, zone);
  const [stage] = STAGES[rank]!;
  return stage === 'ordered' && isPast ? 'deadline' : stage;
}

function rankOf({ step }: CaseEntry): number {
  const plain = STAGES.findLastIndex(([, types]) =>
    step.types.some((type) => types.includes(type)),
  );
  return plain <= 0 && step.deadline !== null ? 1 : Math.max(0, plain);
}
