/** Where a phrase stands in a text: half-open range of UTF-16 offsets. */
export interface FoundPhrase<T> {
  readonly start: number;
  readonly end: number;
  readonly value: T;
}

/** Characters that may stand in the gap of a phrase. */
const GAP = 24;
const LATIN = /[a-z0-9]/;

/**
 * A finder of phrases. A phrase is plain text; `…` in it is a gap of up to 24 characters. Latin
 * letters match in any case and at the start of a word only, so that `fine` finds "fined" and not
 * "define". Of phrases that begin at one place the longest is given. Time grows with the text times
 * the number of phrases that begin with one letter.
 */
export function phraseFinder<T>(
  phrases: Iterable<readonly [phrase: string, value: T]>,
): (text: string) => FoundPhrase<T>[] {
  const compiled = [...phrases].map(([phrase, value]) => ({
    parts: phrase.toLowerCase().split('…'),
    value,
  }));
  const byLetter = Map.groupBy(compiled, ({ parts }) => parts[0]!.charCodeAt(0));
  const longestAt = (lower: string, start: number): FoundPhrase<T> | null => {
    let best: FoundPhrase<T> | null = null;
    for (const { parts, value } of byLetter.get(lower.charCodeAt(start)) ?? []) {
      const end = lower.startsWith(parts[0]!, start) ? endOfParts(lower, parts, start) : null;
      if (end !== null && end > (best?.end ?? start)) best = { start, end, value };
    }
    return best;
  };
  return (text) => {
    const lower = text.toLowerCase();
    const found: FoundPhrase<T>[] = [];
    for (let start = 0; start < lower.length; start += 1) {
      const best = beginsWord(lower, start) ? longestAt(lower, start) : null;
      if (best !== null) found.push(best);
    }
    return found;
  };
}

/**
 * Whether a phrase may begin here: anywhere in Chinese, at the start of a word in Latin letters.
 */
const beginsWord = (text: string, at: number): boolean =>
  at === 0 || !LATIN.test(text[at]!) || !LATIN.test(text[at - 1]!);

function indexOfWord(text: string, word: string, from: number): number {
  for (let at = text.indexOf(word, from); at >= 0; at = text.indexOf(word, at + 1))
    if (beginsWord(text, at)) return at;
  return -1;
}

function endOfParts(text: string, parts: readonly string[], start: number): number | null {
  let end = start + parts[0]!.length;
  for (const part of parts.slice(1)) {
    const next = indexOfWord(text.slice(0, end + GAP + part.length), part, end);
    if (next < 0) return null;
    end = next + part.length;
  }
  return end;
}
