import type { Kysely } from 'kysely';
import { present } from './dialect.ts';

/** What items are called in their source, pages to look at again, and stretches in which a source was not seen. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('item_names')
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('mark', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('item_names_key', ['source', 'name'])
    .execute();
  await db.schema
    .createTable('page_checks')
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('page_checks_key', ['source', 'key'])
    .execute();
  await db.schema.createIndex('page_checks_due').on('page_checks').column('due_at').execute();
  await db.schema
    .createTable('gaps')
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('from_at', 'bigint', (c) => c.notNull())
    .addColumn('to_at', 'bigint')
    .addColumn('because', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('gaps_key', ['source', 'from_at'])
    .execute();
  await db.schema.createIndex('gaps_ended').on('gaps').column('to_at').where(present('to_at')).execute();
}
