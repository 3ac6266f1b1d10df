import type { Stroke } from './page.ts';

/** The frame of one cell between drawn lines, and over how many rows and columns it reaches. */
export type Frame = {
  left: number;
  top: number;
  right: number;
  bottom: number;
  rowspan: number;
  colspan: number;
};

/** A table as its lines draw it. `frameAt` = the cell at a point. */
export type DrawnGrid = {
  top: number;
  bottom: number;
  columns: number;
  rows: Frame[][];
  frameAt: (x: number, y: number) => Frame | undefined;
};

const NEAR = 3;
/** More lines than this side by side on a page are a drawing. */
const MOST_LINES = { flat: 1_000, upright: 100 };

/**
 * Tables by their drawn lines. Horizontal strokes cut the page into bands; bands that upright strokes cross are rows. Two neighbouring places
 * with no stroke between them are one merged cell.
 */
export function drawnGrids(strokes: readonly Stroke[]): DrawnGrid[] {
  const flat = strokes.filter(
    (stroke) => Math.abs(stroke.y1 - stroke.y0) <= 1 && stroke.x1 - stroke.x0 > NEAR,
  );
  const upright = strokes.filter(
    (stroke) => Math.abs(stroke.x1 - stroke.x0) <= 1 && stroke.y1 - stroke.y0 > NEAR,
  );
  const ys = clusters(flat.map((stroke) => stroke.y0));
  if (ys.length > MOST_LINES.flat) return [];
  const grids: DrawnGrid[] = [];
  let band: number[] = [];
  for (let at = 0; at + 1 <= ys.length; at += 1) {
    const middle = at + 1 < ys.length ? (ys[at]! + ys[at + 1]!) / 2 : Number.NaN;
    const crossed = upright.filter((stroke) => stroke.y0 < middle && stroke.y1 > middle);
    if (new Set(clusters(crossed.map((stroke) => stroke.x0))).size >= 2) {
      if (band.length === 0) band.push(ys[at]!);
      band.push(ys[at + 1]!);
    } else if (band.length > 0) {
      const grid = gridBetween(band, flat, upright);
      if (grid) grids.push(grid);
      band = [];
    }
  }
  return grids;
}

function gridBetween(
  ys: readonly number[],
  flat: readonly Stroke[],
  upright: readonly Stroke[],
): DrawnGrid | null {
  const top = ys[0]!;
  const bottom = ys.at(-1)!;
  const within = upright.filter((stroke) => stroke.y1 > top + NEAR && stroke.y0 < bottom - NEAR);
  const xs = clusters(within.map((stroke) => stroke.x0));
  if (xs.length < 3 || xs.length > MOST_LINES.upright) return null;
  const walls = xs.map((x) => within.filter((stroke) => Math.abs(stroke.x0 - x) <= NEAR));
  const floors = ys.map((y) => flat.filter((stroke) => Math.abs(stroke.y0 - y) <= NEAR));
  const middle = (edges: readonly number[], at: number) => (edges[at]! + edges[at + 1]!) / 2;
  const walled = (c: number, r: number) =>
    walls[c]!.some((stroke) => stroke.y0 <= middle(ys, r) && stroke.y1 >= middle(ys, r));
  const floored = (r: number, c: number) =>
    floors[r]!.some((stroke) => stroke.x0 <= middle(xs, c) && stroke.x1 >= middle(xs, c));

  const frames: Frame[][] = ys.slice(1).map(() => []);
  const rows: Frame[][] = [];
  for (let r = 0; r + 1 < ys.length; r += 1) {
    const row: Frame[] = [];
    for (let c = 0; c + 1 < xs.length; c += 1) {
      if (frames[r]![c] !== undefined) continue;
      let right = c + 1;
      while (right + 1 < xs.length && !walled(right, r)) right += 1;
      let low = r + 1;
      while (low + 1 < ys.length && !floored(low, c)) low += 1;
      const frame: Frame = {
        ...{ left: xs[c]!, top: ys[r]!, right: xs[right]!, bottom: ys[low]! },
        ...{ rowspan: low - r, colspan: right - c },
      };
      for (let y = r; y < low; y += 1) for (let x = c; x < right; x += 1) frames[y]![x] ??= frame;
      row.push(frame);
    }
    rows.push(row);
  }
  const frameAt = (x: number, y: number) =>
    frames[ys.findLastIndex((edge) => edge <= y)]?.[xs.findLastIndex((edge) => edge <= x)];
  return { top, bottom, columns: xs.length - 1, rows, frameAt };
}

/** Sorted positions with those within a line's thickness taken together. */
function clusters(positions: readonly number[]): number[] {
  const found: number[] = [];
  for (const position of [...positions].sort((a, b) => a - b))
    if (found.length === 0 || position - found.at(-1)! > NEAR) found.push(position);
  return found;
}
