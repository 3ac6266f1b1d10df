import type { Chart } from '../domain/card.ts';
import { darkened, PICTURE, type PictureSize } from './theme.ts';
import { described } from './waterfall-option.ts';

// Without quotes: it ends up inside a quoted attribute.
export const SVG_FAMILY = 'system-ui, Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif';

let loading: ReturnType<typeof load> | null = null;

/** The chart library with what the drawings use; it takes a third of a second to load, so only who draws pays for it. */
export function echarts() {
  loading ??= load();
  return loading;
}

async function load() {
  const { init, setPlatformAPI, use } = await import('echarts/core');
  const [{ BarChart, LineChart, ScatterChart }, parts, { CanvasRenderer, SVGRenderer }] = await Promise.all([
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/renderers'),
  ]);
  const { GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, TitleComponent } = parts;
  use([
    ...[BarChart, LineChart, ScatterChart, CanvasRenderer, SVGRenderer],
    ...[GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, TitleComponent],
  ]);
  return { init, setPlatformAPI };
}

/** A chart library's option as a drawing that stays sharp at any size, on a light or a dark ground. It holds no script. */
export async function svgOf(option: object, dark: boolean, size: PictureSize): Promise<string> {
  const { init } = await echarts();
  const drawing = init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    drawing.setOption((dark ? darkened(option) : option) as never);
    return drawing.renderToSVGString();
  } finally {
    drawing.dispose();
  }
}

/** A chart description as such a drawing. */
export function drawSvg(chart: Chart, dark: boolean, usual: PictureSize = PICTURE): Promise<string> {
  const { option, size } = described(chart, SVG_FAMILY, usual);
  return svgOf(option, dark, size);
}

/** Loads and runs the chart library once, so that the first visitor does not wait for it. */
export async function warmDrawing(): Promise<void> {
  const series = [{ name: '', points: [{ at: 0, value: 1 }] }];
  await drawSvg({ kind: 'score-history', title: '', alt: '', series, marks: [] }, false);
}
