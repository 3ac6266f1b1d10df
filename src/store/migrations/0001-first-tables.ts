import type { Kysely } from 'kysely';
import { present, type Spelling, spellingOf } from './dialect.ts';

type AnyDb = Kysely<unknown>;

/** Everything the pipeline writes, from an item's bytes to a settled delivery. */
export async function up(db: AnyDb): Promise<void> {
  const spelling = spellingOf(db);
  await watchTables(db, spelling);
  await noticeTables(db);
  await signalTables(db);
  await subscriptionTables(db);
  await deliveryTables(db, spelling);
  await db.schema
    .createTable('memory')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute();
}

async function watchTables(db: AnyDb, spelling: Spelling): Promise<void> {
  await db.schema
    .createTable('source_states')
    .addColumn('source', 'text', (c) => c.primaryKey())
    .addColumn('next_poll_at', 'bigint', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('blobs')
    .addColumn('hash', 'text', (c) => c.primaryKey())
    .addColumn('encoding', 'text', (c) => c.notNull())
    .addColumn('size', 'bigint', (c) => c.notNull())
    .addColumn('bytes', spelling.bytes, (c) => c.notNull())
    .execute();
  await spelling
    .seq(db.schema.createTable('items'))
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('blob', 'text', (c) => c.notNull().references('blobs.hash'))
    .addColumn('fetched_at', 'bigint', (c) => c.notNull())
    .addColumn('waiting_since', 'bigint')
    .addColumn('settled_at', 'bigint')
    .addColumn('set_aside_because', 'text')
    .addColumn('body', 'text', (c) => c.notNull())
    .addUniqueConstraint('items_by_content', ['source', 'key', 'hash'])
    .addUniqueConstraint('items_by_version', ['source', 'key', 'version'])
    .execute();
  await db.schema
    .createIndex('items_waiting')
    .on('items')
    .columns(['waiting_since', 'seq'])
    .where(present('waiting_since'))
    .execute();
  await db.schema
    .createTable('item_files')
    .addColumn('item_id', 'text', (c) => c.notNull().references('items.id'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('blob', 'text', (c) => c.notNull().references('blobs.hash'))
    .addColumn('body', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('item_files_key', ['item_id', 'position'])
    .execute();
}

async function noticeTables(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('notices')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('item_id', 'text', (c) => c.notNull().references('items.id'))
    .addColumn('dated_at', 'bigint', (c) => c.notNull())
    .addColumn('detected_at', 'bigint', (c) => c.notNull())
    .addColumn('verdict', 'text', (c) => c.notNull())
    .addColumn('saved_at', 'bigint', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('mapping', 'text')
    .execute();
  await db.schema.createIndex('notices_dated').on('notices').columns(['dated_at', 'id']).execute();
  await db.schema.createIndex('notices_of_item').on('notices').column('item_id').execute();
  for (const subject of ['company', 'regulator'] as const) {
    const table = subject === 'company' ? 'notice_companies' : 'notice_regulators';
    await db.schema
      .createTable(table)
      .addColumn(subject, 'text', (c) => c.notNull())
      .addColumn('notice_id', 'text', (c) => c.notNull().references('notices.id'))
      .addPrimaryKeyConstraint(`${table}_key`, [subject, 'notice_id'])
      .execute();
  }
  await db.schema
    .createTable('steps')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('company', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('notice_id', 'text', (c) => c.references('notices.id'))
    .addColumn('body', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('steps_of_company').on('steps').columns(['company', 'at']).execute();
  await db.schema.createIndex('steps_at').on('steps').columns(['at', 'id']).execute();
  await db.schema
    .createTable('scores')
    .addColumn('company', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('score', 'double precision', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('scores_key', ['company', 'at'])
    .execute();
}

async function signalTables(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('signals')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('notice_id', 'text', (c) => c.notNull().references('notices.id'))
    .addColumn('company', 'text', (c) => c.notNull())
    .addColumn('detected_at', 'bigint', (c) => c.notNull())
    .addColumn('novelty_key', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('signals_of_notice').on('signals').column('notice_id').execute();
  await db.schema
    .createIndex('signals_of_company')
    .on('signals')
    .columns(['company', 'detected_at'])
    .execute();
  await db.schema.createIndex('signals_detected').on('signals').columns(['detected_at', 'id']).execute();
  await db.schema.createIndex('signals_novelty').on('signals').column('novelty_key').execute();
  await db.schema
    .createTable('held')
    .addColumn('notice_id', 'text', (c) => c.notNull().references('notices.id'))
    .addColumn('signal_id', 'text', (c) => c.notNull())
    .addColumn('sink', 'text', (c) => c.notNull())
    .addColumn('recipient', 'text', (c) => c.notNull())
    .addColumn('stage', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('held_key', ['signal_id', 'sink', 'recipient', 'stage'])
    .execute();
  await db.schema.createIndex('held_of_notice').on('held').columns(['notice_id', 'at']).execute();
  await db.schema.createIndex('held_at').on('held').column('at').execute();
  await db.schema
    .createTable('alerts')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('notice_id', 'text', (c) => c.notNull().references('notices.id'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('alerts_of_notice').on('alerts').column('notice_id').execute();
  await db.schema
    .createTable('alert_signals')
    .addColumn('alert_id', 'text', (c) => c.notNull().references('alerts.id'))
    .addColumn('signal_id', 'text', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('alert_signals_key', ['alert_id', 'signal_id'])
    .execute();
  await db.schema.createIndex('alert_signals_signal').on('alert_signals').column('signal_id').execute();
  await db.schema
    .createTable('reviews')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('notice_id', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('decided_at', 'bigint')
    .addColumn('body', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('reviews_open').on('reviews').columns(['decided_at', 'created_at']).execute();
}

async function subscriptionTables(db: AnyDb): Promise<void> {
  await db.schema
    .createTable('subscriptions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('sink', 'text', (c) => c.notNull())
    .addColumn('recipient', 'text', (c) => c.notNull())
    .addColumn('scope_kind', 'text', (c) => c.notNull())
    .addColumn('scope_id', 'text', (c) => c.notNull())
    .addColumn('server', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('disabled_at', 'bigint')
    .addColumn('body', 'text', (c) => c.notNull())
    .addUniqueConstraint('subscriptions_once', ['sink', 'recipient', 'scope_kind', 'scope_id'])
    .execute();
  await db.schema.createIndex('subscriptions_server').on('subscriptions').column('server').execute();
  await db.schema
    .createTable('silences')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('sink', 'text', (c) => c.notNull())
    .addColumn('recipient', 'text', (c) => c.notNull())
    .addColumn('until_at', 'bigint', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('silences_until').on('silences').column('until_at').execute();
}

async function deliveryTables(db: AnyDb, spelling: Spelling): Promise<void> {
  await spelling
    .seq(db.schema.createTable('deliveries'))
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('alert_id', 'text', (c) => c.notNull().references('alerts.id'))
    .addColumn('sink', 'text', (c) => c.notNull())
    .addColumn('recipient', 'text', (c) => c.notNull())
    .addColumn('subscriptions', 'text', (c) => c.notNull())
    .addColumn('signals', 'text', (c) => c.notNull())
    .addColumn('level', 'integer', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('nonce', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .addColumn('ready_at', 'bigint')
    .addColumn('claimed_at', 'bigint')
    .addColumn('claimed_until', 'bigint')
    .addColumn('claimed_by', 'text')
    .addColumn('doubt_since', 'bigint')
    .addColumn('message', 'text')
    .addColumn('last_error', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('settled_at', 'bigint')
    // One message per alert and address, whatever calls twice.
    .addUniqueConstraint('deliveries_once', ['alert_id', 'sink', 'recipient'])
    .execute();
  await db.schema
    .createIndex('deliveries_ready')
    .on('deliveries')
    .columns(['sink', 'level', 'ready_at', 'seq'])
    .where(present('ready_at'))
    .execute();
  await db.schema
    .createIndex('deliveries_open_at_address')
    .on('deliveries')
    .columns(['sink', 'recipient', 'level', 'seq'])
    .where(present('ready_at'))
    .execute();
  await db.schema
    .createIndex('deliveries_address')
    .on('deliveries')
    .columns(['sink', 'recipient', 'created_at'])
    .execute();
  await db.schema.createIndex('deliveries_state').on('deliveries').columns(['state', 'created_at']).execute();
  await db.schema.createIndex('deliveries_created').on('deliveries').columns(['created_at', 'seq']).execute();
}
