import { type Line, spanIn } from '../../document/page.ts';
import { columnOf, shapeOf } from '../cell-shape.ts';
import type { DocumentContext } from '../document-context.ts';
import { type ListCell, type ListReading, type ListRow, readRows } from '../grid-rows.ts';
import type { OfficialWords } from '../official-words.ts';

/**
 * Tables of apps, with merged cells or flattened by a mirror; several are read one after the other.
 */
export function tables({ page, words }: DocumentContext): ListReading | null {
  const readings = page.document.tables.flatMap(
    ({ rows }) => readRows(inOneColumn(rows), 'table', words) ?? [],
  );
  if (readings.length === 0) return null;
  return {
    drafts: readings.flatMap((listReading) => listReading.drafts),
    nameless: readings.flatMap((listReading) => listReading.nameless),
  };
}

/**
 * Rows of a list that stands in two or three columns side by side, one below the other: its header
 * says the same words again.
 */
function inOneColumn(rows: readonly ListRow[]): readonly ListRow[] {
  const [head = []] = rows;
  const columns = head.map(({ text }) => columnOf(text));
  const again = columns.indexOf(columns[0]!, 1);
  const isRepeated =
    columns[0] !== null &&
    again > 1 &&
    columns.length % again === 0 &&
    columns.slice(0, again).includes('name') &&
    columns.every((column, at) => column === columns[at % again]);
  if (!isRepeated) return rows;
  const parts = (row: ListRow): ListRow[] =>
    Array.from({ length: columns.length / again }, (_, at) =>
      row.slice(at * again, (at + 1) * again),
    );
  const [first] = parts(head);
  return [first!, ...rows.slice(1).flatMap(parts)];
}

const cellOf = (line: Line, start = 0, end = line.text.length): ListCell => {
  const text = line.raw.slice(start, end);
  const from = start + text.length - text.trimStart().length;
  const trimmed = text.trim();
  return { text: trimmed, span: spanIn(line, from, from + trimmed.length), merged: false };
};

/**
 * A table in plain text, whose tabs became blanks: a line of short header words, then one line a
 * row.
 */
export function lineRows({ page, words }: DocumentContext): ListReading | null {
  const first = page.lines.findIndex((line) => isHeader(line.text.trim().split(/\s+/u)));
  if (first < 0) return null;
  const rows = page.lines
    .slice(first)
    .map((line) => cellsOf(line, words))
    .filter((row) => row.length >= 2 && !row.at(-1)!.text.endsWith('。'));
  return readRows(rows, 'line-rows', words);
}

/** Header words, each for another column. */
function isHeader(row: readonly string[]): boolean {
  const columns = row.map((text) =>
    /^[^()（）,，。、]{1,10}$/u.test(text) ? columnOf(text) : null,
  );
  const known = new Set(columns.filter((column) => column !== null)).size;
  return columns.includes('name') && known >= Math.max(3, row.length - 1);
}

/** Cells of a line; a blank inside the name of a store ("App Store") parts none. */
export function cellsOf(line: Line, words: OfficialWords): ListCell[] {
  const stores = words.stores(line.text);
  const cells: ListCell[] = [];
  let from = 0;
  for (const { index } of line.text.matchAll(/\s/gu)) {
    if (stores.some((nameInText) => nameInText.start < index && index < nameInText.end)) continue;
    cells.push(cellOf(line, from, index));
    from = index + 1;
  }
  return [...cells, cellOf(line, from)];
}

const LONGEST_CELL = 160;
const MOST_CELLS = 12;
/** What ends a list of cells: a sentence, or the date under the notice. */
const NO_CELL = /。$|^\d{4}年\d{1,2}月\d{1,2}日$/u;

/**
 * A table that arrived as one cell a line: a header of short lines, then records that begin with 1,
 * 2, 3 …
 */
export function lineCells({ page: { lines }, words }: DocumentContext): ListReading | null {
  const first = lines.findIndex((line) => isOrdinal(line.text.trim(), 1));
  // The first class of apps may stand between the header and the first record.
  const to = lines.findLastIndex((line, at) => at < first && (isHead(line) || !isClass(line))) + 1;
  const from = lines.findLastIndex((line, at) => at < to && !isHead(line)) + 1;
  const header = lines.slice(from, to);
  if (header.length === 0) return null;
  const number = header.findIndex((line) => columnOf(line.text) === 'number');
  const cells = header.slice(Math.max(0, number)).map((line) => cellOf(line));
  return readRows([cells, ...recordsFrom(lines.slice(first), words)], 'line-cells', words);
}

const isOrdinal = (text: string, number: number) => text.replace(/[.、]$/u, '') === String(number);
const isHead = ({ text }: Line) => text.trim().length <= 16 && columnOf(text) !== null;
/** "网上购物类": a label over the records that follow. */
const isClass = ({ text }: Line) => /^\s*\S{2,10}类\s*$/u.test(text);

/**
 * Records 1, 2, 3 … each up to the next number; accusations one a line are one cell; a line that is
 * no cell ends the list.
 */
function recordsFrom(lines: readonly Line[], words: OfficialWords): ListCell[][] {
  const records: ListCell[][] = [];
  const isIssue = (text: string) => shapeOf(text, words) === 'issue';
  for (const line of lines) {
    const cell = cellOf(line);
    const text = line.text.trim();
    const last = records.at(-1);
    if (last === undefined || (last.length >= 2 && isOrdinal(text, records.length + 1))) {
      records.push([cell]);
      continue;
    }
    const isSignature = words.bodies(line.text)[0]?.end === line.text.length;
    if (text.length > LONGEST_CELL || NO_CELL.test(text) || isSignature || last.length > MOST_CELLS)
      break;
    if (isClass(line)) continue;
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
