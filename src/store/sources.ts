import type { SourceState } from '../domain/item.ts';
import type { Store } from '../domain/ports.ts';
import { fromBody } from './rows.ts';
import type { Engine } from './schema.ts';

/** What is remembered of sources between polls, and small named values. */
export function createSources({
  db,
}: Engine): Pick<Store, 'sourceState' | 'sourceStates' | 'saveSourceState' | 'remember' | 'recall'> {
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

    async saveSourceState(state) {
      const row = { source: state.source, next_poll_at: state.nextPollAt, body: JSON.stringify(state) };
      await db
        .insertInto('source_states')
        .values(row)
        .onConflict((conflict) =>
          conflict.column('source').doUpdateSet({ next_poll_at: row.next_poll_at, body: row.body }),
        )
        .execute();
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
