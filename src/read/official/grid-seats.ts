import { type CellColumn, type CellShape, shapeOf } from './cell-shape.ts';
import { COLUMN_OF, type ListCell } from './grid-header.ts';
import type { OfficialWords } from './official-words.ts';

/** Which cell of a row stands for which column. */
export type Seats = Map<CellColumn, ListCell>;

/** Seats the cells of a row under its columns; a row that a mirror shifted to the left is seated by shape. */
export function seatsOf(
  row: readonly ListCell[],
  columns: readonly (CellColumn | null)[],
  words: OfficialWords,
): Seats {
  const seats: Seats = new Map();
  for (const [at, column] of columns.entries()) {
    const cell = row[at];
    if (column !== null && cell !== undefined && shapeOf(cell.text, words) !== 'empty')
      seats.set(column, cell);
  }
  return isShifted(row, seats, columns, words) ? seatByShape(row, columns, words) : seats;
}

/** Shapes that cannot stand in a column, in a row whose last cells are empty. */
const ILL_SEATED: Partial<Record<CellColumn, readonly CellShape[]>> = {
  number: ['version', 'store', 'firm', 'issue', 'text', 'icp'],
  name: ['version', 'issue'],
  developer: ['store', 'version', 'issue', 'number'],
  store: ['version', 'issue', 'firm'],
  version: ['store', 'issue', 'firm'],
  issue: ['version', 'store', 'firm'],
};

function isShifted(
  row: readonly ListCell[],
  seats: Seats,
  columns: readonly (CellColumn | null)[],
  words: OfficialWords,
): boolean {
  const last = row.slice(0, columns.length).at(-1);
  if (last !== undefined && shapeOf(last.text, words) !== 'empty') return false;
  return [...seats].some(([column, cell]) => ILL_SEATED[column]?.includes(shapeOf(cell.text, words)));
}

/** Seats the cells of a short row in the order of the columns, each in the first free column that its shape may take. */
function seatByShape(
  row: readonly ListCell[],
  columns: readonly (CellColumn | null)[],
  words: OfficialWords,
): Seats {
  const seats: Seats = new Map();
  let numbered = false;
  for (const cell of row) {
    const shape = shapeOf(cell.text, words);
    if (shape === 'empty') continue;
    const wanted = COLUMN_OF[shape];
    if (shape === 'number' && seats.size === 0 && columns.includes('number')) {
      seats.set('number', cell);
      numbered = true;
    } else if (shape === 'number' && columns.includes('version') && !seats.has('version'))
      seats.set('version', cell);
    else if (wanted !== undefined && shape !== 'number' && columns.includes(wanted) && !seats.has(wanted)) {
      seats.set(wanted, cell);
    } else if (shape === 'text' || shape === 'firm') {
      const free = (['name', 'developer', 'store', 'issue'] as const).find(
        (one) =>
          columns.includes(one) &&
          !seats.has(one) &&
          (one !== 'name' || numbered || !columns.includes('number')),
      );
      if (free !== undefined) seats.set(free, cell);
    }
  }
  return seats;
}
