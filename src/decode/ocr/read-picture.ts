import { drawnGrids, type Frame } from '../pdf/drawn-grid.ts';
import type { PageContent, PdfPiece } from '../pdf/page.ts';
import { type InkStretch, inkLines, inkWords, shareOut } from './ink.ts';
import type { Ocr, Seen } from './ocr.ts';
import { eraseFrom, loadPicture, rasterOf, withoutLines } from './raster.ts';
import { type Raster, strokesIn } from './strokes.ts';

/** Even the surest letters off a picture are not text. */
const SUREST = 0.95;
/** Rows lower than this, or pictures narrower, have letters that engines read better twice as large. Pixels. */
const LOW_ROW = 40;
const NARROW = 1000;

/** A picture as a page of pieces and strokes, like one of a PDF: each piece with its confidence. Throws where the bytes are no picture. */
export async function readPicture(bytes: Uint8Array, ocr: Ocr): Promise<PageContent> {
  const image = await loadPicture(bytes);
  const raster = rasterOf(image);
  const lines = strokesIn(raster);
  const { strokes } = lines;
  const frames = drawnGrids(strokes).flatMap((grid) => grid.rows.flat());
  const rows = frames.map((frame) => (frame.bottom - frame.top) / frame.rowspan);
  const small = rows.length > 0 ? Math.min(...rows) < LOW_ROW : image.width < NARROW;
  const scale = small ? 2 : 1;
  const png = await withoutLines(image, lines, scale);
  eraseFrom(raster, strokes);
  const stretches = stretchesOf(raster, frames);
  const seen = (await ocr(png)).filter(({ text }) => text.trim() !== '');
  const pieces = seen.flatMap((one) => {
    const here = { ...one, x0: one.x0 / scale, y0: one.y0 / scale, x1: one.x1 / scale, y1: one.y1 / scale };
    return piecesOf(here, stretches);
  });
  return { pieces, strokes };
}

/** Every line of every cell, and the words outside of tables. */
function stretchesOf(raster: Raster, frames: readonly Frame[]): InkStretch[] {
  const inside = frames.flatMap((frame) => inkLines(raster, frame));
  const edges = [
    0,
    ...frames.flatMap(({ top, bottom }) => [top, bottom]).sort((a, b) => a - b),
    raster.height,
  ];
  const outside = edges.slice(1).flatMap((bottom, at) => {
    const area = { left: 0, top: edges[at]!, right: raster.width, bottom };
    const middle = (area.top + bottom) / 2;
    if (frames.some((frame) => frame.top <= middle && middle < frame.bottom)) return [];
    return inkLines(raster, area).flatMap((line) => inkWords(raster, line));
  });
  return [...inside, ...outside];
}

/** Two lines are one where their middles lie within this share of the height. */
const SAME_LINE = 0.35;
/** A text covers a stretch of ink where it lies over more than half of it. */
const COVERS = 0.5;

/** One piece for each stretch of ink under a text that was seen; a text over one stretch or a part of it is one piece. */
function piecesOf(seen: Seen, stretches: readonly InkStretch[]): PdfPiece[] {
  const height = seen.y1 - seen.y0;
  // Boxes are drawn around letters with some air.
  const size = height * 0.85;
  const middle = (seen.y0 + seen.y1) / 2;
  const under = stretches
    .filter(
      (one) =>
        Math.abs((one.y0 + one.y1) / 2 - middle) <= height * SAME_LINE &&
        Math.min(one.x1, seen.x1) - Math.max(one.x0, seen.x0) > (one.x1 - one.x0) * COVERS,
    )
    .sort((a, b) => a.x0 - b.x0);
  const whole = under.length > 1 ? under : [seen];
  const { texts, fit } = shareOut(seen.text, whole);
  const confidence = Math.max(0, Math.min(SUREST, seen.confidence, fit));
  return texts.flatMap((text, at): PdfPiece[] => {
    const { x0, x1 } = whole[at]!;
    // The box of a line reaches below its letters: the baseline is above its lower edge.
    return text === '' ? [] : [{ text, x: x0, y: seen.y1 - height * 0.15, width: x1 - x0, size, confidence }];
  });
}
