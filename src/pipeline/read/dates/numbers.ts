const DIGITS_ZH = '零一二三四五六七八九';
const UNITS_ZH = '十百千';
const WORDS = (
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen ' +
  'sixteen seventeen eighteen nineteen twenty'
).split(' ');
const ORDINALS = (
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth ' +
  'thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'
).split(' ');

export const NUMBER_ZH = '(?:\\d{1,7}|[一二两三四五六七八九十百零〇]{1,8})';

/**
 * Digits or Chinese numerals up to 9999 as a number: `15`, `十五`, `两`, `一百零三`; null for anything
 * else.
 */
export function numberZh(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  let total = 0;
  let digit: number | null = null;
  for (const character of text.replaceAll('两', '二').replaceAll('〇', '零')) {
    const power = UNITS_ZH.indexOf(character) + 1;
    if (power > 0) total += (digit ?? 1) * 10 ** power;
    digit = power > 0 ? null : DIGITS_ZH.indexOf(character);
    if (digit === -1) return null;
  }
  return text === '' ? null : total + (digit ?? 0);
}

/** `8`, `a`, `eight`, `eighth`, `8th`, `twenty-first` as a number; null for anything else. */
export function numberEn(text: string): number | null {
  const word = text
    .toLowerCase()
    .replace(/(?<=\d)(?:st|nd|rd|th)$/, '')
    .replaceAll(',', '');
  if (/^\d+$/.test(word)) return Number(word);
  if (word === 'a' || word === 'an') return 1;
  const ones = word.replace(/^twenty-/, '');
  const at = Math.max(WORDS.indexOf(ones), ORDINALS.indexOf(ones));
  return at < 0 ? null : at + 1 + (ones === word ? 0 : 20);
}

/**
 * Numbers of an English text, in digits or words: `43`, `1,336`, `eighth`, `21st`; offsets in the
 * text.
 */
export function numbersInEn(text: string) {
  return [
    ...text.matchAll(/\b(?:\d[\d,]{0,8}(?:st|nd|rd|th)?|[a-z]{3,11}(?:-[a-z]{3,7})?)\b/giu),
  ].flatMap(({ 0: word, index: start }) => {
    const value = numberEn(word);
    const ordinal = /(?:st|nd|rd|th)$/iu.test(word);
    return value === null ? [] : [{ start, end: start + word.length, value, ordinal }];
  });
}
