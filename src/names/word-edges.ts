/** Characters around a hit that are looked at: words of the dictionary are shorter. */
const WINDOW = 8;
const words = new Intl.Segmenter('zh', { granularity: 'word' });

/**
 * Whether a stretch of Chinese begins and ends where words do: 中行 stands alone in 到中行开户 and does not in 集中行为. Only a
 * word of the dictionary that reaches over an edge speaks against it; names that no dictionary knows split into characters.
 */
export function standsAlone(text: string, start: number, end: number): boolean {
  const from = Math.max(0, start - WINDOW);
  const window = text.slice(from, end + WINDOW);
  for (const { index, segment } of words.segment(window)) {
    const begins = from + index;
    const ends = begins + segment.length;
    const overStart = begins < start && ends > start;
    const overEnd = begins < end && ends > end;
    if (overStart || overEnd) return false;
  }
  return true;
}

/** The words of a Chinese text by the dictionary: what no dictionary knows (a coined name) splits into characters. */
export function dictionaryWords(text: string): string[] {
  return Array.from(words.segment(text), (one) => one.segment);
}
