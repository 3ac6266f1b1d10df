const DIGITS: ReadonlyMap<string, number> = new Map([...'零一二三四五六七八九'].map((one, at) => [one, at]));
const UNITS: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
]);
const WORDS: ReadonlyMap<string, number> = new Map(
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, at) => [word, at + 1]),
);
const ORDINALS: ReadonlyMap<string, number> = new Map(
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'
    .split(' ')
    .map((word, at) => [word, at + 1]),
);

/** Digits or Chinese numerals up to 9999 as a number: `15`, `十五`, `两`, `一百零三`; null for anything else. */
export function numberZh(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  let total = 0;
  let digit: number | null = null;
  for (const one of text.replaceAll('两', '二').replaceAll('〇', '零')) {
    const unit = UNITS.get(one);
    if (unit !== undefined) {
      total += (digit ?? 1) * unit;
      digit = null;
    } else {
      const value = DIGITS.get(one);
      if (value === undefined) return null;
      digit = value;
    }
  }
  return text === '' ? null : total + (digit ?? 0);
}

/** `8`, `eight`, `eighth`, `8th`, `twenty-first` as a number; null for anything else. */
export function numberEn(text: string): number | null {
  const word = text
    .toLowerCase()
    .replace(/(?<=\d)(?:st|nd|rd|th)$/, '')
    .replaceAll(',', '');
  if (/^\d+$/.test(word)) return Number(word);
  const [tens, ones] = word.split('-');
  if (ones !== undefined && tens === 'twenty') {
    const last = WORDS.get(ones) ?? ORDINALS.get(ones);
    return last === undefined ? null : 20 + last;
  }
  return WORDS.get(word) ?? ORDINALS.get(word) ?? null;
}

export const NUMBER_ZH = '(?:\\d{1,7}|[一二两三四五六七八九十百零〇]{1,8})';
/** A number of an English text and where it ends; offsets count in the text. */
export interface NumberWord {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  readonly ordinal: boolean;
}

/** Numbers of an English text, in digits or words: `43`, `1,336`, `eighth`, `21st`. */
export function numbersInEn(text: string): NumberWord[] {
  return [...text.matchAll(/\b(?:\d[\d,]{0,8}(?:st|nd|rd|th)?|[a-z]{3,11}(?:-[a-z]{3,7})?)\b/giu)].flatMap(
    (match) => {
      const value = numberEn(match[0]);
      const ordinal = /(?:st|nd|rd|th)$|^third$/iu.test(match[0]);
      return value === null
        ? []
        : [{ start: match.index, end: match.index + match[0].length, value, ordinal }];
    },
  );
}
