import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { type Selectable, sql } from 'kysely';
import { type DebtCause, nextAttempt } from '../../domain/debt.ts';
import type { ItemId, NoticeId, SourceId } from '../../domain/ids.ts';
import type { Item, ItemFile, Revision } from '../../domain/item.ts';
import type { Store } from '../../domain/ports.ts';
import type { Instant } from '../../domain/time.ts';
import { save } from './nouns.ts';
import {
  add,
  type Bodied,
  change,
  chunks,
  columnText,
  drop,
  findOne,
  fromBody,
  having,
  put,
  SET,
  select,
  versionId,
} from './rows.ts';
import type { Engine, Tables, Trx } from './schema.ts';

const squeeze = promisify(gzip);
const unsqueeze = promisify(gunzip);

/** Below this size, in bytes, gzip costs more time than it saves room. */
const SMALL = 1_024;

/**
 * Packs raw bytes for `blobs`, by the SHA-256 of what came; what is small or does not shrink
 * (pictures, docx) stays as it is.
 */
export async function pack(bytes: Uint8Array) {
  const packed = bytes.byteLength < SMALL ? bytes : await squeeze(bytes);
  const smaller = packed.byteLength < bytes.byteLength;
  const hash = createHash('sha256').update(bytes).digest('hex');
  const encoding = smaller ? ('gzip' as const) : ('identity' as const);
  return { hash, encoding, size: bytes.byteLength, bytes: smaller ? packed : bytes };
}

type PackedRow = Pick<Selectable<Tables['blobs']>, 'encoding' | 'bytes'>;

