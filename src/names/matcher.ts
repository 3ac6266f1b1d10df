import {
  buildTables,
  ENDS,
  type HashTable,
  hashOf,
  type MatcherTables,
  NEXT,
  NOWHERE,
  pairOf,
  ROW,
  rowAt,
} from './matcher-tables.ts';

/** Told of each occurrence: half-open range of units, and which key (its place in the list of keys). */
export type OnMatch = (start: number, end: number, key: number) => void;

/** Finds all occurrences of many keys at once, overlapping ones too. */
export type Matcher = {
  /** Visits by start, and at one start from the shortest key to the longest. */
  readonly scan: (units: Uint16Array, length: number, onMatch: OnMatch) => void;
};

/** Units that are sifted before the places that are left are looked at. */
const STRETCH = 4096;

/** Place of the row in the table, or -1. */
function seek(table: HashTable, first: number, second: number): number {
  let at = rowAt(table, first, second);
  while (table[at] !== 0) {
    if (table[at] === first && table[at + 1] === second) return at;
    at = at + ROW === table.length ? 0 : at + ROW;
  }
  return -1;
}

/**
 * Matcher over many keys (UTF-16, of two units or more, without U+0000, each once; anything else is a bug of the caller) for mixed
 * Chinese and English text. It asks at each place whether a key may begin there, by two small filters that fit the
 * processor's cache, and only then looks: faster for short names in long texts than an automaton that steps through
 * large tables at every unit. Worst case: the text's length times that of the longest key.
 */
export function createMatcher(keys: readonly string[]): Matcher {
  return openMatcher(matcherTables(keys));
}

/** What a matcher of these keys looks things up in, as plain data. */
export function matcherTables(keys: readonly string[]): MatcherTables {
  if (keys.some((key) => key.length < 2 || key.includes('\0')) || new Set(keys).size !== keys.length) {
    throw new RangeError('keys have two units or more, none is U+0000, and each is given once');
  }
  return buildTables(keys);
}

export function openMatcher({ pairs, thirds, roots, edges, tails }: MatcherTables): Matcher {
  const { words: pairWords, shift: pairShift } = pairs;
  const { words: thirdWords, shift: thirdShift } = thirds;

  /** Follows keys beyond their first units, from `end` on. */
  function goOn(
    units: Uint16Array,
    length: number,
    start: number,
    from: number,
    to: number,
    onMatch: OnMatch,
  ): void {
    let end = from;
    let target = to;
    while (target > NOWHERE) {
      const at = end < length ? seek(edges, target, units[end]!) : -1;
      if (at === -1) {
        return;
      }
      end += 1;
      if (edges[at + 3] !== 0) {
        onMatch(start, end, edges[at + 3]! - 1);
      }
      target = edges[at + 2]!;
    }
    if (target !== NOWHERE && endsWithTail(units, length, end, ~target)) {
      onMatch(start, end + tails[~target]!, tails[~target + 1]! | (tails[~target + 2]! << 16));
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

  function matchRoot(start: number, size: number, at: number, onMatch: OnMatch): void {
    if (at !== -1 && roots[at + 3] !== 0) {
      onMatch(start, start + size, roots[at + 3]! - 1);
    }
  }

  /** All keys at one place. Units behind the end of the text are 0, which is in no key. */
  function matchAt(units: Uint16Array, length: number, start: number, onMatch: OnMatch): void {
    const first = units[start]!;
    if (start + 1 >= length) {
      return;
    }
    const pair = pairOf(first, units[start + 1]!);
    const third = start + 2 < length ? units[start + 2]! : 0;
    const fourth = start + 3 < length ? units[start + 3]! : 0;
    if (pairWords[hashOf(pair, 0) >>> pairShift]! >>> ENDS === 1) {
      matchRoot(start, 2, seek(roots, pair, 0), onMatch);
    }
    if (third === 0) {
      return;
    }
    const deep = thirdWords[hashOf(pair, third) >>> thirdShift]!;
    if (deep >>> ENDS === 1) {
      matchRoot(start, 3, seek(roots, pair, third << 16), onMatch);
    }
    const at =
      fourth !== 0 && ((deep >>> (fourth % NEXT)) & 1) === 1 ? seek(roots, pair, pairOf(third, fourth)) : -1;
    if (at !== -1) {
      matchRoot(start, 4, at, onMatch);
      goOn(units, length, start, start + 4, roots[at + 2]!, onMatch);
    }
  }

  /**
   * Writes the places from `low` to `high` that the filters let through into `places`, and answers how many. Without a
   * branch in its middle, since half of all places pass the first filter and no processor could guess which.
   */
  function sift(units: Uint16Array, length: number, low: number, high: number, places: Int32Array): number {
    let count = 0;
    let second = units[low]!;
    let third = low + 1 < length ? units[low + 1]! : 0;
    let fourth = low + 2 < length ? units[low + 2]! : 0;
    let thirdBit = 0;
    let fourthBit = fourth % NEXT;
    for (let start = low; start < high; start += 1) {
      const pair = pairOf(second, third);
      second = third;
      third = fourth;
      thirdBit = fourthBit;
      fourth = start + 3 < length ? units[start + 3]! : 0;
      fourthBit = fourth % NEXT;
      const wide = pairWords[hashOf(pair, 0) >>> pairShift]!;
      const deep = thirdWords[hashOf(pair, third) >>> thirdShift]!;
      const goesOn = (wide >>> thirdBit) & ((deep >>> fourthBit) | (deep >>> ENDS));
      places[count] = start;
      count += (goesOn | (wide >>> ENDS)) & 1;
    }
    return count;
  }

  function scan(units: Uint16Array, length: number, onMatch: OnMatch): void {
    const places = new Int32Array(Math.min(STRETCH, length));
    for (let low = 0; low < length; low += STRETCH) {
      const count = sift(units, length, low, Math.min(low + STRETCH, length), places);
      for (let at = 0; at < count; at += 1) {
        matchAt(units, length, places[at]!, onMatch);
      }
    }
  }

  return { scan };
}
