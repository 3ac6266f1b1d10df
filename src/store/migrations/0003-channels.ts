import type { Kysely } from 'kysely';
import { spellingOf } from './dialect.ts';

/** How channels want to be told, who changed what there, what people thought of alerts, and what waits for a digest. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('channels')
    .addColumn('sink', 'text', (c) => c.notNull())
    .addColumn('recipient', 'text', (c) => c.notNull())
    .addColumn('server', 'text')
    .addColumn('body', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('channels_key', ['sink', 'recipient'])
    .execute();
  await spellingOf(db)
    .seq(db.schema.createTable('changes'))
    .addColumn('sink', 'text', (c) => c.notNull())
    .addColumn('recipient', 'text', (c) => c.notNull())
    .addColumn('server', 'text')
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('changes_here').on('changes').columns(['sink', 'recipient', 'at']).execute();
  await db.schema
    .createTable('votes')
    .addColumn('alert_id', 'text', (c) => c.notNull())
    .addColumn('sink', 'text', (c) => c.notNull())
    .addColumn('recipient', 'text', (c) => c.notNull())
    .addColumn('voter', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('votes_key', ['alert_id', 'sink', 'recipient', 'voter'])
    .execute();
  await db.schema.createIndex('votes_at').on('votes').column('at').execute();
  await db.schema
    .createTable('waiting')
    .addColumn('sink', 'text', (c) => c.notNull())
    .addColumn('recipient', 'text', (c) => c.notNull())
    .addColumn('signal_id', 'text', (c) => c.notNull())
    .addColumn('since', 'bigint', (c) => c.notNull())
    .addColumn('because', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('waiting_key', ['sink', 'recipient', 'signal_id'])
    .execute();
}
