/** A cell as its format wrote it. Spans of 1 are plain cells; `rowspan` 0 reaches to the end of the table. */
export type RawCell = {
  text: string;
  header: boolean;
  rowspan: number;
  colspan: number;
  /** Where it was read off a picture: 0..1. */
  confidence?: number;
};

/** One place of the laid-out grid. `origin` is the place of the cell that is repeated here, null where the cell itself stands. */
export type GridCell = {
  text: string;
  header: boolean;
  origin: readonly [row: number, column: number] | null;
  confidence?: number;
};

/** All rows that are read of a table of six columns; one of spans would fill the memory with repeats. */
const MOST_CELLS = 120_000;

export type Grid = { rows: GridCell[][]; cut: boolean };

/**
 * Lays merged cells out on a rectangular grid, as HTML's table model does: each cell takes the next free place of its row,
 * and repeats over the rows and columns it spans. Rows that end short are padded with empty cells at their end:
 * a mirror that dropped the row spans left them so, and only who knows the words can put them back.
 * `cut` says that the limits left something out.
 */
export function layOut(
  raw: readonly (readonly RawCell[])[],
  limits: { rows: number; columns: number },
): Grid {
  const widest = raw.reduce((most, row) => Math.max(most, widthOf(row)), 1);
  const most = Math.min(limits.rows, Math.floor(MOST_CELLS / Math.min(widest, limits.columns)));
  const height = Math.min(raw.length, most);
  const rows: GridCell[][] = Array.from({ length: height }, () => []);
  let cut = raw.length > height;
  // Spans that overlap over and over fill the grid only once; what they cost is bounded by it.
  let left = 4 * height * limits.columns;
  for (let y = 0; y < height; y += 1) {
    let x = 0;
    for (const cell of raw[y]!) {
      while (rows[y]![x] !== undefined) x += 1;
      if (x >= limits.columns) {
        cut = true;
        break;
      }
      left -= place(rows, left > 0 ? cell : { ...cell, rowspan: 1, colspan: 1 }, y, x, limits.columns);
    }
  }
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  for (const row of rows)
    for (let x = 0; x < width; x += 1) {
      row[x] ??= { text: '', header: false, origin: null };
    }
  return { rows, cut };
}

const widthOf = (row: readonly RawCell[]) => row.reduce((sum, { colspan }) => sum + Math.max(1, colspan), 0);

/** Writes a cell to every free place that it spans; answers how many places were looked at. */
function place(rows: GridCell[][], cell: RawCell, y: number, x: number, columns: number): number {
  const down = cell.rowspan === 0 ? rows.length : Math.max(1, cell.rowspan);
  const bottom = Math.min(rows.length, y + down);
  const right = Math.min(columns, x + Math.max(1, cell.colspan));
  const { text, header } = cell;
  const sure = cell.confidence === undefined ? null : { confidence: cell.confidence };
  for (let row = y; row < bottom; row += 1)
    for (let column = x; column < right; column += 1) {
      if (rows[row]![column] !== undefined) continue;
      rows[row]![column] = {
        text,
        header,
        origin: row === y && column === x ? null : [y, x],
        ...sure,
      };
    }
  return (bottom - y) * (right - x);
}
