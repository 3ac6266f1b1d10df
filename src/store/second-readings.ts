import { sql } from 'kysely';
import type { Notice } from '../domain/notice.ts';
import type { Review, Store } from '../domain/ports.ts';
import type { SecondReading } from '../domain/second-reading.ts';
import type { Instant } from '../domain/time.ts';
import { reviewIdOf } from './claims.ts';
import { reviseItem } from './revise-item.ts';
import { columnText, fromBody } from './rows.ts';
import type { Engine, Trx } from './schema.ts';

type ReadingMethods = Pick<
  Store,
  | 'claimReadings'
  | 'readingByKey'
  | 'reading'
  | 'saveReading'
  | 'settleReading'
  | 'reserveCall'
  | 'correctCost'
  | 'readerDay'
>;

/** Notes in the outcome's transaction that a second reader is to be asked; a question that is there stays. */
export async function saveQuestion(trx: Trx, notice: Notice, at: Instant): Promise<void> {
  const reading: SecondReading = {
    ...{ item: notice.item, notice: notice.id, state: 'waiting', attempts: 0, key: null, model: null },
    ...{ failure: null, raw: null, verified: null, tokens: null, cost: 0, at },
  };
  await trx
    .insertInto('second_readings')
    .values({ item_id: reading.item, notice_id: reading.notice, ...columnsOf(reading), due_at: at })
    .onConflict((conflict) => conflict.column('item_id').doNothing())
    .execute();
}

const columnsOf = (reading: SecondReading) => ({
  state: reading.state,
  key: reading.key,
  body: columnText(JSON.stringify(reading)),
});

/** Questions to a second reader. A claim that ran out is taken again: what was asked and not stored is asked once more. */
export function createSecondReadings({ db, skipsLocked }: Engine): ReadingMethods {
  return {
    async claimReadings({ now, leaseMs, limit }) {
      return db.transaction().execute(async (trx) => {
        const due = trx
          .selectFrom('second_readings')
          .select(['item_id', 'body'])
          .where('due_at', '<=', now)
          .orderBy('due_at')
          .orderBy('item_id')
          .limit(limit);
        const rows = await (skipsLocked ? due.forUpdate().skipLocked() : due).execute();
        for (const row of rows)
          await trx
            .updateTable('second_readings')
            .set({ due_at: now + leaseMs })
            .where('item_id', '=', row.item_id)
            .execute();
        return rows.map(fromBody<SecondReading>);
      });
    },

    async readingByKey(key) {
      const row = await db
        .selectFrom('second_readings')
        .select('body')
        .where('key', '=', key)
        .where('state', 'in', ['answered', 'settled'])
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : fromBody<SecondReading>(row);
    },

    async reading(item) {
      const row = await db
        .selectFrom('second_readings')
        .select('body')
        .where('item_id', '=', item)
        .executeTakeFirst();
      return row === undefined ? null : fromBody<SecondReading>(row);
    },

    async saveReading(reading, dueAt) {
      await db
        .updateTable('second_readings')
        .set({ ...columnsOf(reading), due_at: dueAt })
        .where('item_id', '=', reading.item)
        .execute();
    },

    async settleReading(reading, confirmed, proposals, at) {
      await db.transaction().execute(async (trx) => {
        const steps = confirmed.map(({ claim, by }) => ({ step: claim.step, by }));
        if (steps.length > 0) {
          const revision = { kind: 'second-reader' as const, key: reading.item, confirmed: steps };
          const done = await reviseItem(trx, reading.notice, revision, at);
          if (done) for (const { claim } of confirmed) await closeReview(trx, reviewIdOf(claim), at);
        }
        for (const review of proposals)
          await trx
            .insertInto('reviews')
            .values({
              id: columnText(review.id),
              notice_id: review.notice,
              created_at: review.createdAt,
              decided_at: null,
              body: JSON.stringify(review),
            })
            .onConflict((conflict) =>
              conflict
                .column('id')
                .doUpdateSet({ body: JSON.stringify(review) })
                .where('reviews.decided_at', 'is', null),
            )
            .execute();
        await trx
          .updateTable('second_readings')
          .set({ ...columnsOf({ ...reading, state: 'settled' }), due_at: null })
          .where('item_id', '=', reading.item)
          .execute();
      });
    },

    async reserveCall({ day, cost, calls, most }) {
      await db
        .insertInto('reader_days')
        .values({ day, calls: 0, cost: 0 })
        .onConflict((conflict) => conflict.column('day').doNothing())
        .execute();
      let query = db
        .updateTable('reader_days')
        .set({ calls: sql<number>`calls + 1`, cost: sql<number>`cost + ${cost}` })
        .where('day', '=', day)
        .where('calls', '<', calls);
      if (most !== null) query = query.where('cost', '<=', most - cost);
      return (await query.returning('day').executeTakeFirst()) !== undefined;
    },

    async correctCost(day, difference) {
      await db
        .updateTable('reader_days')
        .set({ cost: sql<number>`cost + ${difference}` })
        .where('day', '=', day)
        .execute();
    },

    async readerDay(day) {
      const row = await db.selectFrom('reader_days').selectAll().where('day', '=', day).executeTakeFirst();
      const failed = await db
        .selectFrom('second_readings')
        .select('body')
        .where('state', '=', 'failed')
        .limit(1_000)
        .execute();
      const failures: Record<string, number> = {};
      for (const { failure, at } of failed.map(fromBody<SecondReading>))
        if (failure !== null && new Date(at).toISOString().startsWith(day))
          failures[failure.kind] = (failures[failure.kind] ?? 0) + 1;
      return { calls: row?.calls ?? 0, cost: Number(row?.cost ?? 0), failures };
    },
  };
}

/** What a licensed reader confirmed is no question to a person any more. */
async function closeReview(trx: Trx, id: string, at: Instant): Promise<void> {
  const open = await trx
    .selectFrom('reviews')
    .select('body')
    .where('id', '=', columnText(id))
    .where('decided_at', 'is', null)
    .executeTakeFirst();
  if (open === undefined) return;
  const because = 'a second reader confirms it';
  const decision = { verdict: 'accepted', company: null, by: 'tocsin', because, at } as const;
  await trx
    .updateTable('reviews')
    .set({ decided_at: at, body: JSON.stringify({ ...fromBody<Review>(open), decision }) })
    .where('id', '=', columnText(id))
    .execute();
}
