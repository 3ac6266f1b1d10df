import type { SourceId } from '../domain/ids.ts';
import type { SourceState } from '../domain/item.ts';
import type { Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import { chunks, fromBody } from './rows.ts';
import type { Engine } from './schema.ts';

/** What is remembered of sources between polls, and small named values. */
export function createSources({
  db,
  write,
}: Engine): Pick<
  Store,
  'sourceState' | 'sourceStates' | 'pollTimes' | 'saveSourceState' | 'remember' | 'recall'
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
