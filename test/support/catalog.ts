import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { compiledCatalog } from '../../src/knowledge/catalog/compile.ts';
import { readPartsOf } from '../../src/pipeline/flows/reader.ts';

/** Where the program looks as well: the cache of the user, and what an install compiled. */
const CACHES = [
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'tocsin'),
  resolve('node_modules/.cache/tocsin'),
];

let shared: ReturnType<typeof compiledCatalog> | null = null;

/**
 * The catalog of the repository, from the compiled file that all tests share with the program. The
 * files of one worker share what they read of it.
 */
export function repositoryCatalog() {
  shared ??= compiledCatalog(resolve('config'), CACHES);
  return shared;
}

/**
 * Compiles before the first test, with the tables that many tests use, so that no two workers do.
 */
export default function setup(): void {
  const { catalog } = repositoryCatalog();
  if (catalog === null) return;
  catalog.search('tengxun', 1);
  void readPartsOf(catalog).names;
}
