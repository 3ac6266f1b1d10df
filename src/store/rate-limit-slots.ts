import { sql } from 'kysely';
import type { Instant } from '../domain/time.ts';
import type { Engine } from './schema.ts';

/** Turns at something that a whole fleet may use only so often: requests to Discord. */
export interface RateLimitSlots {
  /**
   * Books the next `count` turns, `everyMs` apart and behind all that anybody booked; answers in how many milliseconds the
   * first of them is due. One small statement for a batch, right for any number of processes and whatever their clocks say.
   */
  book(booking: { name: string; count: number; everyMs: number; now: Instant }): Promise<number>;
}

export function createRateLimitSlots({ db, now: nowBy }: Engine): RateLimitSlots {
  return {
    async book({ name, count, everyMs, now }) {
      const span = count * everyMs;
      const free = sql<number>`case when turns.next_at > ${nowBy(now)} then turns.next_at else ${nowBy(now)} end`;
      const { wait } = await db
        .insertInto('turns')
        .values({ name, next_at: sql<number>`${nowBy(now)} + cast(${span} as double precision)` })
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet({ next_at: sql<number>`${free} + cast(${span} as double precision)` }),
        )
        .returning(sql<number>`next_at - ${nowBy(now)}`.as('wait'))
        .executeTakeFirstOrThrow();
      return Math.max(0, wait - span);
    },
  };
}
