import { EventEmitter } from 'node:events';
import { renameSync, rmSync } from 'node:fs';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { Kysely, SqliteAdapter, type SqliteDatabase, SqliteDialect, sql } from 'kysely';
import { makePrivateFile } from '../private-files.ts';
import { explainedBy, type Remedies, StoreProblem } from './problem.ts';
import type { Engine, Tables } from './schema.ts';
import { groupCommits, singleCommits } from './writes.ts';

const BUSY_MS = 5_000;

/**
 * Opens (or creates) an embedded database: write-ahead log, every commit synced to the disk,
 * foreign keys on.
 * `:memory:` gives one that lives as long as the process. Throws StoreProblem with the remedy.
 * @param busyMs how long a writer waits for another process to finish its transaction
 */
export function openSqlite(path: string, busyMs = BUSY_MS): Engine {
  const { DatabaseSync, backup } = sqliteModule();
  let file: DatabaseSync;
  try {
    if (path !== ':memory:' && path !== '') makePrivateFile(path);
    file = new DatabaseSync(path, { timeout: busyMs, enableForeignKeyConstraints: true });
  } catch (error) {
    throw explained(path, error);
  }
  try {
    // Reading the schema is what finds out whether this is a database at all.
    file.prepare('pragma schema_version').get();
    // Counts only before the first table: room of deleted rows can be given back a part at a time.
    file.exec('pragma auto_vacuum = incremental');
    // What goes with the process needs no disk to wait for.
    const synchronous = path === '' || path === ':memory:' ? 'off' : 'full';
    file.exec(`pragma journal_mode = wal; pragma synchronous = ${synchronous};`);
    file.prepare('select count(*) from sqlite_schema').get();
  } catch (error) {
    file.close();
    throw explained(path, error);
  }
  // No other process works on it.
  const events = new EventEmitter().setMaxListeners(0);
  const db = new Kysely<Tables>({ dialect: new Dialect({ database: kyselyDatabase(file, path) }) });
  return {
    db,
    write: groupCommits(db),
    transaction: singleCommits(db),
    skipsLocked: false,
    now: (callers) => sql<number>`cast(${callers} as bigint)`,
    notify: async (work) => void events.emit('work', work),
    listen(hear) {
      events.on('work', hear);
      return () => events.off('work', hear);
    },
    backup: async (to) => {
      const unfinished = `${to}.unfinished`;
      const copy = async () => {
        rmSync(unfinished, { force: true });
        makePrivateFile(unfinished);
        await backup(file, unfinished);
      };
      try {
        // While the database is written to, Node's copy fails at times with "not an error".
        await copy().catch(copy);
        renameSync(unfinished, to);
      } catch (error) {
        throw explained(to, error);
      }
    },
    damage: async () => {
      const { rows } = await sql<{ quick_check: string }>`pragma quick_check(1)`.execute(db);
      const [{ quick_check: first } = { quick_check: 'ok' }] = rows;
      return first === 'ok' ? null : first.replace(/\s+/g, ' ');
    },
    close: async () => {
      await db.destroy();
      // Kysely closes only what it has used.
      if (file.isOpen) file.close();
    },
  };
}

/**
 * Takes the lock beside a database for as long as the process lives, so that a second long-lived
 * program on the same file refuses to start instead of sending everything twice. It is a lock of
 * the operating system on a small database of its own: it goes with the process, however that ends.
 * The result gives it back.
 */
export function lockSqlite(path: string, holder: string): () => void {
  const { DatabaseSync } = sqliteModule();
  const lockPath = `${path}.lock`;
  let lock: DatabaseSync;
  try {
    makePrivateFile(lockPath);
    lock = new DatabaseSync(lockPath, { timeout: 0 });
  } catch (error) {
    throw explained(lockPath, error);
  }
  try {
    lock.exec('create table if not exists holder (who text not null)');
    lock.exec('begin immediate');
    // Committed before the lock is held, so that the one who is refused can read who holds it.
    lock.exec('delete from holder');
    lock.prepare('insert into holder values (?)').run(holder);
    lock.exec('commit; begin immediate');
  } catch (error) {
    const who = holderOf(lock);
    lock.close();
    if (((error as { errcode?: number }).errcode ?? 0) % 256 !== BUSY)
      throw explained(lockPath, error);
    throw new StoreProblem(
      'in-use',
      `${path} is in use by ${who ?? 'another Tocsin'}: stop that one first, or give this one ` +
        'another database path. Several processes at once need a PostgreSQL ' +
        '(DATABASE_URL=postgres://…).',
    );
  }
  return () => lock.close();
}

function holderOf(lock: DatabaseSync): string | null {
  try {
    return String(lock.prepare('select who from holder').get()?.who ?? '') || null;
  } catch {
    return null;
  }
}

