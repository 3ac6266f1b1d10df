import { createHash } from 'node:crypto';
import { type Insertable, type RawBuilder, type SqlBool, sql, type UpdateObject } from 'kysely';
import type { Address } from '../../domain/alert.ts';
import { type Reason, storedSentence } from '../../domain/reason.ts';
import type { PageOf } from '../../domain/store-lists.ts';
import { type Db, KEYS, type Tables } from './schema.ts';

/** Rows per statement: far below the limit of 32,766 values in SQLite and 65,535 in PostgreSQL. */
const CHUNK = 250;

/** Cuts a long list into statements of a size that both engines take. */
export function chunks<T>(rows: readonly T[]): T[][] {
  const cut: T[][] = [];
  for (let at = 0; at < rows.length; at += CHUNK) cut.push(rows.slice(at, at + CHUNK));
  return cut;
}

/** Adds rows; one that is there already stays as it is. Answers how many are new. */
export async function add<T extends keyof Tables>(
  db: Db,
  table: T,
  rows: readonly Insertable<Tables[T]>[],
): Promise<number> {
  let added = 0;
  for (const some of chunks(rows)) {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto(table as 'memory')
      .values(some as never)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    added += Number(numInsertedOrUpdatedRows);
  }
  return added;
}

/**
 * Writes rows over those of the same key, the last of each key: PostgreSQL refuses a statement that
 * writes one row twice.
 * @param changing columns that are written over where the row is there; all but its key where they
 * are not named
 */
export async function put<T extends keyof Tables>(
  db: Db,
  table: T,
  rows: readonly Insertable<Tables[T]>[],
  changing?: readonly (keyof Tables[T])[],
): Promise<void> {
  const key = KEYS[table]!;
  const keyOf = (row: object) => JSON.stringify(key.map((column) => row[column as keyof object]));
  const last = [...new Map(rows.map((row) => [keyOf(row), row])).values()];
  const columns = changing ?? Object.keys(rows[0] ?? {}).filter((column) => !key.includes(column));
  for (const some of chunks(last))
    await db
      .insertInto(table as 'memory')
      .values(some as never)
      .onConflict((conflict) =>
        conflict
          .columns(key as never)
          .doUpdateSet((row) =>
            Object.fromEntries(
              columns.map((column) => [column, row.ref(`excluded.${String(column)}` as never)]),
            ),
          ),
      )
      .execute();
}

export type Bodied = { readonly body: string };

/** A noun from its `body`; rows were checked when they came in. */
export const fromBody = <T>(row: Bodied): T => JSON.parse(row.body) as T;

/** Anything but null. */
export const SET = Symbol('set');
/**
 * What columns must have: a value, one of several, a range (both ends count, null = open), none up
 * to `openAt`, a text that `contains` another without signs of its own; undefined is ignored.
 */
export type Wanted = Readonly<Record<string, Value | readonly Value[] | Between | typeof SET>>;
type Value = string | number | null | undefined;
type Between = Readonly<
  Partial<Record<'from' | 'to' | 'openAt', number | null | undefined>> & {
    contains?: string | undefined;
  }
>;

/** The condition that columns have what is wanted. */
export function having(wanted: Wanted): RawBuilder<SqlBool> {
  const parts = Object.entries(wanted).flatMap(([column, value]) =>
    conditions(sql.ref(column), value),
  );
  return parts.length === 0 ? sql`true` : sql`${sql.join(parts, sql` and `)}`;
}

function conditions(column: RawBuilder<unknown>, value: Wanted[string]): RawBuilder<unknown>[] {
  if (value === undefined) return [];
  if (value === null) return [sql`${column} is null`];
  if (value === SET) return [sql`${column} is not null`];
  if (typeof value !== 'object') return [sql`${column} = ${value}`];
  if (Array.isArray(value))
    return [value.length === 0 ? sql`false` : sql`${column} in (${sql.join(value)})`];
  const { from, to, openAt, contains } = value as Between;
  return [
    ...(from == null ? [] : [sql`${column} >= ${from}`]),
    ...(to == null ? [] : [sql`${column} <= ${to}`]),
    ...(openAt == null ? [] : [sql`(${column} is null or ${column} > ${openAt})`]),
    ...(contains === undefined ? [] : [sql`${column} like ${`%${contains}%`}`]),
  ];
}

type ListOptions = Partial<PageOf> & { readonly order?: string | undefined };

/**
 * Rows of columns and tables that have what is wanted; `columns` and `order` as SQL states them:
 * `id, at from acts`, `at desc, id`.
 */
