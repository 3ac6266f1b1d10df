import { cleanLine } from '../clean.ts';

/**
 * A piece of text on a page. Points from the page's top left corner, as seen (rotation applied);
 * `y` is the baseline.
 */
export type PdfPiece = {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
  /** Where it was read off a picture: 0..1. */
  confidence?: number;
};

/** A straight horizontal or vertical stroke on a page: the edge of a cell, perhaps. */
export type Stroke = { x0: number; y0: number; x1: number; y1: number };

export type PageContent = { pieces: PdfPiece[]; strokes: Stroke[] };

export const endOf = (piece: PdfPiece): number => piece.x + piece.width;

/** Items in groups: one goes on in the last group where `goesOn` says so. */
export function grouped<T>(
  items: Iterable<T>,
  goesOn: (group: readonly T[], item: T) => boolean,
): T[][] {
  const groups: T[][] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (last !== undefined && goesOn(last, item)) last.push(item);
    else groups.push([item]);
  }
  return groups;
}

/**
 * Pieces gathered into lines, top to bottom, each from left to right. Baselines within half a
 * letter's height are one line.
 */
export function linesOf(pieces: readonly PdfPiece[]): PdfPiece[][] {
  const sorted = pieces.toSorted((a, b) => a.y - b.y || a.x - b.x);
  const lines = grouped(
    sorted,
    ([first], piece) => Math.abs(first!.y - piece.y) <= piece.size * 0.5,
  );
  return lines.map((line) => line.toSorted((a, b) => a.x - b.x));
}

/** The text of one line; a gap of a third of a letter is a blank. */
export function textOfLine(pieces: readonly PdfPiece[]): string {
  let text = '';
  let end = Number.NEGATIVE_INFINITY;
  for (const piece of pieces) {
    if (text !== '' && piece.x - end > piece.size * 0.33) text += ' ';
    text += piece.text;
    end = endOf(piece);
  }
  return text.trim();
}

const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]/u;
/** Engines put blanks between Chinese letters; none is written there. */
const BLANK_BESIDE_WIDE =
  /(?<=[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]) +| +(?=[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f])/gu;

/**
 * The text of pieces with their lines joined: no blank beside a Chinese character, one between
 * Latin words, none inside a broken number or word. Recognised text has the least of its
 * confidences.
 */
export function textOf(pieces: readonly PdfPiece[]): { text: string; confidence?: number } {
  let text = '';
  for (const line of linesOf(pieces).map(textOfLine)) {
    const seam = text.slice(-1) + line.slice(0, 1);
    const isTight = text === '' || WIDE.test(seam) || /[\d.][\d.]/.test(seam);
    text += isTight ? line : ` ${line}`;
  }
  const sure = pieces.flatMap((piece) => piece.confidence ?? []);
  if (sure.length === 0) return { text: cleanLine(text) };
  return { text: cleanLine(text).replace(BLANK_BESIDE_WIDE, ''), confidence: Math.min(...sure) };
}

/** The frame of one cell between drawn lines, and over how many rows and columns it reaches. */
export type Frame = Record<'left' | 'top' | 'right' | 'bottom' | 'rowspan' | 'colspan', number>;

/** A table drawn by its lines. `frameAt` = the cell at a point. */
type DrawnGrid = {
  top: number;
  columns: number;
  rows: Frame[][];
  frameAt: (x: number, y: number) => Frame | undefined;
};

const NEAR = 3;
/** More lines than this side by side on a page are a drawing. */
const MOST_LINES = { flat: 1_000, upright: 100 };

/**
 * Tables by their drawn lines. Horizontal strokes cut the page into bands; bands that upright
 * strokes cross are rows. Two neighbouring places with no stroke between them are one merged cell.
 */
export function drawnGrids(strokes: readonly Stroke[]): DrawnGrid[] {
  const flat = strokes.filter(({ x0, y0, x1, y1 }) => Math.abs(y1 - y0) <= 1 && x1 - x0 > NEAR);
  const upright = strokes.filter(({ x0, y0, x1, y1 }) => Math.abs(x1 - x0) <= 1 && y1 - y0 > NEAR);
  const ys = clusters(flat.map((stroke) => stroke.y0));
  if (ys.length > MOST_LINES.flat) return [];
  const isCrossed = ys.slice(1).map((y, at) => {
    const middle = (ys[at]! + y) / 2;
    const crossing = upright.filter(({ y0, y1 }) => y0 < middle && y1 > middle);
    return clusters(crossing.map((stroke) => stroke.x0)).length >= 2;
  });
  const grids: DrawnGrid[] = [];
  for (let from = 0; from < isCrossed.length; from += 1) {
    if (!isCrossed[from]) continue;
    const to = isCrossed.indexOf(false, from);
    const edges = ys.slice(from, to === -1 ? undefined : to + 1);
    grids.push(...gridBetween(edges, flat, upright));
    from += edges.length - 1;
  }
  return grids;
}

/** The grid between some flat lines; none where fewer than three upright ones cross them. */
function gridBetween(
  ys: readonly number[],
  flat: readonly Stroke[],
  upright: readonly Stroke[],
): DrawnGrid[] {
  const top = ys[0]!;
  const within = upright.filter(({ y0, y1 }) => y1 > top + NEAR && y0 < ys.at(-1)! - NEAR);
  const xs = clusters(within.map((stroke) => stroke.x0));
  if (xs.length < 3 || xs.length > MOST_LINES.upright) return [];
  const walls = xs.map((x) => within.filter((stroke) => Math.abs(stroke.x0 - x) <= NEAR));
  const floors = ys.map((y) => flat.filter((stroke) => Math.abs(stroke.y0 - y) <= NEAR));
  const middle = (edges: readonly number[], at: number) => (edges[at]! + edges[at + 1]!) / 2;
  const isWalled = (c: number, y: number) => walls[c]!.some(({ y0, y1 }) => y0 <= y && y1 >= y);
  const isFloored = (r: number, x: number) => floors[r]!.some(({ x0, x1 }) => x0 <= x && x1 >= x);

  const frames: Frame[][] = ys.slice(1).map(() => []);
  const rows = frames.map((places, r) => {
    const row: Frame[] = [];
    for (let c = 0; c + 1 < xs.length; c += 1) {
      if (places[c] !== undefined) continue;
      const right = edgeAfter(c, xs.length, (edge) => isWalled(edge, middle(ys, r)));
      const low = edgeAfter(r, ys.length, (edge) => isFloored(edge, middle(xs, c)));
      const frame: Frame = {
        left: xs[c]!,
        top: ys[r]!,
        right: xs[right]!,
        bottom: ys[low]!,
        rowspan: low - r,
        colspan: right - c,
      };
      for (let y = r; y < low; y += 1) for (let x = c; x < right; x += 1) frames[y]![x] ??= frame;
      row.push(frame);
    }
    return row;
  });
  const frameAt = (x: number, y: number) =>
    frames[ys.findLastIndex((edge) => edge <= y)]?.[xs.findLastIndex((edge) => edge <= x)];
  return [{ top, columns: xs.length - 1, rows, frameAt }];
}

/** The first drawn edge behind a cell, or the last one of the grid. */
function edgeAfter(cell: number, edges: number, isDrawn: (edge: number) => boolean): number {
  let edge = cell + 1;
  while (edge + 1 < edges && !isDrawn(edge)) edge += 1;
  return edge;
}

/** Sorted positions with those within a line's thickness taken together. */
function clusters(positions: readonly number[]): number[] {
  const sorted = positions.toSorted((a, b) => a - b);
  return grouped(sorted, ([first], position) => position - first! <= NEAR).map(([first]) => first!);
}
