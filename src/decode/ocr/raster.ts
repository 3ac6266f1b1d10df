import { createCanvas, type Image, loadImage } from '@napi-rs/canvas';
import type { Stroke } from '../pdf/page.ts';
import type { Ground, Raster } from './strokes.ts';

/** More points than this are not looked at: a picture of 100 KB may unfold to a gigabyte. */
const MOST_PIXELS = 60_000_000;
/** Darker than this (0..255) is ink. */
const INK = 160;
/** Models want sides of a multiple of this, and an engine that makes them so tells places of the picture that it made. */
const SIDE = 32;
/** Half of what a drawn line is thick, with its soft edge. */
const EDGE = 3;

/** The picture in these bytes. Throws where they are none, or too many points. */
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
  const dark = new Uint8Array(width * height);
  for (let at = 0; at < dark.length; at += 1) {
    const light = (data[at * 4]! * 3 + data[at * 4 + 1]! * 6 + data[at * 4 + 2]!) / 10;
    dark[at] = light < INK ? 1 : 0;
  }
  return { width, height, dark };
}

/** Takes drawn lines out of a raster: what is left is the ink of letters. */
export function eraseFrom(raster: Raster, strokes: readonly Stroke[]): void {
  for (const { x0, y0, x1, y1 } of strokes)
    for (let y = Math.max(0, Math.floor(y0 - EDGE)); y <= Math.min(raster.height - 1, y1 + EDGE); y += 1)
      raster.dark.fill(
        0,
        y * raster.width + Math.max(0, Math.floor(x0 - EDGE)),
        y * raster.width + Math.min(raster.width, Math.ceil(x1 + EDGE)),
      );
}

/**
 * The picture as a PNG without its drawn lines, which engines take for letters, dark grounds turned light, and `scale` times as
 * large.
 */
export async function withoutLines(
  image: Image,
  { strokes, grounds }: { strokes: readonly Stroke[]; grounds: readonly Ground[] },
  scale: number,
): Promise<Uint8Array> {
  const context = drawn(image, scale);
  context.globalCompositeOperation = 'difference';
  for (const { x0, y0, x1, y1 } of grounds)
    context.fillRect(x0 * scale, y0 * scale, (x1 - x0) * scale, (y1 - y0) * scale);
  context.globalCompositeOperation = 'source-over';
  for (const { x0, y0, x1, y1 } of strokes)
    context.fillRect(
      (x0 - EDGE) * scale,
      (y0 - EDGE) * scale,
      (x1 - x0 + 2 * EDGE) * scale,
      (y1 - y0 + 2 * EDGE) * scale,
    );
  return context.canvas.encode('png');
}

function drawn(image: Image, scale: number) {
  const sides = [image.width, image.height].map((side) => Math.ceil((side * scale) / SIDE) * SIDE);
  const context = createCanvas(sides[0]!, sides[1]!).getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, sides[0]!, sides[1]!);
  context.drawImage(image, 0, 0, image.width * scale, image.height * scale);
  return context;
}
