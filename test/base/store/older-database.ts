import { sql } from 'kysely';
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

/**
 * Makes an empty database one of the oldest version that can be upgraded: the tables of now, and
 * every upgrade undone.
 */
export async function makeOldest(db: Db): Promise<void> {
  await migrate(db, 'an older database');
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
