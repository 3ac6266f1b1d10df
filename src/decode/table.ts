import { layOut, type RawCell } from './grid.ts';
import { flagHeader } from './header-row.ts';
import type { Draft } from './parsed-document.ts';

type TableDraft = Extract<Draft, { kind: 'table' }>;

/**
 * Raw rows to a table block: laid out, header flagged, empty rows left out, and leading rows of one cell (the list's title above its
 * columns) taken as the caption. Null where no cell has text. `cut` says that rows or columns beyond the limits were left out.
 */
export function tableOf(
  raw: readonly (readonly RawCell[])[],
  caption: string | null,
  limits: { rows: number; columns: number },
): { table: TableDraft; cut: boolean } | null {
  const filled = dropEmptyRows(raw);
  const { lines, rest } = splitTitle(filled);
  const grid = layOut(rest, limits);
  if (!grid.rows.some((row) => row.some((cell) => cell.text !== ''))) return null;
  flagHeader(grid.rows);
  const title = [...(caption ? [caption] : []), ...lines].join('\n');
  return {
    table: { kind: 'table', caption: title === '' ? null : title, rows: grid.rows, ragged: grid.ragged },
    cut: grid.cut,
  };
}

/** A row in which nothing is written goes, unless a cell from above reaches through it: then it holds a place. */
function dropEmptyRows(raw: readonly (readonly RawCell[])[]): (readonly RawCell[])[] {
  let reach = 0;
  return raw.filter((row, y) => {
    const covered = y < reach;
    for (const cell of row) reach = Math.max(reach, cell.rowspan === 0 ? raw.length : y + cell.rowspan);
    return covered || row.some((cell) => cell.text !== '');
  });
}

/** Leading rows with a single written cell, where the rows below have columns. */
function splitTitle(rows: (readonly RawCell[])[]): { lines: string[]; rest: (readonly RawCell[])[] } {
  const alone = (row: readonly RawCell[]) =>
    row.filter((cell) => cell.text !== '').length === 1 &&
    row[0]?.text !== '' &&
    row.every((cell) => cell.rowspan === 1);
  const start = rows.findIndex((row) => !alone(row));
  if (start <= 0 || rows.length - start < 2) return { lines: [], rest: rows };
  return { lines: rows.slice(0, start).map((row) => row[0]!.text), rest: rows.slice(start) };
}
