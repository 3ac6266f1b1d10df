import type { Document } from '../../src/domain/document.ts';

/** Every place where a span does not cut out of the text exactly what it claims. Empty for a right Document. */
export function wrongSpans(document: Document): string[] {
  const wrong: string[] = [];
  const check = (what: string, text: string, { start, end }: { start: number; end: number }) => {
    const cut = document.text.slice(start, end);
    if (cut !== text) wrong.push(`${what} claims ${JSON.stringify(text)}, span gives ${JSON.stringify(cut)}`);
  };
  for (const block of document.blocks) {
    if (block.kind === 'picture') check('picture', '', block.span);
    else if (block.kind === 'table')
      for (const row of block.rows)
        for (const cell of row) {
          check('cell', cell.text, cell.span);
          if (cell.span.start < block.span.start || cell.span.end > block.span.end)
            wrong.push('cell outside its table');
        }
  }
  return wrong;
}

/** The lines of words, tables and pictures apart. */
export function linesOf({ blocks, text }: Document): string[] {
  return blocks.flatMap(({ kind, span }) => (kind === 'paragraph' ? [text.slice(span.start, span.end)] : []));
}

/** The tables as plain rows of text. */
export function tablesOf(document: Document): string[][][] {
  return document.blocks.flatMap((block) =>
    block.kind === 'table' ? [block.rows.map((row) => row.map((cell) => cell.text))] : [],
  );
}
