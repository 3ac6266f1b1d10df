import { fileURLToPath } from 'node:url';
import type { Canvas } from '@napi-rs/canvas';
import PQueue from 'p-queue';
import type { Chart } from '../domain/card.ts';
import { echarts } from './draw-svg.ts';
import { darkened, PHONE, type PictureSize } from './theme.ts';
import { described } from './waterfall-option.ts';

/** Sharp on dense screens: a phone has three dots a pixel. */
const SCALE = 3;
const FAMILY = 'Noto Sans SC';
const FONT = fileURLToPath(new URL('../../assets/fonts/noto-sans-sc-400.woff2', import.meta.url));

/** A drawing holds ten megabytes outside the heap while it is packed: a backlog of alerts that all draw at once took two gigabytes. */
const ONE_AT_A_TIME = new PQueue({ concurrency: 1 });

/** Used again and again: the memory of a canvas is given back when its object is collected, which may be hundreds of drawings later. */
let paper: Canvas | null = null;

function paperOf(make: (width: number, height: number) => Canvas, width: number, height: number): Canvas {
  if (paper === null) paper = make(width, height);
  else {
    // Setting a size clears the sheet, also where it stays the same.
    paper.width = width;
    paper.height = height;
  }
  return paper;
}

/**
 * A chart description as a PNG, for a chat on a phone where no size is given. The ground is opaque, dark as most chats are or light;
 * the font is ours, so that Chinese never turns into boxes.
 */
export function drawChart(chart: Chart, dark: boolean, usual: PictureSize = PHONE): Promise<Uint8Array> {
  return ONE_AT_A_TIME.add(() => draw(chart, dark, usual));
}

async function draw(chart: Chart, dark: boolean, usual: PictureSize): Promise<Uint8Array> {
  // A binary that an installation without optional packages lacks: only its drawings fail.
  const { createCanvas, GlobalFonts } = await import('@napi-rs/canvas');
  if (!GlobalFonts.has(FAMILY)) GlobalFonts.registerFromPath(FONT, FAMILY);
  const { init, setPlatformAPI } = await echarts();
  setPlatformAPI({ createCanvas: () => createCanvas(32, 32) as never });
  const { option, size } = described(chart, FAMILY, usual);
  const canvas = paperOf(createCanvas, size.width * SCALE, size.height * SCALE);
  const drawing = init(canvas as never, null, {
    width: size.width,
    height: size.height,
    devicePixelRatio: SCALE,
  });
  try {
    drawing.setOption((dark ? darkened(option) : option) as never);
    return await canvas.encode('png');
  } finally {
    drawing.dispose();
  }
}
