/** An edge or a beginning in a hash table: the two words it is known by, where it leads, the key that ends here + 1. */
type TableRow = readonly [first: number, second: number, target: number, ends: number];

/** Places of a row in a table's words; an empty row begins with 0, which is no first word of any row. */
export const ROW = 4;
/** Target of a row after which no key goes on. Above it are nodes; below it `~place` in `tails`. */
export const NOWHERE = 0;
/** Bit of a filter word that says that a key may end here; the other 31 stand for the next unit, modulo 31. */
export const ENDS = 31;
export const NEXT = 31;

/** Rows by their hash, a quarter of the places free. */
export type HashTable = Int32Array;
export type Filter = { readonly words: Uint32Array; readonly shift: number };

/**
 * What the matcher looks things up in, in the order in which it does. For units abcd… of a text:
 * `pairs[ab]` has bit `c % 31` set where a key goes on with c and bit 31 where ab is a key, `thirds[abc]` the same for d
 * (both may say yes too often, never no too often); `roots` holds keys by their first four units, shorter ones padded with 0; `edges` the trie below;
 * `tails` the rest of a key where no other key shares its beginning: rest's length, key (low, high half), units.
 */
export type MatcherTables = {
  readonly pairs: Filter;
  readonly thirds: Filter;
  readonly roots: HashTable;
  readonly edges: HashTable;
  readonly tails: Uint16Array;
};

export function pairOf(first: number, second: number): number {
  return (first << 16) | second;
}

/** Multiplicative hashing: the high bits are the good ones, so a table of 2^n places takes the top n. */
export function hashOf(first: number, second: number): number {
  return Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x85ebca6b);
}

/** Where a row of a table is looked for first. */
export function rowAt(table: HashTable, first: number, second: number): number {
  return Math.floor(((hashOf(first, second) >>> 0) / 2 ** 32) * (table.length / ROW)) * ROW;
}

/** Bits of the smallest filter with a place an entry. */
function bitsFor(entries: number): number {
  return Math.max(8, Math.ceil(Math.log2(entries + 1)));
}

function tableOf(rows: readonly TableRow[]): HashTable {
  const table = new Int32Array((Math.ceil(rows.length * 1.33) + 1) * ROW);
  for (const row of rows) {
    let at = rowAt(table, row[0], row[1]);
    while (table[at] !== 0) at = at + ROW === table.length ? 0 : at + ROW;
    table.set(row, at);
  }
  return table;
}

/** Tables over keys of two units or more, each once. */
export function buildTables(keys: readonly string[]): MatcherTables {
  const order = keys.map((_, key) => key).sort((a, b) => (keys[a]! < keys[b]! ? -1 : 1));
  const { roots, edges, tails } = trieOf(keys, order);
  return {
    ...filtersOf(order.map((key) => keys[key]!)),
    roots: tableOf(roots),
    edges: tableOf(edges),
    tails,
  };
}

const unitAt = (text: string, at: number): number => (at < text.length ? text.charCodeAt(at) : 0);

type Branch = { readonly node: number; readonly low: number; readonly high: number; readonly depth: number };

/** The trie over `order`, which lists keys sorted by their units: keys that share a beginning stand together. */
function trieOf(keys: readonly string[], order: readonly number[]) {
  const roots: TableRow[] = [];
  const edges: TableRow[] = [];
  const tails: number[] = [0];
  const open: Branch[] = [];
  let nodes = 0;

  /** Where keys `low`..`high` of `order` go on after their first `depth` units. */
  const targetOf = (low: number, high: number, depth: number): number => {
    if (low === high) {
      return NOWHERE;
    }
    if (high - low > 1) {
      nodes += 1;
      open.push({ node: nodes, low, high, depth });
      return nodes;
    }
    const key = order[low]!;
    const rest = keys[key]!.slice(depth);
    const target = ~tails.length;
    tails.push(rest.length, key & 0xffff, key >>> 16);
    for (let at = 0; at < rest.length; at += 1) {
      tails.push(rest.charCodeAt(at));
    }
    return target;
  };

  /** Cuts a branch by the next `width` units and gives each part a row. */
  const split = (
    { low, high, depth }: Branch,
    width: number,
    add: (key: string, target: number, ends: number) => void,
  ) => {
    for (let at = low; at < high; ) {
      const key = keys[order[at]!]!;
      const ended = key.length <= depth + width;
      const prefix = key.slice(0, depth + width);
      let end = at + 1;
      while (key.length >= depth + width && end < high && keys[order[end]!]!.startsWith(prefix)) {
        end += 1;
      }
      add(prefix, targetOf(ended ? at + 1 : at, end, depth + width), ended ? order[at]! + 1 : 0);
      at = end;
    }
  };

  split({ node: 0, low: 0, high: order.length, depth: 0 }, 4, (prefix, target, ends) => {
    const [first, second] = [
      pairOf(unitAt(prefix, 0), unitAt(prefix, 1)),
      pairOf(unitAt(prefix, 2), unitAt(prefix, 3)),
    ];
    roots.push([first, second, target, ends]);
  });
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, depth } = next;
    split(next, 1, (prefix, target, ends) => edges.push([node, prefix.charCodeAt(depth), target, ends]));
  }
  return { roots, edges, tails: Uint16Array.from(tails) };
}

function filtersOf(sorted: readonly string[]): { pairs: Filter; thirds: Filter } {
  const filterFor = (length: number): Filter => {
    const distinct = new Set(sorted.map((key) => key.slice(0, length))).size;
    const bits = bitsFor(distinct);
    return { words: new Uint32Array(2 ** bits), shift: 32 - bits };
  };
  const pairs = filterFor(2);
  const thirds = filterFor(3);
  for (const key of sorted) {
    const pair = pairOf(unitAt(key, 0), unitAt(key, 1));
    allow(pairs, hashOf(pair, 0), 1 << (key.length === 2 ? ENDS : unitAt(key, 2) % NEXT));
    if (key.length > 2) {
      allow(thirds, hashOf(pair, unitAt(key, 2)), 1 << (key.length === 3 ? ENDS : unitAt(key, 3) % NEXT));
    }
  }
  return { pairs, thirds };
}

function allow(filter: Filter, hash: number, bits: number): void {
  filter.words[hash >>> filter.shift]! |= bits;
}
