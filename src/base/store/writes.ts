import { drop, put } from './rows.ts';
import type { Db, Trx, Write } from './schema.ts';

/** A transaction of its own for each call. */
export const singleCommits =
  (db: Db): Write =>
  (rows) =>
    db.transaction().execute(rows);

/**
 * Calls in one transaction: enough to share the wait for the disk, few enough to leave the thread
 * to others.
 */
const MOST = 200;

/**
 * Puts what is written at the same time into one transaction, so that a synced disk is waited for
 * once. A call resolves after the commit of its rows: what a caller writes after that never reaches
 * the disk before them. Where one call fails, each is written by itself.
 */
export function groupCommits(db: Db): Write {
  const alone = singleCommits(db);
  // `never`: what a call writes and answers is only passed on.
  let waiting: { rows: (trx: Trx) => Promise<never>; done: PromiseWithResolvers<never> }[] = [];
  let flushing = false;

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting.slice(0, MOST);
      waiting = waiting.slice(MOST);
      const values: never[] = [];
      const together = async (trx: Trx) => {
        for (const { rows } of group) values.push(await rows(trx));
        return true;
      };
      const wrote = group.length > 1 && (await alone(together).catch(() => false));
      for (const [at, { rows, done }] of group.entries())
        if (wrote) done.resolve(values[at]!);
        else await alone(rows).then(done.resolve, done.reject);
    }
    flushing = false;
  }

  return (rows) => {
    const done = Promise.withResolvers<never>();
    waiting.push({ rows: rows as (trx: Trx) => Promise<never>, done });
    // Writers that are ready now join the batch: answers that arrived together are written
    // together.
    if (!flushing) setImmediate(() => void flush());
    flushing = true;
    return done.promise;
  };
}

const KEY = 'room';
/** More than what a write-ahead log has left by chance. */
const ROOM_BYTES = 1024 * 1024;

/**
 * Writes a megabyte, commits it and deletes it again; rejects with the StoreProblem that keeps it
 * from that.
 */
export async function tryToWrite(db: Db): Promise<void> {
  await put(db, 'memory', [{ key: KEY, value: ' '.repeat(ROOM_BYTES) }]);
  await drop(db, 'memory', { key: KEY });
}

/** What counts as slow, and who is alerted. */
export interface SlowWrites {
  readonly afterMs: number;
  readonly report: (ms: number) => void;
}

/** A slow disk is reported again only after it was not slow for so long. */
const QUIET_MS = 3_600_000;

/** The same writes; one that takes long is reported, once while others do. */
export function reportSlowWrites(write: Write, { afterMs, report }: SlowWrites): Write {
  let last = Number.NEGATIVE_INFINITY;
  return async (rows) => {
    const began = performance.now();
    try {
      return await write(rows);
    } finally {
      const ended = performance.now();
      if (ended - began >= afterMs) {
        if (ended - last > QUIET_MS) report(Math.round(ended - began));
        last = ended;
      }
    }
  };
}
