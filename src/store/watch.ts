import { sql } from 'kysely';
import type { SourceId } from '../domain/ids.ts';
import type { PageCheck, SourceState } from '../domain/item.ts';
import type { Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import { save } from './nouns.ts';
import { chunks, columnText, drop, find, findOne, having, put, toReason } from './rows.ts';
import type { Db, Engine, Trx } from './schema.ts';

/** Items over which reading times are taken. */
const NEWEST_ITEMS = 1_000;

/** A name that is known keeps its key and only takes the new mark. */
export async function saveNames(
  trx: Trx,
  source: SourceId,
  key: string,
  names: readonly string[],
  mark: string,
): Promise<void> {
  const rows = names.map((name) => ({ source, name: columnText(name), key: columnText(key), mark }));
  await put(trx, 'item_names', rows, ['mark']);
}

export async function dropCheck(trx: Trx, source: SourceId, key: string): Promise<void> {
  await drop(trx, 'page_checks', { source, key: columnText(key) });
}

/** What is remembered of sources between polls, names of items, pages to look at again, gaps, and small named values. */
export function createWatch({ db, write }: Engine) {
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
      const states = db.selectFrom('source_states').select(['source', 'next_poll_at']);
      const conditions =
        'due' in query
          ? [{ next_poll_at: { to: query.due } }]
          : chunks(query.of).map((source) => ({ source }));
      const rows = (await Promise.all(conditions.map((one) => states.where(having(one)).execute()))).flat();
      return new Map(rows.map((row) => [row.source as SourceId, row.next_poll_at as Instant]));
    },

    saveSourceState: (state) => write((trx) => save(trx, 'source_states', [state])),

    async itemNames(source, names) {
      const known = new Map<string, { key: string; mark: string }>();
      for (const some of chunks([...new Set(names.map(columnText))])) {
        const columns = db.selectFrom('item_names').select(['name', 'key', 'mark']);
        const rows = await columns.where(having({ source, name: some })).execute();
        for (const { name, key, mark } of rows) known.set(name, { key, mark });
      }
      return known;
    },

    nameItem: (source, key, names, mark) => write((trx) => saveNames(trx, source, key, names, mark)),

    pageChecks: ({ source, due, limit }) =>
      find<PageCheck>(db, 'page_checks', { source, due_at: { to: due } }, { order: 'due_at', limit }),

    savePageCheck: (check) => write((trx) => save(trx, 'page_checks', [check])),

    dropPageCheck: (source, key) => write((trx) => dropCheck(trx, source, key)),

    saveGap: ({ source, from, to, because }) =>
      put(db, 'gaps', [{ source, from_at: from, to_at: to, because: JSON.stringify(because) }], ['to_at']),

    async gaps({ source, since }) {
      const rows = await db
        .selectFrom('gaps')
        .selectAll()
        .where(having({ source, to_at: { openAt: since - 1 } }))
        .orderBy('from_at')
        .execute();
      return rows.map((row) => ({
        source: row.source as SourceId,
        from: row.from_at as Instant,
        to: row.to_at as Instant | null,
        because: toReason(row.because),
      }));
    },

    remember: (key, value) => remember(db, key, value),
    recall: (key) => recall(db, key),
  } satisfies Partial<Store>;
}

export const remember = (db: Db, key: string, value: string) => put(db, 'memory', [{ key, value }]);

export async function recall(db: Db, key: string): Promise<string | null> {
  const row = await db.selectFrom('memory').select('value').where('key', '=', key).executeTakeFirst();
  return row?.value ?? null;
}
