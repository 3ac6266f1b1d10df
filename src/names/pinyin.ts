import { createRequire } from 'node:module';

let loaded: typeof import('pinyin-pro') | null = null;

/** The dictionary takes 19 MB, so it is loaded at the first Chinese name that is to be spelt. */
export const pinyin: typeof import('pinyin-pro').pinyin = (text, options) => {
  loaded ??= createRequire(import.meta.url)('pinyin-pro') as typeof import('pinyin-pro');
  return loaded.pinyin(text, options as never) as never;
};

/** A Chinese text in Latin letters, without tones and spaces, as firms spell themselves abroad: 小桔 → `xiaoju`, 吕 → `lv`. */
export function pinyinOf(text: string): string {
  return pinyin(text, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' })
    .join('')
    .replace(/\s/gu, '')
    .toLowerCase();
}

/** The syllables of a text that is all Chinese characters, one a character: 享道 → `xiang`, `dao`. */
export function syllablesOf(text: string): string[] {
  return pinyin(text, { toneType: 'none', type: 'array', v: true });
}
