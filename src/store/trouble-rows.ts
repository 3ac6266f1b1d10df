import { isSettled, type Trouble } from '../domain/trouble.ts';
import type { Db } from './schema.ts';

/** Somebody else wrote a trouble first. Thrown inside a transaction so that it is rolled back. */
export class Overtaken extends Error {}

/** A new trouble, left alone where it is known, or its next revision. */
export async function saveTrouble(trx: Db, trouble: Trouble): Promise<void> {
  const { id, source, from, revision } = trouble;
  const row = {
    revision,
    pending_since: isSettled(trouble) ? null : trouble.notedAt,
    body: JSON.stringify(trouble),
  };
  if (revision === 0) {
    await trx
      .insertInto('troubles')
      .values({ id, source, from_at: from, ...row })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
    return;
  }
  const done = await trx
    .updateTable('troubles')
    .set(row)
    .where('id', '=', id)
    .where('revision', '=', revision - 1)
    .returning('id')
    .executeTakeFirst();
  if (done === undefined) throw new Overtaken();
}
