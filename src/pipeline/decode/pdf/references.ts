/** How a classic table of references begins, and one of its entries: 20 bytes each. */
const TABLE = /\bxref\s+(?=\d)/gu;
const SECTION = /^(\d{1,10}) (\d{1,10})\s*?[\r\n]+/u;
const ENTRY = /^(\d{10}) \d{5} ([nf])/u;
const ENTRY_BYTES = 20;
/** A file with more entries is not checked. */
const MOST_ENTRIES = 200_000;

/**
 * The bytes of a PDF whose table of references is wrong, changed so that a reader looks for the
 * objects themselves; as they are where each entry points to its object. One wrong entry costs a
 * page or the meaning of its letters, mostly without any error.
 */
export function withTrueReferences(bytes: Uint8Array): Uint8Array {
  return hasWrongEntry(bytes) ? withoutReferences(bytes) : bytes;
}

/** The same bytes without the mark that names the place of the table of references. */
export function withoutReferences(bytes: Uint8Array): Uint8Array {
  const changed = Buffer.from(bytes);
  for (let at = changed.indexOf('startxref'); at >= 0; at = changed.indexOf('startxref', at + 9))
    changed.write('startnone', at, 'latin1');
  return new Uint8Array(changed);
}

function hasWrongEntry(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  let left = MOST_ENTRIES;
  for (const { index, 0: head } of text.matchAll(TABLE)) {
    let at = index + head.length;
    for (let section = sectionAt(text, at); section !== null; section = sectionAt(text, at)) {
      left -= section.count;
      if (left < 0) return false;
      if (!isTrue(text, section)) return true;
      at = section.entriesAt + section.count * ENTRY_BYTES;
    }
  }
  return false;
}

/** A run of entries for objects with numbers in a row. */
interface ReferenceSection {
  readonly first: number;
  readonly count: number;
  readonly entriesAt: number;
}

function sectionAt(text: string, at: number): ReferenceSection | null {
  const head = SECTION.exec(text.slice(at, at + 32));
  if (head === null) return null;
  return { first: Number(head[1]), count: Number(head[2]), entriesAt: at + head[0].length };
}

/**
 * Whether each entry points to its object. A free one names the next free number, and never the
 * place of its own object.
 */
function isTrue(text: string, { first, count, entriesAt }: ReferenceSection): boolean {
  for (let nth = 0; nth < count; nth += 1) {
    const at = entriesAt + nth * ENTRY_BYTES;
    const entry = ENTRY.exec(text.slice(at, at + ENTRY_BYTES));
    if (entry === null) return false;
    const isThere = beginsObject(text, Number(entry[1]), first + nth);
    if (isThere !== (entry[2] === 'n')) return false;
  }
  return true;
}

/** Whether the object of this number begins at an offset; blanks before it are allowed. */
function beginsObject(text: string, offset: number, number: number): boolean {
  const found = /^\s{0,4}(\d{1,10})\s{1,4}\d{1,5}\s{1,4}obj\b/u.exec(
    text.slice(offset, offset + 40),
  );
  return found !== null && Number(found[1]) === number;
}
