import { createRequire } from 'node:module';
import { normalise } from './fold.ts';

let loaded: typeof import('pinyin-pro') | null = null;

/** The dictionary takes 19 MB, so it is loaded at the first Chinese name that is to be spelt. */
export const pinyin: typeof import('pinyin-pro').pinyin = (text, options) => {
  loaded ??= createRequire(import.meta.url)('pinyin-pro') as typeof import('pinyin-pro');
  return loaded.pinyin(text, options as never) as never;
};

/**
 * A Chinese text in Latin letters, without tones and spaces, as firms spell themselves abroad: 小桔 →
 * `xiaoju`, 吕 → `lv`.
 */
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

const HAN = /\p{Script=Han}/u;

/**
 * How a name is typed by people without Chinese keys: `qqyinyue` and `qqyy` for QQ音乐. Keys of
 * letters and digits.
 */
export type Readings = { readonly full: readonly string[]; readonly initials: string };

/**
 * Readings of a name with Chinese characters in Mandarin without tones; null for others. Parts in
 * letters stay whole. ü is given both as `v` and as `u`.
 */
export function readingsOf(name: string): Readings | null {
  const key = normalise(name);
  if (!HAN.test(key)) return null;
  const syllables = pinyin(key, {
    toneType: 'none',
    type: 'array',
    v: true,
    nonZh: 'consecutive',
  }).map((one) => one.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));
  const parts = syllables.filter((syllable) => syllable !== '');
  const full = parts.join('');
  const plain = parts.map((part) => part.replace(/^([nl])v/u, '$1u')).join('');
  const latin = new Set(key.match(/[\p{Script=Latin}\p{N}]+/gu) ?? []);
  const initials = parts.map((part) => (latin.has(part) ? part : part[0]!)).join('');
  return { full: plain === full ? [full] : [full, plain], initials };
}
