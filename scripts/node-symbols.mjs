import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

// The layout of 64-bit ELF files: System V ABI, "ELF Header", "Sections" and "Program Header".
const MAGIC = '\x7fELF\x02\x01';
const SYMBOL_TABLE = 2;
const SECTION_TABLE = { offset: 40, entrySize: 58, entries: 60, names: 62 };
const SEGMENT_TABLE = { offset: 32, entrySize: 54, entries: 56 };

/**
 * A program of Linux without its symbol table, which only debuggers read, and without the table of
 * sections; null where the file is no such program or has loaded parts behind its symbols.
 * @param {Buffer} file
 * @returns {Buffer | null}
 */
export function withoutSymbols(file) {
  if (file.toString('latin1', 0, MAGIC.length) !== MAGIC) return null;
  const sections = entriesOf(file, SECTION_TABLE);
  const symbols = sections.find((at) => file.readUInt32LE(at + 4) === SYMBOL_TABLE);
  if (symbols === undefined) return null;
  const end = Number(file.readBigUInt64LE(symbols + 24));
  const isLoadedBefore = (/** @type {number} */ at) =>
    Number(file.readBigUInt64LE(at + 8) + file.readBigUInt64LE(at + 32)) <= end;
  if (!entriesOf(file, SEGMENT_TABLE).every(isLoadedBefore)) return null;
  const short = Buffer.from(file.subarray(0, end));
  short.writeBigUInt64LE(0n, SECTION_TABLE.offset);
  short.writeUInt16LE(0, SECTION_TABLE.entries);
  short.writeUInt16LE(0, SECTION_TABLE.names);
  return short;
}

/**
 * Offsets of the entries of a table that the header of a file points to.
 * @param {Buffer} file
 * @param {{ offset: number, entrySize: number, entries: number }} table
 */
function entriesOf(file, { offset, entrySize, entries }) {
  const start = Number(file.readBigUInt64LE(offset));
  const size = file.readUInt16LE(entrySize);
  return Array.from({ length: file.readUInt16LE(entries) }, (_, n) => start + n * size);
}

/**
 * Takes the symbols out of the Node that npm brought: 15 of 121 MB. The new file takes the old
 * one's place only where it runs; the old one may be what runs this.
 * @param {string} path
 */
export function removeSymbols(path) {
  if (!existsSync(path)) return;
  const draft = `${path}.draft`;
  try {
    const short = withoutSymbols(readFileSync(path));
    if (short === null) return;
    writeFileSync(draft, short, { mode: 0o755 });
    if (spawnSync(draft, ['-p', '1 + 1']).stdout?.toString().trim() === '2')
      renameSync(draft, path);
  } catch {
    // A folder that cannot be written keeps the longer file.
  } finally {
    rmSync(draft, { force: true });
  }
}
