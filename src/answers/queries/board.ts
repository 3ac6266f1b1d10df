import { listingsOn, tickerOf } from '../../domain/company.ts';
import type { Clock, Store } from '../../domain/ports.ts';
import { DAY_MS, type Instant, shanghaiDay } from '../../domain/time.ts';
import { rankInSector, type SectorRank, seriesOf } from '../../pipeline/score/change.ts';
import { type CompanyState, companyState } from '../../pipeline/standing/company-state.ts';
import { type Knowledge, stepsKnown } from '../../pipeline/standing/knowledge.ts';
import { watchingOf } from '../../pipeline/standing/record.ts';
import { createStaleCache } from '../../pipeline/standing/stale-cache.ts';

type Unplaced = Awaited<ReturnType<typeof rowOf>>;
/**
 * A company on the board, as `rowOf` makes it, and where it stands in its sector; null where nobody
 * knows of acts.
 */
export type BoardRow = Unplaced & { readonly place: SectorRank | null };
/** A deadline of an open case, ahead or passed within a week. */
export type BoardDeadline = BoardRow['deadlines'][number];

export type Boards = ReturnType<typeof createBoards>;

interface BoardDeps {
  readonly knowledge: Knowledge;
  readonly store: Pick<Store, 'events' | 'signals' | 'sourceStates' | 'gaps' | 'recall'>;
  readonly clock: Clock;
}

const POINTS = 25;
const AFTER_DAYS = 7;
const ACTS_DAYS = 730;
const BREATH_MS = 12;
/**
 * Boards that are kept; each is fresh for some seconds, and nobody but the first visitor waits for
 * one.
 */
const CACHED = { max: 12, freshMs: 15_000, waitMs: 0 };

/**
 * Boards by instant. The one of now is made anew behind the page: at once when there is a new
 * signal, else every few seconds.
 */
export function createBoards({ knowledge, store, clock }: BoardDeps) {
  const cache = createStaleCache<ReturnType<typeof boardOf>>(clock, CACHED);
  const make = async (at: Instant) => {
    const rows: Unplaced[] = [];
    const watching = await watchingOf(store, clock.now());
    let breathed = performance.now();
    // Others get their turn: a board of many acts takes longer than a page may wait.
    const breathe = async () => {
      if (performance.now() - breathed < BREATH_MS) return;
      await new Promise((resolve) => setImmediate(resolve));
      breathed = performance.now();
    };
    for (const company of knowledge.catalog.companies.values()) {
      const events = await stepsKnown(knowledge, store, company.id, at);
      rows.push(await rowOf(companyState(knowledge, company, events, at, watching), breathe));
    }
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
    const peers = sectors.get(row.company.sector) ?? [];
    // Among the listed companies of the sector, and the company itself.
    const all = peers.includes(row) ? peers : [...peers, row];
    const scores = all.map(({ company, score }) => ({ company: company.id, score }));
    return { ...row, place: row.state === 'no-data' ? null : rankInSector(row.company.id, scores) };
  });
  placed.sort(
    (a, b) => b.score - a.score || b.peak - a.peak || (a.company.id < b.company.id ? -1 : 1),
  );
  return { at, rows: placed, byId: new Map(placed.map((row) => [row.company.id, row])) };
}

async function rowOf(state: CompanyState, breathe: () => Promise<void>) {
  const { company, events, at, standing, listings } = state;
  const instants = Array.from(
    { length: POINTS },
    (_, n) => (at - ((POINTS - 1 - n) * 365 * DAY_MS) / (POINTS - 1)) as Instant,
  );
  await breathe();
  const { score } = state;
  await breathe();
  const { trend } = state;
  await breathe();
  const since = shanghaiDay((at - AFTER_DAYS * DAY_MS) as Instant);
  const open = score.cases.filter((one) => one.open);
  const recent = events.filter(
    (event) => event.withdrawnAt == null && event.at > at - ACTS_DAYS * DAY_MS,
  );
  return {
    company,
    tickers: listings.map(tickerOf),
    /**
     * Whether acts are known; a company of which nobody knows stands on no board and in no rank.
     */
    state: state.record.state,
    score: score.score,
    band: score.band,
    /** Band of what is confirmed of it, which gives the colour. */
    confirmed: score.confirmed.band,
    /** Points since 30 days ago. */
    change30: trend.change30,
    /** Highest score of the last two years. */
    peak: trend.peak.score,
    openCases: open.length,
    /** Who has an open case against it, and how far it is. */
    open: open.map(({ regulator, stage }) => ({ regulator, stage })),
    /** Kinds of the acts of the last two years. */
    acts: [...new Set(recent.flatMap((event) => event.types))],
    /** Scores of the last year, oldest first, evenly spread. */
    line: seriesOf(standing, instants).map((one) => one.score),
    deadlines: open.flatMap(({ id, regulator, deadline: date, stage, title }) =>
      date === null || date < since
        ? []
        : [{ company: company.id, case: id, regulator, date, stage, title }],
    ),
  };
}
