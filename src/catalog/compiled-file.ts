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
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DefaultDeserializer, deserialize, serialize } from 'node:v8';
import type { Catalog } from '../domain/catalog.ts';
import { lazily } from '../domain/lazily.ts';
import type { RecordParts } from './company-table.ts';
import type { CatalogParts } from './open.ts';

/** The beginning of a compiled file: a line of JSON. */
export interface Stamp {
  /** Hash of names, sizes, inodes and times of all files; empty where a file was so new that its times prove nothing. */
  readonly state: string;
  /** Hash of names and contents of all files. */
  readonly content: string;
  /** The configuration that it was made of. */
  readonly folder: string;
  /** Names and lengths in bytes of the parts that follow it. */
  readonly parts: readonly (readonly [name: string, bytes: number])[];
}

/** A compiled file. It stays open for its parts: another one that takes its name meanwhile changes nothing. */
export interface StoredParts {
  readonly fd: number;
  readonly stamp: Stamp;
  /** Where the first part begins. */
  readonly start: number;
}

const MOST_STAMP_BYTES = 4_096;

export function openStored(path: string): StoredParts | null {
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

/** Writes the parts of a catalog; false where the file cannot be written. */
export function storeParts(path: string, stamp: Omit<Stamp, 'parts'>, parts: CatalogParts): boolean {
  // Each part by itself, so that what nobody uses is not read; records behind their part, so that each is read by itself.
  const closed = Object.entries(parts).flatMap(([name, part]): [string, Uint8Array][] => {
    if (!hasRecords(part)) return [[name, serialize(part)]];
    const { records, ...rest } = part;
    return [
      [name, serialize(rest)],
      [`${name}${RECORDS}`, records(0, rest.starts.at(-1)!)],
    ];
  });
  const head = { ...stamp, parts: closed.map(([name, bytes]) => [name, bytes.length]) };
  return writeWhole(`${path}.bin`, [
    Buffer.from(`${JSON.stringify(head)}\n`),
    ...closed.map(([, bytes]) => bytes),
  ]);
}

const RECORDS = '.records';

const hasRecords = (part: unknown): part is RecordParts =>
  typeof part === 'object' && part !== null && 'records' in part && typeof part.records === 'function';

/** The parts of a compiled file, each read when it is first used. */
export function partsOf({ fd, stamp, start }: StoredParts): CatalogParts {
  const places = new Map<string, { readonly from: number; readonly length: number }>();
  let from = start;
  for (const [name, length] of stamp.parts) {
    places.set(name, { from, length });
    from += length;
  }
  const read = (name: string): unknown => {
    const place = places.get(name)!;
    const part = deserialize(bytesAt(fd, place.from, place.length));
    const records = places.get(`${name}${RECORDS}`);
    if (records === undefined) return part;
    const readBytes: RecordParts['records'] = (begin, end) => bytesAt(fd, records.from + begin, end - begin);
    return { ...(part as object), records: readBytes };
  };
  const names = [...places.keys()].filter((name) => !name.endsWith(RECORDS));
  const makers = Object.fromEntries(names.map((name) => [name, () => read(name)]));
  return lazily(makers as { [K in keyof CatalogParts]: () => CatalogParts[K] });
}

/** Takes compiled catalogs of folders that are gone (those of tests and trials) out of a cache. */
export function dropOrphans(cache: string): void {
  const names = readdirSync(cache);
  for (const name of names.filter((one) => /^catalog-[0-9a-f]{8}\.bin$/.test(one))) {
    const file = openStored(join(cache, name));
    if (file === null) continue;
    closeSync(file.fd);
    if (file.stamp.folder === undefined || existsSync(file.stamp.folder)) continue;
    for (const one of names.filter((other) => other.startsWith(basename(name, 'bin'))))
      rmSync(join(cache, one), { force: true });
  }
}

/**
 * Tables made of a catalog (what people search by, names in text), each in a file of its own beside the compiled catalog: one
 * that nobody asks for is never made. `content` is the hash of all that they are made of.
 */
export function derivedTables(paths: readonly string[], content: string): Catalog['derived'] {
  const made = new Map<string, unknown>();
  return <T>(name: string, make: () => T): T => {
    if (made.has(name)) return made.get(name) as T;
    const files = paths.map((path) => `${path}.${name}`);
    let table = files.map((file) => readTable(file, content)).find((one) => one !== null) as T | undefined;
    if (table === undefined) {
      table = make();
      const chunks = [Buffer.from(`${content}\n`), serialize(table)];
      files.some((file) => writeWhole(file, chunks));
    }
    made.set(name, table);
    return table;
  };
}

function readTable(file: string, content: string): unknown {
  try {
    const bytes = readFileSync(file);
    const end = bytes.indexOf(0x0a);
    return bytes.toString('latin1', 0, end) === content ? tableIn(bytes.subarray(end + 1)) : null;
  } catch {
    return null;
  }
}

/** A stored table. Node makes its typed arrays windows on the bytes it reads; copied, they do not keep the whole file. */
function tableIn(bytes: Buffer): unknown {
  const reader = new DefaultDeserializer(bytes) as DefaultDeserializer & { _readHostObject(): Uint8Array };
  const windowOf = reader._readHostObject.bind(reader);
  reader._readHostObject = () => windowOf().slice();
  reader.readHeader();
  return reader.readValue();
}

/** Writes beside the file and renames, so that a reader never sees half a file. False where it cannot be written. */
export function writeWhole(path: string, chunks: readonly Uint8Array[]): boolean {
  const draft = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(draft, Buffer.concat(chunks));
    renameSync(draft, path);
    return true;
  } catch {
    return false;
  }
}
