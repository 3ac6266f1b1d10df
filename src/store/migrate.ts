import { Migrator, sql } from 'kysely';
import { MIGRATIONS } from './migrations/index.ts';
import { StoreProblem } from './problem.ts';
import type { Db } from './schema.ts';

const TABLE = 'kysely_migration';

/**
 * Brings a database up to this program's tables. One that a newer program has changed is left alone.
 * @param place how the database is named in a message: a path, or host and name without password
 */
export async function migrate(db: Db, place: string): Promise<void> {
  const known = new Set(MIGRATIONS.map((one) => one.name));
  const seen = await migrationsIn(db);
  const unknown = seen.filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new StoreProblem(
      'newer-version',
      `${place} was written by a newer Tocsin (it has ${unknown.join(', ')}, which this version does not know): update Tocsin, or use a backup from before.`,
    );
  // The command line opens the database of a running program all day: it takes no writer's place for nothing.
  if (seen.length === MIGRATIONS.length) return;
  const migrator = new Migrator({
    db,
    provider: {
      getMigrations: async () => Object.fromEntries(MIGRATIONS.map((one) => [one.name, one.migration])),
    },
  });
  const { error } = await migrator.migrateToLatest();
  if (error instanceof StoreProblem) throw error;
  if (error !== undefined)
    throw new StoreProblem(
      'migration-failed',
      `${place} could not be brought up to this version; nothing was changed: ${error instanceof Error ? error.message : String(error)}`,
      error,
    );
}

/** Names of the migrations that a database has seen; empty for a new one. */
export async function migrationsIn(db: Db): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === TABLE)) return [];
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(TABLE)} order by name`.execute(
    db,
  );
  return rows.map((row) => row.name);
}
