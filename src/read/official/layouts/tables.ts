import { type Line, spanIn } from '../../document/page.ts';
import { columnOf } from '../cell-shape.ts';
import type { DocumentContext } from '../document-context.ts';
import { type ListCell, type ListReading, readRows } from '../grid-rows.ts';
import type { OfficialWords } from '../official-words.ts';

/** Tables of apps, with merged cells or flattened by a mirror; several are read one after the other. */
export function tables({ page, words }: DocumentContext): ListReading | null {
  const readings = page.document.tables.flatMap(({ rows }) => readRows(rows, 'table', words) ?? []);
  if (readings.length === 0) return null;
  return {
    drafts: readings.flatMap((one) => one.drafts),
    nameless: readings.flatMap((one) => one.nameless),
  };
}

const cellOf = (line: Line): ListCell => {
  const text = line.raw.trim();
  const from = line.raw.indexOf(text);
  return { text, span: spanIn(line, from, from + text.length), merged: false };
};

const LONGEST_CELL = 160;
const MOST_CELLS = 12;
/** What ends a list of cells: a sentence, or the date under the notice. */
const NO_CELL = /。$|^\d{4}年\d{1,2}月\d{1,2}日$/u;

/** A table that arrived as one cell a line: a header of short lines, then records that begin with 1, 2, 3 … */
export function lineCells({ page: { lines }, words }: DocumentContext): ListReading | null {
  const first = lines.findIndex((line) => isOrdinal(line.text.trim(), 1));
  const from = lines.findLastIndex((line, at) => at < first && !isHead(line)) + 1;
  const header = lines.slice(from, Math.max(0, first));
  if (header.length === 0) return null;
  const number = header.findIndex((line) => columnOf(line.text) === 'number');
  const cells = header.slice(Math.max(0, number)).map((line) => cellOf(line));
  return readRows([cells, ...recordsFrom(lines.slice(first), words)], 'line-cells', words);
}

const isOrdinal = (text: string, number: number) => text.replace(/[.、]$/u, '') === String(number);
const isHead = ({ text }: Line) => text.trim().length <= 16 && columnOf(text) !== null;

/** Records 1, 2, 3 … each up to the next number; a line that is no cell ends the list. */
function recordsFrom(lines: readonly Line[], words: OfficialWords): ListCell[][] {
  const records: ListCell[][] = [];
  for (const line of lines) {
    const cell = cellOf(line);
    const text = line.text.trim();
    const last = records.at(-1);
    if (last === undefined || (last.length >= 2 && isOrdinal(text, records.length + 1))) {
      records.push([cell]);
      continue;
    }
    const isSignature = words.bodies(line.text)[0]?.end === line.text.length;
    if (text.length > LONGEST_CELL || NO_CELL.test(text) || isSignature || last.length > MOST_CELLS) break;
    last.push(cell);
  }
  return records;
}
