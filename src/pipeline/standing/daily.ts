import type { CompanyId } from '../../domain/ids.ts';
import type { Clock, Standings, Store } from '../../domain/ports.ts';
import type { RegulatoryEvent } from '../../domain/score.ts';
import type { StandingYear } from '../../domain/standing.ts';
import type { Instant } from '../../domain/time.ts';
import { momentsOf, standingYears, yearOf } from '../score/days.ts';
import { standingOf } from '../score/score.ts';
import { liveTimeline, storedTimeline, type Timeline } from '../score/timeline.ts';
import { inputOver, type Knowledge } from './knowledge.ts';

/** Later than every act. */
const ALWAYS = 8_640_000_000_000_000 as Instant;
/** Years that a list looks back. */
const BACK = 2;
const BREATH_MS = 12;
/** Companies whose acts are counted in one query. */
const AT_ONCE = 40;
/** Key under which the model and last year of the saved rows are remembered. */
const KEY = 'standings';

type StandingRows = Pick<
  Store,
  'events' | 'standings' | 'standingMarks' | 'eventMarks' | 'saveStandings' | 'remember' | 'recall'
>;
interface StandingsDeps {
  readonly knowledge: Knowledge;
  readonly store: StandingRows;
  readonly clock: Clock;
}
type EventSource = {
  readonly knowledge: Knowledge;
  readonly store: Pick<Store, 'events'>;
};

/** The last year of which rows are saved: the next one, so that a new year begins with rows. */
const lastYear = (now: Instant): number => yearOf(now) + 1;

/** All events of a company, regardless of when they became known. */
const eventsOf = async ({ knowledge, store }: EventSource, company: CompanyId) => [
  ...knowledge.history.get(company),
  ...(await store.events({ company, until: ALWAYS })),
];

/** Rows of a company from a year on; empty where nothing is known about it. */
function yearsOf(
  knowledge: Knowledge,
  company: CompanyId,
  events: readonly RegulatoryEvent[],
  now: Instant,
  from = Number.NEGATIVE_INFINITY,
): StandingYear[] {
  const standing = standingOf(inputOver(knowledge, company, events));
  const [first] = momentsOf(standing);
  if (first === undefined) return [];
  const begin = Math.max(yearOf(first), from);
  const years = Array.from({ length: Math.max(0, lastYear(now) - begin + 1) }, (_, n) => begin + n);
  return standingYears(standing, events, years);
}

/** Timeline of a company, computed from its events rather than from saved rows. */
export async function timelineOf(source: EventSource, company: CompanyId): Promise<Timeline> {
  return timelineOver(source.knowledge, company, await eventsOf(source, company));
}

const timelineOver = (
  knowledge: Knowledge,
  company: CompanyId,
  events: readonly RegulatoryEvent[],
): Timeline => liveTimeline(standingOf(inputOver(knowledge, company, events)), events);

/**
 * Rows that an outcome changes, for the transaction that writes it: from the year of its earliest
 * act on where the rows before are there and hold, else all of the company.
 */
export async function standingsAfter(
  source: EventSource & { readonly store: Pick<Store, 'standingMarks' | 'eventMarks'> },
  changed: {
    readonly events: readonly RegulatoryEvent[];
    readonly withdrawn: readonly RegulatoryEvent[];
  },
  now: Instant,
): Promise<Standings> {
  const { knowledge, store } = source;
  const { model } = knowledge;
  const rows: StandingYear[] = [];
  const touched = Map.groupBy([...changed.events, ...changed.withdrawn], (event) => event.company);
  for (const [company, acts] of touched) {
    if (!knowledge.catalog.companies.has(company)) continue;
    const gone = new Set(acts.map(({ id }) => id));
    const before = await eventsOf(source, company);
    const own = changed.events.filter((event) => event.company === company);
    const after = [...before.filter(({ id }) => !gone.has(id)), ...own];
    const mark = `${model} ${(await store.eventMarks([company])).get(company) ?? NO_EVENTS}`;
    const marks = await store.standingMarks(company);
    const holds = marks.length > 0 && marks.every((row) => row.mark === mark);
    const moments = [...acts, ...before.filter(({ id }) => gone.has(id))].map(({ at }) => at);
    rows.push(
      ...yearsOf(knowledge, company, after, now, holds ? yearOf(Math.min(...moments)) : undefined),
    );
  }
  return { model, rows };
}

/** Mark of a company without stored acts. */
const NO_EVENTS = '0 0';

export type DailyStandings = ReturnType<typeof createStandings>;

