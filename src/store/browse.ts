import { expressionBuilder } from 'kysely';
import type { Suppressed } from '../domain/alert.ts';
import type { Browse, Figures, PageOf } from '../domain/browse.ts';
import type { ItemId, NoticeId } from '../domain/ids.ts';
import type { Item } from '../domain/item.ts';
import type { Notice } from '../domain/notice.ts';
import type { Instant } from '../domain/time.ts';
import { deliveriesOf, reviewsOf } from './browse-past.ts';
import { fromBody } from './rows.ts';
import type { Db, Engine, Tables } from './schema.ts';

/** Lists for pages and files: newest first, a page at a time. */
export function createBrowse({ db }: Engine): Browse {
  return {
    item: (id) => itemOf(db, id),

    async versions(id) {
      const item = await db
        .selectFrom('items')
        .select(['source', 'key'])
        .where('id', '=', id)
        .executeTakeFirst();
      if (item === undefined) return [];
      const rows = await db
        .selectFrom('items as i')
        .leftJoin('notices as n', 'n.item_id', 'i.id')
        .select(['i.body', 'n.id as notice'])
        .where('i.source', '=', item.source)
        .where('i.key', '=', item.key)
        .orderBy('i.version')
        .execute();
      return rows.map((row) => ({ item: fromBody<Item>(row), notice: row.notice as NoticeId | null }));
    },

    async notices({ company, regulator, actionsOnly, until, limit, offset }) {
      let query = db.selectFrom('notices as n').select('n.body');
      if (company !== undefined)
        query = query.where(await noticesOf(db, 'notice_companies', 'company', company));
      if (regulator !== undefined)
        query = query.where(await noticesOf(db, 'notice_regulators', 'regulator', regulator));
      if (actionsOnly === true) query = query.where('n.verdict', '=', 'action');
      if (until !== undefined)
        query = query
          .where('n.detected_at', '<=', until)
          // What is dated later was hardly known by then: the index begins where it matters.
          .where('n.dated_at', '<=', (until + POSTDATED_MS) as Instant);
      const rows = await query
        .orderBy('n.dated_at', 'desc')
        .orderBy('n.id')
        .limit(limit)
        .offset(offset)
        .execute();
      return rows.map(fromBody<Notice>);
    },

    async acts(regulator, { after, limit }) {
      let query = db
        .selectFrom('notice_regulators as r')
        .innerJoin('notices as n', 'n.id', 'r.notice_id')
        .select(['n.id', 'n.dated_at', 'n.detected_at'])
        .where('r.regulator', '=', regulator)
        .where('n.verdict', '=', 'action');
      if (after !== null) query = query.where('r.notice_id', '>', after);
      const rows = await query.orderBy('r.notice_id').limit(limit).execute();
      return rows.map((row) => ({
        notice: row.id as NoticeId,
        datedAt: row.dated_at as Instant,
        detectedAt: row.detected_at as Instant,
      }));
    },

    deliveries: (query) => deliveriesOf(db, query),
    reviews: (query) => reviewsOf(db, query),
    suppressed: (query) => suppressedOf(db, query),
    figures: () => figuresOf(db),
  };
}

/** A notice that is dated ahead by more than this is found in today's lists alone. */
const POSTDATED_MS = 30 * 86_400_000;
/** Notices of one subject up to which they are looked up by id; of more, one is met soon on the way back from the newest. */
const FEW = 1_000;

/** The condition that a notice is about a company or of a body, in the form that is quick for how many it has. */
async function noticesOf(
  db: Db,
  table: 'notice_companies' | 'notice_regulators',
  column: 'company' | 'regulator',
  value: string,
) {
  const subject = db
    .selectFrom(table)
    .select('notice_id')
    .where(column as 'company', '=', value);
  const ids = (await subject.limit(FEW + 1).execute()).map((row) => row.notice_id);
  const eb = expressionBuilder<Tables & { n: Tables['notices'] }, 'n'>();
  if (ids.length <= FEW) return ids.length === 0 ? eb.lit(false) : eb('n.id', 'in', ids);
  return eb.exists(subject.whereRef('notice_id', '=', 'n.id' as never));
}

async function itemOf(db: Db, id: ItemId): Promise<Item | null> {
  const row = await db.selectFrom('items').select('body').where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : fromBody<Item>(row);
}

async function suppressedOf(
  db: Db,
  { until, limit, offset }: { readonly until?: Instant } & PageOf,
): Promise<(Suppressed & { notice: NoticeId })[]> {
  let query = db.selectFrom('held').select(['body', 'notice_id']);
  if (until !== undefined) query = query.where('at', '<=', until);
  const rows = await query
    .orderBy('at', 'desc')
    .orderBy('signal_id')
    .orderBy('stage')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map((row) => ({ ...fromBody<Suppressed>(row), notice: row.notice_id as NoticeId }));
}

async function figuresOf(db: Db): Promise<Figures> {
  const count = { count: 0, oldest: null as number | null };
  const items = await db
    .selectFrom('items')
    .select((of) => [of.fn.countAll().as('count'), of.fn.min('waiting_since').as('oldest')])
    .where('waiting_since', 'is not', null)
    .executeTakeFirst();
  const deliveries = await db
    .selectFrom('deliveries')
    .select((of) => [of.fn.countAll().as('count'), of.fn.min('due_at').as('oldest')])
    .where('ready_at', 'is not', null)
    .executeTakeFirst();
  const reviews = await db
    .selectFrom('reviews')
    .select((of) => of.fn.countAll().as('count'))
    .where('decided_at', 'is', null)
    .executeTakeFirst();
  const instant = (at: unknown) => (at == null ? null : (Number(at) as Instant));
  return {
    itemsWaiting: Number((items ?? count).count),
    oldestItem: instant(items?.oldest),
    deliveriesWaiting: Number((deliveries ?? count).count),
    oldestDelivery: instant(deliveries?.oldest),
    reviewsOpen: Number((reviews ?? count).count),
  };
}
