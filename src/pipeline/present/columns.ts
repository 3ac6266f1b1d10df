import { createRequire } from 'node:module';

/** Loaded for the first text that needs it: its patterns take some milliseconds. */
let anyWidth: typeof import('string-width').default | null = null;

/**
 * Characters whose columns do not depend on their neighbours: printable ASCII, and marks of texts in
 * both languages that terminals show in one column.
 */
const NARROW = /^[\x20-\x7e·–—‘’“”…−→×§]*$/;
/** The same with Chinese characters, CJK punctuation and full-width forms, of two columns each. */
const PLAIN = /^[\x20-\x7e·–—‘’“”…−→×§\u3001-\u3029\u4e00-\u9fff\uff01-\uff5e]*$/;

/**
 * Columns of a text in a terminal. Those of plain characters are counted; others (emoji, joined
 * marks, colours) take string-width, which needs ten times as long.
 */
export function columnsOf(text: string): number {
  if (NARROW.test(text)) return text.length;
  if (isPlain(text)) return plainColumns(text);
  anyWidth ??= (createRequire(import.meta.url)('string-width') as typeof import('string-width'))
    .default;
  return anyWidth(text);
}

/** Columns of a text that `isPlain`. */
export function plainColumns(text: string): number {
  let columns = text.length;
  for (let at = 0; at < text.length; at += 1) if (isWide(text.charCodeAt(at))) columns += 1;
  return columns;
}

/** Whether a character of a plain text takes two columns. */
export const isWide = (unit: number): boolean =>
  (unit >= 0x4e00 && unit <= 0x9fff) ||
  (unit >= 0x3001 && unit <= 0x3029) ||
  (unit >= 0xff01 && unit <= 0xff5e);

/** Whether a text has nothing but characters whose columns can be counted. */
export const isPlain = (text: string): boolean => PLAIN.test(text);
