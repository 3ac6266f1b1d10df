import { normalise } from './normalise.ts';
import { pinyin } from './pinyin.ts';

const HAN = /\p{Script=Han}/u;

/** How a name is typed by people without Chinese keys: `qqyinyue` and `qqyy` for QQ音乐. Keys of letters and digits. */
export type Readings = { readonly full: readonly string[]; readonly initials: string };

/**
 * Readings of a name with Chinese characters in Mandarin without tones; null for others. Parts in letters stay whole. ü is
 * given both as `v` and as `u`.
 */
export function readingsOf(name: string): Readings | null {
  const key = normalise(name);
  if (!HAN.test(key)) {
    return null;
  }
  const syllables = pinyin(key, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' }).map(
    (one) => one.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''),
  );
  const parts = syllables.filter((one) => one !== '');
  const full = parts.join('');
  const plain = parts.map((one) => one.replace(/^([nl])v/u, '$1u')).join('');
  const latin = new Set(key.match(/[\p{Script=Latin}\p{N}]+/gu) ?? []);
  const initials = parts.map((one) => (latin.has(one) ? one : one[0]!)).join('');
  return { full: plain === full ? [full] : [full, plain], initials };
}
