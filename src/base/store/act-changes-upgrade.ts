import { sql } from 'kysely';
import { isWithdrawn, type RegulatoryEvent } from '../../domain/score.ts';
import type { Instant } from '../../domain/time.ts';
import { logChanges } from './act-changes.ts';
import { type Bodied, fromBody } from './rows.ts';
import type { Db } from './schema.ts';

const ROWS_AT_ONCE = 500;

/**
 * Begins the log of acts with those that are stored, in the order in which they became known; one
 * that was withdrawn has a second line. How an act read before it was corrected is not stored.
 */
export async function toActChanges(db: Db): Promise<void> {
  await sql`create table counters (name text primary key, value bigint not null)`.execute(db);
  await sql`create table act_changes (position bigint primary key, company text not null,
    change text not null, at bigint not null, body text not null)`.execute(db);
  await sql`create index act_changes_company on act_changes (company, position)`.execute(db);
  let offset = 0;
  for (;;) {
    const { rows } = await sql<Bodied>`select body from regulatory_events
      order by at, id limit ${ROWS_AT_ONCE} offset ${offset}`.execute(db);
    const events = rows.map(fromBody<RegulatoryEvent>);
    await logChanges(db, new Map([['added', events]]), (event) => event.at);
    const withdrawn = events.filter(isWithdrawn);
    await logChanges(
      db,
      new Map([['withdrawn', withdrawn]]),
      (event) => event.withdrawnAt as Instant,
    );
    if (rows.length < ROWS_AT_ONCE) return;
    offset += ROWS_AT_ONCE;
  }
}
