import { sql } from 'kysely';
import { INDEXES } from '../../../src/base/store/indexes.ts';
import { migrate } from '../../../src/base/store/migrate.ts';
import type { Db } from '../../../src/base/store/schema.ts';
import { UPGRADES } from '../../../src/base/store/upgrades.ts';

const LATER_TABLES = [
  'standings',
  'workspaces',
  'addresses',
  'members',
  'sign_in_links',
  'sessions',
  'watchlists',
  'alert_marks',
  'journal',
];

/** Tables that came after 0031. */
const LATER_THAN_NAMES = ['act_changes', 'counters'];

/** Tables and indexes by the names of now, and by those that 0031 finds. */
const RENAMED_TABLES = {
  regulatory_events: 'steps',
  suppressed: 'held',
  incidents: 'troubles',
  rate_slots: 'turns',
  reported_actions: 'claims',
};
const RENAMED_INDEXES = {
  blobs_stored: 'blobs_held',
  events_of_company: 'steps_of_company',
  events_at: 'steps_at',
  suppressed_of_notice: 'held_of_notice',
  suppressed_at: 'held_at',
  incidents_from: 'troubles_from',
  incidents_pending: 'troubles_pending',
  reported_company: 'claims_company',
  reported_newest: 'claims_newest',
  reported_review: 'claims_review',
  reported_waiting: 'claims_waiting',
};

/** Undoes the new names of 0031, and what came after it. */
export async function withOldNames(db: Db): Promise<void> {
  const spelt = (on: string) =>
    on.replace(/^\w+/, (table) => RENAMED_TABLES[table as never] ?? table);
  await sql`drop index items_unread`.execute(db);
  for (const column of ['debt_cause', 'debt_attempts', 'debt_mark', 'retry_at'])
    await sql`alter table items drop column ${sql.ref(column)}`.execute(db);
  await sql`drop index events_of_notice`.execute(db);
  await sql`drop index watchlists_noted`.execute(db);
  await sql`alter table watchlists drop column noted`.execute(db);
  for (const table of LATER_THAN_NAMES) await sql`drop table ${sql.table(table)}`.execute(db);
  for (const index of Object.keys(RENAMED_INDEXES))
    await sql`drop index ${sql.ref(index)}`.execute(db);
  for (const [now, before] of Object.entries(RENAMED_TABLES))
    await sql`alter table ${sql.table(now)} rename to ${sql.table(before)}`.execute(db);
  await sql`alter table items rename column quarantined_because to set_aside_because`.execute(db);
  for (const [now, before] of Object.entries(RENAMED_INDEXES))
    await sql.raw(`create index ${before} on ${spelt(INDEXES[now]!)}`).execute(db);
  await sql`delete from kysely_migration where name >= '0031-field-names'`.execute(db);
}

/**
 * Makes an empty database one of the oldest version that can be upgraded: the tables of now, and
 * every upgrade undone.
 */
export async function makeOldest(db: Db): Promise<void> {
  await migrate(db, 'an older database');
  await withOldNames(db);
  await sql`drop table act_keys`.execute(db);
  await sql`alter table deliveries drop column repeated_at`.execute(db);
  await sql`drop index subscriptions_owner`.execute(db);
  await sql`alter table subscriptions drop column owner`.execute(db);
  for (const table of LATER_TABLES) await sql`drop table ${sql.table(table)}`.execute(db);
  for (const index of ['alerts_created', 'alerts_about'])
    await sql`drop index ${sql.ref(index)}`.execute(db);
  for (const column of ['about', 'edits'])
    await sql`alter table alerts drop column ${sql.ref(column)}`.execute(db);
  for (const name of Object.keys(UPGRADES))
    await sql`delete from kysely_migration where name = ${name}`.execute(db);
}

/** Every column of every table, by its place. */
export async function columnsOf(db: Db) {
  const tables = await db.introspection.getTables();
  return new Map(
    tables.flatMap(({ name: table, columns }) =>
      columns.map((column) => [`${table}.${column.name}`, { table, ...column }]),
    ),
  );
}
