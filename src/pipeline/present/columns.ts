import stringWidth from 'string-width';

/**
 * Characters whose columns do not depend on their neighbours: printable ASCII, and marks of texts in
 * both languages that terminals show in one column.
 */
const NARROW = /^[\x20-\x7e·–—‘’“”…−→×§]*$/;
/** The same with Chinese characters, CJK punctuation and full-width forms, of two columns each. */
const PLAIN = /^[\x20-\x7e·–—‘’“”…−→×§\u3001-\u3029\u4e00-\u9fff\uff01-\uff5e]*$/;
const WIDE = /[\u3001-\u3029\u4e00-\u9fff\uff01-\uff5e]/g;

/**
 * Columns of a text in a terminal. Those of plain characters are counted; others (emoji, joined
 * marks, colours) take string-width, which needs ten times as long.
 */
export function columnsOf(text: string): number {
  if (NARROW.test(text)) return text.length;
  return isPlain(text) ? text.length + text.match(WIDE)!.length : stringWidth(text);
}

/** Whether a text has nothing but characters whose columns can be counted. */
export const isPlain = (text: string): boolean => PLAIN.test(text);
