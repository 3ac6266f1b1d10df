import { sql } from 'kysely';
import type { Instant } from '../domain/time.ts';
import { change } from './rows.ts';
import type { Db, Engine } from './schema.ts';

const BLOBS_AT_ONCE = 200;
/** 8 MB: a part that other writers do not notice. */
const PAGES_AT_ONCE = 2_000;

/** `auto_vacuum = incremental`, as SQLite gives it back. */
const INCREMENTAL = 2;

/** What was let go. */
export interface DroppedRows {
  readonly files: number;
  /** Their size on the disk, packed, in bytes. */
  readonly bytes: number;
}

export interface Retention {
  /**
   * Lets raw bytes go that only settled items fetched before `before` refer to; what was read of them stays for ever. A
   * few at a time, so that no other writer waits long.
   */
  dropBytes(before: Instant): Promise<DroppedRows>;
  /** Gives the room of deleted rows back to the disk; PostgreSQL's autovacuum does so by itself. */
  compact(): Promise<void>;
}

/** Raw bytes are kept for some days, facts for ever. */
export function createRetention({ db, skipsLocked: shared }: Engine): Retention {
  const old = (before: Instant, after: string) => sql<{ hash: string; packed: number }>`
    select b.hash as hash, length(b.bytes) as packed from blobs b
    where b.encoding <> 'dropped' and b.hash > ${after}
      and not exists (select 1 from items i where i.blob = b.hash and (i.settled_at is null or i.fetched_at >= ${before}))
      and not exists (select 1 from item_files f join items i on i.id = f.item_id
        where f.blob = b.hash and (i.settled_at is null or i.fetched_at >= ${before}))
      and (exists (select 1 from items i where i.blob = b.hash) or exists (select 1 from item_files f where f.blob = b.hash))
    order by b.hash limit ${BLOBS_AT_ONCE}`;
  return {
    async dropBytes(before) {
      let files = 0;
      let bytes = 0;
      // Each part begins behind the one before: what stays is looked at once.
      let last = '';
      for (;;) {
        const dropped = await db.transaction().execute(async (trx) => {
          const { rows } = await old(before, last).execute(trx);
          const hash = rows.map((row) => row.hash);
          if (hash.length > 0)
            await change(trx, 'blobs', { hash }, { encoding: 'dropped', bytes: new Uint8Array() });
          return rows;
        });
        files += dropped.length;
        bytes += dropped.reduce((sum, row) => sum + Number(row.packed), 0);
        if (dropped.length < BLOBS_AT_ONCE) return { files, bytes };
        last = dropped.at(-1)!.hash;
      }
    },

    async compact() {
      if (shared) return;
      // A part at a time, as long as there is less each time.
      let left = Number.POSITIVE_INFINITY;
      for (let free = await freePages(db); free > 0 && free < left; free = await freePages(db)) {
        left = free;
        await sql`pragma incremental_vacuum(${sql.lit(PAGES_AT_ONCE)})`.execute(db);
      }
      await sql`pragma optimize`.execute(db);
      await sql`pragma wal_checkpoint(truncate)`.execute(db);
    },
  };
}

/** Pages of deleted rows in the file; none where it was made without giving them back (`auto_vacuum`). */
async function freePages(db: Db): Promise<number> {
  const { rows: kinds } = await sql<{ auto_vacuum: number }>`pragma auto_vacuum`.execute(db);
  if (kinds[0]?.auto_vacuum !== INCREMENTAL) return 0;
  const { rows } = await sql<{ freelist_count: number }>`pragma freelist_count`.execute(db);
  return rows[0]?.freelist_count ?? 0;
}
