import type { Span } from '../../domain/document.ts';
import { type CellColumn, type CellShape, columnOf } from './cell-shape.ts';

/** A cell of any list that has rows, however the page draws them. */
export interface ListCell {
  readonly text: string;
  readonly span: Span;
  readonly merged: boolean;
}

/** Columns of one list; a page may have two side by side. */
export interface ColumnSet {
  readonly from: number;
  readonly to: number;
  readonly names: readonly (CellColumn | null)[];
}
/** Where the rows begin, and the lists that they hold. */
export interface Head {
  readonly first: number;
  readonly lists: readonly ColumnSet[];
}

/** The header among the first rows, if one of them is. */
export function headerOf(rows: readonly (readonly ListCell[])[]): Head | null {
  for (const [at, row] of rows.slice(0, 4).entries()) {
    const columns = row.map((cell, nth) =>
      nth > 0 && cell.merged && cell.text === row[nth - 1]!.text ? null : columnOf(cell.text),
    );
    const known = columns.filter((one) => one !== null);
    if (
      !columns.includes('name') ||
      known.length < 2 ||
      known.length * 2 < row.filter((cell) => cell.text.trim() !== '').length
    )
      continue;
    const below = secondRow(rows[at + 1], row, columns);
    return below === null
      ? { first: at + 1, lists: splitLists(columns) }
      : { first: at + 2, lists: splitLists(below) };
  }
  return null;
}

/** A header of two rows: merged cells stand in both, and the second parts one of the first ("应用信息" into "来源" and "版本"). */
function secondRow(
  below: readonly ListCell[] | undefined,
  row: readonly ListCell[],
  columns: readonly (CellColumn | null)[],
): (CellColumn | null)[] | null {
  const name = columns.indexOf('name');
  if (below === undefined || below[name]?.text !== row[name]!.text) return null;
  const more = below.map((cell) => columnOf(cell.text));
  return below.some((cell, at) => columns[at] === null && more[at] !== null && cell.text !== row[at]!.text)
    ? columns.map((one, at) => (below[at]?.text === row[at]!.text ? one : (more[at] ?? one)))
    : null;
}

/** Two lists side by side repeat their header; each becomes a list of its own. */
function splitLists(columns: readonly (CellColumn | null)[]): ColumnSet[] {
  const names = columns.flatMap((one, at) => (one === 'name' ? [at] : []));
  if (names.length < 2 || columns.indexOf('developer') > names[1]!)
    return [{ from: 0, to: columns.length, names: onlyFirst(columns) }];
  const offset = columns.indexOf('number') >= 0 ? names[0]! - columns.indexOf('number') : 0;
  if (columns.slice(names[1]! - offset, names[1]! + 1)[0] !== columns[names[0]! - offset])
    return [{ from: 0, to: columns.length, names: onlyFirst(columns) }];
  return names.map((name, nth) => {
    const from = name - offset;
    const to = nth + 1 < names.length ? names[nth + 1]! - offset : columns.length;
    return { from, to, names: onlyFirst(columns.slice(from, to)) };
  });
}

function onlyFirst(columns: readonly (CellColumn | null)[]): (CellColumn | null)[] {
  return columns.map((one, at) => (one !== null && columns.indexOf(one) < at ? null : one));
}

/** The column that a shape speaks for. */
export const COLUMN_OF: Partial<Record<CellShape, CellColumn>> = {
  number: 'number',
  version: 'version',
  store: 'store',
  firm: 'developer',
  issue: 'issue',
  icp: 'icp',
  region: 'region',
};
