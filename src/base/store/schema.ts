import type { Kysely, RawBuilder, Transaction } from 'kysely';
import type { Instant } from '../../domain/time.ts';
import type { RowOf } from './columns.ts';
import { OUTCOME_TABLES } from './outcome-tables.ts';
import { READER_TABLES } from './reader-tables.ts';
import { WATCH_TABLES } from './watch-tables.ts';

/**
 * The tables, the same on SQLite and PostgreSQL, each after those that it refers to. Times are
 * epoch milliseconds, JSON is text (`body` is the noun as the domain defines it), and a column
 * stands beside `body` only where a query filters or sorts by it. A null in `waiting_since` and
 * `ready_at` means settled, so that their partial indexes hold only what is still to be done. What
 * the engines spell differently stands in `columns.ts`.
 */
export const TABLES = {
  ...WATCH_TABLES,
  ...OUTCOME_TABLES,
  ...READER_TABLES,
};

/** The rows of each table. */
export type Tables = { [Name in keyof typeof TABLES]: RowOf<(typeof TABLES)[Name]['columns']> };

/** The primary key of every table. */
export const KEYS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(TABLES).map(([name, { key }]) => [name, key]),
);

export type Db = Kysely<Tables>;
export type Trx = Transaction<Tables>;

/** What may wait for somebody to do it. */
export type Work = 'items' | 'deliveries';

/** Writes rows that belong together. They must be the same when they are written a second time. */
export type Write = <T>(rows: (trx: Transaction<Tables>) => Promise<T>) => Promise<T>;

/** An open database and the things in which the engines differ for a query. */
export interface Engine {
  readonly db: Db;
  /**
   * Writes rows in a transaction, which an embedded database shares among those that write at the
   * same time.
   */
  readonly write: Write;
  /** Writes rows in a transaction by themselves. */
  readonly transaction: Write;
  /**
   * The instant by which leases are judged: the caller's where one process has the database to
   * itself, the server's own where several share it, so that a machine whose clock is wrong takes
   * nothing from the others.
   */
  readonly now: (callers: Instant) => RawBuilder<number>;
  /**
   * Tells everybody who listens, in whatever process, of work that is committed. Never rejects:
   * polling picks up what nobody heard of.
   */
  readonly notify: (work: Work) => Promise<void>;
  /**
   * Calls back when there may be work, and after every time in which a word may have been missed;
   * the result ends it.
   */
  readonly listen: (hear: (work: Work) => void) => () => void;
  /** True where several writers work at once and a claim must skip rows that another one holds. */
  readonly skipsLocked: boolean;
  /** Writes a consistent copy of the database to a file while it is in use. */
  readonly backup: (path: string) => Promise<void>;
  /**
   * Reads the whole file for damage: what is wrong first, or null. Null where a server looks after
   * its files itself.
   */
  readonly damage: () => Promise<string | null>;
  readonly close: () => Promise<void>;
}
