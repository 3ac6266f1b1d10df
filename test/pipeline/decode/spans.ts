import type { Document } from '../../../src/domain/document.ts';

/**
 * Every place where a span does not cut out of the text exactly what it claims. Empty for a right
 * Document.
 */
export function wrongSpans(document: Document): string[] {
  const wrong: string[] = [];
  const check = (what: string, text: string, { start, end }: { start: number; end: number }) => {
    const cut = document.text.slice(start, end);
    if (cut !== text)
      wrong.push(`${what} claims ${JSON.stringify(text)}, span gives ${JSON.stringify(cut)}`);
  };
  for (const { span, rows } of document.tables)
    for (const cell of rows.flat()) {
      check('cell', cell.text, cell.span);
      if (cell.span.start < span.start || cell.span.end > span.end)
        wrong.push('cell outside its table');
    }
  for (const { start, end } of document.unsure)
    if (start > end || end > document.text.length) wrong.push(`unsure ${start} to ${end}`);
  return wrong;
}

/** The lines of words, those of tables apart. */
export function linesOf({ tables, text }: Document): string[] {
  const ends = [...tables.map(({ span }) => span.end), text.length];
  const pieces = ends.map((end, at) =>
    text.slice(tables[at - 1]?.span.end ?? 0, tables[at]?.span.start ?? end),
  );
  return pieces.flatMap((piece) => piece.split('\n')).filter((line) => line !== '');
}

/** The tables as plain rows of text. */
export function tablesOf({ tables }: Document): string[][][] {
  return tables.map(({ rows }) => rows.map((row) => row.map((cell) => cell.text)));
}
