/**
 * Told of each occurrence: half-open range of units, and which key (its place in the list of keys).
 */
export type OnMatch = (start: number, end: number, key: number) => void;

/** Finds all occurrences of many keys at once, overlapping ones too. */
export interface Matcher {
  /** Visits by start, and at one start from the shortest key to the longest. */
  readonly scan: (units: Uint16Array, length: number, onMatch: OnMatch) => void;
}

/**
 * What a matcher looks keys up in, as plain data. For units abcd… of a text: `pairs[ab]` has bit `c
 * % 31` set where a key goes on with c and bit 31 where ab is a key; `thirds[abc]` the same for d.
 * Both may say yes too often, never no. `edges` is the trie as a hash table of rows: node and unit
 * (`TOP` and a pair at its top), the node below (0 = none, `~place` = the rest of the one key in
 * `tails`), the key that ends here + 1; a quarter of its places is free. `tails`: the rest's
 * length, the key (low, high half), units.
 */
export interface MatcherTables {
  readonly pairs: Uint32Array;
  readonly thirds: Uint32Array;
  readonly edges: Int32Array;
  readonly tails: Uint16Array;
}

const ROW = 4;
const TOP = -1;
const ENDS = 31;
/** Units that are sifted before the places that are left are looked at. */
const STRETCH = 4096;
const SHORT = 1024;

const pairOf = (first: number, second: number): number => (first << 16) | second;

/** Multiplicative hashing: the high bits are the good ones. */
const hashOf = (first: number, second: number): number =>
  Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x85ebca6b);

const unitAt = (text: string, at: number): number => (at < text.length ? text.charCodeAt(at) : 0);

/** Where a row is looked for first. */
function rowAt(edges: Int32Array, first: number, second: number): number {
  return Math.floor(((hashOf(first, second) >>> 0) / 2 ** 32) * (edges.length / ROW)) * ROW;
}

/**
 * Tables over keys (UTF-16) of two units or more, without U+0000, each once; anything else is a bug
 * of the caller.
 */
export function matcherTables(keys: readonly string[]): MatcherTables {
  if (
    keys.some((key) => key.length < 2 || key.includes('\0')) ||
    new Set(keys).size !== keys.length
  )
    throw new RangeError('keys have two units or more, none is U+0000, and each is given once');
  const order = keys.map((_, key) => key).sort((a, b) => (keys[a]! < keys[b]! ? -1 : 1));
  const rows: number[][] = [];
  const tails: number[] = [0];
  const open = [{ node: TOP, low: 0, high: order.length, depth: 0 }];
  let nodes = 0;
  /** Where keys `low` to `high` of `order` go on after `depth` units. */
  const below = (low: number, high: number, depth: number): number => {
    if (low === high) return 0;
    if (high - low > 1) {
      nodes += 1;
      open.push({ node: nodes, low, high, depth });
      return nodes;
    }
    const key = order[low]!;
    const rest = keys[key]!.slice(depth);
    tails.push(
      rest.length,
      key & 0xffff,
      key >>> 16,
      ...Array.from(rest, (_, at) => rest.charCodeAt(at)),
    );
    return ~(tails.length - rest.length - 3);
  };
  /** Adds the edge of the keys from `low` to `end`, which share `prefix`. */
  const addEdge = (node: number, prefix: string, low: number, end: number): void => {
    const depth = prefix.length;
    const last = prefix.charCodeAt(depth - 1);
    const label = node === TOP ? pairOf(prefix.charCodeAt(0), last) : last;
    const ends = keys[order[low]!]!.length === depth;
    rows.push([node, label, below(ends ? low + 1 : low, end, depth), ends ? order[low]! + 1 : 0]);
  };
  for (let branch = open.pop(); branch !== undefined; branch = open.pop()) {
    const { node, high, depth } = branch;
    const width = node === TOP ? 2 : 1;
    for (let low = branch.low; low < high; ) {
      const prefix = keys[order[low]!]!.slice(0, depth + width);
      let end = low + 1;
      while (end < high && keys[order[end]!]!.startsWith(prefix)) end += 1;
      addEdge(node, prefix, low, end);
      low = end;
    }
  }
  return {
    pairs: filterOf(keys, 2),
    thirds: filterOf(keys, 3),
    edges: hashTable(rows),
    tails: Uint16Array.from(tails),
  };
}

/** The rows in an open-addressed table, each at or behind `rowAt` of its node and label. */
function hashTable(rows: readonly (readonly number[])[]): Int32Array {
  const edges = new Int32Array((Math.ceil(rows.length * 1.33) + 1) * ROW);
  for (const row of rows) {
    let at = rowAt(edges, row[0]!, row[1]!);
    while (edges[at] !== 0) at = at + ROW === edges.length ? 0 : at + ROW;
    edges.set(row, at);
  }
  return edges;
}