/**
 * The module without its "experimental" notice, which early releases of Node 24 print; other
 * warnings pass.
 */
function sqliteModule(): typeof import('node:sqlite') {
  const warn = process.emitWarning;
  process.emitWarning = ((warning: string | Error, ...rest: never[]) => {
    if (!String(warning).includes('SQLite is an experimental'))
      warn.call(process, warning, ...rest);
  }) as typeof process.emitWarning;
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = warn;
  }
}

const NOTHING_CHANGED = { changes: 0, lastInsertRowid: 0 };

/**
 * Statements kept prepared; lists of many lengths make many texts, so the cache is emptied when it
 * is full.
 */
const MAX_STATEMENTS = 200;

/** What Kysely's SqliteDialect needs of a database, by way of node:sqlite. */
function kyselyDatabase(file: DatabaseSync, path: string): SqliteDatabase {
  type Prepared = { readonly ready: StatementSync; readonly reader: boolean };
  const prepared = new Map<string, Prepared>();
  const statement = (text: string): Prepared => {
    // A transaction that reads before it writes would fail at once where another process wrote
    // meanwhile; one that takes the writer's place at its start waits for its turn.
    const statement = text === 'begin' ? 'begin immediate' : text;
    const known = prepared.get(statement);
    if (known !== undefined) return known;
    if (prepared.size >= MAX_STATEMENTS) prepared.clear();
    const ready = file.prepare(statement);
    // A pragma without columns may still want to be stepped to its end: `incremental_vacuum` gives
    // one page back an act.
    const fresh = { ready, reader: ready.columns().length > 0 || text.startsWith('pragma') };
    prepared.set(statement, fresh);
    return fresh;
  };
  return {
    close: () => file.close(),
    prepare: (text) => {
      const { ready, reader } = statement(text);
      const values = (given: readonly unknown[]) => given as SQLInputValue[];
      // A full disk or a lasting lock is for the operator to fix, not a bug of the caller.
      const explaining = <T>(work: () => T): T => {
        try {
          return work();
        } catch (error) {
          throw explained(path, error);
        }
      };
      return {
        reader,
        all: (given) => explaining(() => ready.all(...values(given))),
        // A full disk ends the transaction by itself; its own error must not be lost behind that of
        // a rollback of nothing.
        run: (given) =>
          text === 'rollback' && !file.isTransaction
            ? NOTHING_CHANGED
            : explaining(() => ready.run(...values(given))),
        iterate: (given) => ready.iterate(...values(given)) as IterableIterator<unknown>,
      };
    },
  };
}

/**
 * SQLite does roll back changes of tables; Kysely leaves it out because a rebuilt table may need
 * foreign keys off.
 */
class Adapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class Dialect extends SqliteDialect {
  override createAdapter(): Adapter {
    return new Adapter();
  }
}

/** Primary codes of SQLite. */
const BUSY = 5;
const DISK_FAILED = 10;
/**
 * Extended codes of SQLite for what could not be read; every other failure of the disk is one of
 * writing.
 */
const READ_FAILURES: readonly number[] = [266, 522, 2826];

/** By SQLite's primary result codes and those of the file system. */
const REMEDIES: Remedies = [
  [
    /^26$/,
    'not-a-database',
    '{} is not a Tocsin database: move that file away, or set another database path.',
  ],
  [
    /^(13|ENOSPC)$/,
    'disk-full',
    'The disk of {} is full: make room. Everything waits meanwhile and nothing is lost.',
  ],
  [
    /^(10|11)$/,
    'damaged',
    '{} is damaged or cannot be read from its disk: move it away and put the newest backup in ' +
      'its place.',
  ],
  [
    /^(5|6)$/,
    'locked',
    '{} is locked by another program: close what has it open (a database browser, a copy in ' +
      'progress) and start again.',
  ],
  [
    /^(3|8|14|23|EACCES|EPERM|EROFS|EEXIST|ENOTDIR|EISDIR|ENOENT)$/,
    'not-writable',
    '{} cannot be written: check that its folder exists, that this user may write there and ' +
      'that its disk is well.',
  ],
];

/**
 * The StoreProblem that an error of SQLite or of the file system stands for; anything else is a bug
 * and passes.
 */
export function explained(path: string, error: unknown): unknown {
  const { errcode, code = '' } = error as { errcode?: number; code?: string };
  if (errcode === undefined) return explainedBy(REMEDIES, code, path, error);
  const primary = errcode & 0xff;
  // A disk that fails while it is written to is like one that cannot be written.
  const isWriting = primary === DISK_FAILED && !READ_FAILURES.includes(errcode);
  return explainedBy(REMEDIES, isWriting ? 'EROFS' : String(primary), path, error);
}
