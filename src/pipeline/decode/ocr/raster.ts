import { createCanvas, type Image, loadImage } from '@napi-rs/canvas';
import type { Stroke } from '../pdf/page.ts';

/** A picture as dark (1) and light (0) points, row by row. */
export type Raster = { width: number; height: number; dark: Uint8Array };

/** A box in a picture. Pixels from the top left corner. */
export type Box = { x0: number; y0: number; x1: number; y1: number };

/** Largest picture in pixels: 100 KB may unpack to a gigabyte. */
const MOST_PIXELS = 60_000_000;
/** Darker than this (0..255) is ink. */
const INK = 160;
/**
 * Models need sides of a multiple of this; an engine that resizes a picture reports places in the
 * resized one.
 */
const SIDE = 32;
/** Half the thickness of a drawn line, with its soft edge. */
const EDGE = 3;

/** Loads a picture. Throws where the bytes are none, or too large. */
export async function loadPicture(bytes: Uint8Array): Promise<Image> {
  const image = await loadImage(Buffer.from(bytes));
  if (image.width * image.height > MOST_PIXELS)
    throw new Error(`the picture has ${image.width} × ${image.height} points`);
  return image;
}

/** Ink and ground of a picture. */
export function rasterOf(image: Image): Raster {
  const { width, height } = image;
  const { data } = drawn(image, 1).getImageData(0, 0, width, height);
  const isInk = (_: unknown, at: number) =>
    (data[at * 4]! * 3 + data[at * 4 + 1]! * 6 + data[at * 4 + 2]!) / 10 < INK ? 1 : 0;
  return { width, height, dark: new Uint8Array(width * height).map(isInk) };
}

/** Removes drawn lines from a raster, so that only letters remain. */
export function eraseFrom({ width, height, dark }: Raster, strokes: readonly Stroke[]): void {
  for (const { x0, y0, x1, y1 } of strokes) {
    const left = Math.max(0, Math.floor(x0 - EDGE));
    const right = Math.min(width, Math.ceil(x1 + EDGE));
    for (let y = Math.max(0, Math.floor(y0 - EDGE)); y <= Math.min(height - 1, y1 + EDGE); y += 1)
      dark.fill(0, y * width + left, y * width + right);
  }
}

/**
 * The picture as a PNG without its drawn lines, which engines take for letters, dark grounds turned
 * light, and `scale` times as large.
 */
export async function withoutLines(
  image: Image,
  { strokes, grounds }: { strokes: readonly Stroke[]; grounds: readonly Box[] },
  scale: number,
): Promise<Uint8Array> {
  const context = drawn(image, scale);
  const fill = ({ x0, y0, x1, y1 }: Box, edge: number) =>
    context.fillRect(x0 - edge, y0 - edge, x1 - x0 + 2 * edge, y1 - y0 + 2 * edge);
  context.scale(scale, scale);
  context.globalCompositeOperation = 'difference';
  for (const ground of grounds) fill(ground, 0);
  context.globalCompositeOperation = 'source-over';
  for (const stroke of strokes) fill(stroke, EDGE);
  return context.canvas.encode('png');
}

function drawn(image: Image, scale: number) {
  const width = image.width * scale;
  const height = image.height * scale;
  const sides = [width, height].map((side) => Math.ceil(side / SIDE) * SIDE) as [number, number];
  const context = createCanvas(...sides).getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, ...sides);
  context.drawImage(image, 0, 0, width, height);
  return context;
}
