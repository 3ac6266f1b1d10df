import { type FoldedForm, fold, textOf } from './fold.ts';
import { matcherTables, openMatcher } from './matcher.ts';
import type { MatcherTables } from './matcher-tables.ts';
import { beginsWord, endsWord, isWordy } from './word-edges.ts';

/** A name as people write it, with what it stands for. Several entries may have one name. */
export type FinderEntry<V> = { readonly name: string; readonly value: V };

/** A name found: half-open UTF-16 range of the original text, that range's text, and all that the name stands for. */
export type FinderHit<V> = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly values: readonly V[];
};

export type Finder<V> = {
  /** Hits from left to right; they do not overlap: the leftmost wins, and of those the longest. */
  readonly find: (text: string) => FinderHit<V>[];
};

/** From this many characters on a name is a firm's or a title's, which lists break with blanks: `科 技有限公司`. */
const LONG_NAME = 6;
/** Number of no key. */
const NONE = -1;

/** What a finder looks things up in: plain data, made once and kept. A key is a distinct name after folding, by its number. */
export type FinderTables<V> = {
  readonly matcher: MatcherTables;
  readonly values: readonly V[];
  /** Number of the key's first value; further ones are in `more`. */
  readonly first: Uint32Array;
  readonly more: ReadonlyMap<number, readonly number[]>;
  /** Before which folded units a key's names have blanks, by its number in the lists. */
  readonly gaps: Uint16Array;
  readonly gapLists: readonly (readonly number[])[];
};

/** Where a name as written has blanks, by the number of folded units before them. */
function gapsOf(name: string, folded: FoldedForm): number[] {
  const gaps: number[] = [];
  for (let at = 1; at < folded.length; at += 1) {
    if (/\s/u.test(name.slice(folded.ends[at - 1], folded.starts[at]))) {
      gaps.push(at);
    }
  }
  return gaps;
}

/**
 * Finds many names in texts of any language, in whatever spelling (see `fold`). Names in letters and digits need word
 * edges in the original text (see `beginsWord`); Chinese names do not. No hit crosses a line, and none runs over a blank
 * that the name does not have, except in Chinese names of six characters and more. Names that fold to one unit or nothing are left out.
 */
export function createFinder<V>(entries: Iterable<FinderEntry<V>>): Finder<V> {
  return openFinder(finderTables(entries));
}

export function finderTables<V>(entries: Iterable<FinderEntry<V>>): FinderTables<V> {
  const keys = new Map<string, number>();
  const numbers = new Map<V, number>();
  const first: number[] = [];
  const more = new Map<number, number[]>();
  const gaps: number[] = [];
  const gapLists: (readonly number[])[] = [[]];
  const listNumbers = new Map<string, number>();
  for (const { name, value } of entries) {
    const folded = fold(name);
    const text = textOf(folded);
    if (text.length < 2) continue;
    const number = numbers.get(value) ?? numbers.size;
    numbers.set(value, number);
    const known = keys.get(text);
    const key = known ?? first.push(number) - 1;
    if (known === undefined) keys.set(text, key);
    else if (first[key] !== number && more.get(key)?.includes(number) !== true)
      more.set(key, [...(more.get(key) ?? []), number]);
    const blanks = [...new Set([...gapLists[gaps[key] ?? 0]!, ...gapsOf(name, folded)])];
    const list = blanks.join(' ');
    if (blanks.length > 0 && !listNumbers.has(list)) listNumbers.set(list, gapLists.push(blanks) - 1);
    gaps[key] = listNumbers.get(list) ?? 0;
  }
  const matcher = matcherTables([...keys.keys()]);
  return {
    ...{ matcher, values: [...numbers.keys()], first: Uint32Array.from(first), more },
    ...{ gaps: Uint16Array.from(gaps), gapLists },
  };
}

export function openFinder<V>({
  matcher: tables,
  values,
  first,
  more,
  gaps,
  gapLists,
}: FinderTables<V>): Finder<V> {
  const matcher = openMatcher(tables);
  const valuesOf = (key: number): V[] =>
    [first[key]!, ...(more.get(key) ?? [])].map((number) => values[number]!);

  const stands = (text: string, folded: FoldedForm, start: number, end: number, key: number): boolean =>
    beginsWord(text, folded.starts[start]!) &&
    endsWord(text, folded.ends[end - 1]!) &&
    blanksFit(text, folded, start, end, gapLists[gaps[key]!]!);

  const find = (text: string): FinderHit<V>[] => {
    const folded = fold(text);
    const hits: FinderHit<V>[] = [];
    let taken = 0;
    let start = -1;
    let end = 0;
    let key = NONE;
    const settle = (): void => {
      if (key !== NONE) {
        const from = folded.starts[start]!;
        const to = folded.ends[end - 1]!;
        hits.push({ start: from, end: to, text: text.slice(from, to), values: valuesOf(key) });
        taken = end;
        key = NONE;
      }
    };
    matcher.scan(folded.units, folded.length, (from, to, at) => {
      if (from !== start) {
        settle();
      }
      if (from >= taken && stands(text, folded, from, to, at)) {
        start = from;
        end = to;
        key = at;
      }
    });
    settle();
    return hits;
  };
  return { find };
}

function blanksFit(
  text: string,
  folded: FoldedForm,
  start: number,
  end: number,
  gaps: readonly number[],
): boolean {
  for (let at = start + 1; at < end; at += 1) {
    const from = folded.ends[at - 1]!;
    const to = folded.starts[at]!;
    if (to <= from) {
      continue;
    }
    const between = text.slice(from, to);
    if (/[\n\r\u2028\u2029]/u.test(between)) {
      return false;
    }
    const inLongName =
      end - start >= LONG_NAME && !(isWordy(folded.units[at - 1]!) && isWordy(folded.units[at]!));
    if (/\s/u.test(between) && !gaps.includes(at - start) && !inLongName) {
      return false;
    }
  }
  return true;
}
