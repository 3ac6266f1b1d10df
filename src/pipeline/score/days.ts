import { firstIndex } from '../../domain/first-index.ts';
import type { Case, RegulatoryEvent } from '../../domain/score.ts';
import type { StandingYear } from '../../domain/standing.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';
import { type CaseState, caseAt } from './cases.ts';
import { inOrder } from './ledger.ts';
import { leavesAt, loadsAt } from './load.ts';
import type { Standing } from './score.ts';

const BEIJING_MS = 8 * 3_600_000;

/** The last second of the day number `n` (0 = 1 January) of a year in Beijing. */
export const dayEnd = (year: number, n: number): Instant =>
  (Date.UTC(year, 0, n + 2) - BEIJING_MS - 1_000) as Instant;

/** The year of an instant in Beijing. */
export const yearOf = (at: number): number => new Date(at + BEIJING_MS).getUTCFullYear();

export const daysOf = (year: number): number =>
  (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / DAY_MS;

/** Ten digits: a hundredth of what could turn a tenth of a point. */
const short = (load: number): number => Number(load.toPrecision(10));

/** Moments at which the load of a company may jump, in order of time. */
export function momentsOf({ ledger, hits }: Pick<Standing, 'ledger' | 'hits'>): number[] {
  const ofRules = hits.flatMap(({ events }) => events.map((event): number => event.at));
  return inTime([...ledger.matters.flatMap(momentsOfCase), ...ofRules]);
}

function momentsOfCase({ entries, closings, news }: CaseState): number[] {
  const changes = entries.flatMap((entry) => entry.changes);
  const events = [...entries.map((entry) => entry.event), ...changes, ...closings, ...news];
  const first = entries[0]!.event.at;
  const dated = entries.flatMap(({ breaks, postures, reductions }) => [
    ...breaks.flatMap(({ from, to }) => [from, to]),
    ...[...postures, ...reductions].map(({ from }) => from),
  ]);
  return [...events.map(({ at }): number => at), ...dated].filter(
    (at) => at >= first && at < Number.POSITIVE_INFINITY,
  );
}

const inTime = (moments: readonly number[]): number[] =>
  [...new Set(moments)].sort((one, other) => one - other);

/**
 * Su at instants, in order of time, of what somebody else can check; null = of all of it. Only
 * cases that are attested in part are taken apart. /
 */
export function attestedLoadsAt(standing: Standing, instants: readonly number[]): number[] | null {
  const { ledger, hits } = standing;
  const isAttested = ({ event }: { readonly event: RegulatoryEvent }) => event.attested;
  const whole = ledger.matters.filter(({ entries }) => entries.every(isAttested));
  const sureHits = hits.filter(({ rule }) => rule.attested);
  if (whole.length === ledger.matters.length && sureHits.length === hits.length) return null;
  const mixed = ledger.matters.filter(
    (matter) => !whole.includes(matter) && matter.entries.some(isAttested),
  );
  const own = { ...standing, ledger: { ...ledger, matters: whole }, hits: sureHits };
  const loads = loadsAt(own, instants);
  for (const matter of mixed) {
    const of = { ...standing, ledger: { ...ledger, matters: [matter] }, hits: [] };
    const first = firstIndex(instants.length, (n) => instants[n]! >= matter.entries[0]!.event.at);
    for (let n = first; n < instants.length; n += 1)
      for (const { entry, su } of leavesAt(of, instants[n]!))
        if (entry!.event.attested) loads[n]! += su;
  }
  return loads;
}

/**
 * The rows of some years of a company, over all acts that are known of it.
 * @param events of the company, as the ledger of `standing` was given
 */
export function standingYears(
  standing: Standing,
  events: readonly RegulatoryEvent[],
  years: readonly number[],
): StandingYear[] {
  const moments = momentsOf(standing);
  const since = (moments[0] ?? null) as Instant | null;
  return years.map((year) => yearOfStanding(standing, events, year, moments, since));
}

function yearOfStanding(
  standing: Standing,
  events: readonly RegulatoryEvent[],
  year: number,
  moments: readonly number[],
  since: Instant | null,
): StandingYear {
  const days = Array.from({ length: daysOf(year) + 1 }, (_, n) => dayEnd(year, n - 1));
  const [from, to] = [days[0]!, days.at(-1)!];
  const isIn = (at: number) => at > from && at <= to;
  const jumps = moments.filter(isIn);
  const instants = [...new Set<number>([...days, ...jumps.flatMap((at) => [at - 1, at])])].sort(
    (one, other) => one - other,
  );
  const loads = loadsAt(standing, instants).map(short);
  const attested = attestedLoadsAt(standing, instants)?.map((su, n) =>
    Math.min(short(su), loads[n]!),
  );
  // A year of which all is attested says so, whatever other years hold.
  const sure = attested?.every((su, n) => su === loads[n]) === false ? attested : null;
  const place = new Map(instants.map((at, index) => [at, index]));
  const loadOf = (at: number) => loads[place.get(at)!]!;
  const sureOf = (at: number) => sure![place.get(at)!]!;
  const cases = standing.ledger.matters.flatMap((matter) => {
    const [first] = matter.entries;
    if (first!.event.at > to) return [];
    const spans = spansOf(matter, from + 1, to);
    return !spans.some((span) => span.open)
      ? []
      : [{ id: matter.id as never, regulator: matter.regulator, title: first!.event.title, spans }];
  });
  return {
    company: standing.company.id,
    year,
    loads: days.map(loadOf),
    sure: sure === null ? null : days.map(sureOf),
    jumps: jumps.map((at) => ({
      at: at as Instant,
      before: loadOf(at - 1),
      after: loadOf(at),
      ...(sure === null ? {} : { sureBefore: sureOf(at - 1), sureAfter: sureOf(at) }),
    })),
    cases,
    acts: inOrder(events)
      .filter((event) => event.withdrawnAt == null && isIn(event.at))
      .map(({ at, kinds }) => ({ at, kinds })),
    since,
  };
}

type StageSpan = StandingYear['cases'][number]['spans'][number];

/**
 * How a case stood in a stretch of time. Between two moments at which something became known it
 * only goes on: a stage that was left does not come back, so a change is found by bisection.
 */
function spansOf(matter: CaseState, from: number, to: number): StageSpan[] {
  const spans: StageSpan[] = [];
  const at = (instant: number) => stateOf(caseAt(matter, instant as Instant));
  const note = (instant: number, state: CaseStatus | null) => {
    const last = spans.at(-1);
    if (state === null || (last !== undefined && isSame(last, state))) return;
    spans.push({ from: instant as Instant, ...state });
  };
  const walk = (
    low: number,
    lowState: CaseStatus | null,
    high: number,
    highState: CaseStatus | null,
  ) => {
    if (isSame(lowState, highState)) return;
    if (high - low <= 1) {
      note(high, highState);
      return;
    }
    const middle = Math.floor((low + high) / 2);
    const state = at(middle);
    walk(low, lowState, middle, state);
    walk(middle, state, high, highState);
  };
  const own = inTime(momentsOfCase(matter)).filter((moment) => moment > from && moment <= to);
  const stops = [from, ...own, to];
  note(from, at(from));
  for (let n = 1; n < stops.length; n += 1) {
    const [low, high] = [stops[n - 1]!, stops[n]!];
    const before = at(high - 1);
    walk(low, at(low), high - 1, before);
    note(high, at(high));
  }
  return spans;
}

type CaseStatus = Pick<StageSpan, 'stage' | 'deadline' | 'open'>;

const stateOf = (one: Case | null): CaseStatus | null =>
  one === null ? null : { stage: one.stage, deadline: one.deadline, open: one.open };

const isSame = (status: CaseStatus | null, other: CaseStatus | null): boolean =>
  status === other ||
  (status !== null &&
    other !== null &&
    status.stage === other.stage &&
    status.deadline === other.deadline &&
    status.open === other.open);

/** The last end of a day in Beijing at or before an instant. */
export function dayEndBefore(at: number): number {
  const first = dayEnd(yearOf(at), 0);
  return first + Math.floor((at - first) / DAY_MS) * DAY_MS;
}
