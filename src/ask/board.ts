import { LRUCache } from 'lru-cache';
import { type Company, listingsOn, tickerOf } from '../domain/company.ts';
import type { Reach } from '../domain/history.ts';
import type { CaseId, CompanyId, RegulatorId, SectorId } from '../domain/ids.ts';
import type { ActionType } from '../domain/notice.ts';
import type { Clock, Store } from '../domain/ports.ts';
import type { Band, CaseStage, Step } from '../domain/score.ts';
import { type CalendarDate, DAY_MS, type Instant } from '../domain/time.ts';
import { scoreAt, standingOf } from '../score/score.ts';
import { rankInSector, type SectorRank } from '../score/sector.ts';
import { seriesOf, trendOf } from '../score/trend.ts';
import { dayOf } from './answers.ts';
import { inputOver, type Knowledge } from './knowledge.ts';
import { reachOf, type Watching, watchingOf } from './record.ts';

/** A deadline of an open case, ahead or passed within a week. */
export interface BoardDeadline {
  readonly company: CompanyId;
  readonly case: CaseId;
  readonly regulator: RegulatorId;
  readonly date: CalendarDate;
  readonly stage: CaseStage;
  readonly title: string;
}

export interface BoardRow {
  readonly company: Company;
  readonly tickers: readonly string[];
  /** Whether acts are known; a company of which nobody knows stands on no board and in no rank. */
  readonly state: Reach['state'];
  readonly score: number;
  readonly band: Band;
  /** Band of what is confirmed of it, which gives the colour. */
  readonly confirmed: Band;
  readonly change30: number;
  readonly peak: number;
  /** Scores of the last year, oldest first, evenly spread. */
  readonly line: readonly number[];
  readonly openCases: number;
  /** Who has an open case against it, and how far it is. */
  readonly open: readonly { readonly regulator: RegulatorId; readonly stage: CaseStage }[];
  /** Kinds of the acts of the last two years. */
  readonly acts: readonly ActionType[];
  readonly deadlines: readonly BoardDeadline[];
  readonly place: SectorRank | null;
}

/** Every company of the catalog at one instant, highest score first. */
export interface Board {
  readonly at: Instant;
  readonly rows: readonly BoardRow[];
  readonly byId: ReadonlyMap<CompanyId, BoardRow>;
}

/**
 * Boards by instant; `now` is kept and renewed behind the page, so that nobody waits for it twice: every few seconds the rows that
 * something happened to, all of them as often as that costs little.
 */
export interface Boards {
  now(): Promise<Board>;
  at(at: Instant): Promise<Board>;
}

export interface BoardDeps {
  readonly knowledge: Knowledge;
  readonly store: Pick<Store, 'steps' | 'signals' | 'sourceStates' | 'gaps' | 'recall'>;
  readonly clock: Clock;
  /** Least milliseconds before the board of now is made anew; 0 = every time. */
  readonly freshMs?: number;
}

const POINTS = 25;
const AFTER_DAYS = 7;
const ACTS_DAYS = 730;
const MAX_CACHED = 12;
/** Making a board may take this part of the time at most. */
const SHARE_OF_TIME = 20;
const BREATH_MS = 12;
/** A notice is read and saved within this time of being detected; after a longer stop the whole board is soon made anew. */
const SAVED_WITHIN_MS = 600_000;
const MOST_SIGNALS = 500;

export function createBoards({ knowledge, store, clock, freshMs = 15_000 }: BoardDeps): Boards {
  const past = new LRUCache<Instant, Promise<Board>>({ max: MAX_CACHED });
  /** `wholeAt`, `madeMs`: when every row was made, and how long that took. */
  let latest: { readonly board: Board; readonly wholeAt: Instant; readonly madeMs: number } | null = null;
  let making: Promise<Board> | null = null;
  const alone = (make: () => Promise<Board>): Promise<Board> => {
    making ??= make().finally(() => {
      making = null;
    });
    return making;
  };
  const renew = () =>
    alone(async () => {
      const started = performance.now();
      const at = clock.now();
      const board = boardOf(await rowsOf(knowledge, store, knowledge.catalog.companies.values(), at, at), at);
      latest = { board, wholeAt: at, madeMs: performance.now() - started };
      return board;
    });
  /** Makes the rows anew that something happened to, and leaves the others, which only fade. */
  const touch = (known: NonNullable<typeof latest>) =>
    alone(async () => {
      const at = clock.now();
      const hit = await hitSince((known.board.at - SAVED_WITHIN_MS) as Instant, store);
      if (hit === null) return known.board;
      const companies = [...hit].flatMap((id) => knowledge.catalog.companies.get(id) ?? []);
      const fresh = await rowsOf(knowledge, store, companies, at, at);
      const board = boardOf([...known.board.rows.filter((row) => !hit.has(row.company.id)), ...fresh], at);
      latest = { ...known, board };
      return board;
    });
  return {
    async now() {
      if (latest === null || freshMs === 0) return renew();
      const age = clock.now() - latest.board.at;
      if (age >= 0 && age < freshMs) return latest.board;
      const whole = clock.now() - latest.wholeAt;
      const due = whole < 0 || whole >= Math.max(freshMs, latest.madeMs * SHARE_OF_TIME);
      (due ? renew() : touch(latest)).catch(() => {});
      return latest.board;
    },
    at(at) {
      const known = past.get(at);
      if (known !== undefined) return known;
      const made = rowsOf(knowledge, store, knowledge.catalog.companies.values(), at, clock.now()).then(
        (rows) => boardOf(rows, at),
      );
      made.catch(() => past.delete(at));
      past.set(at, made);
      return made;
    },
  };
}

