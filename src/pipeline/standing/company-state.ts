import type { Card } from '../../domain/card.ts';
import { type Company, listingsOn } from '../../domain/company.ts';
import { lazily, withParts } from '../../domain/lazily.ts';
import type { Clock, Store } from '../../domain/ports.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';
import {
  type CalendarDate,
  DAY_MS,
  endOfDay,
  type Instant,
  shanghaiDay,
} from '../../domain/time.ts';
import { changeSince, seriesOf, trendOf } from '../score/change.ts';
import { latestOf } from '../score/latest.ts';
import { type NextAct, nextActOf } from '../score/next-act.ts';
import { outlookOf } from '../score/outlook.ts';
import { type Standing, scoreAt, standingOf } from '../score/score.ts';
import { inputOver, type Knowledge, stepsKnown } from './knowledge.ts';
import { coverageOf, type Watching, watchingOf } from './record.ts';
import { createStaleCache } from './stale-cache.ts';

const MONTH = 30 * DAY_MS;
/** Two years, the span of a company's chart. */
export const CHART_MS = 730 * DAY_MS;
const EVERY = 6 * DAY_MS;
const MOST_JUMPS = 150;

/** A company at an instant, from which every answer, card, chart and page about it is made. */
export type CompanyState = ReturnType<typeof companyState>;

/** Derives the state of a company from its acts known by an instant. */
export function companyState(
  knowledge: Knowledge,
  company: Company,
  events: readonly RegulatoryEvent[],
  at: Instant,
  watching: Watching,
) {
  const input = { ...inputOver(knowledge, company.id, events), at };
  const standing = standingOf(input);
  const record = coverageOf(knowledge, company, standing, at, watching);
  const day = shanghaiDay(at);
  const listings = listingsOn(company, day);
  const plain = {
    knowledge,
    company,
    events,
    at,
    day,
    listings,
    standing,
    watching,
    record,
    input,
  };
  // Computed once for the two that need it.
  const scored = lazily({ score: () => scoreAt(standing, at) });
  const made = lazily({
    score: () => scored.score,
    trend: () => trendOf(standing, at),
    /** The latest act, with its own size. */
    latest: () => latestOf(standing, scored.score, at, knowledge.catalog.moves),
    /** Another act within 90 days; null = not shown. */
    next: () => nextOf(knowledge, company, scored.score.load, at),
    outlook: () => outlookOf(input, standing, scored.score),
    /** Since 30 days before. */
    change: () => changeSince(input, (at - MONTH) as Instant, standing),
    /** Scores of the last two years, for a chart. */
    line: () => scoreLine(standing, at),
  });
  return withParts(plain as typeof plain & typeof made, made);
}

/** Another act within 90 days, by the frozen table and the whole series of authorities. */
function nextOf(knowledge: Knowledge, company: Company, load: number, at: Instant): NextAct | null {
  const { next } = knowledge.catalog;
  if (next === null) return null;
  const { id, sector, country } = company;
  const fittedUntil = endOfDay(next.until as CalendarDate, 0, 'Asia/Shanghai');
  return nextActOf(next, knowledge.series, { id, sector, country }, { at, fittedUntil, load });
}

/**
 * The score up to an instant as points of a chart: one every few days, and two at every act, so
 * that a jump stands upright.
 */
export function scoreLine(
  of: Standing,
  until: Instant,
  spanMs = CHART_MS,
): { at: number; value: number }[] {
  const since = until - spanMs;
  const acts = of.ledger.matters
    .flatMap((matter) => matter.entries.map((entry) => entry.event.at as number))
    .filter((at) => at > since && at <= until);
  // More jumps than the picture has room for are shown as they stood every other day.
  const crowded = acts.length > MOST_JUMPS;
  const instants = new Set<number>(crowded ? [] : acts.flatMap((at) => [at - 1, at]));
  for (let at = since; at < until; at += crowded ? EVERY / 3 : EVERY) instants.add(at);
  instants.add(until);
  const ordered = [...instants].sort((a, b) => a - b) as Instant[];
  return seriesOf(of, ordered).map(({ at, score }) => ({ at, value: score }));
}

interface StateDeps {
  readonly knowledge: Knowledge;
  readonly store: Pick<Store, 'events' | 'eventsMark' | 'sourceStates' | 'gaps' | 'recall'>;
  readonly clock: Clock;
  /** Cache of states; absent = each is computed. */
  readonly states?: CompanyStates;
}

/** The state of a company at an instant. */
export async function stateOf(
  deps: StateDeps,
  company: Company,
  at: Instant,
): Promise<CompanyState> {
  if (deps.states !== undefined) return deps.states(company, at);
  const { knowledge, store, clock } = deps;
  const watching = await watchingOf(store, clock.now());
  return companyState(
    knowledge,
    company,
    await stepsKnown(knowledge, store, company.id, at),
    at,
    watching,
  );
}

const SLOW_PARTS = ['score', 'trend', 'latest', 'outlook', 'line'] as const;
/** Acts from which on a part takes some milliseconds. */
const MANY_EVENTS = 200;

/** Computes the parts of a state one by one and yields between them. */
export async function unhurried(state: CompanyState): Promise<CompanyState> {
  if (state.events.length < MANY_EVENTS) return state;
  for (const part of SLOW_PARTS) {
    await new Promise((resolve) => setImmediate(resolve));
    void state[part];
  }
  return state;
}

export type CompanyStates = ReturnType<typeof createCompanyStates>;

const MAX_STATES = 24;
/** Answers of some kilobytes each. */
const MAX_ANSWERS = 1_000;
const RECENT_MS = 60_000;
/** Between two changes a score falls by less than a hundredth of a point in ten minutes. */
export const CARD_FRESH_MS = 10 * 60_000;

/**
 * Cached values about a company, valid until something on it is stored or withdrawn: after an alert
 * many people request the same, and a page loads its pictures and files. A value states its
 * instant, so it remains right.
 */
function recentOf<Value>(
  { clock, store }: Pick<StateDeps, 'clock' | 'store'>,
  limits: { readonly max: number; readonly freshMs?: number },
) {
  const cache = createStaleCache<Value>(clock, limits);
  return async (
    company: Company,
    at: Instant,
    kind: string,
    make: () => Promise<Value>,
  ): Promise<Value> => {
    const age = clock.now() - at;
    const when = age >= 0 && age < RECENT_MS ? 'now' : at;
    return cache(`${company.id} ${when} ${kind}`, await store.eventsMark(company.id), make);
  };
}

/** States for the pages of a company, which need the same one several times. */
export function createCompanyStates(deps: Omit<StateDeps, 'states'>) {
  const recent = recentOf<CompanyState>(deps, { max: MAX_STATES });
  return (company: Company, at: Instant): Promise<CompanyState> =>
    recent(company, at, '', () => stateOf(deps, company, at));
}

export type RecentCards = ReturnType<typeof createRecentCards>;

/**
 * Cached cards for chats: much smaller than states, so that a thousand are cached, each for ten
 * minutes. `kind` = everything else that a card depends on.
 */
export const createRecentCards = (deps: Pick<StateDeps, 'clock' | 'store'>) =>
  recentOf<Card>(deps, { max: MAX_ANSWERS, freshMs: CARD_FRESH_MS });
