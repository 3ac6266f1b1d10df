import type { Kysely } from 'kysely';
import { spellingOf } from './dialect.ts';

/** Indexes for what was found by reading whole tables, and rows for what an outcome is too large to write at once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('subscriptions_scope')
    .on('subscriptions')
    .columns(['scope_kind', 'scope_id'])
    .execute();
  await db.schema
    .createIndex('source_states_due')
    .on('source_states')
    .columns(['next_poll_at', 'source'])
    .execute();
  await db.schema.createIndex('leases_until').on('leases').column('until_at').execute();
  // Before this instant no digest of the address can be due; 0 and below = nobody has looked yet.
  await db.schema
    .alterTable('waiting')
    .addColumn('look_at', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createIndex('waiting_look')
    .on('waiting')
    .columns(['look_at', 'sink', 'recipient'])
    .execute();
  await spellingOf(db)
    .seq(db.schema.createTable('parts'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .execute();
}
