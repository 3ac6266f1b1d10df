import { cleanLine } from '../clean.ts';
import type { ParsedDocument } from '../compose.ts';

/**
 * Plain text: each line a paragraph, since Chinese texts break lines only between paragraphs and mirrors put each cell on a line of its own.
 * Lines of English text that were wrapped at a fixed width are joined.
 */
export function decodePlain(text: string): ParsedDocument {
  const drafts: { kind: 'paragraph'; text: string }[] = [];
  let before = '';
  for (const raw of text.split(/\r\n?|\n/u)) {
    const line = cleanLine(raw);
    if (isWrapped(before, line)) drafts.at(-1)!.text += ` ${line}`;
    else if (line !== '') drafts.push({ kind: 'paragraph', text: line });
    before = line;
  }
  return { drafts };
}

/** The sentence goes on: a long Latin line that ends without a stop, then a line that begins in lower case. */
function isWrapped(before: string, line: string): boolean {
  return before.length >= 50 && /[a-z,-]$/.test(before) && /^[a-z]/.test(line);
}
