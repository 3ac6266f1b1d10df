import type { SourceId } from '../domain/ids.ts';
import type { PageCheck } from '../domain/item.ts';
import type { Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import { chunks, columnText, fromBody, toReason } from './rows.ts';
import type { Engine, Trx } from './schema.ts';

export async function saveNames(
  trx: Trx,
  source: SourceId,
  key: string,
  names: readonly string[],
  mark: string,
): Promise<void> {
  for (const some of chunks([...new Set(names.map(columnText))]))
    await trx
      .insertInto('item_names')
      .values(some.map((name) => ({ source, name, key: columnText(key), mark })))
      .onConflict((conflict) => conflict.columns(['source', 'name']).doUpdateSet({ mark }))
      .execute();
}

export async function saveCheck(trx: Trx, check: PageCheck): Promise<void> {
  const row = { due_at: check.dueAt, body: JSON.stringify(check) };
  await trx
    .insertInto('page_checks')
    .values({ source: check.source, key: columnText(check.key), ...row })
    .onConflict((conflict) => conflict.columns(['source', 'key']).doUpdateSet(row))
    .execute();
}

export async function dropCheck(trx: Trx, source: SourceId, key: string): Promise<void> {
  await trx
    .deleteFrom('page_checks')
    .where('source', '=', source)
    .where('key', '=', columnText(key))
    .execute();
}

/** Names of items in their source, pages to look at again, and gaps. */
export function createWatch({
  db,
  write,
}: Engine): Pick<
  Store,
  'itemNames' | 'nameItem' | 'pageChecks' | 'savePageCheck' | 'dropPageCheck' | 'saveGap' | 'gaps'
> {
  return {
    async itemNames(source, names) {
      const known = new Map<string, { key: string; mark: string }>();
      for (const some of chunks([...new Set(names.map(columnText))])) {
        const rows = await db
          .selectFrom('item_names')
          .select(['name', 'key', 'mark'])
          .where('source', '=', source)
          .where('name', 'in', some)
          .execute();
        for (const { name, key, mark } of rows) known.set(name, { key, mark });
      }
      return known;
    },

    nameItem: (source, key, names, mark) => write((trx) => saveNames(trx, source, key, names, mark)),

    async pageChecks({ source, due, limit }) {
      let query = db.selectFrom('page_checks').select('body').orderBy('due_at').limit(limit);
      if (source !== undefined) query = query.where('source', '=', source);
      if (due !== undefined) query = query.where('due_at', '<=', due);
      return (await query.execute()).map(fromBody<PageCheck>);
    },

    savePageCheck: (check) => write((trx) => saveCheck(trx, check)),

    dropPageCheck: (source, key) => write((trx) => dropCheck(trx, source, key)),

    async saveGap({ source, from, to, because }) {
      await db
        .insertInto('gaps')
        .values({ source, from_at: from, to_at: to, because: JSON.stringify(because) })
        .onConflict((conflict) => conflict.columns(['source', 'from_at']).doUpdateSet({ to_at: to }))
        .execute();
    },

    async gaps({ source, since }) {
      let query = db
        .selectFrom('gaps')
        .selectAll()
        .where((either) => either.or([either('to_at', 'is', null), either('to_at', '>=', since)]))
        .orderBy('from_at');
      if (source !== undefined) query = query.where('source', '=', source);
      return (await query.execute()).map((row) => ({
        source: row.source as SourceId,
        from: row.from_at as Instant,
        to: row.to_at as Instant | null,
        because: toReason(row.because),
      }));
    },
  };
}
