import { SVG_FAMILY, svgOf } from './echarts-svg.ts';
import { type Paths, pathsOption } from './paths-option.ts';
import type { PictureSize } from './size.ts';

/** Forecasts by size: said on average, how often it happened, both as fractions, and how many. */
export interface Reliability {
  readonly said: string;
  readonly happened: string;
  readonly points: readonly { readonly said: number; readonly happened: number; readonly n: number }[];
}

/** Paths around day 0 as a drawing. */
export function drawPathsSvg(paths: Paths, dark: boolean, size: PictureSize): Promise<string> {
  return svgOf(pathsOption(paths, SVG_FAMILY, size.width), dark, size);
}

/** 0.1 %: what is rarer, and what never happened, stands on the edge. */
const LEAST = 0.001;
const INK = '#1f2937';
const QUIET = '#6b7280';

/** What was said against what happened, on logarithmic axes, with the diagonal on which both are equal. */
export function drawReliability(
  { said, happened, points }: Reliability,
  dark: boolean,
  size: PictureSize,
): Promise<string> {
  const most = Math.max(...points.map((one) => one.n), 1);
  const axis = (name: string, gap: number) => ({
    type: 'log',
    min: LEAST,
    max: 1,
    name,
    nameLocation: 'middle',
    nameGap: gap,
    nameTextStyle: { color: INK, fontFamily: SVG_FAMILY, fontSize: 13 },
    axisLine: { lineStyle: { color: '#9ca3af' } },
    axisLabel: {
      color: QUIET,
      fontFamily: SVG_FAMILY,
      formatter: (value: number) => `${Number((value * 100).toPrecision(1))} %`,
    },
    splitLine: { lineStyle: { color: '#e5e7eb' } },
  });
  const option = {
    animation: false,
    backgroundColor: '#ffffff',
    grid: { left: 66, right: 24, top: 20, bottom: 50 },
    xAxis: axis(said, 30),
    yAxis: axis(happened, 46),
    series: [
      {
        type: 'line',
        symbol: 'none',
        lineStyle: { color: '#9ca3af', type: 'dashed', width: 1.5 },
        data: [
          [LEAST, LEAST],
          [1, 1],
        ],
      },
      {
        type: 'scatter',
        data: points.map((one) => ({
          value: [Math.max(LEAST, one.said), Math.max(LEAST, one.happened)],
          symbolSize: 8 + 16 * Math.sqrt(one.n / most),
          itemStyle:
            one.happened < LEAST
              ? { color: '#ffffff', borderColor: '#b45309', borderWidth: 2 }
              : { color: '#0072B2' },
        })),
        clip: false,
      },
    ],
  };
  return svgOf(option, dark, size);
}
