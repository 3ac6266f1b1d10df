import WordExtractor from 'word-extractor';
import { cleanLine, cleanLines } from '../clean.ts';
import type { Limits } from '../limits.ts';
import type { Draft, ParsedDocument } from '../parsed-document.ts';
import { parsedDocument } from '../parsed-document.ts';
import { tableOf } from '../table.ts';
import { withTitle } from './text.ts';

/** Old Word (doc). Its extractor gives text, a tab after each cell and a line a table row; merged cells are lost. */
export async function decodeDoc(bytes: Uint8Array, limits: Limits): Promise<ParsedDocument> {
  const word = await new WordExtractor().extract(Buffer.from(bytes));
  return fromTabbed(word.getBody(), limits);
}

/** Text with tabs after cells to blocks: lines with tabs that follow each other are a table. */
export function fromTabbed(text: string, limits: Limits): ParsedDocument {
  const drafts: Draft[] = [];
  let rows: string[] = [];
  let cut = false;
  const flush = () => {
    const raw = wholeRows(rows).map((row) =>
      cellsOf(row).map((cell) => ({ text: cleanLines(cell), header: false, rowspan: 1, colspan: 1 })),
    );
    const laid = raw.length > 0 ? tableOf(raw, null, limits) : null;
    if (laid) drafts.push(laid.table);
    cut ||= laid?.cut ?? false;
    rows = [];
  };
  const lines = text.split(/\r\n?|\n/u);
  for (const [at, line] of lines.entries()) {
    // A cell of several paragraphs breaks the line: its first lines have the tabs of the cells before it only.
    const inRow =
      line.includes('\t') ||
      (rows.length > 0 && line.trim() !== '' && tabs(lines[at + 1]) > 0 && !endsRow(rows));
    if (inRow) rows.push(line);
    else {
      if (rows.length > 0) flush();
      if (cleanLine(line) !== '') drafts.push({ kind: 'paragraph', text: cleanLine(line) });
    }
  }
  if (rows.length > 0) flush();
  const titled = withTitle(drafts);
  const findings = cut ? [{ code: 'table-cut', message: `A table has more than ${limits.rows} rows.` }] : [];
  return parsedDocument(titled.drafts, { title: titled.title, titleGuessed: true, findings });
}

const tabs = (line: string | undefined) => (line ?? '').split('\t').length - 1;

function endsRow(rows: readonly string[]): boolean {
  return rows.at(-1)?.endsWith('\t') ?? true;
}

/** Joins the lines of broken rows: a row is whole when it has as many tabs as most lines have. */
function wholeRows(lines: readonly string[]): string[] {
  const counts = new Map<number, number>();
  for (const line of lines)
    counts.set(line.split('\t').length, (counts.get(line.split('\t').length) ?? 0) + 1);
  const usual = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
  const whole: string[] = [];
  let open = '';
  for (const line of lines) {
    const joined = open === '' ? line : `${open}\n${line}`;
    const short = joined.split('\t').length < usual && !line.endsWith('\t');
    if (short) open = joined;
    else {
      whole.push(joined);
      open = '';
    }
  }
  return open === '' ? whole : [...whole, open];
}

function cellsOf(row: string): string[] {
  return row.replace(/\t$/, '').split('\t');
}
