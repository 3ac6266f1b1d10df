import type { SourceId } from '../domain/ids.ts';
import type { SourceState } from '../domain/item.ts';
import type { Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import { chunks, fromBody } from './rows.ts';
import type { Engine } from './schema.ts';

/** Items over which reading times are taken. */
const NEWEST_ITEMS = 1_000;

/** What is remembered of sources between polls, and small named values. */
export function createSources({
  db,
  write,
}: Engine): Pick<
  Store,
  'sourceState' | 'sourceStates' | 'readingTimes' | 'pollTimes' | 'saveSourceState' | 'remember' | 'recall'
> {
  return {
    async sourceState(source) {
      const row = await db
        .selectFrom('source_states')
        .select('body')
        .where('source', '=', source)
        .executeTakeFirst();
      return row === undefined ? null : fromBody<SourceState>(row);
    },

    async sourceStates() {
      const rows = await db.selectFrom('source_states').select('body').orderBy('source').execute();
      return rows.map(fromBody<SourceState>);
    },

    async readingTimes() {
      const rows = await db
        .selectFrom('items')
        .select(['source', 'fetched_at', 'settled_at'])
        .where('settled_at', 'is not', null)
        .orderBy('seq', 'desc')
        .limit(NEWEST_ITEMS)
        .execute();
      const bySource = Map.groupBy(rows, (row) => row.source as SourceId);
      return new Map(
        [...bySource].map(([source, own]) => {
          const waits = own
            .map((row) => Math.max(0, Number(row.settled_at) - Number(row.fetched_at)))
            .toSorted((a, b) => a - b);
          return [source, waits[Math.floor(waits.length / 2)]!];
        }),
      );
    },

    async pollTimes(query) {
      const states = db.selectFrom('source_states').select(['source', 'next_poll_at']);
      const rows =
        'due' in query
          ? await states.where('next_poll_at', '<=', query.due).execute()
          : (
              await Promise.all(chunks(query.of).map((some) => states.where('source', 'in', some).execute()))
            ).flat();
      return new Map(rows.map((row) => [row.source as SourceId, row.next_poll_at as Instant]));
    },

    async saveSourceState(state) {
      const row = { source: state.source, next_poll_at: state.nextPollAt, body: JSON.stringify(state) };
      await write((trx) =>
        trx
          .insertInto('source_states')
          .values(row)
          .onConflict((conflict) =>
            conflict.column('source').doUpdateSet({ next_poll_at: row.next_poll_at, body: row.body }),
          )
          .execute(),
      );
    },

    async remember(key, value) {
      await db
        .insertInto('memory')
        .values({ key, value })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
        .execute();
    },

    async recall(key) {
      const row = await db.selectFrom('memory').select('value').where('key', '=', key).executeTakeFirst();
      return row?.value ?? null;
    },
  };
}
