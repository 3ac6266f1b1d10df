import { type FoldedForm, fold, textOf } from './fold.ts';
import { beginsWord, endsWord, isWordy } from './latin-edges.ts';
import { createMatcher } from './matcher.ts';

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
  /** Distinct names after folding. */
  readonly size: number;
  /** Bytes held by the matcher's tables. */
  readonly bytes: number;
};

/** From this many characters on a name is a firm's or a title's, which lists break with blanks: `科 技有限公司`. */
const LONG_NAME = 6;

/** Small arrays, made to their size: there are a hundred thousand of them. */
type FinderKey<V> = { values: readonly V[]; gaps: readonly number[] };

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
 * that the name does not have, except in Chinese names of six characters and more. Names that fold to nothing are left out.
 */
export function createFinder<V>(entries: Iterable<FinderEntry<V>>): Finder<V> {
  const byKey = new Map<string, FinderKey<V>>();
  const shared = new Map<string, readonly number[]>();
  /** One array for all names with blanks at the same places. */
  const share = (gaps: readonly number[]): readonly number[] => {
    const key = gaps.join(' ');
    if (!shared.has(key)) shared.set(key, gaps);
    return shared.get(key)!;
  };
  for (const { name, value } of entries) {
    const folded = fold(name);
    const key = textOf(folded);
    if (key === '') continue;
    const gaps = gapsOf(name, folded);
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, { values: [value], gaps: share(gaps) });
    else {
      if (!known.values.includes(value)) known.values = [...known.values, value];
      known.gaps = share([...new Set([...known.gaps, ...gaps])]);
    }
  }
  const keys = [...byKey.values()];
  const matcher = createMatcher([...byKey.keys()]);

  const stands = (text: string, folded: FoldedForm, start: number, end: number, key: FinderKey<V>): boolean =>
    beginsWord(text, folded.starts[start]!) &&
    endsWord(text, folded.ends[end - 1]!) &&
    blanksFit(text, folded, start, end, key.gaps);

  const find = (text: string): FinderHit<V>[] => {
    const folded = fold(text);
    const hits: FinderHit<V>[] = [];
    let taken = 0;
    let start = -1;
    let end = 0;
    let key: FinderKey<V> | undefined;
    const settle = (): void => {
      if (key !== undefined) {
        const from = folded.starts[start]!;
        const to = folded.ends[end - 1]!;
        hits.push({ start: from, end: to, text: text.slice(from, to), values: key.values });
        taken = end;
        key = undefined;
      }
    };
    matcher.scan(folded.units, folded.length, (from, to, at) => {
      if (from !== start) {
        settle();
      }
      if (from >= taken && stands(text, folded, from, to, keys[at]!)) {
        start = from;
        end = to;
        key = keys[at];
      }
    });
    settle();
    return hits;
  };
  return { find, size: keys.length, bytes: matcher.bytes };
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
