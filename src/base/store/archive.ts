import { sql } from 'kysely';
import type { Alert, Signal } from '../../domain/alert.ts';
import type { Item } from '../../domain/item.ts';
import type { RegulatoryEvent, Score } from '../../domain/score.ts';
import type { Instant } from '../../domain/time.ts';
import { withSignals } from './notices.ts';
import { type Bodied, change, chunks, count, find, fromBody, SET, select } from './rows.ts';
import type { Db, Engine } from './schema.ts';

/** Both ends count; null = open. */
export interface ArchiveSpan {
  readonly from: Instant | null;
  readonly to: Instant | null;
}

const PAGE = 250;

/** What orders the rows of a kind: an instant, and what tells two of one instant apart. */
const ORDERS = {
  scores: ['at', 'company'],
  signals: ['detected_at', 'id'],
  alerts: ['created_at', 'id'],
  regulatory_events: ['at', 'id'],
} as const;

/** Reads everything of a kind, oldest first, a page at a time: for replays and exports. */
export function createArchive({ db }: Engine) {
  async function* pages<T>(
    table: keyof typeof ORDERS,
    { from, to }: ArchiveSpan,
  ): AsyncIterable<T[]> {
    const [at, tie] = ORDERS[table];
    const order = `${at}, ${tie}`;
    for (let offset = 0; ; offset += PAGE) {
      const rows = await find<T>(db, table, { [at]: { from, to } }, { order, limit: PAGE, offset });
      yield rows;
      if (rows.length < PAGE) return;
    }
  }
  async function* all<T>(table: keyof typeof ORDERS, span: ArchiveSpan): AsyncIterable<T> {
    for await (const rows of pages<T>(table, span)) yield* rows;
  }
  return {
    /** How many items were settled by an instant. */
    countItems: (to: Instant | null) =>
      count(db, 'items', { settled_at: to === null ? SET : { to } }),
    /**
     * Settled items and those set aside, in the order in which the pipeline took them, each with
     * the `now` of all that came of it.
     */
    items: (span: ArchiveSpan) => items(db, span),
    scores: (span: ArchiveSpan) => all<Score>('scores', span),
    /** By detection. */
    signals: (span: ArchiveSpan) => all<Signal>('signals', span),
    /** By their making, with the signals that they reported. */
    async *alerts(span: ArchiveSpan) {
      for await (const rows of pages<Alert>('alerts', span)) yield* await withSignals(db, rows);
    },
    /** By the moment from which they count. */
    events: (span: ArchiveSpan) => all<RegulatoryEvent>('regulatory_events', span),
  };
}

/** The order is settled first, by numbers alone: bodies are read a page at a time. */
async function* items(db: Db, { from, to }: ArchiveSpan) {
  const settled = { settled_at: { from: from ?? 0, to } };
  const columns = 'seq, settled_at as "settledAt" from items';
  const order = await select<{ seq: number; settledAt: Instant }>(db, columns, settled, {
    order: 'settled_at, fetched_at, seq',
  });
  for (const some of chunks(order)) {
    const seq = some.map((row) => row.seq);
    const rows = await select<Bodied & { seq: number }>(db, 'seq, body from items', { seq });
    const bodies = new Map(rows.map((row) => [row.seq, row]));
    for (const { seq, settledAt } of some)
      yield { item: fromBody<Item>(bodies.get(seq)!), settledAt };
  }
}

const BLOBS_AT_ONCE = 200;
/** 8 MB: a part that other writers do not notice. */
const PAGES_AT_ONCE = 2_000;

/** `auto_vacuum = incremental`, as SQLite gives it back. */
const INCREMENTAL = 2;

/** Raw bytes are kept for some days, facts for ever. */
export function createRetention({ db, transaction, skipsLocked: shared }: Engine) {
  const old = (before: Instant, after: string) => sql<{ hash: string; packed: number }>`
    select b.hash as hash, length(b.bytes) as packed from blobs b
    where b.encoding <> 'dropped' and b.hash > ${after}
      and not exists (select 1 from items i where i.blob = b.hash
          and (i.settled_at is null or i.fetched_at >= ${before}))
      and not exists (select 1 from item_files f join items i on i.id = f.item_id
        where f.blob = b.hash and (i.settled_at is null or i.fetched_at >= ${before}))
      and (exists (select 1 from items i where i.blob = b.hash)
        or exists (select 1 from item_files f where f.blob = b.hash))
    order by b.hash limit ${BLOBS_AT_ONCE}`;
  return {
    /**
     * Deletes raw bytes that only settled items fetched before `before` refer to; what was read of
     * them stays for ever. A few at a time, so that no other writer waits long. Answers how many
     * files, and how many bytes they took on the disk.
     */
    async dropBytes(before: Instant) {
      let files = 0;
      let bytes = 0;
      // Each part begins behind the one before: what stays is looked at once.
      let last = '';
      for (;;) {
        const dropped = await transaction(async (trx) => {
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

    /**
     * Gives the room of deleted rows back to the disk; PostgreSQL's autovacuum does so by itself.
     */
    async compact(): Promise<void> {
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

/**
 * Pages of deleted rows in the file; none where it was made without giving them back
 * (`auto_vacuum`).
 */
async function freePages(db: Db): Promise<number> {
  const { rows } = await sql<{ free: number }>`select freelist_count as free
    from pragma_freelist_count, pragma_auto_vacuum where auto_vacuum = ${INCREMENTAL}`.execute(db);
  return rows[0]?.free ?? 0;
}
