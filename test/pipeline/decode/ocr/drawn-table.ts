import { fileURLToPath } from 'node:url';
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import type { Seen } from '../../../../src/pipeline/decode/ocr/engines.ts';

const FONT = fileURLToPath(
  new URL('../../../../assets/fonts/noto-sans-sc-400.woff2', import.meta.url),
);

/** A picture of a table, and where its words stand: what a perfect engine would see. */
export interface Drawn {
  readonly png: Uint8Array;
  /** Every word at its place. */
  readonly words: Seen[];
  /** Every row as one line, as PP-OCR sees rows. */
  readonly lines: Seen[];
}

export interface Look {
  readonly grid?: boolean;
  /** The header row stands light on a dark ground. */
  readonly ground?: boolean;
  readonly title?: string;
}

const ROW = 46;
const SIZE = 24;

/** Draws rows of a table as regulators publish them in pictures; widths of columns in letters. */
export function drawTable(
  rows: readonly (readonly string[])[],
  widths: readonly number[],
  { grid = true, ground = false, title = '' }: Look = {},
): Drawn {
  if (!GlobalFonts.has('Noto Sans SC')) GlobalFonts.registerFromPath(FONT, 'Noto Sans SC');
  const top = title === '' ? 20 : 70;
  const xs = [20];
  for (const width of widths) xs.push(xs.at(-1)! + width * SIZE);
  const right = xs.at(-1)!;
  const canvas = createCanvas(right + 20, top + rows.length * ROW + 20);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  if (ground) {
    context.fillStyle = '#2f5d9a';
    context.fillRect(20, top, right - 20, ROW);
  }
  context.font = `${SIZE}px "Noto Sans SC"`;
  context.textBaseline = 'middle';
  const words: Seen[] = [];
  const write = (text: string, x: number, y: number, colour: string) => {
    context.fillStyle = colour;
    context.fillText(text, x, y);
    const x1 = x + context.measureText(text).width;
    words.push({ text, x0: x, y0: y - SIZE * 0.6, x1, y1: y + SIZE * 0.6, confidence: 0.97 });
  };
  if (title !== '') write(title, 60, 34, '#000');
  for (const [r, row] of rows.entries())
    for (const [c, text] of row.entries())
      if (text !== '')
        write(text, xs[c]! + 8, top + r * ROW + ROW / 2, ground && r === 0 ? '#fff' : '#111');
  if (grid) drawGrid(context, xs, top, rows.length);
  return { png: canvas.toBuffer('image/png'), words, lines: linesOf(words) };
}

function drawGrid(context: SKRSContext2D, xs: readonly number[], top: number, rows: number): void {
  context.fillStyle = '#444';
  for (const x of xs) context.fillRect(x, top, 1, rows * ROW);
  const width = xs.at(-1)! - 20;
  for (let row = 0; row <= rows; row += 1) context.fillRect(20, top + row * ROW, width, 1);
}

function linesOf(words: readonly Seen[]): Seen[] {
  return [...Map.groupBy(words, (one) => one.y0).values()].map((line) => ({
    ...line[0]!,
    text: line.map((one) => one.text).join(' '),
    x1: line.at(-1)!.x1,
  }));
}
