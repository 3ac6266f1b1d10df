import { isDeepStrictEqual } from 'node:util';
import { type RawBuilder, sql } from 'kysely';
import { migrate } from './migrate.ts';
import { StoreProblem } from './problem.ts';
import type { Db } from './schema.ts';
import { lockSqlite, openSqlite } from './sqlite.ts';
import { MOVED_TABLES, type MovedTable } from './tables.ts';

const ROWS_AT_ONCE = 500;

/** How far a move is; reported after every batch. */
interface MoveProgress {
  readonly table: string;
  readonly rows: number;
  readonly of: number;
}

type MovedRow = Record<string, unknown>;

/**
 * Moves an embedded database into an empty PostgreSQL: every row, in batches by the order of the keys, each read back and compared,
 * all in one transaction, so that a move that was stopped leaves nothing behind. The file is locked meanwhile, so that a program
 * that still writes to it is refused, and it is only read. Answers how many rows there were.
 * Throws StoreProblem (one sentence with place and remedy) where the target holds rows or a row comes out otherwise.
 */
export async function moveDatabase(
  path: string,
  databaseUrl: string,
  onProgress: (progress: MoveProgress) => void,
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
  table: MovedTable,
  onProgress: (progress: MoveProgress) => void,
): Promise<number> {
  if ((await countOf(to, table)) > 0)
    throw new StoreProblem(
      'move-refused',
      `The target already holds rows (${table.name}): move into an empty database, which a Tocsin has not started on yet.`,
    );
  const of = await countOf(from, table);
  for (let rows = 0, last: unknown[] | null = null; rows < of; ) {
    const batch: MovedRow[] = await batchAfter(from, table, last);
    await insert(to, table, batch);
    await compare(to, table, batch);
    last = keyOf(table, batch.at(-1)!);
    rows += batch.length;
    onProgress({ table: table.name, rows, of });
  }
  if (table.numbered) await goOnCounting(to, table);
  return of;
}

const keyOf = ({ key }: MovedTable, row: MovedRow) => key.map((column) => row[column]);
const tuple = (values: readonly unknown[]): RawBuilder<unknown> => sql`(${sql.join([...values])})`;
const keyColumns = ({ key }: MovedTable) => tuple(key.map((column) => sql.ref(column)));

async function batchAfter(db: Db, table: MovedTable, last: readonly unknown[] | null): Promise<MovedRow[]> {
  const after = last === null ? sql`true` : sql`${keyColumns(table)} > ${tuple(last)}`;
  const { rows } = await sql<MovedRow>`select * from ${sql.table(table.name)} where ${after}
    order by ${sql.join(table.key.map((column) => sql.ref(column)))} limit ${table.rowsAtOnce ?? ROWS_AT_ONCE}`.execute(
    db,
  );
  return rows;
}

async function insert(db: Db, table: MovedTable, batch: readonly MovedRow[]): Promise<void> {
  const columns = Object.keys(batch[0]!);
  const values = batch.map((row) => tuple(columns.map((column) => row[column])));
  const numbers = table.numbered ? sql`overriding system value` : sql``;
  await sql`insert into ${sql.table(table.name)} ${tuple(columns.map((column) => sql.ref(column)))}
    ${numbers} values ${sql.join(values)}`.execute(db);
}

/** Reads a batch back by its keys; every value must be what was sent. */
async function compare(db: Db, table: MovedTable, batch: readonly MovedRow[]): Promise<void> {
  const wanted = sql.join(batch.map((row) => tuple(keyOf(table, row))));
  const { rows } =
    await sql<MovedRow>`select * from ${sql.table(table.name)} where ${keyColumns(table)} in (${wanted})`.execute(
      db,
    );
  const keyText = (row: MovedRow) => JSON.stringify(keyOf(table, row));
  const arrived = new Map(rows.map((row) => [keyText(row), row]));
  for (const row of batch) {
    const other = arrived.get(keyText(row));
    const column = Object.keys(row).find((one) => !sameValue(row[one], other?.[one]));
    if (other === undefined || column !== undefined)
      throw new StoreProblem(
        'move-refused',
        `A row of ${table.name} (${keyText(row)}) did not arrive as it is${column === undefined ? '' : `: its ${column} differs`}. Nothing was moved.`,
      );
  }
}

function sameValue(sent: unknown, arrived: unknown): boolean {
  if (sent instanceof Uint8Array && arrived instanceof Uint8Array) return Buffer.from(sent).equals(arrived);
  return isDeepStrictEqual(sent, arrived);
}

/** The next row gets the number after the last one that came. */
async function goOnCounting(db: Db, table: MovedTable): Promise<void> {
  const column = table.key[0] as string;
  await sql`select setval(pg_get_serial_sequence(${table.name}, ${column}), max(${sql.ref(column)}))
    from ${sql.table(table.name)} having count(*) > 0`.execute(db);
}

async function countOf(db: Db, { name }: MovedTable): Promise<number> {
  const { rows } = await sql<{ n: number | string }>`select count(*) as n from ${sql.table(name)}`.execute(
    db,
  );
  return Number(rows[0]!.n);
}
