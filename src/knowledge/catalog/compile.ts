import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DefaultDeserializer, serialize } from 'node:v8';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Catalog, CatalogProblem } from '../../domain/catalog.ts';
import { lazily } from '../../domain/lazily.ts';
import type { ReadBytes } from './company-table.ts';
import { type CatalogParts, openCatalog } from './open.ts';

/** Origin of a compiled file: the hash of its inputs and the configuration folder. */
interface MadeOf {
  readonly content: string;
  readonly folder: string;
}

/** Header of a compiled file: one line of JSON. */
interface Stamp extends MadeOf {
  /**
   * Names and lengths in bytes of the parts that follow it, and the length of what a deflated one
   * unfolds to.
   */
  readonly parts: readonly (readonly [name: string, bytes: number, whole?: number])[];
}

/** Parts from this size on are deflated, to a fifth; quickly, which takes a tenth more room. */
const DEFLATED_BYTES = 100_000;
const DEFLATED = { level: 4 };

const MOST_STAMP_BYTES = 4_096;

function openStored(
  path: string,
): { readonly fd: number; readonly stamp: Stamp; readonly start: number } | null {
  let fd: number | null = null;
  try {
    fd = openSync(path, 'r');
    const head = bytesAt(fd, 0, MOST_STAMP_BYTES);
    const end = head.indexOf(0x0a);
    return { fd, stamp: JSON.parse(head.toString('utf8', 0, end)) as Stamp, start: end + 1 };
  } catch {
    if (fd !== null) closeSync(fd);
    return null;
  }
}

function bytesAt(fd: number, position: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(length);
  return bytes.subarray(0, readSync(fd, bytes, 0, length, position));
}

/**
 * Stores parts in a file, each readable on its own, so that unused parts are not read. Written to a
 * temporary file and renamed, so that a reader never sees half a file. False where it cannot be
 * written.
 */
export function storeParts(path: string, { content, folder }: MadeOf, parts: object): boolean {
  const closed = Object.entries(parts).map(([name, part]): [string, Uint8Array, number?] => {
    // Records are read one by one.
    if (typeof part === 'function') return [name, (part as ReadBytes)(0, Number.POSITIVE_INFINITY)];
    const bytes = serialize(part);
    if (bytes.length < DEFLATED_BYTES) return [name, bytes];
    return [name, deflateRawSync(bytes, DEFLATED), bytes.length];
  });
  const head: Stamp = {
    content,
    folder,
    parts: closed.map(([name, bytes, whole]) => [name, bytes.length, whole ?? 0]),
  };
  const draft = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    const bytes = closed.map(([, part]) => part);
    writeFileSync(draft, Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...bytes]));
    renameSync(draft, path);
    return true;
  } catch {
    return false;
  }
}

/**
 * The parts of a stored file, each read when it is first used; null where there is none of this
 * content. The file stays open for them: another one that takes its name meanwhile changes nothing.
 * `records` is read in pieces.
 */
export function openParts<Parts extends object>(path: string, content: string): Parts | null {
  const file = openStored(path);
  if (file === null) return null;
  const { fd, stamp } = file;
  if (stamp.content !== content) {
    closeSync(fd);
    return null;
  }
  let next = file.start;
  const makers = stamp.parts.map(([name, length, whole = 0]) => {
    const start = next;
    next += length;
    const read: ReadBytes = (from, to) => bytesAt(fd, start + from, to - from);
    // In one piece: the usual pieces of 16 KB would be joined afterwards.
    const plain = (bytes: Uint8Array) =>
      whole === 0 ? bytes : inflateRawSync(bytes, { chunkSize: whole });
    return [name, () => (name === 'records' ? read : valueIn(plain(read(0, length))))];
  });
  return lazily<Parts>(Object.fromEntries(makers));
}

/**
 * A stored value. Node makes its typed arrays windows on the bytes it reads; copied, they do not
 * keep all of these.
 */
function valueIn(bytes: Uint8Array): unknown {
  const reader = new DefaultDeserializer(bytes) as DefaultDeserializer & {
    _readHostObject(): Uint8Array;
  };
  const windowOf = reader._readHostObject.bind(reader);
  reader._readHostObject = () => windowOf().slice();
  reader.readHeader();
  return reader.readValue();
}

/** Deletes compiled catalogs whose folders no longer exist (tests and trials) from a cache. */
export function dropOrphans(cache: string): void {
  const names = readdirSync(cache);
  for (const name of names.filter((file) => /^catalog-[0-9a-f]{8}\.bin$/.test(file))) {
    const file = openStored(join(cache, name));
    if (file === null) continue;
    closeSync(file.fd);
    if (existsSync(file.stamp.folder)) continue;
    for (const part of names.filter((each) => each.startsWith(basename(name, 'bin'))))
      rmSync(join(cache, part), { force: true });
  }
}

/**
 * Tables derived from a catalog (search index, names in text), each in its own file beside the
 * compiled catalog and made on first use.
 */
export function derivedTables(paths: readonly string[], made: MadeOf): Catalog['derived'] {
  const tables = new Map<string, unknown>();
  return <T>(name: string, make: () => T): T => {
    if (tables.has(name)) return tables.get(name) as T;
    const files = paths.map((path) => `${path}.${name}`);
    let stored: { readonly table: T } | null = null;
    for (const file of files) stored ??= openParts(file, made.content);
    const table = stored === null ? make() : stored.table;
    if (stored === null) files.some((file) => storeParts(file, made, { table }));
    tables.set(name, table);
    return table;
  };
}

