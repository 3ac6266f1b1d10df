import type { Delivery } from '../domain/alert.ts';
import type { DeliveredNotice, PageOf } from '../domain/browse.ts';
import type { NoticeId } from '../domain/ids.ts';
import type { Review } from '../domain/review.ts';
import type { Instant } from '../domain/time.ts';
import { toDelivery } from './deliveries.ts';
import { fromBody } from './rows.ts';
import type { Db } from './schema.ts';

/** Deliveries, newest first; with `until` as they stood then: what was not settled by then waited, whatever became of it. */
export async function deliveriesOf(
  db: Db,
  { state, until, limit, offset }: { readonly state?: Delivery['state']; readonly until?: Instant } & PageOf,
): Promise<DeliveredNotice[]> {
  let query = db
    .selectFrom('deliveries as d')
    .innerJoin('alerts as a', 'a.id', 'd.alert_id')
    .selectAll('d')
    .select('a.notice_id as notice');
  if (until !== undefined) query = query.where('d.created_at', '<=', until);
  if (until === undefined && state !== undefined) query = query.where('d.state', '=', state);
  else if (until !== undefined && state === 'pending')
    query = query.where((either) =>
      either.or([either('d.settled_at', 'is', null), either('d.settled_at', '>', until)]),
    );
  else if (until !== undefined && state !== undefined)
    query = query.where('d.state', '=', state).where('d.settled_at', '<=', until);
  const rows = await query
    .orderBy('d.created_at', 'desc')
    .orderBy('d.seq', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map((row) => {
    const delivery = toDelivery(row);
    return {
      delivery: until === undefined ? delivery : asThen(delivery, until),
      notice: row.notice as NoticeId | null,
    };
  });
}

/** How many attempts had been made by then is not kept. */
function asThen(delivery: Delivery, until: Instant): Delivery {
  if (delivery.settledAt !== null && delivery.settledAt <= until) return delivery;
  return { ...delivery, state: 'pending', attempts: 0, message: null, lastError: null, settledAt: null };
}

/** Questions, oldest first, or decisions, newest first; with `until` as they stood then. */
export async function reviewsOf(
  db: Db,
  { open, until, limit, offset }: { readonly open: boolean; readonly until?: Instant } & PageOf,
): Promise<{ reviews: Review[]; count: number }> {
  let query = db.selectFrom('reviews');
  if (until !== undefined) query = query.where('created_at', '<=', until);
  if (!open)
    query = query.where('decided_at', 'is not', null).where('decided_at', '<=', until ?? (MOST as Instant));
  else if (until === undefined) query = query.where('decided_at', 'is', null);
  else
    query = query.where((either) =>
      either.or([either('decided_at', 'is', null), either('decided_at', '>', until)]),
    );
  const { count } = await query.select((of) => of.fn.countAll().as('count')).executeTakeFirstOrThrow();
  const rows = await query
    .select('body')
    .orderBy(open ? 'created_at' : 'decided_at', open ? 'asc' : 'desc')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute();
  const reviews = rows.map(fromBody<Review>);
  return {
    count: Number(count),
    // What was decided later was open then.
    reviews: open ? reviews.map((one) => ({ ...one, decision: null })) : reviews,
  };
}

const MOST = Number.MAX_SAFE_INTEGER;
