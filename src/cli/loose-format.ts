import type { TextFormat } from '../decode/decode.ts';

/** Tags that only a page has: an archive may keep one as "text". */
const MARKUP = /<(?:section|p|div|span|td|tr|li)\b[^<>]{0,400}>/gi;

/** Format of a text whose own name for it is loose (`markdown-table`, `html-images`, a file's ending). */
export function formatOf(named: string, text: string): TextFormat {
  if (/^(?:html?|xhtml)/i.test(named)) return /<[a-z!/]/i.test(text) ? 'html' : 'markdown';
  if ((text.match(MARKUP)?.length ?? 0) >= 5) return 'html';
  if (/^(?:markdown|md)/i.test(named)) return 'markdown';
  return 'text';
}
