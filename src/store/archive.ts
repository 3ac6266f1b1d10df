import { sql } from 'kysely';
import type { Alert, Signal } from '../domain/alert.ts';
import type { Item } from '../domain/item.ts';
import type { Score, Step } from '../domain/score.ts';
import type { Instant } from '../domain/time.ts';
import { withSignals } from './notices.ts';
import { chunks, count, find, fromBody, having, SET } from './rows.ts';
import type { Db, Engine } from './schema.ts';

/** Both ends count; null = open. */
export interface ArchiveSpan {
  readonly from: Instant | null;
  readonly to: Instant | null;
}

export interface SettledItem {
  readonly item: Item;
  /** When the pipeline settled it: the `now` of everything that came of it. */
  readonly settledAt: Instant;
}

const PAGE = 250;

/** What orders the rows of a kind: an instant, and what tells two of one instant apart. */
const ORDERS = {
  scores: ['at', 'company'],
  signals: ['detected_at', 'id'],
  alerts: ['created_at', 'id'],
  steps: ['at', 'id'],
} as const;

/** Reads everything of a kind, oldest first, a page at a time: for replays and exports. */
export type Archive = ReturnType<typeof createArchive>;

export function createArchive({ db }: Engine) {
  const pageOf = <T>(table: keyof typeof ORDERS, { from, to }: ArchiveSpan, offset: number) => {
    const [at, tie] = ORDERS[table];
    return find<T>(db, table, { [at]: { from, to } }, { order: `${at}, ${tie}`, limit: PAGE, offset });
  };
  const all = <T>(table: keyof typeof ORDERS, span: ArchiveSpan) =>
    pages((offset) => pageOf<T>(table, span, offset));
  return {
    /** How many items were settled by an instant. */
    countItems: (to: Instant | null) => count(db, 'items', { settled_at: to === null ? SET : { to } }),
    /** Settled items and those set aside, in the order in which the pipeline took them. */
    items: (span: ArchiveSpan) => items(db, span),
    scores: (span: ArchiveSpan) => all<Score>('scores', span),
    /** Signals by detection. */
    signals: (span: ArchiveSpan) => all<Signal>('signals', span),
    /** Alerts with the signals that they told, by their making. */
    alerts: (span: ArchiveSpan) =>
      pages(async (offset) => withSignals(db, await pageOf<Alert>('alerts', span, offset))),
    /** Steps by the moment from which they count. */
    steps: (span: ArchiveSpan) => all<Step>('steps', span),
  };
}

async function* pages<T>(page: (offset: number) => Promise<T[]>): AsyncIterable<T> {
  for (let offset = 0; ; offset += PAGE) {
    const rows = await page(offset);
    yield* rows;
    if (rows.length < PAGE) return;
  }
}

/** The order is settled first, by numbers alone: bodies are read a page at a time. */
async function* items(db: Db, { from, to }: ArchiveSpan): AsyncIterable<SettledItem> {
  const order = await db
    .selectFrom('items')
    .select(['seq', 'settled_at'])
    .where('settled_at', 'is not', null)
    .where(having({ settled_at: { from, to } }))
    .orderBy(sql.raw('settled_at, fetched_at, seq'))
    .execute();
  for (const some of chunks(order)) {
    const seqs = some.map((row) => row.seq);
    const rows = await db.selectFrom('items').select(['seq', 'body']).where('seq', 'in', seqs).execute();
    const bodies = new Map(rows.map((row) => [row.seq, row]));
    for (const { seq, settled_at: at } of some)
      yield { item: fromBody<Item>(bodies.get(seq)!), settledAt: at as Instant };
  }
}
