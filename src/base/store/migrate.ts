import { type Migration, Migrator, sql } from 'kysely';
import { FIRST_UPGRADES, spelt } from './first-upgrades.ts';
import { INDEXES } from './indexes.ts';
import { StoreProblem } from './problem.ts';
import { type Db, TABLES } from './schema.ts';
import { UPGRADES } from './upgrades.ts';

const TABLE = 'kysely_migration';

/** Makes the tables; a new database gets all of them at once. */
const FIRST_STEP = '0001-first-tables';
const LATER: typeof UPGRADES = { ...FIRST_UPGRADES, ...UPGRADES };
/** Every act that a database of this version has seen, in its order. */
export const STEPS: readonly string[] = [FIRST_STEP, ...Object.keys(LATER)];

/**
 * Brings a database up to this program's tables, whatever its age; one of a newer program is left
 * alone.
 * @param place how the database is named in a message: a path, or host and name without password
 */
export async function migrate(db: Db, place: string): Promise<void> {
  const seen = await stepsSeen(db);
  const unknown = seen.filter((name) => !STEPS.includes(name));
  if (unknown.length > 0)
    throw new StoreProblem(
      'newer-version',
      `${place} was written by a newer Tocsin (it has ${unknown.join(', ')}, which this ` +
        'version does not know): update Tocsin, or use a backup from before.',
    );
  // The command line opens the database of a running program all day: it takes no writer's place
  // for nothing.
  if (seen.length === STEPS.length) return;
  const { error } = await new Migrator({ db, provider: { getMigrations } }).migrateToLatest();
  if (error !== undefined)
    throw new StoreProblem(
      'migration-failed',
      `${place} could not be brought up to this version; nothing was changed: ` +
        `${error instanceof Error ? error.message : String(error)}`,
      error,
    );

  /** A new database gets all tables at the first step; the others are only noted. */
  async function getMigrations(): Promise<Record<string, Migration>> {
    const ups = seen.length > 0 ? LATER : { [FIRST_STEP]: createTables };
    return Object.fromEntries(STEPS.map((name) => [name, { up: ups[name] ?? (async () => {}) }]));
  }
}

async function createTables(db: Db): Promise<void> {
  for (const [name, table] of Object.entries(TABLES))
    await sql.raw(spelt(db, `create table ${name} (${table.sql})`)).execute(db);
  for (const [name, on] of Object.entries(INDEXES))
    await sql.raw(`create index ${name} on ${on}`).execute(db);
}

/** The acts that a database has seen; none for a new one. */
async function stepsSeen(db: Db): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === TABLE)) return [];
  const { rows } = await sql<{
    name: string;
  }>`select name from ${sql.table(TABLE)} order by name`.execute(db);
  return rows.map((row) => row.name);
}