type Unplaced = Omit<BoardRow, 'place'>;

/** Companies with a signal since an instant; null where there are so many that a whole board is better. */
async function hitSince(since: Instant, store: BoardDeps['store']): Promise<Set<CompanyId> | null> {
  const newest = await store.signals({ limit: MOST_SIGNALS });
  const fresh = newest.filter((signal) => signal.detectedAt > since);
  return fresh.length === MOST_SIGNALS ? null : new Set(fresh.map((signal) => signal.company));
}

async function rowsOf(
  knowledge: Knowledge,
  store: BoardDeps['store'],
  companies: Iterable<Company>,
  at: Instant,
  now: Instant,
): Promise<Unplaced[]> {
  const rows: Unplaced[] = [];
  const watching = await watchingOf(store, now);
  let breathed = performance.now();
  // Others get their turn: a board of many steps takes longer than a page may wait.
  const breathe = async () => {
    if (performance.now() - breathed < BREATH_MS) return;
    await new Promise((resolve) => setImmediate(resolve));
    breathed = performance.now();
  };
  for (const company of companies) {
    const history = knowledge.history.get(company.id).filter((step) => step.at <= at);
    const stored = await store.steps({ company: company.id, until: at });
    rows.push(await rowOf(knowledge, company, [...history, ...stored], at, { breathe, watching }));
  }
  return rows;
}

/** Puts rows into their order and each into its place in the sector. */
function boardOf(rows: readonly Unplaced[], at: Instant): Board {
  const day = dayOf(at);
  const sectors = Map.groupBy(
    rows.filter((row) => row.state !== 'no-data' && listingsOn(row.company, day).length > 0),
    (row) => row.company.sector,
  );
  const placed = rows.map((row): BoardRow => ({ ...row, place: placeOf(row, sectors) }));
  placed.sort((a, b) => b.score - a.score || b.peak - a.peak || (a.company.id < b.company.id ? -1 : 1));
  return { at, rows: placed, byId: new Map(placed.map((row) => [row.company.id, row])) };
}

/** Among the listed companies of the sector, and the company itself. */
function placeOf(row: Unplaced, sectors: ReadonlyMap<SectorId, readonly Unplaced[]>): SectorRank | null {
  if (row.state === 'no-data') return null;
  const peers = sectors.get(row.company.sector) ?? [];
  const all = peers.includes(row) ? peers : [...peers, row];
  return rankInSector(
    row.company.id,
    all.map((one) => ({ company: one.company.id, score: one.score })),
  );
}

async function rowOf(
  knowledge: Knowledge,
  company: Company,
  steps: readonly Step[],
  at: Instant,
  { breathe, watching }: { readonly breathe: () => Promise<void>; readonly watching: Watching },
): Promise<Unplaced> {
  await breathe();
  const standing = standingOf(inputOver(knowledge, company.id, steps));
  const { state } = reachOf(knowledge, company, standing, at, watching);
  const instants = Array.from(
    { length: POINTS },
    (_, n) => (at - ((POINTS - 1 - n) * 365 * DAY_MS) / (POINTS - 1)) as Instant,
  );
  const tickers = listingsOn(company, dayOf(at)).map(tickerOf);
  await breathe();
  const score = scoreAt(standing, at);
  await breathe();
  const trend = trendOf(standing, at);
  await breathe();
  const since = dayOf((at - AFTER_DAYS * DAY_MS) as Instant);
  const open = score.cases.filter((one) => one.open);
  return {
    ...{ company, tickers, state, score: score.score, band: score.band, confirmed: score.confirmed.band },
    ...{ change30: trend.change30, peak: trend.peak.score, openCases: open.length },
    open: open.map(({ regulator, stage }) => ({ regulator, stage })),
    acts: [
      ...new Set(
        steps
          .filter((step) => step.withdrawnAt == null && step.at > at - ACTS_DAYS * DAY_MS)
          .flatMap((step) => step.types),
      ),
    ],
    line: seriesOf(standing, instants).map((one) => one.score),
    deadlines: open.flatMap((one) =>
      one.deadline === null || one.deadline < since
        ? []
        : [
            {
              ...{ company: company.id, case: one.id, regulator: one.regulator },
              ...{ date: one.deadline, stage: one.stage, title: one.title },
            },
          ],
    ),
  };
}
