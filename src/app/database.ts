import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makePrivateFolder } from '../base/private-files.ts';
import type { StoreSettings } from '../base/store/open.ts';
import type { Env } from './env.ts';
import { CommandProblem } from './io.ts';

type DatabaseEnv = Pick<Env, 'DATA_DIR' | 'DATABASE_URL'>;

/**
 * The database of the long-lived program: a file that it locks, or a PostgreSQL that several share.
 */
export function ownedDatabase(env: DatabaseEnv, holder: string): StoreSettings {
  const file = fileOfDatabase(env);
  return file === null
    ? { databaseUrl: env.DATABASE_URL!, fleet: true }
    : { path: ensureFolder(file), holder };
}

/**
 * The database of a one-shot command, with or without a running program. Where the bot has never
 * run there is no file, and a read-only command creates none.
 */
export function commandDatabase(env: DatabaseEnv, write: boolean): StoreSettings {
  const file = fileOfDatabase(env);
  if (file === null) return { databaseUrl: env.DATABASE_URL! };
  if (write) return { path: ensureFolder(file) };
  return { path: existsSync(file) ? file : ':memory:' };
}

/**
 * Whether rows written by a one-shot command would stay: where the bot has never run, nothing does.
 */
export function hasDatabase(env: DatabaseEnv): boolean {
  const file = fileOfDatabase(env);
  return file === null || existsSync(file);
}

/** Location of the database for people, without any password. */
export const databaseName = (env: DatabaseEnv): string =>
  fileOfDatabase(env) ?? new URL(env.DATABASE_URL!).host;

/** File of the embedded database; null where rows are in a PostgreSQL. */
export function fileOfDatabase({
  DATABASE_URL: url,
  DATA_DIR: folder,
}: DatabaseEnv): string | null {
  if (url === undefined) return join(folder, 'tocsin.db');
  if (/^postgres(?:ql)?:/.test(url)) return null;
  if (url.startsWith('sqlite:')) return url.slice('sqlite:'.length);
  throw new CommandProblem(
    'DATABASE_URL must start with "postgres://" or "sqlite:"; leave it empty for the database ' +
      'in DATA_DIR.',
  );
}

/** Makes the folder of a file and answers the file's path. */
export function ensureFolder(path: string): string {
  try {
    makePrivateFolder(dirname(path));
  } catch (error) {
    throw new CommandProblem(
      `${dirname(path)} cannot be made (${(error as Error).message}): set DATA_DIR to a folder ` +
        'that may be written. Nothing starts without it.',
    );
  }
  return path;
}
