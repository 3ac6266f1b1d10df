import { normalise } from '../names/normalise.ts';

const MAIN_NUMBER = /\p{Script=Han}(?:icp[备证]\d+号?|b\d-\d+)/u;

/**
 * Key of an ICP filing number: the main number, which names the filing firm, without the suffix of the single app or
 * site (`渝ICP备2021008177号-4A` → `渝icp备2021008177`, `粤B2-20090059-1621A` → `粤b2-20090059`).
 */
export function filingKey(number: string): string {
  const plain = normalise(number);
  return (MAIN_NUMBER.exec(plain)?.[0] ?? plain).replace(/号$/u, '');
}
