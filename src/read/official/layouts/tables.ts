import { type Line, spanIn } from '../../document/page.ts';
import { type CellShape, columnOf, shapeOf } from '../cell-shape.ts';
import type { DocumentContext } from '../document-context.ts';
import { type ListReading, readRows } from '../grid-rows.ts';
import type { ListCell } from '../grid-seats.ts';
import type { OfficialWords } from '../official-words.ts';

/** Tables of apps, with merged cells or flattened by a mirror; several are read one after the other. */
export function tables({ page, words }: DocumentContext): ListReading | null {
  const readings = page.document.tables.flatMap(({ rows }) => readRows(rows, 'table', words) ?? []);
  const drafts = readings.flatMap((one) => one.drafts);
  return drafts.length === 0 ? null : { drafts, nameless: readings.flatMap((one) => one.nameless) };
}

const cellOf = (line: Line, start = 0, end = line.text.length): ListCell => {
  const text = line.raw.slice(start, end);
  const from = start + text.length - text.trimStart().length;
  const trimmed = text.trim();
  return { text: trimmed, span: spanIn(line, from, from + trimmed.length), merged: false };
};

/** Reads rows of any widths; null where they name no app. */
function readUneven(
  rows: readonly (readonly ListCell[])[],
  rule: string,
  words: OfficialWords,
): ListReading | null {
  const width = Math.max(...rows.map((row) => row.length));
  const empty: ListCell = { text: '', span: { start: 0, end: 0 }, merged: false };
  const even = rows.map((row) => [...row, ...new Array<ListCell>(width - row.length).fill(empty)]);
  const reading = readRows(even, rule, words);
  return reading === null || reading.drafts.length === 0 ? null : reading;
}

/** A table in plain text, whose tabs became blanks: a line of short header words, then one line a row. */
export function lineRows({ page, words }: DocumentContext): ListReading | null {
  const first = page.lines.findIndex((line) => isHeader(line.text.trim().split(/\s+/u)));
  if (first < 0) return null;
  const rows = page.lines
    .slice(first)
    .map((line) => cellsOf(line, words))
    .filter((row) => row.length >= 2 && !row.at(-1)!.text.endsWith('。'));
  return readUneven(rows, 'line-rows', words);
}

/** Header words, each for another column. */
function isHeader(row: readonly string[]): boolean {
  const columns = row.map((text) => (/^[^()（）,，。、]{1,10}$/u.test(text) ? columnOf(text) : null));
  const known = new Set(columns.filter((one) => one !== null)).size;
  return columns.includes('name') && known >= Math.max(3, row.length - 1);
}

/** Cells of a line; a blank inside the name of a store ("App Store") parts none. */
function cellsOf(line: Line, words: OfficialWords): ListCell[] {
  const stores = words.stores(line.text);
  const cells: ListCell[] = [];
  let from = 0;
  for (const { index } of line.text.matchAll(/\s/gu)) {
    if (stores.some((one) => one.start < index && index < one.end)) continue;
    cells.push(cellOf(line, from, index));
    from = index + 1;
  }
  return [...cells, cellOf(line, from)];
}

/** A table that arrived as one cell a line: a header of short lines, then records that begin with 1, 2, 3 … */
export function lineCells({ page, words }: DocumentContext): ListReading | null {
  const { lines } = page;
  const first = lines.findIndex((line, at) => isOrdinal(line.text, 1) && isRecord(lines, at, words));
  if (first < 0) return null;
  const header = headerBefore(lines, first);
  const records = recordsFrom(lines, first, words);
  return header.length === 0 ? null : readUneven([header, ...records], 'line-cells', words);
}

const LONGEST_CELL = 160;
const MOST_CELLS = 12;
const TYPICAL: ReadonlySet<CellShape> = new Set(['firm', 'store', 'version', 'issue']);

const isOrdinal = (text: string, number: number) => text.trim().replace(/[.、]$/u, '') === String(number);

function isRecord(lines: readonly Line[], at: number, words: OfficialWords): boolean {
  const cells = lines.slice(at + 1, at + 8);
  return (
    cells.some((line) => TYPICAL.has(shapeOf(line.text, words))) &&
    cells.every((line) => line.text.length < LONGEST_CELL)
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
  return header.slice(Math.max(0, number)).map((line) => cellOf(line));
}

/** "网上购物类": a label over the records that follow. */
const isClass = (line: Line) => /^\S{2,10}类$/u.test(line.text.trim());

/** Records 1, 2, 3 … each up to the next number; accusations one a line are one cell; a line that is no cell ends the list. */
function recordsFrom(lines: readonly Line[], first: number, words: OfficialWords): ListCell[][] {
  const records: ListCell[][] = [];
  const isIssue = (text: string) => shapeOf(text, words) === 'issue';
  for (const line of lines.slice(first)) {
    const text = line.text.trim();
    const last = records.at(-1);
    if ((last === undefined || last.length >= 2) && isOrdinal(text, records.length + 1)) {
      records.push([cellOf(line)]);
      continue;
    }
    const isCell =
      text.length <= LONGEST_CELL &&
      !text.endsWith('。') &&
      !/^\d{4}年\d{1,2}月\d{1,2}日$/.test(text) &&
      words.bodies(line.text)[0]?.end !== line.text.length;
    if (!isCell || last === undefined || last.length > MOST_CELLS) break;
    if (isClass(line)) continue;
    const cell = cellOf(line);
    const above = last.at(-1)!;
    if (isIssue(text) && isIssue(above.text))
      last[last.length - 1] = {
        // As long as what it spans, so that offsets count in both.
        text: above.text + '\n'.repeat(Math.max(1, cell.span.start - above.span.end)) + cell.text,
        span: { start: above.span.start, end: cell.span.end },
        merged: false,
      };
    else last.push(cell);
  }
  return records;
}
