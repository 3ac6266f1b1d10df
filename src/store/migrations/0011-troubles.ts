import { type Kysely, SqliteAdapter, sql } from 'kysely';
import { present } from './dialect.ts';

/** What is wrong with the watch and who was told of it. A word about the watch is an alert without a notice. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('troubles')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('from_at', 'bigint', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    // When it was noted, while it lasts or somebody is not told yet; null = settled.
    .addColumn('pending_since', 'bigint')
    .addColumn('body', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('troubles_from').on('troubles').column('from_at').execute();
  await db.schema
    .createIndex('troubles_pending')
    .on('troubles')
    .column('pending_since')
    .where(present('pending_since'))
    .execute();
  await db.schema.createIndex('items_seen').on('items').columns(['source', 'fetched_at']).execute();
  if (db.getExecutor().adapter instanceof SqliteAdapter) await alertsAnew(db);
  else await sql`alter table alerts alter column notice_id drop not null`.execute(db);
}

/** SQLite cannot take a constraint off a column: the table is made anew, and what refers to it is checked at the commit. */
async function alertsAnew(db: Kysely<unknown>): Promise<void> {
  await sql`pragma defer_foreign_keys = on`.execute(db);
  await sql`create table alerts_kept as select id, notice_id, created_at, body from alerts`.execute(db);
  await db.schema.dropTable('alerts').execute();
  await db.schema
    .createTable('alerts')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('notice_id', 'text', (c) => c.references('notices.id'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .execute();
  await sql`insert into alerts (id, notice_id, created_at, body) select id, notice_id, created_at, body from alerts_kept`.execute(
    db,
  );
  await db.schema.dropTable('alerts_kept').execute();
  await db.schema.createIndex('alerts_of_notice').on('alerts').column('notice_id').execute();
}
