import { firmKey } from './firm.ts';

/** A known firm whose name begins with a cut-off text; `missing` = the end that the text lacks, normalised. */
export type CutOffMatch<V> = { readonly name: string; readonly value: V; readonly missing: string };

/** `marked` = the text itself says that it was cut off (…, ...). */
export type CutOffMatches<V> = { readonly marked: boolean; readonly matches: readonly CutOffMatch<V>[] };

/** Shorter beginnings are region and brand alone, which many firms share. */
const SHORTEST_CHINESE = 6;
const SHORTEST_ENGLISH = 12;
const ELLIPSIS = /(?:\.{2,}|…+)\s*$/u;

/**
 * Finds known firms by a name whose end was cut off by a narrow cell. A **weak** comparison on purpose, kept apart from
 * `firmKey`: even a single match is only a candidate. A full name is no cut-off name of itself.
 */
export function createCutOffIndex<V>(
  firms: Iterable<{ readonly name: string; readonly value: V }>,
): (text: string) => CutOffMatches<V> {
  const sorted = Array.from(firms, ({ name, value }) => ({ key: firmKey(name), name, value })).sort((a, b) =>
    a.key < b.key ? -1 : a.key > b.key ? 1 : 0,
  );
  return (text) => {
    const marked = ELLIPSIS.test(text);
    const key = firmKey(text.replace(ELLIPSIS, ''));
    const shortest = /\p{Script=Han}/u.test(key) ? SHORTEST_CHINESE : SHORTEST_ENGLISH;
    const matches: CutOffMatch<V>[] = [];
    if (key.length >= shortest) {
      for (let at = firstNotBefore(sorted, key); sorted[at]?.key.startsWith(key) === true; at += 1) {
        const { key: full, name, value } = sorted[at]!;
        if (full !== key) {
          matches.push({ name, value, missing: full.slice(key.length) });
        }
      }
    }
    return { marked, matches };
  };
}

function firstNotBefore(sorted: readonly { readonly key: string }[], key: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]!.key < key) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
