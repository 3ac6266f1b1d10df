import type { Transaction } from 'kysely';
import { drop, put } from './rows.ts';
import type { Db, Tables, Write } from './schema.ts';

/** A transaction of its own for each call. */
export const singleCommits =
  (db: Db): Write =>
  (rows) =>
    db.transaction().execute(rows);

/** Calls in one transaction: enough to share the wait for the disk, few enough to leave the thread to others. */
const MOST = 200;

/**
 * Puts what is written at the same time into one transaction, so that a synced disk is waited for once. A call resolves after the commit
 * of its rows: what a caller writes after that never reaches the disk before them. Where one call fails, each is written by itself.
 */
export function groupCommits(db: Db): Write {
  const alone = singleCommits(db);
  interface Call {
    /** Writes the rows; the result tells the caller, after the commit. */
    readonly write: (trx: Transaction<Tables>) => Promise<() => void>;
    readonly writeAlone: () => Promise<void>;
  }
  let waiting: Call[] = [];
  let flushing = false;

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting.slice(0, MOST);
      waiting = waiting.slice(MOST);
      const answers = await together(group);
      if (answers === null) for (const call of group) await call.writeAlone();
      else for (const answer of answers) answer();
    }
    flushing = false;
  }

  async function together(group: readonly Call[]): Promise<(() => void)[] | null> {
    if (group.length === 1) return null;
    try {
      return await db.transaction().execute(async (trx) => {
        const answers: (() => void)[] = [];
        for (const call of group) answers.push(await call.write(trx));
        return answers;
      });
    } catch {
      return null;
    }
  }

  return (rows) =>
    new Promise((resolve, reject) => {
      waiting.push({
        write: async (trx) => {
          const value = await rows(trx);
          return () => resolve(value);
        },
        writeAlone: () => alone(rows).then(resolve, reject),
      });
      if (flushing) return;
      flushing = true;
      // Whoever is ready now comes before it: answers that arrived together are written together.
      setImmediate(() => void flush());
    });
}

const KEY = 'room';
/** More than what a write-ahead log has left by chance. */
const ROOM_BYTES = 1024 * 1024;

/** Writes a megabyte, commits it and deletes it again; rejects with the StoreProblem that keeps it from that. */
export async function tryToWrite(db: Db): Promise<void> {
  await put(db, 'memory', [{ key: KEY, value: ' '.repeat(ROOM_BYTES) }]);
  await drop(db, 'memory', { key: KEY });
}

/** What counts as slow, and who is told. */
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
