import type { Generated } from 'kysely';

/**
 * A column of a table: `Value` = what is read from it, `Written` = what is inserted (optional where
 * the database fills it in).
 */
export interface Column<Value> {
  /** Its type and constraints, as both engines spell them. */
  readonly sql: string;
  /** True where it is the primary key by itself. */
  readonly isKey: boolean;
  /** Never there: carries the type of the value. */
  readonly value?: Value;
}

/** ColumnsByName of one type: required, or with null, a default, a reference. */
function typed<Value>(type: string) {
  const column = <V = Value>(words = '', isKey = false): Column<V> => ({
    sql: [type, words].filter(Boolean).join(' '),
    isKey,
  });
  return {
    required: column('not null'),
    orNull: column<Value | null>(),
    key: column('primary key', true),
    unique: column('not null unique'),
    withDefault: (value: number) => column<Generated<Value>>(`not null default ${value}`),
    /** The row of another table that it belongs to. */
    of: (table: string, key = 'id') => column(`not null references ${table} (${key})`),
    ofOrNull: (table: string, key = 'id') => column<Value | null>(`references ${table} (${key})`),
  };
}

export const text = typed<string>('text');
/** Epoch milliseconds, and other whole numbers that may be large. */
export const bigint = typed<number>('bigint');
export const integer = typed<number>('integer');
export const double = typed<number>('double precision');
/** `BYTES` is spelt by each engine. */
export const bytes = typed<Uint8Array>('BYTES');
/** The order of insertion, as primary key; `SEQ` is spelt by each engine. */
export const sequence: Column<Generated<number>> = { sql: 'SEQ', isKey: true };

type ColumnsByName = Readonly<Record<string, Column<unknown>>>;

/** A row as its columns say. */
export type RowOf<Of extends ColumnsByName> = {
  [Name in keyof Of]: Of[Name] extends Column<infer Value> ? Value : never;
};

export interface Table<Of extends ColumnsByName = ColumnsByName> {
  readonly columns: Of;
  readonly key: readonly string[];
  /** What stands between the parentheses of `create table`. */
  readonly sql: string;
}

/**
 * A table of columns.
 * @param constraints `key` = the primary key where it is of several columns; `unique` = further
 * columns that are unique together
 */
export function table<const Of extends ColumnsByName>(
  columns: Of,
  constraints: {
    readonly key?: readonly (keyof Of & string)[];
    readonly unique?: readonly (readonly (keyof Of & string)[])[];
  } = {},
): Table<Of> {
  const { key, unique = [] } = constraints;
  const names = Object.keys(columns);
  const lines = names.map((name) => {
    const { sql } = columns[name]!;
    return sql === sequence.sql ? sql : `${name} ${sql}`;
  });
  if (key !== undefined) lines.push(`primary key (${key.join(', ')})`);
  for (const together of unique) lines.push(`unique (${together.join(', ')})`);
  return {
    columns,
    key: key ?? names.filter((name) => columns[name]!.isKey),
    sql: lines.join(', '),
  };
}
