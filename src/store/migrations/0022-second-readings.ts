import type { Kysely } from 'kysely';
import { present } from './dialect.ts';

/** Questions to a second reader with their answers, and what was asked on a day. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('second_readings')
    .addColumn('item_id', 'text', (c) => c.primaryKey())
    .addColumn('notice_id', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('key', 'text')
    .addColumn('due_at', 'bigint')
    .addColumn('body', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('second_readings_due')
    .on('second_readings')
    .column('due_at')
    .where(present('due_at'))
    .execute();
  await db.schema.createIndex('second_readings_key').on('second_readings').column('key').execute();
  await db.schema
    .createTable('reader_days')
    .addColumn('day', 'text', (c) => c.primaryKey())
    .addColumn('calls', 'integer', (c) => c.notNull())
    .addColumn('cost', 'bigint', (c) => c.notNull())
    .execute();
}
