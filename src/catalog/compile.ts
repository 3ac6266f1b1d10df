import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Catalog, CatalogProblem } from '../domain/catalog.ts';
import { derivedTables, dropOrphans, openParts, storeParts } from './compiled-file.ts';
import { type CatalogParts, openCatalog } from './open.ts';

/** A table that a search looks at; another process makes it where one compiles. */
const SEARCH_TABLE = 'search-readings';
/** The program's own text that decides what is made of the files. */
const MAKERS = ['catalog', 'names', 'domain', 'map', 'read/document'].map((room) =>
  join(dirname(fileURLToPath(import.meta.url)), '..', room),
);

/** What reads the files themselves is loaded only where they have to be read. */
const reader = () => createRequire(import.meta.url)('./load.ts') as typeof import('./load.ts');

/** `read` from a compiled file, `made` and stored, or made and `not stored` since no folder could be written. */
export type Compiled = 'read' | 'made' | 'not stored';

/** Where a compiled catalog lies: files without their endings, the hash of their content, and the folder they were made of. */
export interface CompiledFiles {
  readonly paths: readonly string[];
  readonly content: string;
  readonly folder: string;
}

const compiledFrom = new WeakMap<Catalog, CompiledFiles>();

/** Where a catalog was read from; null where it was made in this process. */
export function compiledFilesOf(catalog: Catalog): CompiledFiles | null {
  return compiledFrom.get(catalog) ?? null;
}

/** The catalog that was compiled into one of these files; null where there is none of this content. */
export function openCompiled(files: CompiledFiles): Catalog | null {
  for (const path of files.paths) {
    const parts = openParts<CatalogParts>(`${path}.bin`, files.content);
    if (parts === null) continue;
    const catalog = openCatalog(parts, derivedTables(files.paths, files));
    compiledFrom.set(catalog, files);
    return catalog;
  }
  return null;
}

/**
 * The catalog of a configuration folder, from a compiled file in one of `caches` where that is of the same content. Otherwise the
 * folder is read, checked and compiled into the first of `caches` that can be written.
 * @param compileApart compiles in another process, so that this one does not keep the memory for it
 */
export function compiledCatalog(
  root: string,
  caches: readonly string[],
  compileApart?: () => void,
): { catalog: Catalog | null; problems: CatalogProblem[]; compiled: Compiled; content: string } {
  const folder = resolve(root);
  const content = contentOf(root);
  const name = `catalog-${createHash('sha256').update(folder).digest('hex').slice(0, 8)}`;
  const files = { paths: caches.map((cache) => join(cache, name)), content, folder };
  const read = openCompiled(files);
  if (read !== null) {
    if (!files.paths.some((one) => existsSync(`${one}.${SEARCH_TABLE}`))) compileApart?.();
    return { catalog: read, problems: [], compiled: 'read', content };
  }
  if (compileApart !== undefined) {
    compileApart();
    return compiledCatalog(root, caches);
  }
  const { parts, problems } = reader().readConfig(root);
  if (parts === null) return { catalog: null, problems, compiled: 'not stored', content };
  // Files that changed while they were read may have been read half old, half new.
  const into =
    content === contentOf(root)
      ? files.paths.find((path) => storeParts(`${path}.bin`, files, parts))
      : undefined;
  const made = into === undefined ? null : openCompiled(files);
  if (made === null || into === undefined) {
    const catalog = openCatalog(parts, derivedTables([], files));
    return { catalog, problems: [], compiled: 'not stored', content };
  }
  dropOrphans(dirname(into));
  return { catalog: made, problems: [], compiled: 'made', content };
}

/** Hash of all that a compiled catalog is made of. Reading the files takes no longer than asking for their times. */
export function contentOf(folder: string): string {
  const hash = createHash('sha256').update(process.version);
  const block = Buffer.allocUnsafeSlow(65_536);
  const files = [filesIn(folder, /\.(?:yml|tsv|json)$/), ...MAKERS.map((room) => filesIn(room, /\.ts$/))];
  for (const path of files.flat()) {
    hash.update(`${path}\n`);
    const file = openSync(path, 'r');
    for (let read = readSync(file, block); read > 0; read = readSync(file, block))
      hash.update(block.subarray(0, read));
    closeSync(file);
  }
  return hash.digest('hex');
}

function filesIn(folder: string, endings: RegExp): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => endings.test(path))
    .map((path) => join(folder, path))
    .sort();
}
