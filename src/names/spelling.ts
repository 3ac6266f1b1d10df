import { distance } from 'fastest-levenshtein';

/** Mistakes that a word of this length may have: none below four units (three where Chinese), two from eight (six). */
export function mistakesAllowed(word: string): number {
  const [one, two] = /\p{Script=Han}/u.test(word) ? [3, 6] : [4, 8];
  return word.length < one ? 0 : word.length < two ? 1 : 2;
}

/** Which characters a word has, in 32 bits: two words that differ by k mistakes differ by at most 2k bits. */
export function signature(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at += 1) bits |= 1 << (word.charCodeAt(at) & 31);
  return bits;
}

function bitCount(bits: number): number {
  let rest = bits - ((bits >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** A word to compare many others with. */
interface Misspelling {
  /**
   * Mistakes between the word and another (a letter added, left out or changed, or two neighbours swapped once), or null where there are
   * more than the word's length allows. By Damerau-Levenshtein distance, of which at most one swap is recognised.
   */
  readonly mistakes: (other: string) => number | null;
  /** Whether a word of this length and signature can have so few mistakes; quick, and never no too often. */
  readonly mayBe: (length: number, otherSignature: number) => boolean;
}

export function misspelling(word: string): Misspelling {
  const allowed = mistakesAllowed(word);
  const own = signature(word);
  const swapped = Array.from({ length: Math.max(0, word.length - 1) }, (_, at) =>
    [word.slice(0, at), word[at + 1], word[at], word.slice(at + 2)].join(''),
  );
  const mayBe: Misspelling['mayBe'] = (length, otherSignature) =>
    Math.abs(length - word.length) <= allowed && bitCount(own ^ otherSignature) <= 2 * allowed;
  const mistakes: Misspelling['mistakes'] = (other) => {
    if (!mayBe(other.length, signature(other))) return null;
    const plain = distance(word, other);
    if (plain <= 1 || plain > allowed + 1) return plain <= allowed ? plain : null;
    const least = swapped.reduce((low, one) => Math.min(low, 1 + distance(one, other)), plain);
    return least <= allowed ? least : null;
  };
  return { mistakes, mayBe };
}
