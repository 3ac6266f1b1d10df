import { svgOf } from './draw.ts';
import {
  AXIS,
  INK,
  LINES,
  NARROW,
  type PictureSize,
  QUIET_TEXT,
  titled,
  titleHeight,
  WARN,
} from './theme.ts';

/** Margins in pixels left and right of each plot, in every size. */
export const PATHS_BOX = { left: 50, right: 30 } as const;
export const RELIABILITY_BOX = { left: 66, right: 24 } as const;

const SMALL_TEXT = { ...QUIET_TEXT, fontSize: 12 };

/** Mean returns on numbered days around an event, as fractions. */
interface MeanPath {
  readonly name: string;
  readonly points: readonly { readonly day: number; readonly car: number }[];
}

/** Paths around day 0 as a drawing, in percent. */
export function drawPaths(
  { title, paths }: { readonly title: string; readonly paths: readonly MeanPath[] },
  dark: boolean,
  size: PictureSize,
): Promise<string> {
  const { width } = size;
  const option = {
    title: titled(title, width),
    legend: { bottom: 8, textStyle: { color: INK, fontSize: 13 } },
    grid: { ...PATHS_BOX, top: titleHeight(title, width) + 16, bottom: width < NARROW ? 90 : 70 },
    xAxis: {
      type: 'value',
      min: 'dataMin',
      max: 'dataMax',
      minInterval: 1,
      axisLabel: SMALL_TEXT,
      splitLine: { show: false },
    },
    yAxis: { type: 'value', axisLabel: { ...SMALL_TEXT, formatter: '{value} %' } },
    series: paths.map(({ name, points }) => ({
      type: 'line',
      name,
      symbol: 'none',
      lineStyle: { width: 2 },
      data: points.map(({ day, car }) => [day, car * 100]),
    })),
  };
  return svgOf(option, dark, size);
}

/** 0.1 %: lower rates, zero included, are drawn at the edge. */
const LEAST = 0.001;

/** Position of a probability on the axes, 0 to 1. */
export const reliabilityAt = (p: number): number =>
  1 - Math.log(Math.max(LEAST, p)) / Math.log(LEAST);

/** Bins of forecasts: mean forecast and observed rate (fractions), count, and the axis titles. */
interface Reliability {
  readonly said: string;
  readonly happened: string;
  readonly bins: readonly { readonly meanP: number; readonly rate: number; readonly n: number }[];
}

/**
 * Reliability diagram on logarithmic axes: forecast against observed rate, with the diagonal of
 * perfect calibration.
 */
export function drawReliability(
  { said, happened, bins }: Reliability,
  dark: boolean,
  size: PictureSize,
) {
  const most = Math.max(...bins.map((bin) => bin.n), 1);
  const percent = (value: number) => `${Number((value * 100).toPrecision(1))} %`;
  const axis = (name: string, nameGap: number) => ({
    type: 'log',
    min: LEAST,
    max: 1,
    name,
    nameLocation: 'middle',
    nameGap,
    nameTextStyle: { color: INK, fontSize: 13 },
    axisLabel: { ...SMALL_TEXT, formatter: percent },
  });
  const never = { color: '#ffffff', borderColor: WARN, borderWidth: 2 };
  const option = {
    grid: { ...RELIABILITY_BOX, top: 20, bottom: 50 },
    xAxis: axis(said, 30),
    yAxis: axis(happened, 46),
    series: [
      {
        type: 'line',
        symbol: 'none',
        lineStyle: { color: AXIS, type: 'dashed', width: 1.5 },
        data: [
          [LEAST, LEAST],
          [1, 1],
        ],
      },
      {
        type: 'scatter',
        clip: false,
        data: bins.map(({ meanP, rate, n }) => ({
          value: [Math.max(LEAST, meanP), Math.max(LEAST, rate)],
          symbolSize: 8 + 16 * Math.sqrt(n / most),
          itemStyle: rate < LEAST ? never : { color: LINES[0] },
        })),
      },
    ],
  };
  return svgOf(option, dark, size);
}
