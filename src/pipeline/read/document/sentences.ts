import type { Span } from '../../../domain/document.ts';

const HAN = /[\u4e00-\u9fff]/;
const SHORT_FORMS: ReadonlySet<string> = new Set(
  (
    'inc corp co ltd mr mrs ms dr st no vs jr sr gen sen rep gov lt col feb jan mar apr jun jul ' +
    'aug sept sep oct nov dec u.s u.k e.u u.n d.c bros cos llc plc sa ag dept est fig approx rs'
  ).split(' '),
);

/**
 * Whether the mark at an offset ends a sentence: not in names with dots (Trip.com), abbreviations
 * and decimals. `to` = where the text ends.
 */
export function endsSentence(text: string, at: number, to: number): boolean {
  const character = text[at]!;
  if (character === '。' || character === '！' || character === '？' || character === '；')
    return true;
  if (character !== '.' && character !== '!' && character !== '?') return false;
  if (at + 1 < to && !/[\s"'”’)]/u.test(text[at + 1]!)) return false;
  return character !== '.' || !isAbbreviation(text, at);
}

function isAbbreviation(text: string, at: number): boolean {
  let start = at;
  while (start > 0 && at - start < 8 && /[A-Za-z.]/.test(text[start - 1]!)) start -= 1;
  const word = text.slice(start, at).toLowerCase();
  if (word.length === 1) return true;
  if (!SHORT_FORMS.has(word)) return false;
  // "…at Apple Inc. The company": a capital that opens a common sentence word ends it.
  const next = /^\s+(The|It|He|She|They|In|But|And|A|An|On|This|That|We|Its)\b/.exec(
    text.slice(at + 1, at + 12),
  );
  return next === null;
}

/**
 * A half-width mark of Chinese text, folded or of a mirror, that stands between two Chinese
 * clauses.
 */
function endsChinese(line: string, at: number): boolean {
  const before = line.slice(Math.max(0, at - 6), at);
  return (
    ';!?.'.includes(line[at]!) &&
    HAN.test(before) &&
    HAN.test(line[at + 1] ?? '国') &&
    !/\d$/.test(before)
  );
}

/**
 * Cuts a folded line into sentences, each as `[start, end)` without blanks around it and with the
 * quotes that close it.
 */
export function splitSentences(line: string): [start: number, end: number][] {
  const pieces: [number, number][] = [];
  let start = 0;
  const cut = (end: number) => {
    const piece = line.slice(start, end);
    const from = start + piece.length - piece.trimStart().length;
    const to = start + piece.trimEnd().length;
    if (to > from) pieces.push([from, to]);
    start = end;
  };
  for (let at = 0; at < line.length; at += 1) {
    if (!endsSentence(line, at, line.length) && !endsChinese(line, at)) continue;
    let end = at + 1;
    while (end < line.length && /["”')\]》]/.test(line[end]!)) end += 1;
    cut(end);
  }
  cut(line.length);
  return pieces;
}

/**
 * The sentence around a stretch of a text; of a long one, a table's row in one line, only what
 * stands within `most` characters of the stretch.
 */
export function sentenceAround(text: string, { start, end }: Span, most = 300): Span {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const line = text.slice(from, end + (text.slice(end).split('\n', 1)[0] ?? '').length);
  const pieces = splitSentences(line).filter(([a, b]) => from + a < end && from + b > start);
  const [first, last] = [pieces[0]?.[0] ?? start - from, pieces.at(-1)?.[1] ?? end - from];
  return {
    start: Math.max(from + Math.min(first, start - from), start - most),
    end: Math.min(from + Math.max(last, end - from), end + most),
  };
}
