import type { Waiting } from '../domain/channel.ts';
import { addressColumns, chunks } from './rows.ts';
import type { Db } from './schema.ts';

/** Puts signals on the waiting lists of addresses; one that waits there stays. */
export async function saveWaiting(db: Db, waiting: readonly Waiting[]): Promise<void> {
  for (const rows of chunks(waiting))
    await db
      .insertInto('waiting')
      .values(
        rows.map((one) => ({
          ...addressColumns(one.address),
          signal_id: one.signal,
          since: one.since,
          because: one.because,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}