/** Tables of search and of the reader, made by the compiling process where there is one. */
const MADE_APART = ['search-readings', 'names'];
/** Folders of source code that decide what is compiled from the files. */
const MAKERS = [
  'domain',
  'knowledge/catalog',
  'knowledge/names',
  'pipeline/map',
  'pipeline/read/document',
].map((room) => join(dirname(fileURLToPath(import.meta.url)), '../..', room));

/** The loader of the source files, required only where they have to be read. */
const reader = () => createRequire(import.meta.url)('./load.ts') as typeof import('./load.ts');

/**
 * `read` from a compiled file, `made` and stored, or made and `not stored` since no folder could be
 * written.
 */
export type Compiled = 'read' | 'made' | 'not stored';

/**
 * Where a compiled catalog lies: files without their endings, the hash of their content, and the
 * folder they were made of.
 */
export interface CompiledFiles {
  readonly paths: readonly string[];
  readonly content: string;
  readonly folder: string;
}

/** By what copies of a catalog with other rules share with it. */
const compiledFrom = new WeakMap<Catalog['derived'], CompiledFiles>();

/** Where a catalog was read from; null where it was made in this process. */
export function compiledFilesOf(catalog: Catalog): CompiledFiles | null {
  return compiledFrom.get(catalog.derived) ?? null;
}

/**
 * The catalog that was compiled into one of these files; null where there is none of this content.
 */
export function openCompiled(files: CompiledFiles): Catalog | null {
  for (const path of files.paths) {
    const parts = openParts<CatalogParts>(`${path}.bin`, files.content);
    if (parts === null) continue;
    const catalog = openCatalog(parts, derivedTables(files.paths, files));
    compiledFrom.set(catalog.derived, files);
    return catalog;
  }
  return null;
}

/**
 * The catalog of a configuration folder, from a compiled file in one of `caches` where that is of
 * the same content. Otherwise the folder is read, checked and compiled into the first of `caches`
 * that can be written.
 * @param compileApart compiles in another process, so that this one does not keep the memory for it
 */
export function compiledCatalog(
  root: string,
  caches: readonly string[],
  compileApart?: () => void,
): { catalog: Catalog | null; problems: CatalogProblem[]; compiled: Compiled; content: string } {
  const folder = resolve(root);
  const name = `catalog-${createHash('sha256').update(folder).digest('hex').slice(0, 8)}`;
  const paths = caches.map((cache) => join(cache, name));
  // Taken before the files are read: a change in between changes the times.
  const times = timesOf(root);
  const known = knownContent(times, paths);
  const content = known ?? contentOf(root);
  const files = { paths, content, folder };
  const read = openCompiled(files);
  if (read !== null) {
    const path = files.paths.find((stem) => existsSync(`${stem}.bin`));
    if (known === null && path !== undefined) noteContent(path, times, content);
    const hasTable = (table: string) => files.paths.some((stem) => existsSync(`${stem}.${table}`));
    if (!MADE_APART.every(hasTable)) compileApart?.();
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
  noteContent(into, times, content);
  dropOrphans(dirname(into));
  return { catalog: made, problems: [], compiled: 'made', content };
}

const sourcesOf = (folder: string): string[] => [
  ...filesIn(folder, /\.(?:yml|tsv|json)$/),
  ...MAKERS.flatMap((room) => filesIn(room, /\.ts$/)),
];

/**
 * The content that was hashed when every file had the size and the times that it has now; null
 * where any differs. Asking for times takes a fraction of reading the files.
 */
function knownContent(times: string, paths: readonly string[]): string | null {
  for (const path of paths) {
    try {
      const [seen, content] = readFileSync(`${path}.${TIMES}`, 'utf8').split('\n');
      if (seen === times && content) return content;
    } catch {
      // No content is noted there.
    }
  }
  return null;
}

/** Notes the content beside a compiled file; where it cannot be written, files are read again. */
function noteContent(path: string, times: string, content: string): void {
  const draft = `${path}.${TIMES}.${process.pid}`;
  try {
    writeFileSync(draft, `${times}\n${content}\n`);
    renameSync(draft, `${path}.${TIMES}`);
  } catch {
    rmSync(draft, { force: true });
  }
}

const TIMES = 'times';

/**
 * Hash of the sizes and times of all files that a catalog is made of. `ctime` changes with every
 * write, also a dated one.
 */
export function timesOf(folder: string): string {
  let text = process.version;
  for (const path of sourcesOf(folder)) {
    const { size, mtimeMs, ctimeMs, ino } = statSync(path);
    text += `\n${path} ${size} ${mtimeMs} ${ctimeMs} ${ino}`;
  }
  return createHash('sha256').update(text).digest('hex');
}

/** Hash of all that a compiled catalog is made of. */
function contentOf(folder: string): string {
  const hash = createHash('sha256').update(process.version);
  const block = Buffer.allocUnsafeSlow(65_536);
  for (const path of sourcesOf(folder)) {
    hash.update(`${path}\n`);
    const file = openSync(path, 'r');
    for (let read = readSync(file, block); read > 0; read = readSync(file, block))
      hash.update(block.subarray(0, read));
    closeSync(file);
  }
  return hash.digest('hex');
}

/** Walked by hand: the recursive reading of Node takes eight times as long. */
function filesIn(folder: string, endings: RegExp): string[] {
  if (!existsSync(folder)) return [];
  const folders = [folder];
  const found: string[] = [];
  for (const current of folders)
    for (const entry of readdirSync(current, { withFileTypes: true })) {
      const path = join(current, entry.name);
      if (entry.isDirectory()) folders.push(path);
      else if (endings.test(entry.name)) found.push(path);
    }
  return found.sort();
}
