import { sql } from 'kysely';
import type { SecondReading } from '../domain/claim.ts';
import type { Notice } from '../domain/notice.ts';
import type { Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import { reviseItem } from './items.ts';
import { saveNew } from './nouns.ts';
import { CONFIRMED, closeReview } from './reviews.ts';
import { add, type Bodied, change, columnText, find, findOne, fromBody, select } from './rows.ts';
import type { Db, Engine, Tables, Trx } from './schema.ts';

/** Notes in the outcome's transaction that a second reader is to be asked; a question that is there stays. */
export async function saveQuestion(trx: Trx, notice: Notice, at: Instant): Promise<void> {
  const reading: SecondReading = {
    ...{ item: notice.item, notice: notice.id, state: 'waiting', attempts: 0, key: null, model: null },
    ...{ failure: null, raw: null, verified: null, tokens: null, cost: 0, at },
  };
  const row = { item_id: reading.item, notice_id: reading.notice, ...columnsOf(reading), due_at: at };
  await add(trx, 'second_readings', [row]);
}

const columnsOf = (reading: SecondReading) => ({
  state: reading.state,
  key: reading.key,
  body: columnText(JSON.stringify(reading)),
});

async function save(db: Db, reading: SecondReading, due_at: number | null): Promise<void> {
  await change(db, 'second_readings', { item_id: reading.item }, { ...columnsOf(reading), due_at });
}

/** Questions to a second reader. A claim that ran out is taken again: what was asked and not stored is asked once more. */
export function createSecondReadings({ db, skipsLocked }: Engine) {
  return {
    claimReadings: ({ now, leaseMs, limit }) =>
      db.transaction().execute(async (trx) => {
        const { rows } = await sql<Bodied & { item_id: string }>`select item_id, body from second_readings
          where due_at <= ${now} order by due_at, item_id limit ${limit}
          ${skipsLocked ? sql`for update skip locked` : sql``}`.execute(trx);
        for (const { item_id } of rows)
          await change(trx, 'second_readings', { item_id }, { due_at: now + leaseMs });
        return rows.map(fromBody<SecondReading>);
      }),

    readingByKey: (key) =>
      findOne<SecondReading>(db, 'second_readings', { key, state: ['answered', 'settled'] }),

    reading: (item) => findOne<SecondReading>(db, 'second_readings', { item_id: item }),

    saveReading: (reading, dueAt) => save(db, reading, dueAt),

    async settleReading(reading, confirmed, proposals, at) {
      await db.transaction().execute(async (trx) => {
        const steps = confirmed.map(({ claim, by }) => ({ step: claim.step, by }));
        if (steps.length > 0) {
          const revision = { kind: 'second-reader' as const, key: reading.item, confirmed: steps };
          const done = await reviseItem(trx, reading.notice, revision, at);
          if (done) for (const { claim } of confirmed) await closeReview(trx, claim, null, CONFIRMED, at);
        }
        for (const review of proposals) {
          const undecided = { id: columnText(review.id), decided_at: null };
          if ((await saveNew(trx, 'reviews', [review])) === 0)
            await change(trx, 'reviews', undecided, { body: JSON.stringify(review) });
        }
        await save(trx, { ...reading, state: 'settled' }, null);
      });
    },

    async reserveCall({ day, cost, calls, most }) {
      await add(db, 'reader_days', [{ day, calls: 0, cost: 0 }]);
      const room = { day, calls: { to: calls - 1 }, cost: { to: most === null ? null : most - cost } };
      const reserved = { calls: sql<number>`calls + 1`, cost: sql<number>`cost + ${cost}` };
      return (await change(db, 'reader_days', room, reserved)) > 0;
    },

    async correctCost(day, difference) {
      await change(db, 'reader_days', { day }, { cost: sql<number>`cost + ${difference}` });
    },

    async readerDay(day) {
      const [row] = await select<Tables['reader_days']>(db, '* from reader_days', { day });
      const failed = await find<SecondReading>(db, 'second_readings', { state: 'failed' }, { limit: 1_000 });
      const failures: Record<string, number> = {};
      for (const { failure, at } of failed)
        if (failure !== null && new Date(at).toISOString().startsWith(day))
          failures[failure.kind] = (failures[failure.kind] ?? 0) + 1;
      return { calls: row?.calls ?? 0, cost: row?.cost ?? 0, failures };
    },
  } satisfies Partial<Store>;
}
