import { type Selectable, sql } from 'kysely';
import type { Delivery } from '../domain/alert.ts';
import type { AlertId, NoticeId } from '../domain/ids.ts';
import type { Store } from '../domain/ports.ts';
import type { DeliveredNotice } from '../domain/store-lists.ts';
import type { Instant } from '../domain/time.ts';
import { addressColumns, count, having, SET, toReason } from './rows.ts';
import type { Db, Engine, Tables } from './schema.ts';

/** What was delivered or waits to be, as lists and counts. */
export function createDelivered({ db }: Engine) {
  return {
    async deliveries(query) {
      return (await deliveredNotices(db, query)).map(({ delivery }) => delivery);
    },

    deliveredNotices: (query) => deliveredNotices(db, query),

    async messageOf(alert, address) {
      const row = await db
        .selectFrom('deliveries')
        .select('message')
        .where(having({ alert_id: alert, ...addressColumns(address) }))
        .executeTakeFirst();
      return row?.message ?? null;
    },

    async addressed({ since, until }) {
      const rows = await db
        .selectFrom('deliveries')
        .select(['sink', 'recipient', 'alert_id'])
        .where(having({ created_at: { from: since + 1, to: until } }))
        .execute();
      return rows.map((row) => ({
        address: { sink: row.sink, to: row.recipient },
        alert: row.alert_id as AlertId,
      }));
    },

    async figures() {
      const open = async (table: 'items' | 'deliveries', column: string, oldest: string) => {
        const row = await db
          .selectFrom(table)
          .select([
            sql<number>`count(*)`.as('count'),
            sql<number | null>`min(${sql.ref(oldest)})`.as('oldest'),
          ])
          .where(having({ [column]: SET }))
          .executeTakeFirstOrThrow();
        const at = row.oldest === null ? null : (Number(row.oldest) as Instant);
        return [Number(row.count), at] as const;
      };
      const [itemsWaiting, oldestItem] = await open('items', 'waiting_since', 'waiting_since');
      const [deliveriesWaiting, oldestDelivery] = await open('deliveries', 'ready_at', 'due_at');
      const reviewsOpen = await count(db, 'reviews', { decided_at: null });
      return { itemsWaiting, oldestItem, deliveriesWaiting, oldestDelivery, reviewsOpen };
    },
  } satisfies Partial<Store>;
}

type DeliveredQuery = Parameters<Store['deliveredNotices']>[0];

/** Deliveries with their notices, newest first; with `until` as they stood then: what was not settled by then waited, whatever became of it. */
async function deliveredNotices(
  db: Db,
  { alert, address, state, until, limit, offset = 0 }: DeliveredQuery,
): Promise<DeliveredNotice[]> {
  // As of then, what was settled later was pending.
  const then = until !== undefined && state !== undefined;
  const wasPending = then && state === 'pending';
  const here = address && addressColumns(address);
  const rows = await db
    .selectFrom('deliveries as d')
    .innerJoin('alerts as a', 'a.id', 'd.alert_id')
    .selectAll('d')
    .select('a.notice_id as notice')
    .where(
      having({
        ...{ 'd.alert_id': alert, 'd.sink': here?.sink, 'd.recipient': here?.recipient },
        ...{ 'd.created_at': { to: until }, 'd.state': wasPending ? undefined : state },
        'd.settled_at': wasPending ? { openAt: until } : then ? { to: until } : undefined,
      }),
    )
    .orderBy(sql.raw('d.created_at desc, d.seq desc'))
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map((row) => ({
    delivery: until === undefined ? toDelivery(row) : asThen(toDelivery(row), until),
    notice: row.notice as NoticeId | null,
  }));
}

/** How many attempts had been made by then is not kept. */
function asThen(delivery: Delivery, until: Instant): Delivery {
  if (delivery.settledAt !== null && delivery.settledAt <= until) return delivery;
  return { ...delivery, state: 'pending', attempts: 0, message: null, lastError: null, settledAt: null };
}

export type DeliveryRow = Selectable<Tables['deliveries']>;

/** A delivery from its row. */
export function toDelivery(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    alert: row.alert_id,
    address: { sink: row.sink, to: row.recipient },
    subscriptions: JSON.parse(row.subscriptions),
    signals: JSON.parse(row.signals),
    level: row.level,
    state: row.state,
    nonce: row.nonce,
    attempts: row.attempts,
    dueAt: row.due_at,
    claimedUntil: row.claimed_until,
    claimedBy: row.claimed_by,
    doubtSince: row.doubt_since,
    message: row.message,
    lastError: row.last_error === null ? null : toReason(row.last_error),
    createdAt: row.created_at,
    settledAt: row.settled_at,
  } as Delivery;
}
