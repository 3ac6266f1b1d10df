import { nameKey } from './normalise.ts';

const SHORT_HAN = 2;
const SHORT_LATIN = 3;

/**
 * Whether a name alone in running text says too little: two Chinese characters or fewer, three letters or fewer, digits
 * alone, or a name that the catalog flags as an everyday word. Such a name needs a table cell, quotes, a version or a
 * developer beside it. A rule without a list: words are flagged where the name is kept.
 */
export function needsContext(name: string, flagged = false): boolean {
  const key = nameKey(name);
  const han = [...key].filter((one) => /\p{Script=Han}/u.test(one)).length;
  const others = [...key].length - han;
  if (flagged || /^\p{N}*$/u.test(key)) {
    return true;
  }
  return han === 0 ? others <= SHORT_LATIN : others === 0 && han <= SHORT_HAN;
}
