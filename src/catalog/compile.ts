import { createHash } from 'node:crypto';
import { closeSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import type { Catalog, CatalogProblem } from '../domain/catalog.ts';
import { derivedTables, dropOrphans, openStored, partsOf, storeParts, writeWhole } from './compiled-file.ts';
import type { ReadCompanies } from './load.ts';
import { type CatalogParts, openCatalog } from './open.ts';

/** A table that a search looks at; another process makes it where one compiles. */
const SEARCH_TABLE = 'search-readings';
/** A file changed this shortly before it was looked at may change again without its times showing it. */
const RACY_MS = 2_000;
/** The program's own text that decides what is made of the files. */
const MAKERS = ['catalog', 'names', 'domain', 'map', 'read/document'].map((room) =>
  join(dirname(fileURLToPath(import.meta.url)), '..', room),
);

/** What reads the files themselves is loaded only where they have to be read. */
const reader = () => createRequire(import.meta.url)('./load.ts') as typeof import('./load.ts');

/** `read` from a compiled file, `made` and stored, or made and `not stored` since no folder could be written. */
export type Compiled = 'read' | 'made' | 'not stored';

/** Where a compiled catalog lies: files without their endings, and the hash of their content. */
export interface CompiledFiles {
  readonly paths: readonly string[];
  readonly content: string;
}

const compiledFrom = new WeakMap<Catalog, CompiledFiles>();

/** Where a catalog was read from; null where it was made in this process. */
export function compiledFilesOf(catalog: Catalog): CompiledFiles | null {
  return compiledFrom.get(catalog) ?? null;
}

/** The same catalog for another process; null where other files lie there now. */
export function openCompiled({ paths, content }: CompiledFiles): Catalog | null {
  for (const path of paths) {
    const file = openStored(`${path}.bin`);
    if (file?.stamp.content === content) return openCatalog(partsOf(file), derivedTables(paths, content));
  }
  return null;
}

/**
 * The catalog of a configuration folder, from a compiled file in one of `caches` where that is of the same content. Otherwise the
 * folder is read, checked and compiled into the first of `caches` that can be written; of the company files only those that
 * changed are parsed again. Content is compared by hash; while names, sizes, inodes and times (of change too, which nobody
 * can set) of all files are the same, their content is.
 * @param compileApart compiles in another process, so that this one does not keep the memory for it
 */
export function compiledCatalog(
  folder: string,
  caches: readonly string[],
  compileApart?: () => void,
): { catalog: Catalog | null; problems: CatalogProblem[]; compiled: Compiled; state: string } {
  const files = filesOf(folder);
  const state = stateOf(files);
  const paths = pathsOf(folder, caches);
  for (const path of paths) {
    const read = readCompiled(`${path}.bin`, state, files);
    if (read !== null) {
      if (!paths.some((one) => existsSync(`${one}.${SEARCH_TABLE}`))) compileApart?.();
      const catalog = openCatalog(read.parts, derivedTables(paths, read.content));
      compiledFrom.set(catalog, { paths, content: read.content });
      return { catalog, problems: [], compiled: 'read', state };
    }
  }
  if (compileApart !== undefined) {
    compileApart();
    return compiledCatalog(folder, caches);
  }
  const known = paths.map((path) => readKnown(`${path}.parsed`)).find((one) => one !== null) ?? new Map();
  const stamp = { state, content: contentOf(files), folder: resolve(folder) };
  const { parts, problems } = reader().readConfig(folder, known);
  if (parts === null) return { catalog: null, problems, compiled: 'not stored', state };
  // Files that changed while they were read may have been read half old, half new.
  const steady = state === '' ? stamp.content === contentOf(files) : state === stateOf(files);
  const into = steady ? paths.find((path) => storeParts(path, stamp, parts)) : undefined;
  if (into !== undefined) {
    writeWhole(`${into}.parsed`, [serialize(known)]);
    dropOrphans(dirname(into));
  }
  const derived = derivedTables(steady ? paths : [], stamp.content);
  const catalog = openCatalog(parts, derived);
  if (into !== undefined) compiledFrom.set(catalog, { paths, content: stamp.content });
  return {
    catalog,
    problems: [],
    compiled: into === undefined ? 'not stored' : 'made',
    state,
  };
}

function pathsOf(folder: string, caches: readonly string[]): string[] {
  const name = `catalog-${createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 8)}`;
  return caches.map((cache) => join(cache, name));
}

/**
 * Names a state of the files without reading them: while it is the same, so is their content. Empty where a file is so new that
 * its times prove nothing.
 */
export function catalogState(folder: string): string {
  return stateOf(filesOf(folder));
}

function filesOf(folder: string): string[] {
  return [...filesIn(folder, /\.(?:yml|tsv|json)$/), ...MAKERS.flatMap((room) => filesIn(room, /\.ts$/))];
}

function filesIn(folder: string, endings: RegExp): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => endings.test(path))
    .map((path) => join(folder, path))
    .sort();
}

function stateOf(files: readonly string[]): string {
  const hash = createHash('sha256').update(process.version);
  let newest = 0;
  for (const path of files) {
    const { size, ino, mtimeMs, ctimeMs } = statSync(path);
    hash.update(`${path} ${size} ${ino} ${mtimeMs} ${ctimeMs}\n`);
    newest = Math.max(newest, ctimeMs);
  }
  return newest > Date.now() - RACY_MS ? '' : hash.digest('hex');
}

function contentOf(files: readonly string[]): string {
  const hash = createHash('sha256').update(process.version);
  for (const path of files) hash.update(`${path}\n`).update(readFileSync(path));
  return hash.digest('hex');
}

/** The stored parts where they are of these files; null where there are none, or of other files, or they cannot be read. */
function readCompiled(
  path: string,
  state: string,
  files: readonly string[],
): { readonly parts: CatalogParts; readonly content: string } | null {
  const file = openStored(path);
  if (file === null) return null;
  const { stamp, fd, start } = file;
  const same = state !== '' && stamp.state === state;
  if (!same && stamp.content !== contentOf(files)) {
    closeSync(fd);
    return null;
  }
  if (!same && state !== '') {
    const all = readFileSync(path);
    writeWhole(path, [Buffer.from(`${JSON.stringify({ ...stamp, state })}\n`), all.subarray(start)]);
  }
  return { parts: partsOf(file), content: stamp.content };
}

function readKnown(path: string): ReadCompanies | null {
  try {
    return deserialize(readFileSync(path)) as ReadCompanies;
  } catch {
    return null;
  }
}
