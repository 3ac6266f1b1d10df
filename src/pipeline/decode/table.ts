/**
 * A cell of its format. Without spans it takes one place; `rowspan` 0 extends to the end of the
 * table.
 */
export type TableCell = {
  text: string;
  rowspan?: number;
  colspan?: number;
  /** Where it was read off a picture: 0..1. */
  confidence?: number;
};

/**
 * A rectangular grid: a merged cell is the same object at every place that it covers. `cut` = the
 * limits left something out.
 */
export type TableDraft = {
  kind: 'table';
  caption: string | null;
  rows: TableCell[][];
  cut: boolean;
};

type RawRow = readonly TableCell[];

/**
 * All rows that are read of a table of six columns; one of spans would fill the memory with
 * repeats.
 */
const MOST_CELLS = 186_000;

/**
 * Raw rows to a table: laid out, empty rows left out, and leading rows of one cell (the list's
 * title above its columns) taken as the caption. Null where no cell has text.
 */
export function tableOf(raw: readonly RawRow[], caption: string | null = null): TableDraft | null {
  const rows = withoutEmpty(raw);
  const first = rows.findIndex((row) => !isTitle(row));
  const titles = first <= 0 || rows.length - first < 2 ? 0 : first;
  const grid = layOut(rows.slice(titles));
  if (!grid.rows.some((row) => row.some((cell) => cell.text !== ''))) return null;
  const lines = [caption ?? '', ...rows.slice(0, titles).map((row) => row[0]!.text)];
  return {
    kind: 'table',
    caption: lines.filter((line) => line !== '').join('\n') || null,
    ...grid,
  };
}

/** Drops empty rows, except those covered by a cell from above, which hold its place. */
function withoutEmpty(raw: readonly RawRow[]): RawRow[] {
  let reach = 0;
  return raw.filter((row, y) => {
    const covered = y < reach;
    for (const { rowspan = 1 } of row)
      reach = Math.max(reach, rowspan === 0 ? raw.length : y + rowspan);
    return covered || row.some((cell) => cell.text !== '');
  });
}

/** A row with a single written cell at its beginning. */
function isTitle(row: RawRow): boolean {
  const written = row.filter((cell) => cell.text !== '');
  return (
    written.length === 1 && written[0] === row[0] && row.every(({ rowspan = 1 }) => rowspan === 1)
  );
}

/**
 * Lays merged cells out on a rectangular grid, as HTML's table model does: each cell takes the next
 * free place of its row, and repeats over the rows and columns it spans. Rows that end short are
 * padded with empty cells at their end: a mirror that dropped the row spans left them so, and only
 * who knows the words can put them back.
 */
function layOut(raw: readonly RawRow[]): Pick<TableDraft, 'rows' | 'cut'> {
  const widthOf = (row: RawRow) =>
    row.reduce((sum, { colspan = 1 }) => sum + Math.max(1, colspan), 0);
  const widest = raw.reduce((most, row) => Math.max(most, widthOf(row)), 1);
  const most = Math.min(LIMITS.rows, Math.floor(MOST_CELLS / Math.min(widest, LIMITS.columns)));
  const rows: TableCell[][] = raw.slice(0, most).map(() => []);
  let cut = raw.length > rows.length;
  let characters = LIMITS.characters;
  // Spans that overlap over and over fill the grid only once; their cost is bounded by it.
  let left = 4 * rows.length * LIMITS.columns;
  for (const [y, row] of rows.entries()) {
    let x = 0;
    for (const cell of raw[y]!) {
      while (row[x] !== undefined) x += 1;
      if (x >= LIMITS.columns) {
        cut = true;
        break;
      }
      const fitting = within(cell, characters);
      cut ||= fitting !== cell;
      characters -= fitting.text.length;
      left -= place(fitting, left > 0 ? cell : {}, rows, y, x);
    }
  }
  const width = rows.reduce((wide, row) => Math.max(wide, row.length), 0);
  for (const row of rows) for (let x = 0; x < width; x += 1) row[x] ??= { text: '' };
  return { rows, cut };
}

/** A cell with no more text than a document may still take. */
const within = (cell: TableCell, most: number): TableCell =>
  cell.text.length <= most ? cell : { ...cell, text: cell.text.slice(0, most) };

/** Repeats a cell over the free places that it spans; returns how many places it spans. */
function place(
  cell: TableCell,
  { rowspan = 1, colspan = 1 }: Partial<TableCell>,
  rows: readonly TableCell[][],
  y: number,
  x: number,
): number {
  const bottom = rowspan === 0 ? rows.length : Math.min(rows.length, y + Math.max(1, rowspan));
  const right = Math.min(LIMITS.columns, x + Math.max(1, colspan));
  for (let below = y; below < bottom; below += 1)
    for (let beside = x; beside < right; beside += 1) rows[below]![beside] ??= cell;
  return (bottom - y) * (right - x);
}

/**
 * Limits of a document, beyond which the rest is left out with a finding. Regulators' pages are far
 * below all of these.
 */
export const LIMITS = {
  /** Bytes of the document as it arrived. */
  bytes: 32 * 1024 * 1024,
  /** Bytes that an archive (docx, xlsx, zip) says it unpacks to, all entries together. */
  unzippedBytes: 128 * 1024 * 1024,
  /** Bytes that the text of a Word file unpacks to: it is read as a stream and never held whole. */
  streamedBytes: 512 * 1024 * 1024,
  pages: 200,
  /** Rows of one table or sheet. */
  rows: 31_000,
  columns: 64,
  /** UTF-16 units of `Document.text`. */
  characters: 4_000_000,
} as const;
