import { drawnGrids, type Frame, type PageContent, type PdfPiece } from '../pdf/page.ts';
import type { Ocr, Seen } from './engines.ts';
import { inkLines, inkWords, shareOut, strokesIn } from './ink.ts';
import { type Box, eraseFrom, loadPicture, type Raster, rasterOf, withoutLines } from './raster.ts';

/** Highest confidence of recognised letters, which are never as certain as text. */
const SUREST = 0.95;
/**
 * Lower rows, or narrower pictures, are enlarged to twice the size, which engines read better.
 * Pixels.
 */
const LOW_ROW = 40;
const NARROW = 1000;

/**
 * A picture as a page of pieces and strokes, like one of a PDF: each piece with its confidence.
 * Throws where the bytes are no picture.
 */
export async function readPicture(bytes: Uint8Array, ocr: Ocr): Promise<PageContent> {
  const image = await loadPicture(bytes);
  const raster = rasterOf(image);
  const lines = strokesIn(raster);
  const frames = drawnGrids(lines.strokes).flatMap((grid) => grid.rows.flat());
  const lowest = Math.min(...frames.map(({ top, bottom, rowspan }) => (bottom - top) / rowspan));
  const isSmall = frames.length > 0 ? lowest < LOW_ROW : image.width < NARROW;
  const scale = isSmall ? 2 : 1;
  const png = await withoutLines(image, lines, scale);
  eraseFrom(raster, lines.strokes);
  const stretches = stretchesOf(raster, frames);
  const seen = (await ocr(png)).filter(({ text }) => text.trim() !== '');
  const pieces = seen.flatMap(({ x0, y0, x1, y1, ...piece }) => {
    const box = { x0: x0 / scale, y0: y0 / scale, x1: x1 / scale, y1: y1 / scale };
    return piecesOf({ ...piece, ...box }, stretches);
  });
  return { pieces, strokes: lines.strokes };
}

/** Every line of every cell, and the words outside of tables. */
function stretchesOf(raster: Raster, frames: readonly Frame[]): Box[] {
  const edges = frames.flatMap(({ top, bottom }) => [top, bottom]).sort((a, b) => a - b);
  const outside = [...edges, raster.height].flatMap((bottom, at) => {
    const top = edges[at - 1] ?? 0;
    const middle = (top + bottom) / 2;
    if (frames.some((frame) => frame.top <= middle && middle < frame.bottom)) return [];
    return inkLines(raster, { left: 0, top, right: raster.width, bottom });
  });
  return [
    ...frames.flatMap((frame) => inkLines(raster, frame)),
    ...outside.flatMap((line) => inkWords(raster, line)),
  ];
}

/** Two lines are one where their middles lie within this share of the height. */
const SAME_LINE = 0.35;
/** A text covers a stretch of ink where it overlaps more than this share of it. */
const COVERS = 0.5;

/**
 * One piece for each stretch of ink below a recognised text; a text over one stretch, or a part of
 * it, is one piece.
 */
function piecesOf(seen: Seen, stretches: readonly Box[]): PdfPiece[] {
  const height = seen.y1 - seen.y0;
  const middle = (seen.y0 + seen.y1) / 2;
  const under = stretches
    .filter(
      ({ x0, y0, x1, y1 }) =>
        Math.abs((y0 + y1) / 2 - middle) <= height * SAME_LINE &&
        Math.min(x1, seen.x1) - Math.max(x0, seen.x0) > (x1 - x0) * COVERS,
    )
    .sort((a, b) => a.x0 - b.x0);
  const whole = under.length > 1 ? under : [seen];
  const { texts, fit } = shareOut(seen.text, whole);
  const confidence = Math.max(0, Math.min(SUREST, seen.confidence, fit));
  return whole.flatMap(({ x0, x1 }, at): PdfPiece[] => {
    const text = texts[at]!;
    // Boxes are drawn around letters with some air, and reach below them: the baseline is above
    // their lower edge.
    const y = seen.y1 - height * 0.15;
    return text === '' ? [] : [{ text, x: x0, y, width: x1 - x0, size: height * 0.85, confidence }];
  });
}
