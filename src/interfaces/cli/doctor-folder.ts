import {
  accessSync,
  constants,
  existsSync,
  readdirSync,
  statfsSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileOfDatabase } from '../../app/database.ts';
import type { Env } from '../../app/env.ts';
import { isOpenToOthers } from '../../base/private-files.ts';
import { broken, type Checked, mind, ok, unless } from './checked.ts';

/** Whether there is disk space for pages and backups. */
export function disk(env: Env): Checked[] {
  const folder = existsSync(env.DATA_DIR) ? env.DATA_DIR : '.';
  const { bavail, bsize } = statfsSync(folder);
  const free = (bavail * bsize) / 1_073_741_824;
  const remedy = 'make room: pages, and copies of the database, need it';
  return [unless(free < 1, `${free.toFixed(1)} GB free at ${folder}`, remedy)];
}

/** Whether the data folder can be written, and whether others can read what holds secrets. */
export function permissions(env: Env): Checked[] {
  const { DATA_DIR: folder } = env;
  const found = existsSync(folder) ? writable(folder) : dataFolder(folder);
  return [found, ...openToOthers(env)];
}

/**
 * Databases and their companion files: `tocsin.db-wal`, `tocsin.db.lock`,
 * `tocsin.db.before-restore`.
 */
const DATABASE_FILE = /\.db\b/;

/**
 * Files with webhook addresses, tokens or subscriptions that other users of this machine may read.
 */
function openToOthers(env: Env): Checked[] {
  const folder = existsSync(env.DATA_DIR) ? env.DATA_DIR : null;
  const beside =
    folder === null ? [] : readdirSync(folder).filter((name) => DATABASE_FILE.test(name));
  const database = fileOfDatabase(env);
  const files = new Set([
    '.env',
    ...beside.map((name) => join(folder!, name)),
    ...(database === null ? [] : [database]),
  ]);
  const places = [...files, ...(folder === null ? [] : [folder])].filter(existsSync);
  return places.filter(isOpenToOthers).map((place) => {
    const mode = statSync(place).isDirectory() ? 700 : 600;
    return mind(`${place} may be read by other users of this machine`, `chmod ${mode} ${place}`);
  });
}

function writable(folder: string): Checked {
  try {
    const probe = join(folder, `.doctor-${process.pid}`);
    writeFileSync(probe, '');
    unlinkSync(probe);
    return ok(`${folder} may be written`);
  } catch {
    const remedy = 'chown it, or set DATA_DIR to another folder';
    return broken(`${folder} may not be written by this user`, remedy);
  }
}

/**
 * Whether a folder that is not there yet can be made: the nearest one above it has to be a folder
 * that may be written.
 */
function dataFolder(folder: string): Checked {
  let above = dirname(resolve(folder));
  while (!existsSync(above)) above = dirname(above);
  const remedy = 'set DATA_DIR to a folder that may be written';
  if (!statSync(above).isDirectory())
    return broken(`${folder} cannot be made: ${above} is a file`, remedy);
  try {
    accessSync(above, constants.W_OK);
    return ok(`${folder} is made at the first start`);
  } catch {
    return broken(`${folder} cannot be made: ${above} may not be written by this user`, remedy);
  }
}
