import { type Company, listingsOn, tickerOf } from '../../domain/company.ts';
import type { CompanyId, RegulatorId } from '../../domain/ids.ts';
import type { Clock, Store } from '../../domain/ports.ts';
import type { Reason } from '../../domain/reason.ts';
import type { ReportedAction } from '../../domain/reported-action.ts';
import {
  type CalendarDate,
  DAY_MS,
  daysBetween,
  type Instant,
  shanghaiDay,
} from '../../domain/time.ts';
import { leadReason } from '../../pipeline/score/explain.ts';
import type { DailyStandings } from '../../pipeline/standing/daily.ts';
import { type Knowledge, stepsKnown } from '../../pipeline/standing/knowledge.ts';
import { watchingOf } from '../../pipeline/standing/record.ts';
import { type BoardRow, boardRowOf, scoresOn } from './board.ts';
import { type Peers, peersOf } from './peers.ts';
import { openReportedActions } from './unconfirmed.ts';

export interface NoteDeps {
  readonly knowledge: Knowledge;
  readonly store: Pick<Store, 'events' | 'reportedActions' | 'sourceStates' | 'gaps' | 'recall'>;
  readonly standings: Pick<DailyStandings, 'timelines'>;
  readonly clock: Clock;
}

/** A company of the list: today's figures, yesterday's score, and its place in the sector. */
export type NoteCompany = Omit<BoardRow, 'place'> & {
  readonly yesterday: number;
  readonly peers: Peers | null;
};

/** An act that became known since the day before. */
export interface NoteAct {
  readonly company: Company;
  readonly because: Reason;
  readonly from: number;
  readonly to: number;
  readonly url: string | null;
}

/** A deadline set by one notice, with the companies of the list that it binds. */
export interface NoteDeadline {
  readonly date: CalendarDate;
  readonly days: number;
  readonly regulator: RegulatorId;
  readonly title: string;
  readonly companies: readonly Company[];
}

/** The morning note of a list of companies. */
export interface MorningNote {
  readonly name: string;
  readonly at: Instant;
  readonly companies: readonly NoteCompany[];
  readonly acts: readonly NoteAct[];
  readonly deadlines: readonly NoteDeadline[];
  /** Reported by the press and not confirmed. */
  readonly reported: readonly ReportedAction[];
}

const AHEAD_DAYS = 30;
const REPORTED_DAYS = 7;
const MOST_REPORTED = 200;

/**
 * The morning note of a list at an instant: changes since a day before, coming deadlines, reported
 * acts that are not confirmed, and each company beside its sector.
 */
export async function morningNote(
  {
    name,
    ids,
    at,
  }: { readonly name: string; readonly ids: readonly CompanyId[]; readonly at: Instant },
  deps: NoteDeps,
): Promise<MorningNote> {
  const { knowledge, store, clock } = deps;
  const { companies, weights } = knowledge.catalog;
  const day = shanghaiDay(at);
  const since = (at - DAY_MS) as Instant;
  const watching = await watchingOf(store, clock.now());
  const own = ids.flatMap((id) => companies.get(id) ?? []);
  const sectors = new Set(own.map(({ sector }) => sector));
  const beside = [...companies.values()].filter(
    (company) => ids.includes(company.id) || sectors.has(company.sector),
  );
  const timelines = await deps.standings.timelines(
    at,
    beside.map(({ id }) => id),
  );
  const rows = beside.map((company) =>
    boardRowOf(company, timelines.get(company.id)!, { knowledge, at, watching }),
  );
  const listed = own
    .map((company): NoteCompany => {
      const row = rows.find((candidate) => candidate.company === company)!;
      const [yesterday] = scoresOn(timelines.get(company.id)!, [since], weights);
      return { ...row, yesterday: yesterday!, peers: peersOf(rows, company.id, day) };
    })
    .toSorted((a, b) => b.score - a.score);
  const acts: NoteAct[] = [];
  for (const row of listed) {
    const events = await stepsKnown(knowledge, store, row.company.id, at);
    for (const event of events)
      if (event.at > since && event.withdrawnAt == null)
        acts.push({
          company: row.company,
          because: leadReason(event, knowledge.wording),
          from: row.yesterday,
          to: row.score,
          url: event.url,
        });
  }
  const reported: ReportedAction[] = [];
  for (const { id } of own)
    reported.push(
      ...(await openReportedActions(store, { company: id, until: at, limit: MOST_REPORTED })),
    );
  return {
    name,
    at,
    companies: listed,
    acts,
    deadlines: deadlinesByNotice(listed, day),
    reported: reported.filter(({ detectedAt }) => detectedAt > at - REPORTED_DAYS * DAY_MS),
  };
}

/**
 * Deadlines ahead, nearest first; each notice once, with the companies of the list that it binds.
 */
export function deadlinesByNotice(
  rows: readonly Pick<BoardRow, 'company' | 'deadlines'>[],
  day: CalendarDate,
): NoteDeadline[] {
  const all = rows.flatMap(({ company, deadlines }) =>
    deadlines
      .filter(({ date }) => date >= day && daysBetween(day, date) <= AHEAD_DAYS)
      .map((deadline) => ({ ...deadline, company })),
  );
  const groups = Map.groupBy(all, ({ date, regulator, title }) => `${date} ${regulator} ${title}`);
  return [...groups.values()]
    .map((own) => {
      const [{ date, regulator, title }] = own as [(typeof own)[number]];
      const companies = own.map(({ company }) => company);
      return { date, days: daysBetween(day, date), regulator, title, companies };
    })
    .toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

/** `TCOM, 9961.HK` on a day; empty for one that is not listed. */
export const tickersOf = (company: Company, day: CalendarDate): string =>
  listingsOn(company, day).map(tickerOf).join(', ');
