import { cleanLine } from '../clean.ts';
import { type Draft, type ParsedDocument, parsedDocument } from '../parsed-document.ts';

const TITLE_LENGTH = 90;

/**
 * Plain text: each line a paragraph, since Chinese texts break lines only between paragraphs and mirrors put each cell on a line of its own.
 * Lines of English text that were wrapped at a fixed width are joined. A short first line that is no sentence is the title.
 */
export function decodePlain(text: string): ParsedDocument {
  const drafts: Draft[] = [];
  let before = '';
  for (const raw of text.split(/\r\n?|\n/u)) {
    const line = cleanLine(raw);
    const last = drafts.at(-1);
    if (line !== '' && last?.kind === 'paragraph' && isWrapped(before, line)) last.text += ` ${line}`;
    else if (line !== '') drafts.push({ kind: 'paragraph', text: line });
    before = line;
  }
  return withTitle(drafts);
}

/** A first line short enough and without a full stop becomes the title and heading. */
export function withTitle(drafts: Draft[]): ParsedDocument {
  const first = drafts[0];
  if (first?.kind === 'heading') return parsedDocument(drafts, { title: first.text, titleGuessed: true });
  if (first?.kind !== 'paragraph' || first.text.length > TITLE_LENGTH || /[。；;]$/u.test(first.text))
    return parsedDocument(drafts);
  return parsedDocument([{ kind: 'heading', text: first.text, level: 1 }, ...drafts.slice(1)], {
    title: first.text,
  });
}

/** The sentence goes on: a long Latin line that ends without a stop, then a line that begins in lower case. */
function isWrapped(before: string, line: string): boolean {
  return before.length >= 50 && /[a-z,-]$/.test(before) && /^[a-z]/.test(line);
}
