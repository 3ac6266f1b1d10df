import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const OWNER_ONLY = 0o600;
const OWNER_ONLY_FOLDER = 0o700;
const OTHERS = 0o077;

/**
 * Makes a folder, and those above it that are missing, for this user alone; one that is there keeps
 * its rights. One after the other: Node's own `recursive` never returns where a file system like
 * /proc takes no folder. Throws what the file system says.
 */
export function makePrivateFolder(folder: string): void {
  if (existsSync(folder)) return;
  makePrivateFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: OWNER_ONLY_FOLDER });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/**
 * Makes an empty file that this user alone may read; one that is there keeps content and rights.
 * SQLite gives the files beside a database (`-wal`, `-shm`) the rights of the database.
 */
export function makePrivateFile(path: string): void {
  makePrivateFolder(dirname(path));
  if (!existsSync(path)) closeSync(openSync(path, 'a', OWNER_ONLY));
}

/** Takes a file from every other user of this machine. */
export const makePrivate = (path: string): void => chmodSync(path, OWNER_ONLY);

/**
 * Whether other users of this machine may read or enter it; never on Windows, which has no such
 * rights.
 */
export function isOpenToOthers(path: string): boolean {
  return process.platform !== 'win32' && (statSync(path).mode & OTHERS) !== 0;
}
