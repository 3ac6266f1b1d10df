/** Where a phrase stands in a text: half-open range of offsets. */
export interface FoundPhrase<T> {
  readonly start: number;
  readonly end: number;
  readonly value: T;
}

/** Characters that may stand in the gap of a phrase. */
const GAP = 24;
const LATIN = /[a-z0-9]/;

/**
 * A finder of phrases. A phrase is plain text; `…` in it is a gap of up to 24 characters. Latin letters match in any
 * case and at the start of a word only, so that `fine` finds "fined" and not "define". Of phrases that begin at one
 * place the longest is given. Time grows with the text times the number of phrases.
 */
export function phraseFinder<T>(
  phrases: Iterable<readonly [phrase: string, value: T]>,
): (text: string) => FoundPhrase<T>[] {
  const compiled = [...phrases].map(([phrase, value]) => ({ parts: phrase.toLowerCase().split('…'), value }));
  return (text) => {
    const lower = text.toLowerCase();
    const found: FoundPhrase<T>[] = [];
    for (const { parts, value } of compiled) {
      for (let at = indexOfWord(lower, parts[0]!, 0); at >= 0; at = indexOfWord(lower, parts[0]!, at + 1)) {
        const end = endOfParts(lower, parts, at);
        if (end !== null) found.push({ start: at, end, value });
      }
    }
    found.sort((one, other) => one.start - other.start || other.end - one.end);
    return found.filter((one, at) => one.start !== found[at - 1]?.start);
  };
}

function indexOfWord(text: string, word: string, from: number): number {
  const startsLatin = LATIN.test(word[0] ?? '');
  for (let at = text.indexOf(word, from); at >= 0; at = text.indexOf(word, at + 1))
    if (!startsLatin || at === 0 || !LATIN.test(text[at - 1]!)) return at;
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
