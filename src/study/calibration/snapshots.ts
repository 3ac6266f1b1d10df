import { type Company, listingsOn } from '../../domain/company.ts';
import {
  type CalendarDate,
  DAY_MS,
  dayIn,
  dayOf,
  daysInMonth,
  endOfDay,
  type Instant,
} from '../../domain/time.ts';
import type { CaseEntry } from '../../score/case-state.ts';
import { quickScore, type Standing } from '../../score/score.ts';

export const HORIZON_DAYS = 90;
const ZONE = 'Asia/Shanghai';

const NEVER_DAYS = 3_650;
const LEAST_LEVEL = 2;

type OfficialAct = ReturnType<typeof officialActs>[number];

/** 24:00 in Shanghai of the last day of each month from one day to another. */
export function monthEnds(from: CalendarDate, to: CalendarDate): Instant[] {
  const ends: Instant[] = [];
  let [year = 0, month = 1] = from.split('-').map(Number);
  for (;;) {
    const last = dayOf(year, month, daysInMonth(year, month));
    if (last === null || last > to) return ends;
    ends.push(endOfDay(last, 0, ZONE));
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
  }
}

/**
 * Every watched issuer at every month-end on which it was listed, acts known against it or not (scoring.md 8). Month-ends whose
 * 90 days are not over by `until` are left out.
 */
export function snapshotsOf(
  companies: readonly { readonly company: Company; readonly standing: Standing }[],
  instants: readonly Instant[],
  until: Instant,
): Snapshot[] {
  const complete = instants.filter((at) => at + HORIZON_DAYS * DAY_MS <= until);
  const days = new Map(complete.map((at) => [at, dayIn((at - 1) as Instant, ZONE)]));
  return companies.flatMap(({ company, standing }) => {
    const acts = officialActs(standing);
    return complete
      .filter((at) => listingsOn(company, days.get(at)!).length > 0)
      .map((at) => snapshot(company, standing, acts, at, days.get(at)!));
  });
}

/** One issuer at one month-end: what was known then, and whether a new official act of level 2 or more followed. */
export type Snapshot = ReturnType<typeof snapshot>;

function snapshot(
  company: Company,
  standing: Standing,
  acts: readonly OfficialAct[],
  at: Instant,
  day: CalendarDate,
) {
  const past = acts.filter((act) => act.at <= at);
  const next = acts.filter(
    (act) => act.at > at && act.at <= at + HORIZON_DAYS * DAY_MS && act.level >= LEAST_LEVEL,
  );
  return {
    ...{ company: company.id, group: company.sector as string, at },
    /** L in su. */
    load: standing.ledger.matters.length + standing.hits.length === 0 ? 0 : quickScore(standing, at).load,
    /** Official acts of any level in the 365 days before. */
    count365: past.filter((act) => act.at > at - 365 * DAY_MS).length,
    /** Days since the last official act; 3,650 where none is known. */
    daysSince: past.length === 0 ? NEVER_DAYS : Math.min(NEVER_DAYS, (at - past.at(-1)!.at) / DAY_MS),
    /** An act of level >= 2 in (at, at + 90 days]. */
    hit: next.length > 0,
    /** The same without further acts in a case that was open already. */
    freshHit: next.some((act) => act.fresh),
    /** Cluster: the record or notice of the act that hit, else the month: acts of one list hit many issuers at once. */
    batch: next[0]?.batch ?? `month ${day.slice(0, 7)}`,
  };
}

/** Acts of authorities on the issuer itself, each once, by time; press alone and what only reaches it through a child left out. */
function officialActs({ ledger }: Standing) {
  return ledger.matters
    .flatMap((matter) =>
      matter.entries.filter(isOfficial).map(({ step, severity }, index) => ({
        ...{ at: step.at, level: severity.level, fresh: index === 0 },
        batch: step.notice ?? step.id.slice(0, step.id.lastIndexOf('/')),
      })),
    )
    .sort((one, other) => one.at - other.at);
}

function isOfficial({ step, account }: CaseEntry): boolean {
  const pressOnly = step.origin === 'notice' && step.evidence < 1;
  return !pressOnly && step.via === null && account.until === Number.POSITIVE_INFINITY;
}
