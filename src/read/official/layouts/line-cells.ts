import { type Line, spanIn } from '../../document/page.ts';
import { type CellShape, columnOf, shapeOf } from '../cell-shape.ts';
import type { ListCell } from '../grid-header.ts';
import { readRows } from '../grid-rows.ts';
import type { OfficialWords } from '../official-words.ts';
import type { Layout, LayoutReading } from './layout.ts';

const cellOf = (line: Line): ListCell => {
  const from = line.text.length - line.text.trimStart().length;
  const to = line.text.trimEnd().length;
  return { text: line.raw.slice(from, to), span: spanIn(line, from, to), merged: false };
};

const joined = (one: ListCell, more: ListCell): ListCell => ({
  text: `${one.text}\n${more.text}`,
  span: { start: one.span.start, end: more.span.end },
  merged: false,
});

/** Rows of a table whose every cell became a line of its own, as some provincial pages arrive. */
export const lineCells: Layout = {
  id: 'line-cells',
  about:
    'a table that arrived as one cell per line: a header of short lines, then records that begin with 1, 2, 3 …',
  read: ({ page, words }) => readCells(page.lines, 'line-cells', words),
};

/** Reads records out of cells that stand one after the other; null where none begins with 1 and tells anything. */
export function readCells(lines: readonly Line[], rule: string, words: OfficialWords): LayoutReading | null {
  const first = lines.findIndex((line, at) => isOrdinal(line.text, 1) && isRecord(lines, at, words));
  if (first < 0) return null;
  const header = headerBefore(lines, first);
  const records = recordsFrom(lines, first, words);
  if (records.length === 0) return null;
  const width = Math.max(header.length, ...records.map((one) => one.length));
  const pad = (cells: ListCell[]) => [
    ...cells,
    ...Array.from(
      { length: width - cells.length },
      (): ListCell => ({ text: '', span: { start: 0, end: 0 }, merged: false }),
    ),
  ];
  const reading = readRows([...(header.length > 0 ? [pad(header)] : []), ...records.map(pad)], rule, words);
  return reading === null || reading.drafts.length === 0 ? null : reading;
}

const isOrdinal = (text: string, number: number) => text.trim().replace(/[.、]$/u, '') === String(number);

function isRecord(lines: readonly Line[], at: number, words: OfficialWords): boolean {
  const informative = new Set<CellShape>(['firm', 'store', 'version', 'issue', 'icp']);
  const cells = lines.slice(at + 1, at + 8);
  return (
    cells.some((line) => informative.has(shapeOf(line.text, words))) &&
    cells.every((line) => line.text.length < 160)
  );
}

function headerBefore(lines: readonly Line[], first: number): ListCell[] {
  const isHead = (line: Line | undefined) =>
    line !== undefined && columnOf(line.text) !== null && line.text.trim().length <= 16;
  // The first class of apps may stand between the header and the first record.
  const to = first > 0 && !isHead(lines[first - 1]) && isClass(lines[first - 1]!) ? first - 1 : first;
  let from = to;
  while (isHead(lines[from - 1])) from -= 1;
  const header = lines.slice(from, to);
  const number = header.findIndex((line) => columnOf(line.text) === 'number');
  return header.slice(Math.max(0, number)).map(cellOf);
}

/** "网上购物类": a label over the records that follow. */
const isClass = (line: Line) => /^\S{2,10}类$/u.test(line.text.trim());

/** One accusation a line: they are one cell. */
function isMore(line: Line, last: ListCell | undefined, words: OfficialWords): boolean {
  return last !== undefined && shapeOf(line.text, words) === 'issue' && shapeOf(last.text, words) === 'issue';
}

/** Records 1, 2, 3 … each up to the next number; a line that is no cell ends the list. */
function recordsFrom(lines: readonly Line[], first: number, words: OfficialWords): ListCell[][] {
  const records: ListCell[][] = [];
  let expected = 1;
  for (const line of lines.slice(first)) {
    const text = line.text.trim();
    const last = records.at(-1);
    if ((last === undefined || last.length >= 2) && isOrdinal(text, expected)) {
      records.push([cellOf(line)]);
      expected += 1;
    } else if (text.length > 160 || text.endsWith('。') || (last !== undefined && last.length > 12)) break;
    else if (
      /^\d{4}年\d{1,2}月\d{1,2}日$/.test(text) ||
      (words.bodies(line.text)[0]?.end ?? 0) === line.text.length
    )
      break;
    else if (isClass(line)) continue;
    else if (last !== undefined && isMore(line, last.at(-1), words))
      last[last.length - 1] = joined(last.at(-1)!, cellOf(line));
    else last?.push(cellOf(line));
  }
  return records;
}
