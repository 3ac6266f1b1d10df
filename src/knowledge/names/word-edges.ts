/** Characters around a hit that are looked at: words of the dictionary are shorter. */
const WINDOW = 8;
let segmenter: Intl.Segmenter | null = null;
/** Loads its dictionary when it is first used. */
function wordsOf(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  return segmenter.segment(text);
}

/**
 * Whether a stretch of Chinese begins and ends where words do: 中行 stands alone in 到中行开户 and does
 * not in 集中行为. Only a word of the dictionary that reaches over an edge speaks against it; names
 * that no dictionary knows split into characters.
 */
export function standsAlone(text: string, start: number, end: number): boolean {
  const from = Math.max(0, start - WINDOW);
  const window = text.slice(from, end + WINDOW);
  for (const { index, segment } of wordsOf(window)) {
    const begins = from + index;
    const ends = begins + segment.length;
    const overStart = begins < start && ends > start;
    const overEnd = begins < end && ends > end;
    if (overStart || overEnd) return false;
  }
  return true;
}

/**
 * The words of a Chinese text by the dictionary: what no dictionary knows (a coined name) splits
 * into characters.
 */
export function dictionaryWords(text: string): string[] {
  return Array.from(wordsOf(text), (segmentData) => segmentData.segment);
}

const HAN = /\p{Script=Han}/u;

/**
 * The Chinese words of two characters and more in a range of a text, for each of their characters, by
 * its place in the range.
 */
export function longWords(text: string, from: number, to: number): readonly (string | undefined)[] {
  const words = new Array<string | undefined>(to - from);
  for (const { index, segment } of wordsOf(text.slice(from, to)))
    if (segment.length > 1 && HAN.test(segment))
      for (let at = 0; at < segment.length; at += 1) words[index + at] = segment;
  return words;
}

const WORDY = /[\p{L}\p{M}\p{Nd}]/u;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Thai}]/u;

const UNKNOWN = 0;
const NO = 1;
const YES = 2;
/** Answers by UTF-16 unit, filled as units are met, which changes no answer. */
const known = new Uint8Array(0x10000);

/** Whether a UTF-16 unit is a letter or digit of a script that parts its words by spaces. */
export function isWordy(unit: number): boolean {
  if (known[unit] === UNKNOWN) {
    const one = String.fromCharCode(unit);
    known[unit] = WORDY.test(one) && !UNSPACED.test(one) ? YES : NO;
  }
  return known[unit] === YES;
}

const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;
const isLower = (unit: number): boolean => unit >= 0x61 && unit <= 0x7a;
const AT_SIGN = 0x40;
const UNDERSCORE = 0x5f;
const DOT = 0x2e;
const COMMA = 0x2c;

/**
 * Whether a name may begin at `at`: always where it begins with a Chinese character; else not
 * inside a word (`keeping` holds no Keep), a longer number (`1,360`), an address (`www.jd.com`,
 * `@soul`) or a code name (`com_keep`).
 */
export function beginsWord(text: string, at: number): boolean {
  const first = text.charCodeAt(at);
  if (at === 0 || !isWordy(first)) return true;
  const before = text.charCodeAt(at - 1);
  if (isWordy(before) || before === AT_SIGN || before === UNDERSCORE) return false;
  const further = at > 1 ? text.charCodeAt(at - 2) : 0;
  return (
    !(before === DOT && isWordy(further)) &&
    !(before === COMMA && isDigit(first) && isDigit(further))
  );
}

/** Whether a name may end before `end`; the same rule as `beginsWord`, seen from the other side. */
export function endsWord(text: string, end: number): boolean {
  const last = text.charCodeAt(end - 1);
  if (end >= text.length || !isWordy(last)) return true;
  const after = text.charCodeAt(end);
  if (isWordy(after) || after === AT_SIGN || after === UNDERSCORE) return false;
  const further = end + 1 < text.length ? text.charCodeAt(end + 1) : 0;
  const inAddress = after === DOT && (isLower(further) || isDigit(further));
  return !inAddress && !(after === COMMA && isDigit(last) && isDigit(further));
}
