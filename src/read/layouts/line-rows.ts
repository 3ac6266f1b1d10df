import { columnOf } from '../cell-shape.ts';
import type { ListCell } from '../grid-header.ts';
import { readRows } from '../grid-rows.ts';
import { type Line, spanIn } from '../page.ts';
import type { Layout } from './layout.ts';

/** Rows that are lines, with tabs, bars or wide gaps between the cells. */
export const lineRows: Layout = {
  id: 'line-rows',
  about:
    'a table in plain text: a header line, then one line per row, cells parted by tabs, bars or two blanks',
  read(page) {
    for (const gap of [/\t+/g, /\s*\|\s*/g, /\s{2,}/g, /\s/g]) {
      const first = page.lines.findIndex((line) => isHeader(cells(line, gap)));
      if (first < 0) continue;
      const rows = page.lines
        .slice(first)
        .filter((line) => !/^\W*第\s?\d+\s?页/u.test(line.text))
        .map((line) => cells(line, gap, gap.source === '\\s' ? page.vocabulary.stores(line.text) : []))
        .filter((row) => row.length >= 2 && !row.at(-1)!.text.endsWith('。'));
      const width = Math.max(...rows.map((row) => row.length));
      const reading = readRows(
        rows.map((row) => [
          ...row,
          ...Array.from({ length: width - row.length }, () => ({
            text: '',
            span: { start: 0, end: 0 },
            merged: false,
          })),
        ]),
        'line-rows',
        page.vocabulary,
      );
      if (reading !== null && reading.drafts.length > 0) return reading;
    }
    return null;
  },
};

function isHeader(row: readonly ListCell[]): boolean {
  const columns = row.map((cell) => columnOf(cell.text));
  return (
    columns.includes('name') &&
    columns.filter((one) => one !== null).length >= 2 &&
    columns.filter((one) => one !== null).length >= Math.max(3, row.length - 1)
  );
}

/** Cells of a line; a blank inside the name of a store ("App Store") parts none. */
function cells(line: Line, gap: RegExp, whole: readonly { start: number; end: number }[] = []): ListCell[] {
  const found: ListCell[] = [];
  let from = 0;
  const push = (end: number) => {
    const text = line.raw.slice(from, end);
    const lead = text.length - text.trimStart().length;
    const size = text.trim().length;
    found.push({ text: text.trim(), span: spanIn(line, from + lead, from + lead + size), merged: false });
  };
  for (const match of line.text.matchAll(gap)) {
    if (whole.some((one) => one.start < match.index && match.index < one.end)) continue;
    push(match.index);
    from = match.index + match[0].length;
  }
  push(line.text.length);
  return found;
}
