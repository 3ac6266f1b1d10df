import type { Db, Write } from './schema.ts';

const KEY = 'room';
/** More than what a write-ahead log has left by chance. */
const ROOM_BYTES = 1024 * 1024;

/** Writes a megabyte, commits it and deletes it again; rejects with the StoreProblem that keeps it from that. */
export async function tryToWrite(db: Db): Promise<void> {
  const value = ' '.repeat(ROOM_BYTES);
  await db
    .insertInto('memory')
    .values({ key: KEY, value })
    .onConflict((one) => one.column('key').doUpdateSet({ value }))
    .execute();
  await db.deleteFrom('memory').where('key', '=', KEY).execute();
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