/** Daily standings of every company, served from saved rows, with the jobs that refresh them. */
export function createStandings({ knowledge, store, clock }: StandingsDeps) {
  const { model } = knowledge;
  const { companies } = knowledge.catalog;
  const isComplete = async (year: number) => {
    const saved = await store.recall(KEY);
    const [of, last] = saved?.split(' ') ?? [];
    return of === model && Number(last) >= year;
  };

  /** Counts of a few companies at a time: all acts in one query stop an embedded database. */
  async function marksOfEvents(): Promise<ReadonlyMap<CompanyId, string>> {
    const ids = [...companies.keys()];
    const breathe = breather();
    const all = new Map<CompanyId, string>();
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const some = await store.eventMarks(ids.slice(from, from + AT_ONCE));
      for (const [company, mark] of some) all.set(company, mark);
      await breathe();
    }
    return all;
  }

  /**
   * Companies whose rows are missing, or were made from other acts or another model.
   */
  async function stale(now: Instant) {
    const [marks, events, whole] = await Promise.all([
      store.standingMarks(),
      marksOfEvents(),
      isComplete(lastYear(now)),
    ]);
    const saved = Map.groupBy(marks, (row) => row.company);
    return [...companies.keys()].filter((company) => {
      const rows = saved.get(company);
      if (rows === undefined)
        return events.has(company) || (!whole && knowledge.history.get(company).length > 0);
      const mark = `${model} ${events.get(company) ?? NO_EVENTS}`;
      return rows.at(-1)!.year < lastYear(now) || rows.some((row) => row.mark !== mark);
    });
  }

  /** Rebuilds missing and stale rows. Returns the number of companies rebuilt. */
  async function refresh(): Promise<number> {
    const now = clock.now();
    const breathe = breather();
    let made = 0;
    for (const company of await stale(now)) {
      const rows = yearsOf(knowledge, company, await eventsOf({ knowledge, store }, company), now);
      await breathe();
      if (rows.length === 0) continue;
      await store.saveStandings({ model, rows });
      made += 1;
    }
    await store.remember(KEY, `${model} ${lastYear(now)}`);
    return made;
  }

  return {
    refresh,
    /**
     * Companies over the two years before an instant, from rows, or from acts where there are none.
     */
    async timelines(
      at: Instant,
      wanted: readonly CompanyId[] = [...companies.keys()],
    ): Promise<ReadonlyMap<CompanyId, Timeline>> {
      const year = yearOf(at);
      const few = wanted.length < companies.size ? wanted : undefined;
      const rows = await store.standings({ companies: few, from: year - BACK, to: year });
      const saved = Map.groupBy(rows, (row) => row.company);
      const whole = await isComplete(year);
      // A query for each company would take most of the time of a list of all.
      const known = whole || few !== undefined ? null : await marksOfEvents();
      const eventsFor = (company: CompanyId) =>
        known === null || known.has(company)
          ? eventsOf({ knowledge, store }, company)
          : knowledge.history.get(company);
      const breathe = breather();
      const all = new Map<CompanyId, Timeline>();
      for (const company of wanted) {
        const own = saved.get(company);
        const isMissing = own === undefined && !whole;
        all.set(
          company,
          isMissing
            ? timelineOver(knowledge, company, await eventsFor(company))
            : storedTimeline(own ?? []),
        );
        await breathe();
      }
      return all;
    },
    /** Computes every row from all acts, and writes those that differ from the stored ones. */
    async recount(onDifference: (row: StandingYear) => void) {
      const now = clock.now();
      const count = { rows: 0, companies: 0 };
      for (const company of companies.keys()) {
        const rows = yearsOf(
          knowledge,
          company,
          await eventsOf({ knowledge, store }, company),
          now,
        );
        if (rows.length === 0) continue;
        const [from, to] = [rows[0]!.year, rows.at(-1)!.year];
        const saved = await store.standings({ companies: [company], from, to });
        const texts = new Map(saved.map((row) => [row.year, JSON.stringify(row)]));
        const wrong = rows.filter((row) => texts.get(row.year) !== JSON.stringify(row));
        for (const row of wrong) onDifference(row);
        if (wrong.length > 0) await store.saveStandings({ model, rows: wrong });
        count.rows += rows.length;
        count.companies += 1;
      }
      return count;
    },
  };
}

/**
 * Yields to the event loop every 12 ms, so that a walk over all companies does not delay requests.
 */
function breather() {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < BREATH_MS) return;
    await new Promise((resolve) => setImmediate(resolve));
    since = performance.now();
  };
}