/** Unpacks a row of `blobs`. */
export async function unpack(row: PackedRow): Promise<Uint8Array> {
  const bytes = row.encoding === 'gzip' ? await unsqueeze(row.bytes) : row.bytes;
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

type PackedBytes = Awaited<ReturnType<typeof pack>>;

/**
 * Writes the next version of an item with its bytes; `known` where its bytes are stored already.
 */
async function saveVersion(
  trx: Trx,
  item: Item,
  main: PackedBytes,
  files: readonly (PackedBytes & { readonly file: ItemFile })[],
): Promise<'new' | 'edited' | 'known'> {
  type Version = { version: number; hash: string };
  const page = { source: item.source, key: columnText(item.key) };
  const order = { order: 'version desc' };
  const versions = await select<Version>(trx, 'version, hash from items', page, order);
  if (versions.some(({ hash }) => hash === item.hash)) return 'known';
  const newest = versions[0];
  await saveBlobs(trx, [main, ...files]);
  const version = (newest?.version ?? 0) + 1;
  if (!(await addVersion(trx, { ...item, version }, main.hash))) return 'known';
  const rows = files.map(({ file, hash }, position) => ({
    item_id: item.id,
    position,
    blob: hash,
    body: JSON.stringify(file),
  }));
  await add(trx, 'item_files', rows);
  return newest === undefined ? 'new' : 'edited';
}

/** Items and their raw bytes. The store numbers the versions, whatever `item.version` says. */
export function createItems(engine: Engine) {
  const { db, write } = engine;
  return {
    async saveItem({ item, bytes, files, named, check }) {
      const main = await pack(bytes);
      const packed = await Promise.all(
        files.map(async (file) => ({ file: file.file, ...(await pack(file.bytes)) })),
      );
      const saved = await write(async (trx) => {
        if (named !== undefined)
          await saveNames(trx, item.source, item.key, named.names, named.mark);
        if (check) await save(trx, 'page_checks', [check]);
        if (check === null) await dropCheck(trx, item.source, item.key);
        return saveVersion(trx, item, main, packed);
      });
      if (saved !== 'known') await engine.notify('items');
      return saved;
    },

    item: (id) => findOne<Item>(db, 'items', { id }),

    itemByKey: (source, key) =>
      findOne<Item>(db, 'items', { source, key: columnText(key) }, 'version desc'),

    async versions(id) {
      type Row = Bodied & { notice: NoticeId | null };
      const { rows } = await sql<Row>`select i.body, n.id as notice from items as named
        join items as i on i.source = named.source and i.key = named.key
        left join notices as n on n.item_id = i.id
        where named.id = ${id} order by i.version`.execute(db);
      return rows.map((row) => ({ item: fromBody<Item>(row), notice: row.notice }));
    },

    async pendingItems(limit, except = []) {
      const others = except.length > 0 ? sql`and source not in (${sql.join([...except])})` : sql``;
      const { rows } =
        await sql<Bodied>`select body from items where waiting_since is not null ${others}
        order by waiting_since, seq limit ${limit}`.execute(db);
      return rows.map(fromBody<Item>);
    },

    async itemsSeen({ source, since, limit }) {
      const { rows } = await sql<Bodied>`select i.body from items as i
        where ${having({ 'i.source': source, 'i.fetched_at': { from: since } })} and not exists (
          select 1 from items as newer
          where newer.source = i.source and newer.key = i.key and newer.version > i.version)
        order by i.fetched_at desc, i.seq desc limit ${limit}`.execute(db);
      return rows.map(fromBody<Item>);
    },

    async itemBytes(item) {
      const { rows } = await sql<PackedRow>`select b.encoding, b.bytes from items as i
        join blobs as b on b.hash = i.blob where i.id = ${item}`.execute(db);
      const main = rows[0];
      if (main === undefined || main.encoding === 'dropped') return null;
      type FileRow = PackedRow & Bodied;
      const { rows: beside } =
        await sql<FileRow>`select f.body, b.encoding, b.bytes from item_files as f
        join blobs as b on b.hash = f.blob where f.item_id = ${item} order by f.position`.execute(
          db,
        );
      const files = beside.map(async (row) => ({
        file: fromBody<ItemFile>(row),
        bytes: await unpack(row),
      }));
      return { bytes: await unpack(main), files: await Promise.all(files) };
    },

    async quarantineItem(item, { because, cause, mark }, at) {
      const waiting = { id: item, waiting_since: SET } as const;
      await write(async (trx) => {
        const [row] = await select<{ debt_attempts: number | null }>(
          trx,
          'debt_attempts from items',
          waiting,
        );
        if (row === undefined) return;
        const debt_attempts = (row.debt_attempts ?? 0) + 1;
        await change(trx, 'items', waiting, {
          waiting_since: null,
          settled_at: at,
          quarantined_because: columnText(because),
          debt_cause: cause,
          debt_mark: mark,
          debt_attempts,
          retry_at: nextAttempt(cause, debt_attempts, at),
        });
      });
    },

    async requeueDebts({ mark, recovered = false, item }, at) {
      const ofProgram = recovered ? sql`or debt_cause = 'program'` : sql``;
      const chosen =
        item === undefined
          ? sql`(debt_mark is null or debt_mark <> ${mark} or retry_at <= ${at} ${ofProgram})`
          : sql`id = ${item}`;
      const { numAffectedRows = 0n } = await sql`update items set waiting_since = ${at},
        settled_at = null, quarantined_because = null, retry_at = null,
        debt_attempts = case when debt_mark = ${mark} then debt_attempts else 0 end
        where quarantined_because is not null and ${chosen}`.execute(db);
      if (numAffectedRows > 0n) await engine.notify('items');
      return Number(numAffectedRows);
    },

    async debts(limit) {
      type Row = Bodied &
        Pick<
          Selectable<Tables['items']>,
          'quarantined_because' | 'debt_cause' | 'debt_attempts' | 'retry_at'
        >;
      const { rows } = await sql<Row>`select body, quarantined_because, debt_cause, debt_attempts,
        retry_at from items where quarantined_because is not null
        order by fetched_at, seq limit ${limit}`.execute(db);
      return rows.map((row) => ({
        item: fromBody<Item>(row),
        because: row.quarantined_because!,
        // Rows of an older version have no cause.
        cause: (row.debt_cause ?? 'program') as DebtCause,
        attempts: row.debt_attempts ?? 0,
        retryAt: row.retry_at as Instant | null,
      }));
    },
  } satisfies Partial<Store>;
}

/** A name that is known keeps its key and only takes the new mark. */
export async function saveNames(
  trx: Trx,
  source: SourceId,
  key: string,
  names: readonly string[],
  mark: string,
): Promise<void> {
  const rows = names.map((name) => ({
    source,
    name: columnText(name),
    key: columnText(key),
    mark,
  }));
  await put(trx, 'item_names', rows, ['mark']);
}

export async function dropCheck(trx: Trx, source: SourceId, key: string): Promise<void> {
  await drop(trx, 'page_checks', { source, key: columnText(key) });
}

/** Adds a version that waits to be settled; false where source, key and hash are there already. */
async function addVersion(trx: Trx, item: Item, blob: string): Promise<boolean> {
  const { id, source, version, hash, fetchedAt } = item;
  const saved = await trx
    .insertInto('items')
    .values({
      id,
      source,
      version,
      hash,
      blob,
      key: columnText(item.key),
      body: JSON.stringify(item),
      fetched_at: fetchedAt,
      waiting_since: fetchedAt,
      settled_at: null,
      quarantined_because: null,
    })
    .onConflict((conflict) => conflict.columns(['source', 'key', 'hash']).doNothing())
    .returning('seq')
    .executeTakeFirst();
  return saved !== undefined;
}

async function saveBlobs(trx: Trx, packed: readonly Tables['blobs'][]): Promise<void> {
  for (const rows of chunks(packed))
    await trx
      .insertInto('blobs')
      .values(rows.map(({ hash, encoding, size, bytes }) => ({ hash, encoding, size, bytes })))
      // The same bytes again, after they were let go, are held anew.
      .onConflict((conflict) =>
        conflict
          .column('hash')
          .doUpdateSet((eb) => ({
            encoding: eb.ref('excluded.encoding'),
            bytes: eb.ref('excluded.bytes'),
          }))
          .where('blobs.encoding', '=', 'dropped'),
      )
      .execute();
}

/**
 * Makes a next version of the item that a notice was read from, with the same bytes, so that it is
 * settled once more with what was learnt since. The same revision twice is one version. False where
 * there is no such item, or its newest version is not settled yet and takes in what was learnt
 * anyway.
 */
export async function reviseItem(
  trx: Trx,
  notice: NoticeId,
  revision: Omit<Revision, 'notice'>,
  at: Instant,
): Promise<boolean> {
  const { rows } = await sql<Selectable<Tables['items']>>`select i.* from items as named
    join items as i on i.source = named.source and i.key = named.key
    where named.id = ${notice} order by i.version desc limit 1`.execute(trx);
  const newest = rows[0];
  if (newest === undefined || newest.settled_at === null || newest.quarantined_because !== null)
    return false;
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
  if (!(await addVersion(trx, item, newest.blob))) return false;
  const files = await trx
    .selectFrom('item_files')
    .selectAll()
    .where('item_id', '=', before.id)
    .execute();
  await add(
    trx,
    'item_files',
    files.map((file) => ({ ...file, item_id: item.id })),
  );
  return true;
}
