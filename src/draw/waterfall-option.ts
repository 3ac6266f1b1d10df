import type { Chart } from '../domain/card.ts';
import {
  INK,
  LETTER,
  LINES,
  linesOf,
  NARROW,
  type PictureSize,
  QUIET_TEXT,
  titled,
  titleHeight,
  WARN,
} from './theme.ts';

const LINE = 18;

const labelWidth = (width: number) => Math.round(width * (width < NARROW ? 0.44 : 0.42));
const headOf = ({ title }: Chart, width: number) => titleHeight(title, width) + 8;

/** As high as its bars need. */
export function waterfallSize(chart: Chart, { width, height }: PictureSize): PictureSize {
  const bars = chart.bars ?? [];
  const lines = Math.max(1, ...bars.map((bar) => linesOf(bar.label, LETTER, labelWidth(width))));
  const needed = headOf(chart, width) + 40 + (lines * LINE + 14) * bars.length;
  return { width, height: Math.max(height / 2, needed) };
}

/** Bars that lie one behind the other, each beginning where the last one ended, and the sum below them. */
export function waterfallOption(chart: Chart, width = 800) {
  const bars = chart.bars ?? [];
  let at = 0;
  const spans = bars.map(({ points, total }) => {
    const from = total === true ? 0 : at;
    at = from + points;
    return { low: Math.min(from, at), high: Math.max(from, at) };
  });
  const highest = Math.max(1, ...spans.map((span) => span.high));
  // A round end of the axis above the highest bar.
  const step = highest > 30 ? 10 : highest > 6 ? 5 : 1;
  const labels = labelWidth(width);
  const axisLabel = { color: INK, lineHeight: LINE, width: labels, overflow: 'break' };
  return {
    title: titled(chart.title, width),
    grid: { left: labels + 14, right: 52, top: headOf(chart, width) + 8, bottom: 30 },
    xAxis: { type: 'value', min: 0, max: Math.ceil((highest * 1.02) / step) * step, splitNumber: 3 },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map((bar) => bar.label),
      axisTick: { show: false },
      axisLabel,
    },
    series: [
      // Invisible: it only carries the bar to where the last one ended.
      {
        type: 'bar',
        stack: 'points',
        silent: true,
        itemStyle: { color: 'transparent' },
        data: spans.map((span) => span.low),
      },
      {
        type: 'bar',
        stack: 'points',
        barWidth: '62%',
        data: spans.map(({ low, high }, index) => ({ value: high - low, ...lookOf(bars[index]!) })),
      },
    ],
  };
}

function lookOf({ points, total }: NonNullable<Chart['bars']>[number]) {
  const isLess = points < 0;
  const change = `${isLess ? '−' : '+'}${Math.abs(points).toFixed(1)}`;
  const label = { ...QUIET_TEXT, show: true, position: 'right', color: INK };
  return total === true
    ? { itemStyle: { color: INK }, label: { ...label, formatter: points.toFixed(1), fontWeight: 'bold' } }
    : {
        itemStyle: { color: isLess ? WARN : LINES[0] },
        label: { ...label, formatter: change, fontWeight: 'normal' },
      };
}
