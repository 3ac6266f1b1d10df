import type { Chart } from '../domain/card.ts';
import { DAY_MS } from '../domain/time.ts';
import {
  axisLine,
  INK,
  LETTER,
  LINES,
  NARROW,
  quietText,
  sheet,
  splitLine,
  textWidth,
  titleHeight,
  WARN,
} from './theme.ts';

const BANDS = ['#f4f5f7', '#e6effc', '#fdf3d1', '#fde4cf', '#fbd5d5'];
/** More labels cannot be read in five seconds. */
const MOST_LABELS = 3;
const ROW = 19;
/** Share of the plot's height above its highest point. */
const HEADROOM = 0.92;

/**
 * The description of a chart in the words of the chart library; `family` is a font that is registered. Letters are as large on a phone
 * as on a desktop; nothing is cut: a title is broken, and each label has a row of its own.
 */
export function optionOf(chart: Chart, family: string, width = 800) {
  const quiet = quietText(family);
  const range = rangeOf(chart);
  const plot = plotOf(chart, width);
  const shown = biggestMoves(chart);
  const above = titleHeight(chart.title, width) + 16 + shown.length * ROW;
  return {
    ...sheet(chart.title, family, width),
    ...(chart.series.length > 1
      ? { legend: { bottom: 6, left: 'center', itemGap: 14, textStyle: { ...quiet, color: INK } } }
      : {}),
    grid: { left: plot.left, right: plot.right, top: above, bottom: 30 + legendHeight(chart, width) },
    xAxis: {
      type: 'time',
      min: range.from,
      max: range.to,
      splitNumber: width < NARROW ? 2 : 5,
      axisLine,
      axisLabel: { ...quiet, hideOverlap: true, formatter: dateLabel(range) },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: ceiling(chart),
      interval: ceiling(chart) === 25 ? 5 : 25,
      axisLabel: quiet,
      splitLine,
    },
    series: chart.series.map((one, index) => ({
      type: 'line',
      name: one.name,
      data: one.points.map((point) => [point.at, point.value]),
      showSymbol: one.points.length < 3,
      symbolSize: 6,
      lineStyle: { width: 3, color: LINES[index % LINES.length] },
      itemStyle: { color: LINES[index % LINES.length] },
      ...(index === 0 ? { ...marks(shown, range, plot, family), ...bands(chart, family) } : {}),
    })),
  };
}

type Plot = ReturnType<typeof plotOf>;

/** The names of the bands stand beside the plot. */
function plotOf({ bands: names }: Chart, width: number) {
  const left = 38;
  const right = Math.max(24, ...(names ?? []).map((band) => textWidth(band.label, LETTER) * 1.15 + 16));
  return { left, right, width: width - left - right };
}

/** Where the plot of a chart lies in a picture and which time it spans; in pixels from its left and right edge. */
export function plotBox(chart: Chart) {
  const { left, right } = plotOf(chart, 0);
  return { left, right, ...rangeOf(chart) };
}

function legendHeight({ series }: Chart, width: number): number {
  if (series.length < 2) return 0;
  const all = series.reduce((sum, one) => sum + textWidth(one.name, LETTER) + 46, 0);
  return 8 + Math.ceil(all / (width - 20)) * 24;
}

type AxisRange = ReturnType<typeof rangeOf>;

function rangeOf(chart: Chart) {
  const times = [
    ...chart.series.flatMap((one) => one.points.map((point) => point.at)),
    ...chart.marks.map((mark) => mark.at),
  ];
  return times.length === 0 ? { from: 0, to: 1 } : { from: Math.min(...times), to: Math.max(...times) };
}

/** The next band's edge above the highest point, so that a low score does not fill the picture and 100 is never cut. */
function ceiling(chart: Chart): number {
  const highest = Math.max(0, ...chart.series.flatMap((one) => one.points.map((point) => point.value)));
  return [25, 50, 75, 100].find((edge) => highest < edge * HEADROOM) ?? 100;
}

type ChartMark = Chart['marks'][number];

/** The marks at which the score moved most, in their order of time; then the nearest deadlines, where there is room. */
function biggestMoves({ marks: all, series }: Chart): ChartMark[] {
  const points = series[0]?.points ?? [];
  const moved = ({ at, kind }: ChartMark) => {
    if (kind === 'deadline') return 0;
    const before = points.findLast((point) => point.at < at);
    const after = points.find((point) => point.at >= at);
    return before === undefined || after === undefined ? 0 : Math.abs(after.value - before.value);
  };
  // Acts of one moment are one move.
  const once = all.filter((mark, index) => all.findIndex((one) => one.at === mark.at) === index);
  return once
    .toSorted((a, b) => moved(b) - moved(a) || b.at - a.at)
    .slice(0, MOST_LABELS)
    .toSorted((a, b) => a.at - b.at);
}

/** A line for each mark; its label on a row of its own above the plot, moved inward where it would leave the picture. */
function marks(
  shown: readonly ChartMark[],
  { from, to }: AxisRange,
  { left, right, width }: Plot,
  family: string,
) {
  return {
    markLine: {
      symbol: 'none',
      silent: true,
      data: shown.map((mark, index) => {
        const deadline = mark.kind === 'deadline';
        // A reader's own font may be wider than the one that is measured.
        const half = (textWidth(mark.label, LETTER) * 1.1) / 2;
        const x = to === from ? width / 2 : ((mark.at - from) / (to - from)) * width;
        const outside = Math.max(0, half - (x + left - 6)) - Math.max(0, x + half - (width + right - 6));
        return {
          xAxis: mark.at,
          lineStyle: {
            color: deadline ? WARN : '#374151',
            type: deadline ? 'dashed' : 'solid',
            width: 1.5,
          },
          label: {
            show: true,
            position: 'end',
            distance: 4 + (shown.length - 1 - index) * ROW,
            offset: [outside, 0],
            align: 'center',
            formatter: mark.label,
            ...quietText(family),
            color: deadline ? '#92400e' : INK,
          },
        };
      }),
    },
  };
}

function bands(chart: Chart, family: string) {
  if (chart.bands === undefined) return {};
  const top = ceiling(chart);
  const edges = [0, ...chart.bands.map((band) => band.below)];
  const seen = chart.bands.flatMap((band, index) =>
    edges[index]! >= top
      ? []
      : [{ band, low: edges[index]!, high: Math.min(top, band.below), colour: BANDS[index % BANDS.length] }],
  );
  return {
    markArea: {
      silent: true,
      data: seen.map(({ band, low, high, colour }) => [
        {
          yAxis: low,
          itemStyle: { color: colour },
          label: {
            show: true,
            position: ['100%', '42%'],
            distance: 0,
            offset: [8, 0],
            formatter: band.label,
            ...quietText(family),
          },
          name: band.label,
        },
        { yAxis: high },
      ]),
    },
    z: 3,
  };
}

/** Months where the picture spans months, days where it spans weeks. */
function dateLabel({ from, to }: AxisRange) {
  const length = to - from > 150 * DAY_MS ? 7 : 10;
  return (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, length);
}
