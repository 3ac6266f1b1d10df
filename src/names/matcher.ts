import { ALL, buildTables, type HashTable, hashOf, NOWHERE, pairOf, ROW } from './matcher-tables.ts';

/** Told of each occurrence: half-open range of units, and which key (its place in the list of keys). */
export type Visit = (start: number, end: number, key: number) => void;

/** Finds all occurrences of many keys at once, overlapping ones too. */
export type Matcher = {
  /** Visits by start, and at one start from the shortest key to the longest. */
  readonly scan: (units: Uint16Array, length: number, visit: Visit) => void;
  /** Bytes held by its tables. */
  readonly bytes: number;
};

/** Place of the row in the table's words, or -1. */
function seek({ words, shift }: HashTable, first: number, second: number): number {
  let at = (hashOf(first, second) >>> shift) * ROW;
  while (words[at] !== 0) {
    if (words[at] === first && words[at + 1] === second) {
      return at;
    }
    at = (at + ROW) & (words.length - 1);
  }
  return -1;
}

/**
 * Matcher over many keys (UTF-16, non-empty, without U+0000, each once; anything else is a bug of the caller) for mixed
 * Chinese and English text. It asks at each place whether a key may begin there, by two small filters that fit the
 * processor's cache, and only then looks: faster for short names in long texts than an automaton that steps through
 * large tables at every unit. Worst case: the text's length times that of the longest key.
 */
export function createMatcher(keys: readonly string[]): Matcher {
  if (keys.some((key) => key === '' || key.includes('\0')) || new Set(keys).size !== keys.length) {
    throw new RangeError('keys are non-empty, without U+0000, and each is given once');
  }
  const { singles, pairs, thirds, roots, edges, tails } = buildTables(keys);

  /** Follows keys beyond their first units, from `end` on. */
  function goOn(
    units: Uint16Array,
    length: number,
    start: number,
    from: number,
    to: number,
    visit: Visit,
  ): void {
    let end = from;
    let target = to;
    while (target > NOWHERE) {
      const at = end < length ? seek(edges, target, units[end]!) : -1;
      if (at === -1) {
        return;
      }
      end += 1;
      if (edges.words[at + 3] !== 0) {
        visit(start, end, edges.words[at + 3]! - 1);
      }
      target = edges.words[at + 2]!;
    }
    if (target !== NOWHERE && endsWithTail(units, length, end, ~target)) {
      visit(start, end + tails[~target]!, tails[~target + 1]! | (tails[~target + 2]! << 16));
    }
  }

  function endsWithTail(units: Uint16Array, length: number, from: number, tail: number): boolean {
    const size = tails[tail]!;
    if (from + size > length) {
      return false;
    }
    for (let at = 0; at < size; at += 1) {
      if (tails[tail + 3 + at] !== units[from + at]) {
        return false;
      }
    }
    return true;
  }

  function visitRoot(start: number, size: number, at: number, visit: Visit): void {
    if (at !== -1 && roots.words[at + 3] !== 0) {
      visit(start, start + size, roots.words[at + 3]! - 1);
    }
  }

  /** All keys at one place that the filters let through. Units behind the end of the text are 0, which is in no key. */
  function look(
    units: Uint16Array,
    length: number,
    start: number,
    wide: number,
    deep: number,
    visit: Visit,
  ): void {
    const pair = pairOf(units[start]!, units[start + 1]!);
    const third = start + 2 < length ? units[start + 2]! : 0;
    const fourth = start + 3 < length ? units[start + 3]! : 0;
    if (wide === ALL) {
      visitRoot(start, 2, seek(roots, pair, 0), visit);
    }
    if (deep === ALL && third !== 0) {
      visitRoot(start, 3, seek(roots, pair, third << 16), visit);
    }
    if (fourth !== 0 && third !== 0 && ((deep >>> (fourth & 31)) & 1) === 1) {
      const at = seek(roots, pair, pairOf(third, fourth));
      if (at !== -1) {
        visitRoot(start, 4, at, visit);
        goOn(units, length, start, start + 4, roots.words[at + 2]!, visit);
      }
    }
  }

  function scan(units: Uint16Array, length: number, visit: Visit): void {
    let second = length > 0 ? units[0]! : 0;
    let third = length > 1 ? units[1]! : 0;
    let fourth = length > 2 ? units[2]! : 0;
    for (let start = 0; start < length; start += 1) {
      if (singles !== null && singles[second] !== 0) {
        visit(start, start + 1, singles[second]! - 1);
      }
      const pair = pairOf(second, third);
      second = third;
      third = fourth;
      fourth = start + 3 < length ? units[start + 3]! : 0;
      const wide = pairs.words[hashOf(pair, 0) >>> pairs.shift]!;
      if (((wide >>> (third & 31)) & 1) === 1) {
        const deep = thirds.words[hashOf(pair, third) >>> thirds.shift]!;
        if (start + 1 < length && (wide === ALL || ((deep >>> (fourth & 31)) & 1) === 1)) {
          look(units, length, start, wide, deep, visit);
        }
      }
    }
  }

  const tables = [pairs.words, thirds.words, roots.words, edges.words, tails];
  const bytes = tables.reduce((sum, table) => sum + table.byteLength, singles?.byteLength ?? 0);
  return { scan, bytes };
}
