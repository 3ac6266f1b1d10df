import { type Company, listingsOn } from '../../domain/company.ts';
import {
  type CalendarDate,
  DAY_MS,
  dayIn,
  endOfDay,
  type Instant,
  plusDays,
} from '../../domain/time.ts';
import { quickScore, type Standing } from '../../pipeline/score/score.ts';

export type KnownIssuers = readonly { readonly company: Company; readonly standing: Standing }[];
type ActLevel = 1 | 2 | 3 | 4 | 5 | 'closing';

/**
 * Acts on a company itself, each once; what reaches a parent through its child is the child's.
 * `official` = not known from the press alone,
 * `fresh` = the first official one of its case; `closing` = reinstatement or closing, which carries
 * no level.
 */
export function actsOf({ ledger }: Standing) {
  return ledger.matters.flatMap(({ entries, closings }) => {
    const levels = entries
      .filter(({ account }) => account.until === Number.POSITIVE_INFINITY)
      .map(({ event, severity }) => ({ event, level: severity.level as ActLevel }));
    const all = [...levels, ...closings.map((event) => ({ event, level: 'closing' as ActLevel }))]
      .filter(({ event }) => event.via === null)
      .map((act) => ({
        ...act,
        official: act.event.origin !== 'notice' || act.event.evidence >= 1,
      }));
    const first = all.find(({ official }) => official);
    return all.map((act) => ({ ...act, fresh: act === first }));
  });
}

/**
 * What happened to one company on one day: its gravest act, or that a case was closed. The day is
 * in the zone of the regulator, `at` is when it was published, 23:59 of the day where only the day
 * is known.
 */
export type StudyEvent = ReturnType<typeof eventsOf>[number];

/** Two acts of one day move the price once; the earliest time counts. */
export function eventsOf(companies: KnownIssuers) {
  const rank = ({ level }: { readonly level: ActLevel }) => (level === 'closing' ? 0 : level);
  return companies.flatMap(({ company, standing }) => {
    const acts = Map.groupBy(actsOf(standing), ({ event }) => event.date);
    return [...acts.values()].map((own) => {
      const { event, level, official } = own.reduce((one, other) =>
        rank(other) > rank(one) ? other : one,
      );
      const { id, date, attested, title } = event;
      const at = Math.min(...own.map((one) => one.event.at)) as Instant;
      return { id, company, date, at, level, attested, official, title };
    });
  });
}

export const HORIZON_DAYS = 90;
const ZONE = 'Asia/Shanghai';

const NEVER_DAYS = 3_650;
const LEAST_LEVEL = 2;

/** 24:00 in Shanghai of the last day of each month from one day to another. */
export function monthEnds(from: CalendarDate, to: CalendarDate): Instant[] {
  const ends: Instant[] = [];
  for (let day = from; day <= to; day = plusDays(day, 1))
    if (plusDays(day, 1).endsWith('-01')) ends.push(endOfDay(day, 0, ZONE));
  return ends;
}

/**
 * Every watched issuer at every month-end on which it was listed, acts known against it or not
 * (docs/event-study.md). Month-ends whose
 * 90 days are not over by `until` are left out.
 */
export function snapshotsOf(
  companies: KnownIssuers,
  instants: readonly Instant[],
  until: Instant,
): Snapshot[] {
  const complete = instants
    .filter((at) => at + HORIZON_DAYS * DAY_MS <= until)
    .map((at) => ({ at, day: dayIn((at - 1) as Instant, ZONE) }));
  return companies.flatMap(({ company, standing }) => {
    const acts = officialActs(standing);
    return complete
      .filter(({ day }) => listingsOn(company, day).length > 0)
      .map(({ at, day }) => snapshot(company, standing, acts, at, day));
  });
}

/**
 * One issuer at one month-end: what was known then, and whether a new official act of level 2 or
 * more followed.
 */
export type Snapshot = ReturnType<typeof snapshot>;

function snapshot(
  company: Company,
  standing: Standing,
  acts: ReturnType<typeof officialActs>,
  at: Instant,
  day: CalendarDate,
) {
  const past = acts.filter(({ event }) => event.at <= at);
  const until = at + HORIZON_DAYS * DAY_MS;
  const next = acts.filter(
    ({ event, level }) => event.at > at && event.at <= until && level >= LEAST_LEVEL,
  );
  const [first] = next;
  return {
    company: company.id,
    group: company.sector as string,
    at,
    /** L in su. */
    load:
      standing.ledger.matters.length + standing.hits.length === 0
        ? 0
        : quickScore(standing, at).load,
    /** Official acts of any level in the 365 days before. */
    count365: past.filter(({ event }) => event.at > at - 365 * DAY_MS).length,
    /** Days since the last official act; 3,650 where none is known. */
    daysSince: Math.min(
      NEVER_DAYS,
      (at - (past.at(-1)?.event.at ?? Number.NEGATIVE_INFINITY)) / DAY_MS,
    ),
    /** An act of level >= 2 in (at, at + 90 days]. */
    hit: next.length > 0,
    /** The same without further acts in a case that was open already. */
    freshHit: next.some(({ fresh }) => fresh),
    /**
     * Cluster: the record or notice of the act that hit, else the month: acts of one list hit many
     * issuers at once.
     */
    batch:
      first === undefined
        ? `month ${day.slice(0, 7)}`
        : (first.event.notice ?? first.event.id.slice(0, first.event.id.lastIndexOf('/'))),
  };
}

/** Acts of authorities on the issuer itself by time; press alone left out. */
export const officialActs = (standing: Standing) =>
  actsOf(standing)
    .flatMap(({ level, official, ...act }) =>
      level === 'closing' || !official ? [] : [{ ...act, level }],
    )
    .sort((a, b) => a.event.at - b.event.at);
