import type { CaseId, RegulatorId } from '../../domain/ids.ts';
import { MEASURES, type Measure } from '../../domain/measures.ts';
import type { Case, CaseStage, Part, RegulatoryEvent } from '../../domain/score.ts';
import { DAY_MS, endOfDay, type Instant } from '../../domain/time.ts';
import type { Force, Weights } from '../../domain/weights.ts';
import type { Account } from './merge-accounts.ts';
import type { Severity, Term } from './severity.ts';

/** One act in a case, with what the load needs of it at any instant. */
export interface CaseEntry {
  readonly matter: CaseState;
  readonly event: RegulatoryEvent;
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
  /** Part of it that counts in its posture, by the moment (ms) from which; the last one holds. */
  readonly postures: readonly Scaled[];
  /** Spans (ms) in which it counts nothing: a court stayed or annulled it, or it was withdrawn. */
  readonly breaks: Break[];
  /** Parts of its size that stand after it was reduced, by the moment (ms) from which. */
  readonly reductions: Scaled[];
  /** Moment (ms) at which the regulator closed it; Infinity = not closed. */
  closedAt: number;
  /** The act that closed it. */
  closedBy: RegulatoryEvent | null;
  /** Acts that change it by its name, and acts on these, in order of time. */
  readonly changes: RegulatoryEvent[];
}

interface Scaled {
  readonly from: number;
  readonly factor: number;
}

/** `to` = moment from which it counts again; Infinity = it never did. */
export interface Break {
  readonly from: number;
  to: number;
  /** The act that made it. */
  readonly by: RegulatoryEvent;
  /** Annulled or withdrawn: its case is over; stayed: it goes on. */
  readonly ends: boolean;
}

/** Company x matter over its whole life; every question about it takes an instant. */
export interface CaseState {
  readonly id: string;
  readonly regulator: RegulatorId;
  /** As a person's record calls it. */
  readonly name: string | null;
  readonly entries: CaseEntry[];
  /** Closing acts that carry no load. */
  readonly closings: RegulatoryEvent[];
  /** Acts that changed one of the case without ending it: news of it. */
  readonly news: RegulatoryEvent[];
}

/** Whether an act is the record, notice or act of an id, or a part of it. */
export const isOfAct = ({ id, notice }: RegulatoryEvent, act: string): boolean =>
  id === act || id.startsWith(`${act}/`) || notice === act;

