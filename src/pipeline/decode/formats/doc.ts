import WordExtractor from 'word-extractor';
import { cleanLine, cleanLines } from '../clean.ts';
import type { Draft, ParsedDocument } from '../compose.ts';
import { tableOf } from '../table.ts';

/**
 * Old Word (doc). Its extractor gives text, a tab after each cell and a line a table row; merged
 * cells are lost.
 */
export async function decodeDoc(bytes: Uint8Array): Promise<ParsedDocument> {
  const word = await new WordExtractor().extract(Buffer.from(bytes));
  return fromTabbed(word.getBody());
}

/** Text with tabs after cells to blocks: lines with tabs that follow each other are a table. */
export function fromTabbed(text: string): ParsedDocument {
  const drafts: Draft[] = [];
  let rows: string[] = [];
  const flush = () => {
    const cells = wholeRows(rows).map((row) => row.replace(/\t$/, '').split('\t'));
    const table = tableOf(cells.map((row) => row.map((cell) => ({ text: cleanLines(cell) }))));
    if (table !== null) drafts.push(table);
    rows = [];
  };
  const lines = text.split(/\r\n?|\n/u);
  for (const [at, line] of lines.entries()) {
    // A cell of several paragraphs breaks its line: the first lines have only the tabs of the cells
    // before it.
    const isOpen = rows.at(-1)?.endsWith('\t') === false && lines[at + 1]?.includes('\t') === true;
    if (line.includes('\t') || (isOpen && line.trim() !== '')) rows.push(line);
    else {
      flush();
      if (cleanLine(line) !== '') drafts.push({ kind: 'paragraph', text: cleanLine(line) });
    }
  }
  flush();
  return { drafts };
}

/** Joins the lines of broken rows: a row is whole when it has as many tabs as most lines have. */
function wholeRows(lines: readonly string[]): string[] {
  const widthOf = (line: string) => line.split('\t').length;
  const widths = [...Map.groupBy(lines, widthOf)].map(([width, all]) => ({
    width,
    count: all.length,
  }));
  const usual = widths.sort((a, b) => b.count - a.count || b.width - a.width)[0]?.width ?? 0;
  const whole: string[] = [];
  let open = '';
  for (const line of lines) {
    open = open === '' ? line : `${open}\n${line}`;
    if (widthOf(open) < usual && !line.endsWith('\t')) continue;
    whole.push(open);
    open = '';
  }
  return open === '' ? whole : [...whole, open];
}
