import { icpKey } from '../names/firm.ts';
import { normalise } from '../names/normalise.ts';

/** Holders of a telecoms licence file their apps under its number instead: `粤B2-20090059-1621A`. */
const LICENCE = /\p{Script=Han}b\d-\d+/u;

/**
 * Key of an ICP filing number: the main number, which names the filing firm, without the suffix of the single app or
 * site. Where the text holds no number that we know the form of, the text itself.
 */
export function filingKey(number: string): string {
  const plain = normalise(number);
  return icpKey(number) ?? LICENCE.exec(plain)?.[0] ?? plain;
}
