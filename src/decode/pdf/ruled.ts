import type { RawCell } from '../grid.ts';
import { joinWrapped, linesOf, type PageContent, type Piece, type Stroke, textOfLine } from './page.ts';

/** A table drawn with lines: where it stands, its cells, and the pieces that lie in it. */
export type RuledTable = {
  top: number;
  bottom: number;
  columns: number;
  rows: RawCell[][];
  pieces: Set<Piece>;
};

const NEAR = 3;

/**
 * Tables by their drawn lines. Horizontal strokes cut the page into bands; bands that upright strokes cross are rows. Two neighbouring places
 * with no stroke between them are one merged cell.
 */
export function ruledTables({ pieces, strokes }: PageContent): RuledTable[] {
  const flat = strokes.filter(
    (stroke) => Math.abs(stroke.y1 - stroke.y0) <= 1 && stroke.x1 - stroke.x0 > NEAR,
  );
  const upright = strokes.filter(
    (stroke) => Math.abs(stroke.x1 - stroke.x0) <= 1 && stroke.y1 - stroke.y0 > NEAR,
  );
  const ys = clusters(flat.map((stroke) => stroke.y0));
  const tables: RuledTable[] = [];
  let band: number[] = [];
  for (let at = 0; at + 1 <= ys.length; at += 1) {
    const middle = at + 1 < ys.length ? (ys[at]! + ys[at + 1]!) / 2 : Number.NaN;
    const crossed = upright.filter((stroke) => stroke.y0 < middle && stroke.y1 > middle);
    if (new Set(clusters(crossed.map((stroke) => stroke.x0))).size >= 2) {
      if (band.length === 0) band.push(ys[at]!);
      band.push(ys[at + 1]!);
    } else if (band.length > 0) {
      const table = cellsBetween(band, flat, upright, pieces);
      if (table) tables.push(table);
      band = [];
    }
  }
  return tables;
}

function cellsBetween(
  ys: readonly number[],
  flat: readonly Stroke[],
  upright: readonly Stroke[],
  pieces: readonly Piece[],
): RuledTable | null {
  const top = ys[0]!;
  const bottom = ys.at(-1)!;
  const within = upright.filter((stroke) => stroke.y1 > top + NEAR && stroke.y0 < bottom - NEAR);
  const xs = clusters(within.map((stroke) => stroke.x0));
  if (xs.length < 3) return null;
  const walled = (x: number, y: number) =>
    within.some((stroke) => Math.abs(stroke.x0 - x) <= NEAR && stroke.y0 <= y && stroke.y1 >= y);
  const floored = (x: number, y: number) =>
    flat.some((stroke) => Math.abs(stroke.y0 - y) <= NEAR && stroke.x0 <= x && stroke.x1 >= x);

  const inside = new Set<Piece>();
  const taken = new Set<string>();
  const rows: RawCell[][] = [];
  for (let r = 0; r + 1 < ys.length; r += 1) {
    const row: RawCell[] = [];
    for (let c = 0; c + 1 < xs.length; c += 1) {
      if (taken.has(`${r},${c}`)) continue;
      let right = c + 1;
      while (right + 1 < xs.length && !walled(xs[right]!, (ys[r]! + ys[r + 1]!) / 2)) right += 1;
      let low = r + 1;
      while (low + 1 < ys.length && !floored((xs[c]! + xs[c + 1]!) / 2, ys[low]!)) low += 1;
      for (let y = r; y < low; y += 1) for (let x = c; x < right; x += 1) taken.add(`${y},${x}`);
      const own = pieces.filter(
        (piece) => isIn(piece, xs[c]!, ys[r]!, xs[right]!, ys[low]!) && !inside.has(piece),
      );
      for (const piece of own) inside.add(piece);
      const text = joinWrapped(linesOf(own).map((line) => textOfLine(line.pieces)));
      row.push({ text, header: false, rowspan: low - r, colspan: right - c });
    }
    rows.push(row);
  }
  return { top, bottom, columns: xs.length - 1, rows, pieces: inside };
}

function isIn(piece: Piece, left: number, top: number, right: number, bottom: number): boolean {
  const x = piece.x + Math.min(piece.width, piece.size) / 2;
  const y = piece.y - piece.size * 0.35;
  return x >= left && x < right && y >= top && y < bottom;
}

/** Sorted positions with those within a line's thickness taken together. */
function clusters(positions: readonly number[]): number[] {
  const found: number[] = [];
  for (const position of [...positions].sort((a, b) => a - b))
    if (found.length === 0 || position - found.at(-1)! > NEAR) found.push(position);
  return found;
}
