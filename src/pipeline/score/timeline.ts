import type { ActKind } from '../../domain/act-kind.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';
import type { StandingYear } from '../../domain/standing.ts';
import { DAY_MS, type Instant } from '../../domain/time.ts';
import { casesAt } from './cases.ts';
import { attestedLoadsAt, dayEnd, momentsOf, yearOf } from './days.ts';
import { loadsAt } from './load.ts';
import type { Standing } from './score.ts';

/**
 * A company over time, from its rows or from its acts: the same answers at the end of every day.
 */
export interface Timeline {
  /** Moment from which anything is known of it; null = never. */
  readonly since: Instant | null;
  /** Su at instants, in order of time. */
  loads(instants: readonly number[]): number[];
  /** The attested part of the load. */
  attested(at: number): number;
  /** Moments after `from`, up to `to`, at which something became known. */
  moments(from: number, to: number): number[];
  /** Kinds of the acts that became known in between. */
  kinds(from: number, to: number): ActKind[];
  openCases(at: number): OpenCase[];
}

export type OpenCase = Pick<StandingYear['cases'][number], 'id' | 'regulator' | 'title'> &
  Pick<StandingYear['cases'][number]['spans'][number], 'stage' | 'deadline'>;

/** Over all acts that are known of a company. */
export function liveTimeline(standing: Standing, events: readonly RegulatoryEvent[]): Timeline {
  const all = momentsOf(standing);
  const isIn = (at: number, from: number, to: number) => at > from && at <= to;
  return {
    since: (all[0] ?? null) as Instant | null,
    loads: (instants) => loadsAt(standing, instants),
    attested(at) {
      const [load] = loadsAt(standing, [at]);
      return Math.min(load!, attestedLoadsAt(standing, [at])?.[0] ?? load!);
    },
    moments: (from, to) => all.filter((at) => isIn(at, from, to)),
    kinds: (from, to) => [
      ...new Set(
        events
          .filter((event) => event.withdrawnAt == null && isIn(event.at, from, to))
          .flatMap((event) => event.kinds),
      ),
    ],
    openCases: (at) =>
      casesAt(standing.ledger, at as Instant).flatMap(
        ({ open, id, regulator, title, stage, deadline }) =>
          open ? [{ id, regulator, title, stage, deadline }] : [],
      ),
  };
}

/**
 * From rows of years that follow one another; before the first of them nothing is known. Within a
 * day the load is read off the line between the two nearest samples, which is right to a hundredth
 * of a tenth of a point.
 */
export function storedTimeline(rows: readonly StandingYear[]): Timeline {
  const years = new Map(rows.map((row) => [row.year, row]));
  const since = rows[0]?.since ?? null;
  const isIn = (at: number, from: number, to: number) => at > from && at <= to;
  const of = (at: number) => years.get(yearOf(at));
  return {
    since,
    loads: (instants) => instants.map((at) => sampleAt(of(at), at, false)),
    attested: (at) => sampleAt(of(at), at, true),
    moments: (from, to) =>
      rows.flatMap(({ jumps }) =>
        jumps.flatMap((jump): number[] => (isIn(jump.at, from, to) ? [jump.at] : [])),
      ),
    kinds: (from, to) => [
      ...new Set(
        rows.flatMap(({ acts }) =>
          acts.flatMap((act) => (isIn(act.at, from, to) ? act.kinds : [])),
        ),
      ),
    ],
    openCases: (at) =>
      (of(at)?.cases ?? []).flatMap(({ id, regulator, title, spans }) => {
        const span = spans.findLast(({ from }) => from <= at);
        return span?.open === true
          ? [{ id, regulator, title, stage: span.stage, deadline: span.deadline }]
          : [];
      }),
  };
}

/** Su at an instant of a year; 0 where there is no row. */
function sampleAt(row: StandingYear | undefined, at: number, isAttested: boolean): number {
  if (row === undefined) return 0;
  const days = isAttested ? (row.sure ?? row.loads) : row.loads;
  const first = dayEnd(row.year, -1);
  const n = Math.floor((at - first) / DAY_MS);
  const begin = first + n * DAY_MS;
  if (at === begin) return days[n]!;
  const inDay = row.jumps.filter((jump) => jump.at > begin && jump.at < begin + DAY_MS);
  const last = inDay.findLast((jump) => jump.at <= at);
  const next = inDay.find((jump) => jump.at > at);
  const [from, low] =
    last === undefined
      ? [begin, days[n]!]
      : [last.at, (isAttested ? last.sureAfter : undefined) ?? last.after];
  const [to, high] =
    next === undefined
      ? [begin + DAY_MS, days[n + 1]!]
      : [next.at - 1, (isAttested ? next.sureBefore : undefined) ?? next.before];
  return to <= from ? low : low + ((high - low) * (at - from)) / (to - from);
}
