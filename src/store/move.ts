import { isDeepStrictEqual } from 'node:util';
import { type RawBuilder, sql } from 'kysely';
import { migrate, NOTE, noteOf } from './migrate.ts';
import { StoreProblem } from './problem.ts';
import type { Db, Engine } from './schema.ts';
import { lockSqlite, openSqlite } from './sqlite.ts';
import { MOVED_TABLES, type MovedTable } from './tables.ts';
import { remember } from './watch.ts';

const ROWS_AT_ONCE = 500;

/** How far a move is; told after every batch. */
export interface MoveProgress {
  readonly table: string;
  readonly rows: number;
  readonly of: number;
}

export type MoveResult =
  | { readonly kind: 'moved'; readonly rows: number; readonly resumed: boolean }
  | { readonly kind: 'done-before' };

type MovedRow = Record<string, unknown>;

/**
 * Carries every row of a database into another one of the same version, batch by batch in the order of the keys. Each
 * batch is read back and compared before it is committed together with the place where a stopped move goes on. The
 * source must have no writer meanwhile. Throws StoreProblem where the target holds other rows or a row comes out otherwise.
 * @param name how the source is called; a move is resumed only under the same name
 */
async function moveStore(
  from: Engine,
  to: Engine,
  name: string,
  onProgress: (progress: MoveProgress) => void,
): Promise<MoveResult> {
  const seen = await noteOf(to.db, 'from');
  if (seen === undefined) await claimEmpty(to.db, name);
  else if (seen !== name)
    throw new StoreProblem(
      'move-refused',
      `The target holds an unfinished move of ${String(seen)}: finish that one first.`,
    );
  if ((await noteOf(to.db, 'done')) === true) return { kind: 'done-before' };
  let rows = 0;
  for (const table of MOVED_TABLES) rows += await moveTable(from.db, to.db, table, onProgress);
  await setNote(to.db, 'done', true);
  return { kind: 'moved', rows, resumed: seen !== undefined };
}

/** Only an empty database is taken, so that nobody's rows are mixed with others. */
async function claimEmpty(db: Db, name: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const table of MOVED_TABLES)
      if ((await countOf(tx, table)) > 0)
        throw new StoreProblem(
          'move-refused',
          `The target already holds rows (${table.name}): move into an empty database, which a Tocsin has not started on yet.`,
        );
    await setNote(tx, 'from', name);
  });
}

async function moveTable(
  from: Db,
  to: Db,
  table: MovedTable,
  onProgress: (progress: MoveProgress) => void,
): Promise<number> {
  const of = await countOf(from, table);
  let last = (await noteOf(to, table.name)) as unknown[] | undefined;
  let rows = last === undefined ? 0 : await countOf(to, table);
  for (;;) {
    const batch = await batchAfter(from, table, last);
    if (batch.length === 0) break;
    last = table.key.map((column) => batch.at(-1)?.[column]);
    await to.transaction().execute(async (tx) => {
      await insert(tx, table, batch);
      await compare(tx, table, batch);
      await setNote(tx, table.name, last);
    });
    rows += batch.length;
    onProgress({ table: table.name, rows, of });
  }
  if (table.numbered) await goOnCounting(to, table);
  const arrived = await countOf(to, table);
  if (arrived !== of)
    throw new StoreProblem('move-refused', `${table.name} has ${of} rows, but ${arrived} of them arrived.`);
  return of;
}

async function batchAfter(
  db: Db,
  table: MovedTable,
  last: readonly unknown[] | undefined,
): Promise<MovedRow[]> {
  const keys = sql.join(table.key.map((column) => sql.ref(column)));
  const after = last === undefined ? sql`true` : sql`(${keys}) > (${sql.join([...last])})`;
  const { rows } = await sql<MovedRow>`select * from ${sql.table(table.name)} where ${after} and ${own(table)}
    order by ${keys} limit ${table.rowsAtOnce ?? ROWS_AT_ONCE}`.execute(db);
  return rows;
}

async function insert(db: Db, table: MovedTable, batch: readonly MovedRow[]): Promise<void> {
  const columns = Object.keys(batch[0] ?? {});
  const values = batch.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
  const numbers = table.numbered ? sql`overriding system value` : sql``;
  await sql`insert into ${sql.table(table.name)} (${sql.join(columns.map((column) => sql.ref(column)))})
    ${numbers} values ${sql.join(values)}`.execute(db);
}

/** Reads a batch back by its keys; every value must be what was sent. */
async function compare(db: Db, table: MovedTable, batch: readonly MovedRow[]): Promise<void> {
  const keys = sql.join(table.key.map((column) => sql.ref(column)));
  const wanted = batch.map((row) => sql`(${sql.join(table.key.map((column) => row[column]))})`);
  const { rows } =
    await sql<MovedRow>`select * from ${sql.table(table.name)} where (${keys}) in (${sql.join(wanted)})`.execute(
      db,
    );
  const arrived = new Map(rows.map((row) => [keyText(table, row), row]));
  for (const row of batch) {
    const other = arrived.get(keyText(table, row));
    const column = Object.keys(row).find((one) => !sameValue(row[one], other?.[one]));
    if (other === undefined || column !== undefined)
      throw new StoreProblem(
        'move-refused',
        `A row of ${table.name} (${keyText(table, row)}) did not arrive as it is${column === undefined ? '' : `: its ${column} differs`}. Nothing of its batch was kept.`,
      );
  }
}

function sameValue(sent: unknown, arrived: unknown): boolean {
  if (sent instanceof Uint8Array && arrived instanceof Uint8Array) return Buffer.from(sent).equals(arrived);
  return isDeepStrictEqual(sent, arrived);
}

function keyText(table: MovedTable, row: MovedRow): string {
  return JSON.stringify(table.key.map((column) => row[column]));
}

/** The next row gets the number after the last one that came. */
async function goOnCounting(db: Db, table: MovedTable): Promise<void> {
  const column = table.key[0] as string;
  await sql`select setval(pg_get_serial_sequence(${table.name}, ${column}), max(${sql.ref(column)}))
    from ${sql.table(table.name)} having count(*) > 0`.execute(db);
}

async function countOf(db: Db, table: MovedTable): Promise<number> {
  const { rows } = await sql<{
    n: number | string;
  }>`select count(*) as n from ${sql.table(table.name)} where ${own(table)}`.execute(db);
  return Number(rows[0]?.n ?? 0);
}

/** A move's own notes are no rows of the database that is moved. */
function own(table: MovedTable): RawBuilder<unknown> {
  return table.name === 'memory' ? sql`${sql.ref('key')} not like ${`${NOTE}%`}` : sql`true`;
}

const setNote = (db: Db, what: string, value: unknown) => remember(db, NOTE + what, JSON.stringify(value));

/**
 * Moves an embedded database into a PostgreSQL. The file is locked meanwhile, so that a program that still writes to it
 * is refused, and it is only read. Stopped at any point, it goes on from there when it is called again.
 * Throws StoreProblem: one sentence with place and remedy.
 */
export async function moveDatabase(
  path: string,
  databaseUrl: string,
  onProgress: (progress: MoveProgress) => void,
): Promise<MoveResult> {
  const { openPostgres, placeOf } = await import('./postgres.ts');
  const release = lockSqlite(path, 'a move to PostgreSQL');
  try {
    const from = openSqlite(path);
    const to = openPostgres(databaseUrl);
    try {
      await migrate(from.db, path);
      await migrate(to.db, placeOf(databaseUrl));
      return await moveStore(from, to, path, onProgress);
    } finally {
      await from.close();
      await to.close();
    }
  } finally {
    release();
  }
}
