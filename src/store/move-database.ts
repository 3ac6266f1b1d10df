import { migrate } from './migrate.ts';
import { type MoveProgress, type MoveResult, moveStore } from './move.ts';
import { openPostgres, placeOf } from './postgres.ts';
import { lockSqlite, openSqlite } from './sqlite.ts';

/**
 * Moves an embedded database into a PostgreSQL. The file is locked meanwhile, so that a program that still writes to it
 * is refused, and it is only read. Stopped at any point, it goes on from there when it is called again.
 * Throws StoreProblem: one sentence with place and remedy.
 */
export async function moveDatabase(
  path: string,
  databaseUrl: string,
  onProgress: (progress: MoveProgress) => void,
): Promise<MoveResult> {
  const release = lockSqlite(path, 'a move to PostgreSQL');
  try {
    const from = openSqlite(path);
    const to = openPostgres(databaseUrl);
    try {
      await migrate(from.db, path);
      await migrate(to.db, placeOf(databaseUrl));
      return await moveStore(from, to, path, onProgress);
    } finally {
      await from.close();
      await to.close();
    }
  } finally {
    release();
  }
}
