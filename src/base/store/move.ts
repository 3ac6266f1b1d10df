import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { migrate } from './migrate.ts';
import { StoreProblem } from './problem.ts';
import { count, walk } from './rows.ts';
import { type Db, KEYS, type Tables } from './schema.ts';
import { lockSqlite, openSqlite } from './sqlite.ts';

const ROWS_AT_ONCE = 500;
/** A page is up to some megabytes: few at once keep the memory flat. */
const FEW_AT_ONCE: Partial<Record<keyof Tables, number>> = { blobs: 20, parts: 10 };
/** What processes agree on at the moment stays where it is. */
const STAY: readonly string[] = ['leases', 'rate_slots'] satisfies (keyof Tables)[];

/**
 * What a move between engines carries, each table after those it refers to. A test holds the list
 * against the database.
 */
export const MOVED_TABLES = (Object.keys(KEYS) as (keyof Tables)[]).filter(
  (name) => !STAY.includes(name),
);

/** Called after every batch with the progress of a move. */
type OnProgress = (progress: { table: string; rows: number; of: number }) => void;

/**
 * Moves an embedded database into an empty PostgreSQL: every row, in batches by the order of the
 * keys, each compared with what was stored, all in one transaction, so that a move that was stopped
 * leaves nothing behind. The file is locked meanwhile, so that a program that still writes to it is
 * refused, and it is only read. Answers how many rows there were. Throws StoreProblem (one sentence
 * with place and remedy) where the target holds rows or a row comes out otherwise.
 */
export async function moveDatabase(
  path: string,
  databaseUrl: string,
  onProgress: OnProgress,
): Promise<number> {
  const { openPostgres, placeOf } = await import('./postgres.ts');
  const release = lockSqlite(path, 'a move to PostgreSQL');
  try {
    const from = openSqlite(path);
    const to = openPostgres(databaseUrl);
    try {
      await migrate(from.db, path);
      await migrate(to.db, placeOf(databaseUrl));
      return await to.db.transaction().execute(async (trx) => {
        let rows = 0;
        for (const table of MOVED_TABLES) rows += await moveTable(from.db, trx, table, onProgress);
        return rows;
      });
    } finally {
      await from.close();
      await to.close();
    }
  } finally {
    release();
  }
}

async function moveTable(
  from: Db,
  to: Db,
  table: keyof Tables,
  onProgress: OnProgress,
): Promise<number> {
  if ((await count(to, table, {})) > 0)
    throw new StoreProblem(
      'move-refused',
      `The target already holds rows (${table}): move into an empty database, which a Tocsin ` +
        'has not started on yet.',
    );
  const of = await count(from, table, {});
  let rows = 0;
  for await (const batch of walk(from, table, FEW_AT_ONCE[table] ?? ROWS_AT_ONCE)) {
    await insert(to, table, batch);
    rows += batch.length;
    onProgress({ table, rows, of });
  }
  // The next row gets the number after the last one that came.
  if (KEYS[table]![0] === 'seq')
    await sql`select setval(pg_get_serial_sequence(${table}, 'seq'), max(seq))
      from ${sql.table(table)} having count(*) > 0`.execute(to);
  return rows;
}

type MovedRow = Readonly<Record<string, unknown>>;

/** Writes a batch; every value that was stored must be what was sent. */
async function insert(db: Db, table: keyof Tables, batch: readonly MovedRow[]): Promise<void> {
  const columns = Object.keys(batch[0]!);
  const values = batch.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
  const { rows } = await sql<MovedRow>`insert into ${sql.table(table)}
      (${sql.join(columns.map((column) => sql.ref(column)))})
    overriding system value values ${sql.join(values)} returning *`.execute(db);
  const keyText = (row: MovedRow) => JSON.stringify(KEYS[table]!.map((column) => row[column]));
  const stored = new Map(rows.map((row) => [keyText(row), row]));
  for (const row of batch) {
    const other = stored.get(keyText(row));
    const column = columns.find((column) => !sameValue(row[column], other?.[column]));
    if (column !== undefined)
      throw new StoreProblem(
        'move-refused',
        `A row of ${table} (${keyText(row)}) did not arrive as it is: its ${column} differs. ` +
          'Nothing was moved.',
      );
  }
}

function sameValue(sent: unknown, stored: unknown): boolean {
  if (sent instanceof Uint8Array && stored instanceof Uint8Array)
    return Buffer.from(sent).equals(stored);
  return isDeepStrictEqual(sent, stored);
}
