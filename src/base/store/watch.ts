import { sql } from 'kysely';
import type { SourceId } from '../../domain/ids.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Gap, PageCheck, SourceState } from '../../domain/item.ts';
import type { Store } from '../../domain/ports.ts';
import type { Instant } from '../../domain/time.ts';
import { dropCheck, saveNames } from './items.ts';
import { save } from './nouns.ts';
import { Overtaken, saveAlerts, saveIncident } from './outcome.ts';
import {
  add,
  chunks,
  columnText,
  find,
  findOne,
  put,
  SET,
  select,
  toReason,
  type Wanted,
} from './rows.ts';
import type { Engine, Tables } from './schema.ts';

/** Items over which reading times are taken. */
const NEWEST_ITEMS = 1_000;

/**
 * What is remembered of sources between polls, names of items, pages to look at again, gaps, what
 * is wrong, and small named values.
 */
export function createWatch(engine: Engine) {
  const { db, transaction, write } = engine;
  return {
    sourceState: (source) => findOne<SourceState>(db, 'source_states', { source }),

    sourceStates: () => find<SourceState>(db, 'source_states', {}, { order: 'source' }),

    async readingTimes() {
      const { rows } = await sql<{ source: SourceId; wait: number }>`
        select source, settled_at - fetched_at as wait from items where settled_at is not null
        order by seq desc limit ${NEWEST_ITEMS}`.execute(db);
      return new Map(
        [...Map.groupBy(rows, ({ source }) => source)].map(([source, own]) => {
          const waits = own.map(({ wait }) => Math.max(0, wait)).toSorted((a, b) => a - b);
          return [source, waits[Math.floor(waits.length / 2)]!];
        }),
      );
    },

    async pollTimes(query) {
      const columns = 'source, next_poll_at as at from source_states';
      const conditions =
        'due' in query
          ? [{ next_poll_at: { to: query.due } }]
          : chunks(query.of).map((source) => ({ source }));
      const rows = await Promise.all(
        conditions.map((wanted) => select<{ source: SourceId; at: Instant }>(db, columns, wanted)),
      );
      return new Map(rows.flat().map(({ source, at }) => [source, at]));
    },

    saveSourceState: (state) => write((trx) => save(trx, 'source_states', [state])),

    async itemNames(source, names) {
      const known = new Map<string, { key: string; mark: string }>();
      for (const some of chunks([...new Set(names.map(columnText))])) {
        const columns = 'name, key, mark from item_names';
        const rows = await select<Tables['item_names']>(db, columns, { source, name: some });
        for (const { name, key, mark } of rows) known.set(name, { key, mark });
      }
      return known;
    },

    nameItem: (source, key, names, mark) =>
      write((trx) => saveNames(trx, source, key, names, mark)),

    pageChecks: ({ source, due, limit }) =>
      find<PageCheck>(
        db,
        'page_checks',
        { source, due_at: { to: due } },
        { order: 'due_at', limit },
      ),

    savePageCheck: (check) => write((trx) => save(trx, 'page_checks', [check])),

    dropPageCheck: (source, key) => write((trx) => dropCheck(trx, source, key)),

    saveGap: ({ source, from, to, because }) =>
      put(
        db,
        'gaps',
        [{ source, from_at: from, to_at: to, because: JSON.stringify(because) }],
        ['to_at'],
      ),

    async gaps({ source, since }) {
      const columns = 'source, from_at as "from", to_at as "to", because from gaps';
      const wanted = { source, to_at: { openAt: since - 1 } };
      const rows = await select<Omit<Gap, 'because'> & { because: string }>(db, columns, wanted, {
        order: 'from_at',
      });
      return rows.map((row) => ({ ...row, because: toReason(row.because) }));
    },

    remember: (key, value) => put(db, 'memory', [{ key, value }]),

    async rememberOnce(key, value) {
      await add(db, 'memory', [{ key, value }]);
      const [saved] = await select<{ value: string }>(db, 'value from memory', { key });
      return saved?.value ?? value;
    },

    async recall(key) {
      const [row] = await select<{ value: string }>(db, 'value from memory', { key });
      return row?.value ?? null;
    },

    incidents({ pending, ids, since, limit }) {
      const wanted: Wanted = { pending_since: pending && SET, id: ids, from_at: { from: since } };
      return find<Incident>(db, 'incidents', wanted, { order: 'from_at desc, id', limit });
    },

    async saveIncidents(incidents, planned) {
      try {
        await transaction(async (trx) => {
          for (const incident of incidents) await saveIncident(trx, incident);
          if (planned !== undefined) await saveAlerts(trx, planned);
        });
        if (planned !== undefined && planned.deliveries.length > 0)
          await engine.notify('deliveries');
        return true;
      } catch (error) {
        if (error instanceof Overtaken) return false;
        throw error;
      }
    },
  } satisfies Partial<Store>;
}
