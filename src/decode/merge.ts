import type { Block, Document, Finding, Span } from '../domain/document.ts';
import { cleanLine } from './clean.ts';
import { LIMITS } from './limits.ts';

/** A file that came with a document, made legible. */
export type Attached = { name: string; document: Document };

/** Findings that say where the list may be; they end where it was found. */
const WHERE_THE_LIST_IS: ReadonlySet<string> = new Set(['list-is-a-picture', 'list-in-attachment']);

/**
 * A document and the files that came with it as one Document: their texts one under another, each under a heading with the
 * name of its file, every span moved along. Title, date, format, charset and links stay those of the main document. A file in which
 * nothing can be read adds its findings only. Findings of a file carry its name.
 */
export function mergeDocuments(main: Document, attachments: readonly Attached[]): Document {
  const text = [main.text];
  const blocks: Block[] = [...main.blocks];
  const findings: Finding[] = [...main.findings];
  let length = main.text.length;
  const write = (piece: string): Span => {
    if (length > 0) {
      text.push('\n');
      length += 1;
    }
    const start = length;
    text.push(piece);
    length += piece.length;
    return { start, end: length };
  };
  for (const { name, document } of attachments) {
    const called = titleOf(name);
    for (const { code, message } of document.findings)
      findings.push({ code, message: called === '' ? message : `${called}: ${message}` });
    if (document.text === '') continue;
    if (length + called.length + document.text.length > LIMITS.characters) {
      findings.push({
        code: 'text-cut',
        message: `${called}: left out, since only ${LIMITS.characters} characters are read in all.`,
      });
      continue;
    }
    if (called !== '') blocks.push({ kind: 'heading', text: called, span: write(called), level: 2 });
    const { start } = write(document.text);
    for (const block of document.blocks) blocks.push(moved(block, start));
  }
  const found = blocks.some((block) => block.kind === 'table');
  return {
    ...main,
    text: text.join(''),
    blocks,
    findings: found ? findings.filter(({ code }) => !WHERE_THE_LIST_IS.has(code)) : findings,
  };
}

/** What a file is called, without the ending that tells its format. */
function titleOf(name: string): string {
  return cleanLine(name).replace(/\.[a-z]{2,4}$/i, '');
}

function moved(block: Block, by: number): Block {
  const span = shifted(block.span, by);
  if (block.kind !== 'table') return { ...block, span };
  const rows = block.rows.map((row) => row.map((cell) => ({ ...cell, span: shifted(cell.span, by) })));
  return { ...block, span, rows };
}

const shifted = ({ start, end }: Span, by: number): Span => ({ start: start + by, end: end + by });
