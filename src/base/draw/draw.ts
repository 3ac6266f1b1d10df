import { fileURLToPath } from 'node:url';
import type { Canvas } from '@napi-rs/canvas';
import PQueue from 'p-queue';
import type { Chart } from '../../domain/card.ts';
import { optionOf } from './option.ts';
import { darkened, PHONE, PICTURE, type PictureSize, themeOf } from './theme.ts';
import { waterfallOf } from './waterfall-option.ts';

// Without quotes: it ends up inside a quoted attribute.
const SVG_FAMILY = 'system-ui, Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif';
const FAMILY = 'Noto Sans SC';
const FONT = fileURLToPath(
  new URL('../../../assets/fonts/noto-sans-sc-400.woff2', import.meta.url),
);
/** Sharp on dense screens: a phone has three dots a pixel. */
const SCALE = 3;

let loading: ReturnType<typeof load> | null = null;

/**
 * The chart library with what the drawings use; it takes a third of a second to load, so only who
 * draws pays for it.
 */
function echarts() {
  loading ??= load();
  return loading;
}

/**
 * Only the parts that are drawn with, one by one: the library's own lists of charts and components
 * load all of them, at twice the time and 36 MB more.
 */
async function load() {
  const { init, setPlatformAPI, use } = await import('echarts/core');
  const parts = await Promise.all([
    import('echarts/lib/chart/bar/install.js'),
    import('echarts/lib/chart/line/install.js'),
    import('echarts/lib/chart/scatter/install.js'),
    import('echarts/lib/component/grid/installSimple.js'),
    import('echarts/lib/component/legend/installLegendPlain.js'),
    import('echarts/lib/component/marker/installMarkArea.js'),
    import('echarts/lib/component/marker/installMarkLine.js'),
    import('echarts/lib/component/title/install.js'),
    import('echarts/lib/renderer/installCanvasRenderer.js'),
    import('echarts/lib/renderer/installSVGRenderer.js'),
  ]);
  use(parts.map(({ install }) => install));
  return { init, setPlatformAPI };
}

/**
 * What the chart library draws for a chart, and how large; `usual` is the size of one that is not
 * as high as its bars need.
 */
const described = (chart: Chart, usual: PictureSize) =>
  chart.kind === 'waterfall'
    ? waterfallOf(chart, usual)
    : { option: optionOf(chart, usual.width), size: usual };

const coloured = (value: object, dark: boolean) =>
  (dark ? darkened(value) : value) as Record<string, unknown>;

/**
 * A chart library's option as a drawing that stays sharp at any size, on a light or a dark ground.
 * It holds no script.
 */
export async function svgOf(option: object, dark: boolean, size: PictureSize): Promise<string> {
  const { init } = await echarts();
  const drawing = init(null, coloured(themeOf(SVG_FAMILY), dark), {
    renderer: 'svg',
    ssr: true,
    ...size,
  });
  try {
    drawing.setOption(coloured(option, dark));
    return drawing.renderToSVGString();
  } finally {
    drawing.dispose();
  }
}

/** A chart description as such a drawing. */
export function drawSvg(
  chart: Chart,
  dark: boolean,
  usual: PictureSize = PICTURE,
): Promise<string> {
  const { option, size } = described(chart, usual);
  return svgOf(option, dark, size);
}

const SMALLEST: Chart = {
  kind: 'score-history',
  title: '',
  alt: '',
  series: [{ name: '', points: [{ at: 0, value: 1 }] }],
  marks: [],
};

/** Loads and runs the chart library once, so that the first visitor does not wait for it. */
export async function warmDrawing(): Promise<void> {
  await drawSvg(SMALLEST, false);
}

let warming: Promise<unknown> | null = null;

/** The same for pictures, with their font, so that the first message does not wait for it. */
export async function warmPictures(): Promise<void> {
  warming ??= drawChart(SMALLEST, true);
  await warming;
}

/**
 * A drawing holds ten megabytes outside the heap while it is packed: a backlog of alerts that all
 * draw at once took two gigabytes.
 */
const ONE_AT_A_TIME = new PQueue({ concurrency: 1 });

/**
 * Used again and again: the memory of a canvas is given back when its object is collected, which
 * may be hundreds of drawings later.
 */
let paper: Canvas | null = null;

/**
 * A chart description as a PNG, for a chat on a phone where no size is given. The ground is opaque,
 * dark as most chats are or light; the font is ours, so that Chinese never turns into boxes.
 */
export function drawChart(
  chart: Chart,
  dark: boolean,
  usual: PictureSize = PHONE,
): Promise<Uint8Array> {
  return ONE_AT_A_TIME.add(() => pngOf(described(chart, usual), dark));
}

async function pngOf(
  { option, size }: ReturnType<typeof described>,
  dark: boolean,
): Promise<Uint8Array> {
  // A binary that an installation without optional packages lacks: only its drawings fail.
  const { createCanvas, GlobalFonts } = await import('@napi-rs/canvas');
  if (!GlobalFonts.has(FAMILY)) GlobalFonts.registerFromPath(FONT, FAMILY);
  const { init, setPlatformAPI } = await echarts();
  setPlatformAPI({ createCanvas: () => createCanvas(32, 32) as never });
  paper ??= createCanvas(1, 1);
  // Setting a size clears the sheet, also where it stays the same.
  paper.width = size.width * SCALE;
  paper.height = size.height * SCALE;
  const theme = coloured(themeOf(FAMILY), dark);
  const drawing = init(paper as never, theme, { ...size, devicePixelRatio: SCALE });
  try {
    drawing.setOption(coloured(option, dark));
    return await paper.encode('png');
  } finally {
    drawing.dispose();
  }
}
