import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Transaction } from 'kysely';
import type { Item, ItemFile } from '../domain/item.ts';
import type { Store } from '../domain/ports.ts';
import { chunks, columnText, fromBody } from './rows.ts';
import type { Engine, Tables } from './schema.ts';
import { dropCheck, saveCheck, saveNames } from './watch.ts';

const squeeze = promisify(gzip);
const unsqueeze = promisify(gunzip);

interface PackedBytes {
  /** SHA-256 of the unpacked bytes, hex: equal files are stored once. */
  readonly hash: string;
  readonly encoding: 'gzip' | 'identity';
  /** Unpacked size in bytes. */
  readonly size: number;
  readonly bytes: Uint8Array;
}

/** Below this size, in bytes, gzip costs more time than it saves room. */
const SMALL = 1_024;

/** Packs raw bytes for the `blobs` table; what is small or what gzip cannot shrink (pictures, docx) stays as it is. */
export async function pack(bytes: Uint8Array): Promise<PackedBytes> {
  const packed = bytes.byteLength < SMALL ? bytes : await squeeze(bytes);
  const smaller = packed.byteLength < bytes.byteLength;
  return {
    hash: createHash('sha256').update(bytes).digest('hex'),
    encoding: smaller ? 'gzip' : 'identity',
    size: bytes.byteLength,
    bytes: smaller ? packed : bytes,
  };
}

/** Unpacks a row of `blobs`. */
export async function unpack(row: { encoding: string; bytes: Uint8Array }): Promise<Uint8Array> {
  const bytes = row.encoding === 'gzip' ? await unsqueeze(row.bytes) : row.bytes;
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

type ItemMethods = Pick<
  Store,
  'saveItem' | 'itemByKey' | 'pendingItems' | 'itemBytes' | 'setItemAside' | 'takeUpAgain'
>;

/** Items and their raw bytes. Versions of an item are counted here, whatever number the caller brings. */
export function createItems({ db, write }: Engine): ItemMethods {
  return {
    async saveItem({ item, bytes, files, named, check }) {
      const main = await pack(bytes);
      const packed = await Promise.all(
        files.map(async (one) => ({ file: one.file, ...(await pack(one.bytes)) })),
      );
      return write(async (trx) => {
        const key = columnText(item.key);
        if (named !== undefined) await saveNames(trx, item.source, item.key, named.names, named.mark);
        if (check !== undefined && check !== null) await saveCheck(trx, check);
        if (check === null) await dropCheck(trx, item.source, item.key);
        const versions = await trx
          .selectFrom('items')
          .select(['version', 'hash'])
          .where('source', '=', item.source)
          .where('key', '=', key)
          .orderBy('version', 'desc')
          .execute();
        if (versions.some(({ hash }) => hash === item.hash)) return 'known';
        const newest = versions[0];
        await saveBlobs(trx, [main, ...packed]);
        const version = (newest?.version ?? 0) + 1;
        const saved = await trx
          .insertInto('items')
          .values({
            id: item.id,
            source: item.source,
            key,
            version,
            hash: item.hash,
            blob: main.hash,
            fetched_at: item.fetchedAt,
            waiting_since: item.fetchedAt,
            settled_at: null,
            set_aside_because: null,
            body: JSON.stringify({ ...item, version }),
          })
          .onConflict((conflict) => conflict.columns(['source', 'key', 'hash']).doNothing())
          .returning('seq')
          .executeTakeFirst();
        if (saved === undefined) return 'known';
        for (const [position, { file, hash }] of packed.entries())
          await trx
            .insertInto('item_files')
            .values({ item_id: item.id, position, blob: hash, body: JSON.stringify(file) })
            .execute();
        return newest === undefined ? 'new' : 'edited';
      });
    },

    async itemByKey(source, key) {
      const row = await db
        .selectFrom('items')
        .select('body')
        .where('source', '=', source)
        .where('key', '=', columnText(key))
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : fromBody<Item>(row);
    },

    async pendingItems(limit, except = []) {
      const rows = await db
        .selectFrom('items')
        .select('body')
        .where('waiting_since', 'is not', null)
        .$if(except.length > 0, (query) => query.where('source', 'not in', except))
        .orderBy('waiting_since')
        .orderBy('seq')
        .limit(limit)
        .execute();
      return rows.map(fromBody<Item>);
    },

    async itemBytes(item) {
      const main = await db
        .selectFrom('items as i')
        .innerJoin('blobs as b', 'b.hash', 'i.blob')
        .select(['b.encoding', 'b.bytes'])
        .where('i.id', '=', item)
        .executeTakeFirst();
      if (main === undefined || main.encoding === 'dropped') return null;
      const files = await db
        .selectFrom('item_files as f')
        .innerJoin('blobs as b', 'b.hash', 'f.blob')
        .select(['f.body', 'b.encoding', 'b.bytes'])
        .where('f.item_id', '=', item)
        .orderBy('f.position')
        .execute();
      return {
        bytes: await unpack(main),
        files: await Promise.all(
          files.map(async (row) => ({ file: fromBody<ItemFile>(row), bytes: await unpack(row) })),
        ),
      };
    },

    async setItemAside(item, because, at) {
      await db
        .updateTable('items')
        .set({ waiting_since: null, settled_at: at, set_aside_because: columnText(because) })
        .where('id', '=', item)
        .where('waiting_since', 'is not', null)
        .execute();
    },

    async takeUpAgain(reader, at) {
      await db
        .updateTable('items')
        .set({ waiting_since: at, settled_at: null, set_aside_because: null })
        .where('set_aside_because', 'like', 'read-%: %')
        .where('set_aside_because', 'not like', `${reader}: %`)
        .execute();
    },
  };
}

async function saveBlobs(trx: Transaction<Tables>, packed: readonly PackedBytes[]): Promise<void> {
  for (const rows of chunks(packed))
    await trx
      .insertInto('blobs')
      .values(rows.map(({ hash, encoding, size, bytes }) => ({ hash, encoding, size, bytes })))
      // The same bytes again, after they were let go, are held anew.
      .onConflict((conflict) =>
        conflict
          .column('hash')
          .doUpdateSet((eb) => ({ encoding: eb.ref('excluded.encoding'), bytes: eb.ref('excluded.bytes') }))
          .where('blobs.encoding', '=', 'dropped'),
      )
      .execute();
}
