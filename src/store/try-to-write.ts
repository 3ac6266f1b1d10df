import type { Db } from './schema.ts';

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
