import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument, OPS, type PDFPageProxy, Util } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PageContent, PdfPiece, Stroke } from './page.ts';

type Matrix = number[];
type PathPoint = readonly [x: number, y: number];

/** Reads a page that is only a picture; `draw` renders it. Null = not read. */
export type ReadScan = (draw: () => Promise<Uint8Array>) => Promise<PageContent | null>;

const PAINTS_IMAGE: ReadonlySet<number> = new Set([
  OPS.paintImageXObject,
  OPS.paintInlineImageXObject,
  OPS.paintImageMaskXObject,
]);
/** 180 pixels an inch: letters of 10 points are 25 pixels high. */
const DRAWN_SCALE = 2.5;

async function pictureOf(page: PDFPageProxy): Promise<Uint8Array> {
  const viewport = page.getViewport({ scale: DRAWN_SCALE });
  const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  const canvasContext = canvas.getContext('2d') as never;
  await page.render({ canvas: canvas as never, canvasContext, viewport }).promise;
  return canvas.encode('png');
}

/**
 * The pages of a PDF as pieces of text and straight strokes. The character maps must be given:
 * without them a PDF whose Chinese fonts are not embedded gives empty text and no error. The path
 * is a plain folder with a slash at its end; a file: address does not work. `left` = the number of
 * pages beyond `most`, which are not read.
 */
export async function loadPages(bytes: Uint8Array, most: number, readScan: ReadScan) {
  const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const task = getDocument({
    // A Buffer is refused, and its slice would be no copy.
    data: new Uint8Array(bytes),
    cMapUrl: `${join(home, 'cmaps')}/`,
    cMapPacked: true,
    standardFontDataUrl: `${join(home, 'standard_fonts')}/`,
    wasmUrl: `${join(home, 'wasm')}/`,
    useSystemFonts: false,
    disableFontFace: true,
    verbosity: 0,
  });
  try {
    const file = await task.promise;
    const pages: PageContent[] = [];
    for (let number = 1; number <= Math.min(file.numPages, most); number += 1) {
      const page = await file.getPage(number);
      const view: Matrix = page.getViewport({ scale: 1 }).transform;
      const { items } = await page.getTextContent();
      const operators = await page.getOperatorList();
      const pieces = items.flatMap((item) => ('str' in item ? pieceOf(item, view) : []));
      const isScan = pieces.length === 0 && operators.fnArray.some((one) => PAINTS_IMAGE.has(one));
      const scan = isScan ? await readScan(() => pictureOf(page)) : null;
      pages.push(scan ?? { pieces, strokes: strokesOf(operators, view) });
      page.cleanup();
    }
    return { pages, left: Math.max(0, file.numPages - most) };
  } finally {
    await task.destroy();
  }
}

type PdfItem = { str: string; transform: Matrix; width: number };

function pieceOf({ str, transform, width }: PdfItem, view: Matrix): PdfPiece[] {
  if (str.trim() === '') return [];
  const [a = 1, b = 0, c = 0, d = 1, x = 0, y = 0] = Util.transform(view, transform);
  // A watermark is slanted, and no line of the text.
  if (Math.abs(b) > Math.abs(a) * 0.05) return [];
  return [{ text: str, x, y, width, size: Math.hypot(c, d) || 10 }];
}

function strokesOf(
  { fnArray, argsArray }: { fnArray: number[]; argsArray: unknown[] },
  view: Matrix,
): Stroke[] {
  const strokes: Stroke[] = [];
  const stack: Matrix[] = [];
  let here = view;
  for (const [at, operator] of fnArray.entries()) {
    const args = argsArray[at] as [number, unknown[]];
    if (operator === OPS.save) stack.push(here);
    else if (operator === OPS.restore) here = stack.pop() ?? view;
    else if (operator === OPS.transform) here = Util.transform(here, args as unknown as Matrix);
    else if (operator === OPS.constructPath && args[0] !== OPS.endPath)
      for (const stroke of pathStrokes(args[1]?.[0], here)) strokes.push(stroke);
  }
  return strokes;
}

/**
 * How many numbers follow each mark in the path data of pdf.js: 0 move, 1 line, 2 cubic curve, 3
 * quadratic curve, 4 close.
 */
const ARGUMENTS = [2, 2, 6, 4, 0];

/** The level and upright lines of a path. */
function* pathStrokes(data: unknown, matrix: Matrix): Iterable<Stroke> {
  if (!(data instanceof Float32Array) && !Array.isArray(data)) return;
  let start: PathPoint = [0, 0];
  let last = start;
  for (let at = 0; at < data.length; ) {
    const mark: number = data[at];
    const count = ARGUMENTS[mark];
    if (count === undefined) return;
    const next: PathPoint =
      mark === 4 ? start : placed(matrix, [data[at + count - 1], data[at + count]]);
    const [[xa, ya], [xb, yb]] = [last, next];
    if (mark === 0) start = next;
    else if ((mark === 1 || mark === 4) && (Math.abs(xa - xb) <= 1 || Math.abs(ya - yb) <= 1))
      yield {
        x0: Math.min(xa, xb),
        y0: Math.min(ya, yb),
        x1: Math.max(xa, xb),
        y1: Math.max(ya, yb),
      };
    last = next;
    at += count + 1;
  }
}

function placed(matrix: Matrix, point: [number, number]): PathPoint {
  Util.applyTransform(point, matrix);
  return point;
}
