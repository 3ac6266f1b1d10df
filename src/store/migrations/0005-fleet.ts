import type { Kysely } from 'kysely';

/** What the processes of one fleet agree on: who does what until when, which occasion of a job was begun, whose turn it is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('leases')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('holder', 'text', (c) => c.notNull())
    .addColumn('until_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('leases_holder').on('leases').column('holder').execute();
  await db.schema
    .createTable('runs')
    .addColumn('job', 'text', (c) => c.primaryKey())
    .addColumn('occasion', 'bigint', (c) => c.notNull())
    .addColumn('holder', 'text', (c) => c.notNull())
    .addColumn('until_at', 'bigint', (c) => c.notNull())
    .addColumn('done_at', 'bigint')
    .execute();
  await db.schema
    .createTable('turns')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('next_at', 'double precision', (c) => c.notNull())
    .execute();
}
