import { type Kysely, sql } from 'kysely';

/** What finds the raw bytes that nobody needs any more: who refers to them, and which are still held. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('items_blob').on('items').column('blob').execute();
  await db.schema.createIndex('item_files_blob').on('item_files').column('blob').execute();
  await db.schema
    .createIndex('blobs_held')
    .on('blobs')
    .column('hash')
    .where(sql<boolean>`${sql.ref('encoding')} <> 'dropped'`)
    .execute();
}