/** Whether the act counts at the instant: known already, and by no better account. */
export function stands({ event, account }: CaseEntry, at: number): boolean {
  return event.at <= at && at < account.until;
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

/** The last news of a case that was known at an instant; its acts are in order of time. */
export function newsOf({ entries, news }: CaseState, at: number): RegulatoryEvent | undefined {
  const act = entries.findLast(({ event }) => event.at <= at)?.event;
  const change = news.findLast((event) => event.at <= at);
  if (act === undefined || change === undefined) return act ?? change;
  return change.at > act.at ? change : act;
}

function openSpan(
  { force, end, matter, event }: CaseEntry,
  at: number,
): { full: number; off: number } {
  if (force === null) return { full: end, off: end };
  const news = newsOf(matter, at);
  const isInquiry = event.act.measure !== null && MEASURES[event.act.measure].isInquiry;
  if (news === undefined) return { full: Number.NEGATIVE_INFINITY, off: Number.NEGATIVE_INFINITY };
  const full = endOfDay(news.date, force.days, news.zone);
  if (force.floor === 0) return { full, off: full };
  if (force.years === null) return { full, off: Number.POSITIVE_INFINITY };
  // Who saw an inquiry stand says that it goes on, not that there is news of it.
  const seen = isInquiry ? (event.act.checked?.day ?? news.date) : news.date;
  const last = seen > news.date && endOfDay(seen, -1, event.zone) <= at ? seen : news.date;
  return { full, off: endOfDay(last, Math.round(force.years * 365), news.zone) };
}

/** The part that holds at an instant; 1 before the first. */
const scaleAt = (scaled: readonly Scaled[], at: number): number =>
  scaled.findLast(({ from }) => from <= at)?.factor ?? 1;

/** Whether an act counts nothing at the instant: stayed, annulled or withdrawn by then. */
export const isBroken = ({ breaks }: Pick<CaseEntry, 'breaks'>, at: number): boolean =>
  breaks.some(({ from, to }) => from <= at && at < to);

/** Whether it was closed, annulled or withdrawn by then. */
const isOver = ({ closedAt, breaks }: CaseEntry, at: number): boolean =>
  closedAt <= at || breaks.some(({ from, to, ends }) => ends && from <= at && at < to);

/**
 * z, posture and decay: 1 while the act counts whole; then a part of it while it is open, or
 * halving every `halfLifeDays`; nothing after the years that a standing act is remembered without
 * news; and once the regulator closed it, what was left at that moment times the closing factor,
 * halving on. A fine is closed as it is stated, and that takes nothing from it. Nothing while a
 * court stays it. /
 */
export function leftOf(entry: CaseEntry, at: number, weights: Weights): number {
  if (isBroken(entry, at)) return 0;
  const scale = scaleAt(entry.postures, at) * scaleAt(entry.reductions, at);
  return scale === 0 ? 0 : scale * decayOf(entry, at, weights);
}

function decayOf(entry: CaseEntry, at: number, weights: Weights): number {
  const half = (since: number, then: number) =>
    then <= since ? 1 : 2 ** ((since - then) / DAY_MS / weights.halfLifeDays.value);
  const { closedAt, force, severity } = entry;
  const { full, off } = openSpan(entry, Math.min(at, closedAt));
  const open = (then: number) => {
    const floor = force?.floor ?? 0;
    // What only stands is forgotten after its years; what ends by its days halves on.
    if (floor > 0 && then >= off) return 0;
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
    if (entry.event.at > at) return Math.min(until, entry.event.at);
    if (entry.account.until <= at) continue;
    const own = isBroken(entry, at) ? nextChange(entry, at) : entryHalvesUntil(entry, at);
    if (own <= at) return at;
    until = Math.min(until, own);
  }
  return until;
}

/** The same of one act that counts. */
function entryHalvesUntil(entry: CaseEntry, at: number): number {
  const { account, closedAt } = entry;
  const { full, off } = openSpan(entry, Math.min(at, closedAt));
  if (closedAt > at && (at < full || at < off)) return at;
  // Once closed, what stays while it is open ends at `off`.
  const ends = [account.until, closedAt, off].filter((moment) => moment > at);
  return Math.min(nextChange(entry, at), ...ends);
}

/** When the part of an act that counts next changes by itself or by another act (ms). */
function nextChange(
  { breaks, postures, reductions, matter, event }: CaseEntry,
  at: number,
): number {
  const moments = [
    ...breaks.flatMap(({ from, to }) => [from, to]),
    ...[...postures, ...reductions].map(({ from }) => from),
    ...matter.news.map((news): number => news.at),
    ...(event.act.checked ? [endOfDay(event.act.checked.day, -1, event.zone)] : []),
  ];
  return Math.min(Number.POSITIVE_INFINITY, ...moments.filter((moment) => moment > at));
}

export function isOpen({ entries }: CaseState, at: number): boolean {
  return entries.some(
    (entry) => stands(entry, at) && !isBroken(entry, at) && at < spanOf(entry, at).off,
  );
}

/** The stage that an open act of a measure shows; the later in this list wins. */
const STAGES: readonly (readonly [CaseStage, readonly Measure[]])[] = [
  ['named', ['name', 'warn', 'ask', 'rule', 'status', 'commit', 'listing']],
  ['ordered', ['rectify', 'order', 'pause']],
  ['missed', ['missed-deadline']],
  ['summoned', ['summon']],
  ['frozen', ['data-stop', 'duty', 'sales-cut', 'purchase-ban']],
  ['listed', ['military-list', 'inputs-cut']],
  ['review', ['probe', 'review', 'charge', 'sue', 'finding', 'deal']],
  ['suspended', ['no-new-clients']],
  ['removed', ['delist-app']],
  ['banned', ['block', 'sale-ban', 'invest-ban', 'licence']],
];
/** Forms that show another stage than their measure. */
const FORM_STAGES: Readonly<Record<string, CaseStage>> = {
  'pause updates': 'frozen',
  'pause business': 'suspended',
  'licence unlicensed': 'suspended',
  'listing stopped': 'suspended',
  'listing delisted': 'banned',
};

/** The cases of a ledger as they stood at an instant, in the order in which they opened. */
export function casesAt(
  { matters }: { readonly matters: readonly CaseState[] },
  at: Instant,
): Case[] {
  return matters.flatMap((matter) => caseAt(matter, at) ?? []);
}

/** One case as it stood at an instant; null where nothing of it was known. */
export function caseAt(matter: CaseState, at: Instant): Case | null {
  const standing = matter.entries.filter((entry) => stands(entry, at));
  return standing.length > 0 ? caseOf(matter, standing, at) : null;
}

function caseOf(matter: CaseState, standing: readonly CaseEntry[], at: Instant): Case {
  const isClosed = standing.every((entry) => isOver(entry, at));
  const ends = standing.map(
    ({ closedBy, event }) => closedBy?.date ?? event.liftedOn ?? event.date,
  );
  const deadline =
    standing.findLast((entry) => entry.event.deadline !== null)?.event.deadline ?? null;
  return {
    id: matter.id as CaseId,
    company: standing[0]!.event.company,
    regulator: matter.regulator,
    stage: isClosed ? endOf(matter, standing.at(-1)!, at) : openStage(standing, at),
    opened: matter.entries[0]!.event.date,
    deadline,
    closed: isClosed ? ends.sort().at(-1)! : null,
    open: isOpen(matter, at),
    steps: standing.map(({ event, severity }) => ({
      step: event.id,
      level: severity.level,
      levelRule: severity.rule,
      date: event.date,
    })),
    title: standing[0]!.event.title,
    ...shownOf(matter, standing, at),
  };
}

/** A case that a fine ended shows the fine, until a closing follows it. */
function endOf({ closings }: CaseState, { event, severity }: CaseEntry, at: Instant): CaseStage {
  const closing = closings.findLast((event) => event.at <= at);
  return severity.fine === null || (closing !== undefined && closing.at >= event.at)
    ? 'closed'
    : 'fined';
}

/**
 * The highest stage that an open act shows; an order whose deadline has passed without word shows
 * `deadline` while its grace runs.
 */
function openStage(standing: readonly CaseEntry[], at: Instant): CaseStage {
  const open = standing.filter((entry) => at < spanOf(entry, at).off);
  const first = highestOf(open);
  if (first === undefined) return 'lapsed';
  const { deadline, zone } = first.event;
  const isPast = deadline !== null && at >= endOfDay(deadline, 0, zone);
  const [stage] = STAGES[rankOf(first)]!;
  return stage === 'ordered' && isPast ? 'deadline' : stage;
}

/** The first act of the highest stage. */
function highestOf(entries: readonly CaseEntry[]): CaseEntry | undefined {
  const rank = Math.max(...entries.map(rankOf));
  return entries.find((entry) => rankOf(entry) === rank);
}

/** What a case is called after, where its first act stands no more and a later one does. */
function shownOf(
  { regulator }: CaseState,
  standing: readonly CaseEntry[],
  at: Instant,
): Pick<Case, 'shown'> {
  const shown = highestOf(
    standing.filter((entry) => !isBroken(entry, at) && at < spanOf(entry, at).off),
  );
  return shown === undefined || shown === standing[0] || shown.event.regulator !== regulator
    ? {}
    : { shown: shown.event.title };
}

function rankOf({ event }: CaseEntry): number {
  const { measure, form } = event.act;
  const stage = FORM_STAGES[`${measure} ${form}`];
  const plain = STAGES.findLastIndex(([name, measures]) =>
    stage === undefined ? measure !== null && measures.includes(measure) : name === stage,
  );
  return plain <= 0 && event.deadline !== null ? 1 : Math.max(0, plain);
}
