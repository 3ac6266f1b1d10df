import type { Kysely } from 'kysely';
import { present } from './dialect.ts';

/** What pages say that authorities did, told or unconfirmed, to find a second report of the same. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('claims')
    .addColumn('page', 'text', (c) => c.notNull())
    .addColumn('step', 'text', (c) => c.notNull())
    .addColumn('notice_id', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('company', 'text', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('day_at', 'bigint', (c) => c.notNull())
    .addColumn('detected_at', 'bigint', (c) => c.notNull())
    .addColumn('waiting_since', 'bigint')
    .addColumn('review_id', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('claims_pk', ['page', 'step'])
    .execute();
  await db.schema.createIndex('claims_company').on('claims').columns(['company', 'type', 'day_at']).execute();
  await db.schema.createIndex('claims_newest').on('claims').columns(['state', 'day_at']).execute();
  await db.schema.createIndex('claims_review').on('claims').column('review_id').execute();
  await db.schema
    .createIndex('claims_waiting')
    .on('claims')
    .column('waiting_since')
    .where(present('waiting_since'))
    .execute();
}
