import { pinyin } from 'pinyin-pro';

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
