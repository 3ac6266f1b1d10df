import type { Transaction } from 'kysely';
import type { ItemId, NoticeId } from '../domain/ids.ts';
import type { Item, Revision } from '../domain/item.ts';
import type { Instant } from '../domain/time.ts';
import { fromBody, versionId } from './rows.ts';
import type { Tables } from './schema.ts';

/**
 * Makes a next version of the item that a notice was read from, with the same bytes, so that it is settled once more with what was
 * learnt since. The same revision twice is one version. False where there is no such item, or its newest version is not settled yet
 * and takes in what was learnt anyway.
 */
export async function reviseItem(
  trx: Transaction<Tables>,
  notice: NoticeId,
  revision: Omit<Revision, 'notice'>,
  at: Instant,
): Promise<boolean> {
  const named = await trx
    .selectFrom('items')
    .select(['source', 'key'])
    .where('id', '=', notice as string)
    .executeTakeFirst();
  if (named === undefined) return false;
  const newest = await trx
    .selectFrom('items')
    .selectAll()
    .where('source', '=', named.source)
    .where('key', '=', named.key)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  if (newest.settled_at === null || newest.set_aside_because !== null) return false;
  const before = fromBody<Item>(newest);
  const version = newest.version + 1;
  const item: Item = {
    ...before,
    id: versionId(newest.source, newest.key, version) as ItemId,
    version,
    hash: `${before.hash.slice(0, 64)}:${revision.kind}:${revision.key}`,
    fetchedAt: at,
    revision: { ...revision, notice: before.id as string as NoticeId },
  };
  const saved = await trx
    .insertInto('items')
    .values({
      id: item.id,
      source: item.source,
      key: newest.key,
      version,
      hash: item.hash,
      blob: newest.blob,
      fetched_at: at,
      waiting_since: at,
      settled_at: null,
      set_aside_because: null,
      body: JSON.stringify(item),
    })
    .onConflict((conflict) => conflict.columns(['source', 'key', 'hash']).doNothing())
    .returning('seq')
    .executeTakeFirst();
  if (saved === undefined) return false;
  await trx
    .insertInto('item_files')
    .columns(['item_id', 'position', 'blob', 'body'])
    .expression((from) =>
      from
        .selectFrom('item_files')
        .select((one) => [one.val(item.id as string).as('item_id'), 'position', 'blob', 'body'])
        .where('item_id', '=', before.id),
    )
    .execute();
  return true;
}
