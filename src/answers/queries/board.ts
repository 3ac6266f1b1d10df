import { type Company, listingsOn, tickerOf } from '../../domain/company.ts';
import type { Clock, Store } from '../../domain/ports.ts';
import { DAY_MS, type Instant, shanghaiDay } from '../../domain/time.ts';
import type { Weights } from '../../domain/weights.ts';
import { rankInSector, type SectorRank } from '../../pipeline/score/change.ts';
import { dayEndBefore } from '../../pipeline/score/days.ts';
import { bandOf, scoreOfLoad, shownTenths } from '../../pipeline/score/formula.ts';
import type { Timeline } from '../../pipeline/score/timeline.ts';
import type { DailyStandings } from '../../pipeline/standing/daily.ts';
import type { Knowledge } from '../../pipeline/standing/knowledge.ts';
import { recordStateOf, type Watching, watchingOf } from '../../pipeline/standing/record.ts';
import { createStaleCache } from '../../pipeline/standing/stale-cache.ts';

type Unplaced = ReturnType<typeof boardRowOf>;
/** A company on the board with its rank in the sector; null where no acts are known. */
export type BoardRow = Unplaced & { readonly place: SectorRank | null };
/** A deadline of an open case, ahead or passed within a week. */
export type BoardDeadline = BoardRow['deadlines'][number];

export type Boards = ReturnType<typeof createBoards>;

interface BoardDeps {
  readonly knowledge: Knowledge;
  readonly store: Pick<Store, 'signals' | 'sourceStates' | 'gaps' | 'recall'>;
  readonly standings: Pick<DailyStandings, 'timelines'>;
  readonly clock: Clock;
}

const POINTS = 25;
const AFTER_DAYS = 7;
const ACTS_DAYS = 730;
/** Cached boards; each is fresh for some seconds, and only the first visitor waits for one. */
const CACHED = { max: 12, freshMs: 15_000, waitMs: 0 };

/**
 * Boards by instant. The current one is refreshed in the background: at once after a new signal,
 * else every few seconds.
 */
export function createBoards({ knowledge, store, standings, clock }: BoardDeps) {
  const cache = createStaleCache<ReturnType<typeof boardOf>>(clock, CACHED);
  const make = async (at: Instant) => {
    const watching = await watchingOf(store, clock.now());
    const timelines = await standings.timelines(at);
    const rows = [...knowledge.catalog.companies.values()].map((company) =>
      boardRowOf(company, timelines.get(company.id)!, { knowledge, at, watching }),
    );
    return boardOf(rows, at);
  };
  return {
    async now() {
      const [newest] = await store.signals({ limit: 1 });
      return cache('now', newest?.id ?? '', () => make(clock.now()));
    },
    at: (at: Instant) => cache(String(at), '', () => make(at)),
  };
}

/**
 * Every company of the catalog at one instant, highest score first, each with its place in the
 * sector.
 */
function boardOf(rows: readonly Unplaced[], at: Instant) {
  const day = shanghaiDay(at);
  const sectors = Map.groupBy(
    rows.filter((row) => row.state !== 'no-data' && listingsOn(row.company, day).length > 0),
    (row) => row.company.sector,
  );
  const placed = rows.map((row): BoardRow => {
    if (row.state === 'no-data') return { ...row, place: null };
    const peers = sectors.get(row.company.sector) ?? [];
    // Among the listed companies of the sector, and the company itself.
    const all = peers.includes(row) ? peers : [...peers, row];
    const scores = all.map(({ company, score }) => ({ company: company.id, score }));
    return { ...row, place: rankInSector(row.company.id, scores) };
  });
  placed.sort(
    (a, b) => b.score - a.score || b.peak - a.peak || (a.company.id < b.company.id ? -1 : 1),
  );
  return { at, rows: placed, byId: new Map(placed.map((row) => [row.company.id, row])) };
}

/** Scores with one decimal at instants, in order of time. */
export function scoresOn(
  timeline: Timeline,
  instants: readonly number[],
  weights: Weights,
): number[] {
  return timeline.loads(instants).map((load) => shownTenths(scoreOfLoad(load, weights)) / 10);
}

const NO_LINE = Array.from({ length: POINTS }, () => 0);

/** A company at an instant, from its daily standings. */
export function boardRowOf(
  company: Company,
  timeline: Timeline,
  { knowledge, at, watching }: { knowledge: Knowledge; at: Instant; watching: Watching },
) {
  const { weights } = knowledge.catalog;
  const isKnown = timeline.since !== null && timeline.since <= at;
  const known = isKnown
    ? knownAt(timeline, at, weights)
    : { ...NOTHING_KNOWN, acts: timeline.kinds(at - ACTS_DAYS * DAY_MS, at) };
  const since = shanghaiDay((at - AFTER_DAYS * DAY_MS) as Instant);
  const { open, ...rest } = known;
  return {
    company,
    tickers: listingsOn(company, shanghaiDay(at)).map(tickerOf),
    /** Whether acts are known; a company without known acts is on no board and has no rank. */
    state: recordStateOf(knowledge, company.country, isKnown, at, watching),
    ...rest,
    openCases: open.length,
    /** The regulators with an open case against it, and the stage of each. */
    open: open.map(({ regulator, stage }) => ({ regulator, stage })),
    deadlines: open.flatMap(({ id, regulator, deadline: date, stage, title }) =>
      date === null || date < since
        ? []
        : [{ company: company.id, case: id, regulator, date, stage, title }],
    ),
  };
}

function knownAt(timeline: Timeline, at: Instant, weights: Weights) {
  const [score, ago] = scoresOn(timeline, [at], weights).concat(
    scoresOn(timeline, [at - 30 * DAY_MS], weights),
  ) as [number, number];
  const attested = shownTenths(scoreOfLoad(timeline.attested(at), weights)) / 10;
  const from = at - ACTS_DAYS * DAY_MS;
  const moments = [from, ...timeline.moments(from, at - 1), at];
  const days = Array.from({ length: POINTS }, (_, n) =>
    n === POINTS - 1 ? at : dayEndBefore(at - ((POINTS - 1 - n) * 365 * DAY_MS) / (POINTS - 1)),
  );
  return {
    score,
    band: bandOf(score, weights),
    /** Band of its attested score, which gives the colour. */
    attested: bandOf(attested, weights),
    /** Points since 30 days ago. */
    change30: Math.round((score - ago) * 10) / 10,
    /** Highest score of the last two years. */
    peak: Math.max(...scoresOn(timeline, moments, weights)),
    /** Kinds of the acts of the last two years. */
    acts: timeline.kinds(from, at),
    /** Scores of the last year, oldest first, evenly spread. */
    line: scoresOn(timeline, days, weights),
    open: timeline.openCases(at),
  };
}

const NOTHING_KNOWN: ReturnType<typeof knownAt> = {
  score: 0,
  band: 'background',
  attested: 'background',
  change30: 0,
  peak: 0,
  acts: [],
  line: NO_LINE,
  open: [],
};
