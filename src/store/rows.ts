import { createHash } from 'node:crypto';
import type { Insertable, OperandExpression, SqlBool } from 'kysely';
import type { Address, Alert, Signal } from '../domain/alert.ts';
import { type Reason, storedSentence } from '../domain/reason.ts';
import type { Db, Tables } from './schema.ts';
import { KEYS } from './tables.ts';

/** Rows per statement: far below the limit of 32,766 values in SQLite and 65,535 in PostgreSQL. */
const CHUNK = 250;

/** Cuts a long list into statements of a size that both engines take. */
export function chunks<T>(rows: readonly T[]): T[][] {
  const cut: T[][] = [];
  for (let at = 0; at < rows.length; at += CHUNK) cut.push(rows.slice(at, at + CHUNK));
  return cut;
}

/** Adds rows; one that is there already stays as it is. */
export async function add<T extends keyof Tables>(
  db: Db,
  table: T,
  rows: readonly Insertable<Tables[T]>[],
): Promise<void> {
  for (const some of chunks(rows))
    await db
      .insertInto(table as 'memory')
      .values(some as never)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/**
 * Writes rows over those of the same key, the last of each key: PostgreSQL refuses a statement that writes one row twice.
 * @param changing columns that are written over where the row is there; all but its key where they are not named
 */
export async function put<T extends keyof Tables>(
  db: Db,
  table: T,
  rows: readonly Insertable<Tables[T]>[],
  changing?: readonly (keyof Tables[T])[],
): Promise<void> {
  const key: readonly string[] = KEYS[table].key;
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

/** A noun from its `body`. Rows are our own and were checked when they came in, so they are not checked again. */
export function fromBody<T>(row: { readonly body: string }): T {
  return JSON.parse(row.body) as T;
}

/** The nouns that a query of bodies finds. */
export async function bodies<T>(query: { execute(): Promise<{ readonly body: string }[]> }): Promise<T[]> {
  return (await query.execute()).map(fromBody<T>);
}

/** The first noun that a query of bodies finds. */
export async function firstBody<T>(query: {
  executeTakeFirst(): Promise<{ readonly body: string } | undefined>;
}): Promise<T | null> {
  const row = await query.executeTakeFirst();
  return row === undefined ? null : fromBody<T>(row);
}

/** The condition that columns have these values; what is undefined is not asked for. */
export function having(values: Readonly<Record<string, unknown>>) {
  const defined = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  return (row: { and(values: never): OperandExpression<SqlBool> }) => row.and(defined as never);
}

/** The condition that a column lies between two values, both ends included; undefined and null are open ends. */
export function between(column: string, from: number | null | undefined, to: number | null | undefined) {
  return (row: {
    (column: never, operator: '>=' | '<=', value: never): OperandExpression<SqlBool>;
    and(parts: never): OperandExpression<SqlBool>;
  }) =>
    row.and([
      ...(from == null ? [] : [row(column as never, '>=', from as never)]),
      ...(to == null ? [] : [row(column as never, '<=', to as never)]),
    ] as never);
}

/** A signal or an alert as JSON. Its `alertReason` is stored as `toldBecause`, which older versions read and wrote. */
export function reasonedBody({ alertReason, ...rest }: Signal | Alert): string {
  return JSON.stringify({ ...rest, toldBecause: alertReason });
}

export function fromReasonedBody<T extends Signal | Alert>({ body }: { readonly body: string }): T {
  const { toldBecause, ...rest } = JSON.parse(body) as Omit<T, 'alertReason'> & {
    readonly toldBecause: string;
  };
  return { ...rest, alertReason: toldBecause } as unknown as T;
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
export function bySink(addresses: readonly Address[]): { sink: string; recipients: string[] }[] {
  const sinks = Map.groupBy(addresses.map(addressColumns), ({ sink }) => sink);
  return [...sinks].flatMap(([sink, own]) =>
    chunks([...new Set(own.map(({ recipient }) => recipient))]).map((recipients) => ({ sink, recipients })),
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
