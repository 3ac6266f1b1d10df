import { type CellShape, type Column, columnOf, shapeOf } from '../cell-shape.ts';
import type { ListCell } from '../grid-header.ts';
import { readRows } from '../grid-rows.ts';
import { type Line, type Page, spanIn } from '../page.ts';
import type { Layout } from './layout.ts';

/** A table without ordinals whose every cell became a line of its own: as many lines a record as the header has. */
export const cellRuns: Layout = {
  id: 'cell-runs',
  about: 'a table that arrived as one cell per line and has no ordinals: records as long as its header',
  read(page) {
    for (let at = 0; at < page.lines.length; at += 1) {
      const header = headerFrom(page.lines, at);
      if (header === null) continue;
      const reading = readRows(rowsFrom(page.lines, at, header, page), 'cell-runs', page.vocabulary);
      if (reading !== null && reading.drafts.length > 0) return reading;
      at += header.length - 1;
    }
    return null;
  },
};

const FEWEST = 3;
const LONGEST = 160;

/** The run of header words that begins at a line, if it names the app and has no ordinals. */
function headerFrom(lines: readonly Line[], at: number): Column[] | null {
  const columns: Column[] = [];
  for (const { text } of lines.slice(at)) {
    const column = text.trim().length <= 12 ? columnOf(text) : null;
    if (column === null || columns.includes(column)) break;
    columns.push(column);
  }
  const fits = columns.length >= FEWEST && columns.includes('name') && !columns.includes('number');
  return fits ? columns : null;
}

/** What a cell of a column may look like; a column that is not here may hold anything. */
const FITS: Partial<Record<Column, readonly CellShape[]>> = {
  name: ['text', 'firm'],
  developer: ['firm', 'text', 'empty'],
  version: ['version', 'number', 'empty'],
  store: ['store', 'text', 'empty'],
  issue: ['issue', 'text'],
};
const TELLING: readonly CellShape[] = ['firm', 'version', 'store', 'issue'];

/** The header and the records below it, up to the first that does not fit. */
function rowsFrom(lines: readonly Line[], at: number, columns: readonly Column[], page: Page): ListCell[][] {
  const width = columns.length;
  const rows = [lines.slice(at, at + width).map(cellOf)];
  for (let from = at + width; from + width <= lines.length; from += width) {
    const record = lines.slice(from, from + width);
    const shapes = record.map((line) => shapeOf(line.text, page.vocabulary));
    const fits = columns.every((column, nth) => FITS[column]?.includes(shapes[nth]!) ?? true);
    const isShort = record.every((line) => line.text.length <= LONGEST);
    if (!fits || !isShort || !shapes.some((one) => TELLING.includes(one))) break;
    rows.push(record.map(cellOf));
  }
  return rows;
}

function cellOf(line: Line): ListCell {
  const from = line.text.length - line.text.trimStart().length;
  const to = line.text.trimEnd().length;
  return { text: line.raw.slice(from, to), span: spanIn(line, from, to), merged: false };
}