export async function select<Row>(
  db: Db,
  columns: string,
  wanted: Wanted,
  { order, limit, offset = 0 }: ListOptions = {},
): Promise<Row[]> {
  const ordered = order === undefined ? sql`` : sql`order by ${sql.raw(order)}`;
  const page = limit === undefined ? sql`` : sql`limit ${limit} offset ${offset}`;
  const { rows } =
    await sql<Row>`select ${sql.raw(columns)} where ${having(wanted)} ${ordered} ${page}`.execute(
      db,
    );
  return rows;
}

/** The nouns of a table whose columns have what is wanted. */
export async function find<T>(
  db: Db,
  table: keyof Tables,
  wanted: Wanted,
  listed: ListOptions = {},
): Promise<T[]> {
  return (await select<Bodied>(db, `body from ${table}`, wanted, listed)).map(fromBody<T>);
}

/** The first of them. */
export async function findOne<T>(
  db: Db,
  table: keyof Tables,
  wanted: Wanted,
  order?: string,
): Promise<T | null> {
  return (await find<T>(db, table, wanted, { limit: 1, order }))[0] ?? null;
}

/**
 * Whole rows that meet a condition by the order of their keys, some at a time; they may be changed
 * meanwhile.
 * @param key the primary key, where the table is none of `schema.ts`
 */
export async function* walk(
  db: Db,
  table: string,
  atOnce: number,
  only = sql`true`,
  key = KEYS[table]!,
) {
  const names = sql.join(key.map((column) => sql.ref(column)));
  let after = sql`true`;
  for (;;) {
    const { rows } = await sql<Readonly<Record<string, unknown>>>`select * from ${sql.table(table)}
      where ${only} and ${after} order by ${names} limit ${sql.lit(atOnce)}`.execute(db);
    if (rows.length > 0) yield rows;
    if (rows.length < atOnce) return;
    after = sql`(${names}) > ${keyOf(key, rows.at(-1)!)}`;
  }
}

/** The key of a row, as a value of SQL. */
export const keyOf = (key: readonly string[], row: Readonly<Record<string, unknown>>) =>
  sql`(${sql.join(key.map((column) => row[column]))})`;

/** How many rows of a table have what is wanted. */
export async function count(db: Db, table: keyof Tables, wanted: Wanted): Promise<number> {
  return (await select<{ n: number }>(db, `count(*) as n from ${table}`, wanted))[0]!.n;
}

/** Writes columns of the rows that have what is wanted; answers how many there were. */
export async function change<T extends keyof Tables>(
  db: Db,
  table: T,
  wanted: Wanted,
  values: UpdateObject<Tables, T, T>,
): Promise<number> {
  const changed = await db
    .updateTable(table as 'memory')
    .set(values as never)
    .where(having(wanted))
    .executeTakeFirst();
  return Number(changed.numUpdatedRows);
}

/** Deletes the rows that have what is wanted; answers how many there were. */
export async function drop(db: Db, table: keyof Tables, wanted: Wanted): Promise<number> {
  const { numDeletedRows } = await db.deleteFrom(table).where(having(wanted)).executeTakeFirst();
  return Number(numDeletedRows);
}

/** A reason of a column. A process of an older version may still write the sentence itself. */
export function toReason(column: string): Reason {
  return column.startsWith('{"code":') ? (JSON.parse(column) as Reason) : storedSentence(column);
}

/** Text from outside as both engines can hold it: no NUL, no half of a surrogate pair. */
export function columnText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

/** Addresses as the columns of a query: of one sink each, and no more than one statement takes. */
export function bySink(addresses: readonly Address[]): { sink: string; recipient: string[] }[] {
  const sinks = Map.groupBy(addresses.map(addressColumns), ({ sink }) => sink);
  return [...sinks].flatMap(([sink, own]) =>
    chunks([...new Set(own.map(({ recipient }) => recipient))]).map((recipient) => ({
      sink,
      recipient,
    })),
  );
}

export function addressColumns(address: Address): { sink: string; recipient: string } {
  return { sink: address.sink, recipient: columnText(address.to) };
}

/** Names a page whatever its version: the id of its first one. */
export function pageOf({ source, key }: { readonly source: string; readonly key: string }): string {
  return versionId(source, key, 1);
}

/** Id of an item's version, made of raw source values only, so that it never changes silently. */
export function versionId(source: string, key: string, version: number): string {
  return createHash('sha256').update(`${source}\n${key}\n${version}`).digest('hex').slice(0, 16);
}
