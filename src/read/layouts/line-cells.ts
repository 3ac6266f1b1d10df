import { type CellShape, columnOf, shapeOf } from '../cell-shape.ts';
import type { ListCell } from '../grid-header.ts';
import { readRows } from '../grid-rows.ts';
import { type Line, type Page, spanIn } from '../page.ts';
import type { Layout } from './layout.ts';

const cellOf = (line: Line): ListCell => {
  const from = line.text.length - line.text.trimStart().length;
  const to = line.text.trimEnd().length;
  return { text: line.raw.slice(from, to), span: spanIn(line, from, to), merged: false };
};

/** Rows of a table whose every cell became a line of its own, as some provincial pages arrive. */
export const lineCells: Layout = {
  id: 'line-cells',
  about:
    'a table that arrived as one cell per line: a header of short lines, then records that begin with 1, 2, 3 …',
  read(page) {
    const first = page.lines.findIndex((line, at) => line.text.trim() === '1' && isRecord(page, at));
    if (first < 0) return null;
    const header = headerBefore(page.lines, first);
    const records = recordsFrom(page.lines, first, page);
    if (records.length === 0) return null;
    const width = Math.max(header.length, ...records.map((one) => one.length));
    const pad = (cells: ListCell[]) => [
      ...cells,
      ...Array.from(
        { length: width - cells.length },
        (): ListCell => ({ text: '', span: { start: 0, end: 0 }, merged: false }),
      ),
    ];
    const reading = readRows(
      [...(header.length > 0 ? [pad(header)] : []), ...records.map(pad)],
      'line-cells',
      page.vocabulary,
    );
    return reading === null || reading.drafts.length === 0 ? null : reading;
  },
};

function isRecord(page: Page, at: number): boolean {
  const telling = new Set<CellShape>(['firm', 'store', 'version', 'issue', 'icp']);
  const cells = page.lines.slice(at + 1, at + 8);
  return (
    cells.some((line) => telling.has(shapeOf(line.text, page.vocabulary))) &&
    cells.every((line) => line.text.length < 160)
  );
}

function headerBefore(lines: readonly Line[], first: number): ListCell[] {
  let from = first;
  while (from > 0 && columnOf(lines[from - 1]!.text) !== null && lines[from - 1]!.text.length <= 16)
    from -= 1;
  return lines.slice(from, first).map(cellOf);
}

/** Records 1, 2, 3 … each up to the next number; a line that is no cell ends the list. */
function recordsFrom(lines: readonly Line[], first: number, page: Page): ListCell[][] {
  const records: ListCell[][] = [];
  let expected = 1;
  for (const line of lines.slice(first)) {
    const text = line.text.trim();
    const last = records.at(-1);
    if (text === String(expected) && (last === undefined || last.length >= 2)) {
      records.push([cellOf(line)]);
      expected += 1;
    } else if (text.length > 160 || /[。]$/.test(text) || (last !== undefined && last.length > 12)) break;
    else if (
      /^\d{4}年\d{1,2}月\d{1,2}日$/.test(text) ||
      (page.vocabulary.bodies(line.text)[0]?.end ?? 0) === line.text.length
    )
      break;
    else last?.push(cellOf(line));
  }
  return records;
}
