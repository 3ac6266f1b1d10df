import { fileURLToPath } from 'node:url';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { type Paths, pathsOption } from './paths-option.ts';

const SIZE = { width: 800, height: 420 } as const;
const SCALE = 2;
const FAMILY = 'Noto Sans SC';
const FONT = fileURLToPath(new URL('../../assets/fonts/noto-sans-sc-400.woff2', import.meta.url));

/** Paths around day 0 as a PNG on a light ground. */
export async function drawPaths(paths: Paths): Promise<Uint8Array> {
  if (!GlobalFonts.has(FAMILY)) GlobalFonts.registerFromPath(FONT, FAMILY);
  const { init, setPlatformAPI } = await import('echarts');
  setPlatformAPI({ createCanvas: () => createCanvas(32, 32) as never });
  const canvas = createCanvas(SIZE.width * SCALE, SIZE.height * SCALE);
  const drawing = init(canvas as never, null, { ...SIZE, devicePixelRatio: SCALE });
  try {
    drawing.setOption(pathsOption(paths, FAMILY, SIZE.width) as never);
    return await canvas.encode('png');
  } finally {
    drawing.dispose();
  }
}
