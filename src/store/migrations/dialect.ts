import { type CreateTableBuilder, type Kysely, SqliteAdapter, sql } from 'kysely';

/** The only words that the engines spell differently in a table. */
export interface Spelling {
  /** Adds `seq`, the order of insertion, as primary key. */
  readonly seq: <T extends string, C extends string>(
    table: CreateTableBuilder<T, C>,
  ) => CreateTableBuilder<T, C | 'seq'>;
  readonly bytes: 'blob' | 'bytea';
}

/** How the engine behind `db` spells them. */
export function spellingOf(db: Kysely<unknown>): Spelling {
  const sqlite = db.getExecutor().adapter instanceof SqliteAdapter;
  return {
    seq: (table) =>
      sqlite
        ? table.addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
        : table.addColumn('seq', 'bigint', (column) => column.primaryKey().generatedAlwaysAsIdentity()),
    bytes: sqlite ? 'blob' : 'bytea',
  };
}

/** `where <column> is not null` of a partial index, as a literal that both planners recognise. */
export function present(column: string) {
  return sql<boolean>`${sql.ref(column)} is not null`;
}
