import { type Company, listingsOn, tickerOf } from '../domain/company.ts';
import type { CaseId, CompanyId, RegulatorId, SectorId } from '../domain/ids.ts';
import type { Clock, Store } from '../domain/ports.ts';
import type { Band, CaseStage, Step } from '../domain/score.ts';
import type { CalendarDate, Instant } from '../domain/time.ts';
import { scoreAt, standingOf } from '../score/score.ts';
import { placeInSector, type SectorPlace } from '../score/sector.ts';
import { seriesOf, trendOf } from '../score/trend.ts';
import { inputOver, type Knowledge } from './knowledge.ts';
import { dayOf } from './risk.ts';

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
  readonly score: number;
  readonly band: Band;
  readonly change30: number;
  readonly peak: number;
  /** Scores of the last year, oldest first, evenly spread. */
  readonly line: readonly number[];
  readonly openCases: number;
  readonly deadlines: readonly BoardDeadline[];
  readonly place: SectorPlace | null;
}

/** Every company of the catalog at one instant, highest score first. */
export interface Board {
  readonly at: Instant;
  readonly rows: readonly BoardRow[];
  readonly byId: ReadonlyMap<CompanyId, BoardRow>;
}

/** Boards by instant; `now` is kept and renewed behind the page, so that nobody waits for it twice. */
export interface Boards {
  now(): Promise<Board>;
  at(at: Instant): Promise<Board>;
}

export interface BoardDeps {
  readonly knowledge: Knowledge;
  readonly store: Pick<Store, 'steps'>;
  readonly clock: Clock;
  /** Least milliseconds before the board of now is made anew; 0 = every time. */
  readonly freshMs?: number;
}

const DAY = 86_400_000;
const POINTS = 25;
const AFTER_DAYS = 7;
const KEPT = 12;
/** Making a board may take this part of the time at most. */
const SHARE_OF_TIME = 20;
const BREATH_MS = 12;

export function createBoards({ knowledge, store, clock, freshMs = 15_000 }: BoardDeps): Boards {
  const past = new Map<Instant, Promise<Board>>();
  let latest: { readonly board: Board; readonly madeMs: number } | null = null;
  let making: Promise<Board> | null = null;
  const renew = (): Promise<Board> => {
    making ??= (async () => {
      const started = performance.now();
      const board = await boardAt(knowledge, store, clock.now());
      latest = { board, madeMs: performance.now() - started };
      return board;
    })().finally(() => {
      making = null;
    });
    return making;
  };
  return {
    async now() {
      if (latest === null) return renew();
      const age = clock.now() - latest.board.at;
      const keep = freshMs === 0 ? 0 : Math.max(freshMs, latest.madeMs * SHARE_OF_TIME);
      if (age >= 0 && age < keep) return latest.board;
      if (freshMs === 0) return renew();
      renew().catch(() => {});
      return latest.board;
    },
    at(at) {
      const known = past.get(at);
      if (known !== undefined) return known;
      const made = boardAt(knowledge, store, at);
      made.catch(() => past.delete(at));
      past.set(at, made);
      if (past.size > KEPT) past.delete(past.keys().next().value!);
      return made;
    },
  };
}

async function boardAt(knowledge: Knowledge, store: Pick<Store, 'steps'>, at: Instant): Promise<Board> {
  const rows: Omit<BoardRow, 'place'>[] = [];
  let breathed = performance.now();
  // Others get their turn: a board of many steps takes longer than a page may wait.
  const breathe = async () => {
    if (performance.now() - breathed < BREATH_MS) return;
    await new Promise((resolve) => setImmediate(resolve));
    breathed = performance.now();
  };
  for (const company of knowledge.catalog.companies.values()) {
    const history = (knowledge.history.get(company.id) ?? []).filter((step) => step.at <= at);
    const stored = await store.steps({ company: company.id, until: at });
    rows.push(await rowOf(knowledge, company, [...history, ...stored], at, breathe));
  }
  const day = dayOf(at);
  const sectors = Map.groupBy(
    rows.filter((row) => listingsOn(row.company, day).length > 0),
    (row) => row.company.sector,
  );
  const placed = rows.map((row): BoardRow => ({ ...row, place: placeOf(row, sectors) }));
  placed.sort((a, b) => b.score - a.score || b.peak - a.peak || (a.company.id < b.company.id ? -1 : 1));
  return { at, rows: placed, byId: new Map(placed.map((row) => [row.company.id, row])) };
}

/** Among the listed companies of the sector, and the company itself. */
function placeOf(
  row: Omit<BoardRow, 'place'>,
  sectors: ReadonlyMap<SectorId, readonly Omit<BoardRow, 'place'>[]>,
): SectorPlace | null {
  const peers = sectors.get(row.company.sector) ?? [];
  const all = peers.includes(row) ? peers : [...peers, row];
  return placeInSector(
    row.company.id,
    all.map((one) => ({ company: one.company.id, score: one.score })),
  );
}

async function rowOf(
  knowledge: Knowledge,
  company: Company,
  steps: readonly Step[],
  at: Instant,
  breathe: () => Promise<void>,
): Promise<Omit<BoardRow, 'place'>> {
  await breathe();
  const standing = standingOf(inputOver(knowledge, company.id, steps));
  const quiet = steps.length === 0 && standing.hits.length === 0;
  const instants = Array.from(
    { length: POINTS },
    (_, n) => (at - ((POINTS - 1 - n) * 365 * DAY) / (POINTS - 1)) as Instant,
  );
  const tickers = listingsOn(company, dayOf(at)).map(tickerOf);
  if (quiet)
    return {
      ...{ company, tickers, score: 0, band: 'background', change30: 0, peak: 0, openCases: 0 },
      ...{ line: instants.map(() => 0), deadlines: [] },
    };
  await breathe();
  const score = scoreAt(standing, at);
  await breathe();
  const trend = trendOf(standing, at);
  await breathe();
  const since = dayOf((at - AFTER_DAYS * DAY) as Instant);
  const open = score.cases.filter((one) => one.open);
  return {
    ...{ company, tickers, score: score.score, band: score.band },
    ...{ change30: trend.change30, peak: trend.peak.score, openCases: open.length },
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
