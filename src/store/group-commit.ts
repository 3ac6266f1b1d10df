import type { Transaction } from 'kysely';
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
