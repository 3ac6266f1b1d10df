import { type Migration, Migrator, SqliteAdapter, sql } from 'kysely';
import { StoreProblem } from './problem.ts';
import { type Db, INDEXES, TABLES } from './schema.ts';
import { UPGRADES } from './upgrades.ts';

const TABLE = 'kysely_migration';

/**
 * What made the tables step by step before the upgrades that are left; nothing of it was ever
 * released.
 */
const FIRST_STEPS = [
  '0001-first-tables',
  '0002-proof-of-watch',
  '0003-channels',
  '0004-retention',
  '0005-fleet',
  '0011-troubles',
  '0012-narrower-looks',
  '0013-opaque-ids',
  '0021-claims',
  '0022-second-readings',
];
/** Every step that a database of this version has seen, in its order. */
export const STEPS: readonly string[] = [...FIRST_STEPS, ...Object.keys(UPGRADES)];

/**
 * Brings a database up to this program's tables; one of a newer program, or from before the first
 * release, is left alone.
 * @param place how the database is named in a message: a path, or host and name without password
 */
export async function migrate(db: Db, place: string): Promise<void> {
  const seen = await stepsSeen(db);
  const unknown = seen.filter((name) => !STEPS.includes(name));
  if (unknown.length > 0)
    throw new StoreProblem(
      'newer-version',
      `${place} was written by a newer Tocsin (it has ${unknown.join(', ')}, which this version does not know): update Tocsin, or use a backup from before.`,
    );
  // The command line opens the database of a running program all day: it takes no writer's place
  // for nothing.
  if (seen.length === STEPS.length) return;
  if (seen.length > 0 && seen.length < FIRST_STEPS.length)
    throw new StoreProblem(
      'migration-failed',
      `${place} was written by a Tocsin from before its first release, whose tables this version does not know: move it away and start anew.`,
    );
  const { error } = await new Migrator({ db, provider: { getMigrations } }).migrateToLatest();
  if (error !== undefined)
    throw new StoreProblem(
      'migration-failed',
      `${place} could not be brought up to this version; nothing was changed: ${error instanceof Error ? error.message : String(error)}`,
      error,
    );

  /** A new database gets all tables at the first step; the others are only noted. */
  async function getMigrations(): Promise<Record<string, Migration>> {
    const ups = seen.length > 0 ? UPGRADES : { [STEPS[0]!]: createTables };
    return Object.fromEntries(STEPS.map((name) => [name, { up: ups[name] ?? (async () => {}) }]));
  }
}

async function createTables(db: Db): Promise<void> {
  const words =
    db.getExecutor().adapter instanceof SqliteAdapter
      ? { SEQ: 'seq integer primary key autoincrement', BYTES: 'blob' }
      : { SEQ: 'seq bigint primary key generated always as identity', BYTES: 'bytea' };
  for (const [table, columns] of Object.entries(TABLES)) {
    const spelt = columns.replaceAll(/\b(?:SEQ|BYTES)\b/g, (word) => words[word as 'SEQ']);
    await sql.raw(`create table ${table} (${spelt})`).execute(db);
  }
  for (const [name, on] of Object.entries(INDEXES))
    await sql.raw(`create index ${name} on ${on}`).execute(db);
}

/** The steps that a database has seen; none for a new one. */
async function stepsSeen(db: Db): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === TABLE)) return [];
  const { rows } = await sql<{
    name: string;
  }>`select name from ${sql.table(TABLE)} order by name`.execute(db);
  return rows.map((row) => row.name);
}
