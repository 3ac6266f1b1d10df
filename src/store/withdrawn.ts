import type { Transaction } from 'kysely';
import type { Step } from '../domain/score.ts';
import type { Instant } from '../domain/time.ts';
import type { Tables } from './schema.ts';

/** Steps that were taken back stay as rows, with the moment: scores before it must not change. */
export async function withdrawSteps(
  trx: Transaction<Tables>,
  ids: readonly string[],
  at: Instant,
): Promise<void> {
  for (const id of ids) {
    const row = await trx.selectFrom('steps').select('body').where('id', '=', id).executeTakeFirst();
    if (row === undefined) continue;
    const step = JSON.parse(row.body) as Step;
    if (step.withdrawnAt) continue;
    await trx
      .updateTable('steps')
      .set({ body: JSON.stringify({ ...step, withdrawnAt: at }) })
      .where('id', '=', id)
      .execute();
  }
}