/**
 * Which unit may follow the first `width` of a key, or that a key ends there, in about a word a
 * beginning.
 */
function filterOf(keys: readonly string[], width: number): Uint32Array {
  const beginnings = new Set(keys.map((key) => key.slice(0, width))).size;
  const bits = Math.max(8, Math.ceil(Math.log2(beginnings + 1)));
  const words = new Uint32Array(2 ** bits);
  for (const key of keys.filter((key) => key.length >= width)) {
    const pair = pairOf(unitAt(key, 0), unitAt(key, 1));
    const word = hashOf(pair, width === 2 ? 0 : unitAt(key, 2)) >>> (32 - bits);
    words[word]! |= 1 << (key.length === width ? ENDS : unitAt(key, width) % ENDS);
  }
  return words;
}

/**
 * Asks at each place of a text whether a key may begin there, by two small filters that fit the
 * processor's cache, and only then looks: faster for short names in long texts than an automaton
 * that acts through large tables at every unit. Worst case: the text's length times that of the
 * longest key.
 */
export function openMatcher({ pairs, thirds, edges, tails }: MatcherTables): Matcher {
  const pairShift = Math.clz32(pairs.length) + 1;
  const thirdShift = Math.clz32(thirds.length) + 1;

  /** Place of a row, or -1. */
  const seek = (first: number, second: number): number => {
    let at = rowAt(edges, first, second);
    while (edges[at] !== 0) {
      if (edges[at] === first && edges[at + 1] === second) return at;
      at = at + ROW === edges.length ? 0 : at + ROW;
    }
    return -1;
  };

  const endsWithTail = (
    units: Uint16Array,
    length: number,
    from: number,
    tail: number,
  ): boolean => {
    const size = tails[tail]!;
    if (from + size > length) return false;
    for (let at = 0; at < size; at += 1)
      if (tails[tail + 3 + at] !== units[from + at]) return false;
    return true;
  };

  /** All keys at one place. */
  const matchAt = (units: Uint16Array, length: number, start: number, onMatch: OnMatch): void => {
    let end = start + 2;
    let at = end > length ? -1 : seek(TOP, pairOf(units[start]!, units[start + 1]!));
    while (at !== -1) {
      if (edges[at + 3] !== 0) onMatch(start, end, edges[at + 3]! - 1);
      const target = edges[at + 2]!;
      if (target < 0) {
        if (endsWithTail(units, length, end, ~target))
          onMatch(start, end + tails[~target]!, tails[~target + 1]! | (tails[~target + 2]! << 16));
        return;
      }
      at = target === 0 || end >= length ? -1 : seek(target, units[end]!);
      end += 1;
    }
  };

  /**
   * Writes the places from `low` to `high` that the filters let through into `places`, and answers
   * how many. Units behind the end of the text are 0, which is in no key. Without a branch in its
   * middle, since half of all places pass the first filter and no processor could guess which.
   */
  const sift = (
    units: Uint16Array,
    length: number,
    low: number,
    high: number,
    places: Int32Array,
  ): number => {
    let count = 0;
    let second = units[low]!;
    let third = low + 1 < length ? units[low + 1]! : 0;
    let fourth = low + 2 < length ? units[low + 2]! : 0;
    let thirdBit = 0;
    let fourthBit = fourth % ENDS;
    for (let start = low; start < high; start += 1) {
      const pair = pairOf(second, third);
      second = third;
      third = fourth;
      thirdBit = fourthBit;
      fourth = start + 3 < length ? units[start + 3]! : 0;
      fourthBit = fourth % ENDS;
      const wide = pairs[hashOf(pair, 0) >>> pairShift]!;
      const deep = thirds[hashOf(pair, third) >>> thirdShift]!;
      const goesOn = (wide >>> thirdBit) & ((deep >>> fourthBit) | (deep >>> ENDS));
      places[count] = start;
      count += (goesOn | (wide >>> ENDS)) & 1;
    }
    return count;
  };

  /** Places of short texts, of which a list has thousands; not while a scan is under way. */
  let free: Int32Array | null = new Int32Array(SHORT);
  return {
    scan: (units, length, onMatch) => {
      const own = length <= SHORT ? free : null;
      const places = own ?? new Int32Array(Math.min(STRETCH, length));
      if (own !== null) free = null;
      for (let low = 0; low < length; low += STRETCH) {
        const count = sift(units, length, low, Math.min(low + STRETCH, length), places);
        for (let at = 0; at < count; at += 1) matchAt(units, length, places[at]!, onMatch);
      }
      free ??= own;
    },
  };
}
