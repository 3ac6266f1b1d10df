import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument, OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PageContent, PdfPiece, Stroke } from './page.ts';

type Matrix = readonly [number, number, number, number, number, number];

/** Reads a page that is only a picture; `draw` draws it. Null = it stays unread. */
export type ReadScan = (draw: () => Promise<Uint8Array>) => Promise<PageContent | null>;

const PAINTS_IMAGE: ReadonlySet<number> = new Set([
  OPS.paintImageXObject,
  OPS.paintInlineImageXObject,
  OPS.paintImageMaskXObject,
]);
/** 180 points an inch: letters of 10 points are 25 high. */
const DRAWN_SCALE = 2.5;

async function pictureOf(page: PDFPageProxy): Promise<Uint8Array> {
  const viewport = page.getViewport({ scale: DRAWN_SCALE });
  const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  const canvasContext = canvas.getContext('2d') as never;
  await page.render({ canvas: canvas as never, canvasContext, viewport }).promise;
  return canvas.encode('png');
}

/**
 * The pages of a PDF as pieces of text and straight strokes. The character maps must be given: without them a PDF whose Chinese fonts are
 * not embedded gives empty text and no error. The path is a plain folder with a slash at its end; a file: address does not work.
 */
export async function loadPages(
  bytes: Uint8Array,
  most: number,
  readScan: ReadScan,
): Promise<{ pages: PageContent[]; left: number }> {
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
      const view = page.getViewport({ scale: 1 }).transform as unknown as Matrix;
      const { items } = await page.getTextContent();
      const operators = await page.getOperatorList();
      const pieces = piecesOf(items, view);
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

type PdfItem = { str?: string; transform?: number[]; width?: number };

function piecesOf(items: readonly unknown[], view: Matrix): PdfPiece[] {
  const pieces: PdfPiece[] = [];
  for (const { str, transform, width = 0 } of items as PdfItem[]) {
    if (str === undefined || transform === undefined || str.trim() === '') continue;
    const [a, b, c, d, x, y] = multiply(view, transform as unknown as Matrix);
    // A watermark stands aslant; it is no line of the text.
    if (Math.abs(b) > Math.abs(a) * 0.05) continue;
    pieces.push({ text: str, x, y, width, size: Math.hypot(c, d) || 10 });
  }
  return pieces;
}

/** Path data of pdf.js: 0 move, 1 line, 2 cubic curve, 3 quadratic curve, 4 close. */
const ARGUMENTS = [2, 2, 6, 4, 0];

function strokesOf(
  { fnArray, argsArray }: { fnArray: number[]; argsArray: unknown[] },
  view: Matrix,
): Stroke[] {
  const strokes: Stroke[] = [];
  const stack: Matrix[] = [];
  let here = view;
  for (const [at, operator] of fnArray.entries()) {
    const args = argsArray[at] as never;
    if (operator === OPS.save) stack.push(here);
    else if (operator === OPS.restore) here = stack.pop() ?? view;
    else if (operator === OPS.transform) here = multiply(here, args);
    else if (operator === OPS.constructPath && (args as unknown[])[0] !== OPS.endPath)
      addPath(strokes, here, (args as [number, unknown[]])[1]?.[0]);
  }
  return strokes;
}

function addPath(strokes: Stroke[], matrix: Matrix, data: unknown): void {
  if (!(data instanceof Float32Array) && !Array.isArray(data)) return;
  let start: [number, number] = [0, 0];
  let last = start;
  for (let at = 0; at < data.length; ) {
    const operator = data[at]! as number;
    const count = ARGUMENTS[operator];
    if (count === undefined) return;
    const next =
      operator === 4 ? start : apply(matrix, data[at + count - 1]! as number, data[at + count]! as number);
    if (operator === 0) start = next;
    if (operator === 1 || operator === 4) addStroke(strokes, last, next);
    last = next;
    at += count + 1;
  }
}

function addStroke(strokes: Stroke[], [xa, ya]: [number, number], [xb, yb]: [number, number]): void {
  if (Math.abs(xa - xb) > 1 && Math.abs(ya - yb) > 1) return;
  strokes.push({ x0: Math.min(xa, xb), y0: Math.min(ya, yb), x1: Math.max(xa, xb), y1: Math.max(ya, yb) });
}

function multiply(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}

function apply(m: Matrix, x: number, y: number): [number, number] {
  return [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]];
}
