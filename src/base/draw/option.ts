import type { Chart } from '../../domain/card.ts';
import { DAY_MS } from '../../domain/time.ts';
import {
  INK,
  LETTER,
  LINES,
  NARROW,
  QUIET_TEXT,
  textWidth,
  titled,
  titleHeight,
  WARN,
} from './theme.ts';

const BANDS = ['#f4f5f7', '#e6effc', '#fdf3d1', '#fde4cf', '#fbd5d5'];
/** More labels cannot be read in five seconds. */
const MOST_LABELS = 3;
const ROW = 19;
/** Up to here the axis is marked in fives. */
const LOW_TOP = 30;
/** Share of the plot's height above its highest point. */
const HEADROOM = 0.92;

/**
 * The description of a chart in the words of the chart library. Letters are as large on a phone as
 * on a desktop; nothing is cut: a title is broken, and each label has a row of its own.
 */
export function optionOf(chart: Chart, width = 800) {
  const { title, series } = chart;
  const { from, to, ...sides } = plotBox(chart);
  const shown = biggestMoves(chart);
  const names = series.reduce((sum, one) => sum + textWidth(one.name, LETTER) + 46, 0);
  const legendHeight = series.length < 2 ? 0 : 8 + Math.ceil(names / (width - 20)) * 24;
  // The next band's edge above the highest point, so that a low score does not fill the picture and
  // 100 is never cut.
  const highest = Math.max(0, ...series.flatMap((one) => one.points.map((point) => point.value)));
  const top = topOf(chart, highest);
  const legend = {
    bottom: 6,
    left: 'center',
    itemGap: 14,
    textStyle: { ...QUIET_TEXT, color: INK },
  };
  return {
    title: titled(title, width),
    ...(series.length > 1 ? { legend } : {}),
    grid: {
      ...sides,
      bottom: 30 + legendHeight,
      top: titleHeight(title, width) + 16 + shown.length * ROW,
    },
    xAxis: {
      type: 'time',
      min: from,
      max: to,
      splitNumber: width < NARROW ? 2 : 5,
      axisLabel: { hideOverlap: true, formatter: dateLabel(to - from) },
      splitLine: { show: false },
    },
    yAxis: { type: 'value', min: 0, max: top, interval: top <= LOW_TOP ? 5 : 25 },
    series: series.map(({ name, points }, index) => ({
      type: 'line',
      name,
      data: points.map((point) => [point.at, point.value]),
      showSymbol: points.length < 3,
      symbolSize: 6,
      lineStyle: { width: 3, color: LINES[index % LINES.length] },
      itemStyle: { color: LINES[index % LINES.length] },
      ...(index > 0 ? {} : { ...marks(shown, chart, width), ...bands(chart, top) }),
    })),
  };
}

/**
 * Where the plot of a chart lies in a picture and which time it spans; in pixels from its left and
 * right edge.
 */
/** The lowest edge of a band, but the first, that the highest point leaves room below. */
function topOf({ bands: all = [] }: Chart, highest: number): number {
  const edges = all.slice(1).map(({ below }) => below);
  return edges.find((edge) => highest < edge * HEADROOM) ?? 100;
}

export function plotBox({ bands: names = [], series, marks: all }: Chart) {
  const times = [...series.flatMap(({ points }) => points), ...all].map(({ at }) => at);
  const span =
    times.length === 0 ? { from: 0, to: 1 } : { from: Math.min(...times), to: Math.max(...times) };
  // The names of the bands stand beside the plot.
  const right = Math.max(24, ...names.map((band) => textWidth(band.label, LETTER) * 1.15 + 16));
  return { left: 38, right, ...span };
}

type ChartMark = Chart['marks'][number];

/**
 * The marks at which the score moved most, in their order of time; then the nearest deadlines,
 * where there is room.
 */
function biggestMoves({ marks: all, series }: Chart): ChartMark[] {
  const points = series[0]?.points ?? [];
  const moved = ({ at, kind }: ChartMark) => {
    if (kind === 'deadline') return 0;
    const before = points.findLast((point) => point.at < at);
    const after = points.find((point) => point.at >= at);
    return before === undefined || after === undefined ? 0 : Math.abs(after.value - before.value);
  };
  // Acts of one moment are one move.
  const once = all.filter(
    (mark, index) => all.findIndex((chartMark) => chartMark.at === mark.at) === index,
  );
  return once
    .toSorted((a, b) => moved(b) - moved(a) || b.at - a.at)
    .slice(0, MOST_LABELS)
    .toSorted((a, b) => a.at - b.at);
}

/**
 * A line for each mark; its label on a row of its own above the plot, moved inward where it would
 * leave the picture.
 */
function marks(shown: readonly ChartMark[], chart: Chart, width: number) {
  const { left, right, from, to } = plotBox(chart);
  const plot = width - left - right;
  const data = shown.map(({ at, kind, label }, index) => {
    const isDeadline = kind === 'deadline';
    // A reader's own font may be wider than the one that is measured.
    const half = (textWidth(label, LETTER) * 1.1) / 2;
    const x = to === from ? plot / 2 : ((at - from) / (to - from)) * plot;
    const outside = Math.max(0, half - (x + left - 6)) - Math.max(0, x + half - (plot + right - 6));
    return {
      xAxis: at,
      lineStyle: {
        color: isDeadline ? WARN : '#374151',
        type: isDeadline ? 'dashed' : 'solid',
        width: 1.5,
      },
      label: {
        show: true,
        position: 'end',
        // Above the number at the top of the axis.
        distance: 9 + (shown.length - 1 - index) * ROW,
        offset: [outside, 0],
        align: 'center',
        formatter: label,
        fontSize: LETTER,
        color: isDeadline ? '#92400e' : INK,
      },
    };
  });
  return { markLine: { symbol: 'none', silent: true, data } };
}

function bands({ bands: all }: Chart, top: number) {
  if (all === undefined) return {};
  const data = all.flatMap(({ label: name, below }, index) => {
    const low = all[index - 1]?.below ?? 0;
    const place = {
      show: true,
      position: ['100%', '42%'],
      distance: 0,
      offset: [8, 0],
      formatter: name,
    };
    const itemStyle = { color: BANDS[index % BANDS.length] };
    const label = { ...place, ...QUIET_TEXT };
    return low >= top
      ? []
      : [[{ yAxis: low, itemStyle, label, name }, { yAxis: Math.min(top, below) }]];
  });
  return { markArea: { silent: true, data }, z: 3 };
}

/** Months where the picture spans months, days where it spans weeks. */
function dateLabel(span: number) {
  const length = span > 150 * DAY_MS ? 7 : 10;
  return (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, length);
}
