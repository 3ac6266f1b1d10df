import type { Cell } from '../../domain/document.ts';
import { type CellColumn, type CellShape, columnOf } from './cell-shape.ts';

/** A cell of any list that has rows, however the page draws them. */
export type ListCell = Readonly<Cell>;

export type Columns = readonly (CellColumn | null)[];
/** Which cell of a row stands for which column. */
export type Seats = Map<CellColumn, ListCell>;

/** A header: its columns, its words, and where the rows begin. */
export interface Head {
  readonly columns: Columns;
  readonly words: readonly string[];
  readonly first: number;
}

/** The header among the first rows; null where none of them names apps and something else. */
export function headerOf(rows: readonly (readonly ListCell[])[]): Head | null {
  for (const [at, row] of rows.slice(0, 4).entries()) {
    const columns = row.map((cell) => columnOf(cell.text));
    const known = columns.filter((one) => one !== null).length;
    const filled = row.filter((cell) => cell.text.trim() !== '').length;
    if (columns.includes('name') && known >= 2 && known * 2 >= filled)
      return {
        columns: columns.map((one, nth) => (columns.indexOf(one) < nth ? null : one)),
        words: row.map((cell) => cell.text),
        first: at + 1,
      };
  }
  return null;
}

/** Seats the cells of a row under its columns; a row that a mirror shifted to the left is seated by shape. */
export function seatsOf(row: readonly ListCell[], allShapes: readonly CellShape[], columns: Columns): Seats {
  const shapes = allShapes.slice(0, columns.length);
  const seats: Seats = new Map();
  let isIllSeated = false;
  for (const [at, column] of columns.entries()) {
    const shape = shapes[at];
    if (column === null || shape === undefined || shape === 'empty') continue;
    seats.set(column, row[at]!);
    isIllSeated ||= ILL_SEATED[column]?.includes(shape) ?? false;
  }
  return isIllSeated && shapes.at(-1) === 'empty' ? seatByShape(row, shapes, columns) : seats;
}

/** Shapes that cannot stand in a column, in a row whose last cells are empty. */
const ILL_SEATED: Partial<Record<CellColumn, readonly CellShape[]>> = {
  number: ['version', 'store', 'firm', 'issue', 'text'],
  name: ['version', 'issue'],
  developer: ['store', 'version', 'issue', 'number'],
  store: ['version', 'issue', 'firm'],
  version: ['store', 'issue', 'firm'],
  issue: ['version', 'store', 'firm'],
};
/** The column that a shape speaks for. */
const COLUMN_OF: Partial<Record<CellShape, CellColumn>> = {
  number: 'number',
  version: 'version',
  store: 'store',
  firm: 'developer',
  issue: 'issue',
};
/** Where a text may stand, in the order of most lists. */
const OF_TEXT = ['name', 'developer', 'store', 'issue'] as const;

/** Seats the cells of a short row, each in the column of its shape, other text in the first free one. */
function seatByShape(row: readonly ListCell[], shapes: readonly CellShape[], columns: Columns): Seats {
  const seats: Seats = new Map();
  const isFree = (column: CellColumn) => columns.includes(column) && !seats.has(column);
  for (const [at, shape] of shapes.entries()) {
    const own = COLUMN_OF[shape];
    // A row without its number continues the app above.
    const isName = (one: CellColumn) => one !== 'name' || seats.has('number') || !columns.includes('number');
    const column =
      own !== undefined && isFree(own) && (shape !== 'number' || seats.size === 0)
        ? own
        : shape === 'text' || shape === 'firm'
          ? OF_TEXT.find((one) => isFree(one) && isName(one))
          : undefined;
    if (column !== undefined) seats.set(column, row[at]!);
  }
  return seats;
}
