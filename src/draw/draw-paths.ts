import { fileURLToPath } from 'node:url';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';

/** Lines over numbered days around an event. */
export interface Paths {
  readonly title: string;
  readonly lines: readonly { readonly name: string; readonly points: readonly { x: number; y: number }[] }[];
}

const SIZE = { width: 800, height: 420 } as const;
const SCALE = 2;
const FAMILY = 'Noto Sans SC';
const FONT = fileURLToPath(new URL('../../assets/fonts/noto-sans-sc-400.woff2', import.meta.url));
/** Colours that tell lines apart for people who see no red or green either (Okabe and Ito). */
const COLOURS = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9'];

/** Paths around day 0 as a PNG on a light ground. */
export async function drawPaths(paths: Paths): Promise<Uint8Array> {
  if (!GlobalFonts.has(FAMILY)) GlobalFonts.registerFromPath(FONT, FAMILY);
  const { init, setPlatformAPI } = await import('echarts');
  setPlatformAPI({ createCanvas: () => createCanvas(32, 32) as never });
  const canvas = createCanvas(SIZE.width * SCALE, SIZE.height * SCALE);
  const drawing = init(canvas as never, null, { ...SIZE, devicePixelRatio: SCALE });
  try {
    drawing.setOption({
      animation: false,
      backgroundColor: '#ffffff',
      color: COLOURS,
      textStyle: { fontFamily: FAMILY },
      title: { text: paths.title, left: 20, top: 14, textStyle: { fontSize: 16, fontWeight: 'normal' } },
      legend: { bottom: 8, textStyle: { fontSize: 13 } },
      grid: { left: 50, right: 30, top: 60, bottom: 70 },
      xAxis: { type: 'value', min: 'dataMin', max: 'dataMax', splitLine: { show: false } },
      yAxis: { type: 'value', axisLabel: { formatter: '{value} %' } },
      series: paths.lines.map(({ name, points }) => ({
        type: 'line',
        name,
        symbol: 'none',
        lineStyle: { width: 2 },
        data: points.map(({ x, y }) => [x, y]),
      })),
    });
    return await canvas.encode('png');
  } finally {
    drawing.dispose();
  }
}
