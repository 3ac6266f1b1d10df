import type { PictureSize } from './size.ts';

// Without quotes: it ends up inside a quoted attribute.
export const SVG_FAMILY = 'system-ui, Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif';

/** What each light colour becomes on a dark ground: the same order of light, enough contrast for text. */
const DARK: Readonly<Record<string, string>> = {
  '#ffffff': '#15191f',
  '#1f2937': '#e5e9ef',
  '#6b7280': '#a6afbb',
  '#9ca3af': '#6b7683',
  '#e5e7eb': '#39424e',
  '#374151': '#c3cad4',
  '#0072b2': '#56b4e9',
  '#b45309': '#f0a94e',
  '#92400e': '#f0b768',
  '#f4f5f7': '#1a1f26',
  '#e6effc': '#18253a',
  '#fdf3d1': '#332c14',
  '#fde4cf': '#3a2614',
  '#fbd5d5': '#3d1b1d',
};

let loading: ReturnType<typeof load> | null = null;

async function load() {
  const { init, use } = await import('echarts/core');
  const [{ BarChart, LineChart, ScatterChart }, parts, { SVGRenderer }] = await Promise.all([
    import('echarts/charts'),
    import('echarts/components'),
    import('echarts/renderers'),
  ]);
  const { GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, TitleComponent } = parts;
  use([
    ...[BarChart, LineChart, ScatterChart, SVGRenderer],
    ...[GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, TitleComponent],
  ]);
  return init;
}

/** A chart library's option as a drawing that stays sharp at any size, on a light or a dark ground. It holds no script. */
export async function svgOf(option: object, dark: boolean, size: PictureSize): Promise<string> {
  loading ??= load();
  const init = await loading;
  const drawing = init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    drawing.setOption((dark ? darkened(option) : option) as never);
    return drawing.renderToSVGString();
  } finally {
    drawing.dispose();
  }
}

/** The same description with every colour exchanged; functions and numbers stay. */
export function darkened(value: unknown): unknown {
  if (typeof value === 'string') return DARK[value.toLowerCase()] ?? value;
  if (Array.isArray(value)) return value.map(darkened);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, darkened(one)]));
}
