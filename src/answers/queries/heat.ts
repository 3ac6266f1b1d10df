import type { SectorId } from '../../domain/ids.ts';
import type { Band } from '../../domain/score.ts';
import {
  type CalendarDate,
  DAY_MS,
  dateOfDay,
  dayNumber,
  type Instant,
  shanghaiDay,
} from '../../domain/time.ts';
import { bandOf } from '../../pipeline/score/formula.ts';
import type { DailyStandings } from '../../pipeline/standing/daily.ts';
import type { Knowledge } from '../../pipeline/standing/knowledge.ts';
import { scoresOn } from './board.ts';

/** Sectors by month: the mean score of the hardest hit companies of each. */
export interface Heat {
  /** Last days of the months, the latest last; the last one may be today. */
  readonly months: readonly CalendarDate[];
  /** Hottest at the end first. */
  readonly rows: readonly {
    readonly sector: SectorId;
    readonly cells: readonly {
      readonly score: number;
      readonly band: Band;
      readonly acts: number;
    }[];
  }[];
}

const MONTHS = 12;
const HARDEST = 5;
const BEIJING_MS = 8 * 3_600_000;

/** The last second of a day in Beijing. */
const endOf = (day: CalendarDate): number => (dayNumber(day) + 1) * DAY_MS - BEIJING_MS - 1_000;

/** The ends of the last twelve months up to a day, which is the last of them. */
function monthEnds(day: CalendarDate): CalendarDate[] {
  const [year, month] = day.split('-').map(Number) as [number, number];
  const ends = Array.from({ length: MONTHS - 1 }, (_, n) =>
    dateOfDay(Date.UTC(year, month - 1 - n, 0) / DAY_MS),
  );
  return [day, ...ends].toReversed();
}

/**
 * Sectors by month as of an instant: the mean score of the five companies with the highest scores
 * at the end of the month, and how many times something became known in it.
 */
export async function heatOf(
  at: Instant,
  {
    knowledge,
    standings,
  }: { readonly knowledge: Knowledge; readonly standings: Pick<DailyStandings, 'timelines'> },
): Promise<Heat> {
  const { companies, sectors, weights } = knowledge.catalog;
  const months = monthEnds(shanghaiDay(at));
  const ends = months.map((day, n) => (n === months.length - 1 ? at : endOf(day)));
  const begin = endOf(
    dateOfDay(
      Date.UTC(Number(months[0]!.slice(0, 4)), Number(months[0]!.slice(5, 7)) - 1, 0) / DAY_MS,
    ),
  );
  const timelines = await standings.timelines(at);
  const bySector = Map.groupBy(companies.values(), ({ sector }) => sector);
  const rows = [...sectors.values()].map(({ id }) => {
    const known = (bySector.get(id) ?? []).flatMap((company) => {
      const timeline = timelines.get(company.id)!;
      return timeline.since === null || timeline.since > at
        ? []
        : [{ timeline, scores: scoresOn(timeline, ends, weights) }];
    });
    const cells = ends.map((end, n) => {
      const top = known
        .map(({ scores }) => scores[n]!)
        .toSorted((a, b) => b - a)
        .slice(0, HARDEST);
      const sum = top.reduce((all, score) => all + score, 0);
      const from = ends[n - 1] ?? begin;
      const score = top.length === 0 ? 0 : Math.round((sum / top.length) * 10) / 10;
      return {
        score,
        band: bandOf(score, weights),
        acts: known.reduce((all, { timeline }) => all + timeline.moments(from, end).length, 0),
      };
    });
    return { sector: id as SectorId, cells };
  });
  return { months, rows: rows.toSorted((a, b) => b.cells.at(-1)!.score - a.cells.at(-1)!.score) };
}
