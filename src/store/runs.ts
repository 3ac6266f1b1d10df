import { sql } from 'kysely';
import type { Instant } from '../domain/time.ts';
import type { Engine } from './schema.ts';

/** Occasions of jobs (the digests of 08:00, the sweep of one day), each of which one process of the fleet takes. */
export interface Runs {
  /**
   * Takes an occasion; false where it was taken, a later one was, or the one before still runs. An occasion whose process
   * died is taken again after `leaseMs`.
   */
  begin(run: { job: string; occasion: Instant; by: string; leaseMs: number; now: Instant }): Promise<boolean>;
  /** Marks it done; false where another process has taken it over meanwhile. */
  end(run: { job: string; occasion: Instant; by: string; now: Instant }): Promise<boolean>;
}

export function createRuns({ db, now: nowBy }: Engine): Runs {
  return {
    async begin({ job, occasion, by, leaseMs, now }) {
      const until_at = sql<number>`${nowBy(now)} + ${leaseMs}`;
      const taken = await db
        .insertInto('runs')
        .values({ job, occasion, holder: by, until_at, done_at: null })
        .onConflict((conflict) =>
          conflict
            .column('job')
            .doUpdateSet((row) => ({
              occasion: row.ref('excluded.occasion'),
              holder: row.ref('excluded.holder'),
              until_at: row.ref('excluded.until_at'),
              done_at: null,
            }))
            .where((row) =>
              row.or([
                row.and([row('runs.done_at', 'is not', null), row('runs.occasion', '<', occasion)]),
                row.and([
                  row('runs.done_at', 'is', null),
                  row('runs.occasion', '<=', occasion),
                  row('runs.until_at', '<=', nowBy(now)),
                ]),
              ]),
            ),
        )
        .returning('job')
        .executeTakeFirst();
      return taken !== undefined;
    },

    async end({ job, occasion, by, now }) {
      const ended = await db
        .updateTable('runs')
        .set({ done_at: nowBy(now) })
        .where('job', '=', job)
        .where('occasion', '=', occasion)
        .where('holder', '=', by)
        .where('done_at', 'is', null)
        .returning('job')
        .executeTakeFirst();
      return ended !== undefined;
    },
  };
}
