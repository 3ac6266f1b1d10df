import type { TextFormat } from '../decode/decode.ts';

/** Format of a text whose own name for it is loose (`markdown-table`, `html-images`, a file's ending). */
export function formatOf(named: string, text: string): TextFormat {
  if (/^(?:html?|xhtml)/i.test(named)) return /<[a-z!/]/i.test(text) ? 'html' : 'markdown';
  if (/^(?:markdown|md)/i.test(named)) return 'markdown';
  return 'text';
}
