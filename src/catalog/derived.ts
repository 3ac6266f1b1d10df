import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Catalog } from '../domain/catalog.ts';

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
    return bytes.toString('latin1', 0, end) === content ? deserialize(bytes.subarray(end + 1)) : null;
  } catch {
    return null;
  }
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
