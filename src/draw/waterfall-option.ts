import type { Chart } from '../domain/card.ts';
import { optionOf } from './option.ts';
import {
  axisLine,
  INK,
  LETTER,
  LINES,
  linesOf,
  NARROW,
  type PictureSize,
  quietText,
  sheet,
  splitLine,
  titleHeight,
  WARN,
} from './theme.ts';

const MORE = LINES[0];
const LESS = WARN;
const LINE = 18;

type WaterfallBar = NonNullable<Chart['bars']>[number];

/** As high as its bars need. */
export function waterfallSize(chart: Chart, { width, height }: PictureSize): PictureSize {
  const bars = chart.bars ?? [];
  const lines = Math.max(1, ...bars.map((bar) => linesOf(bar.label, LETTER, labelWidth(width))));
  return {
    width,
    height: Math.max(height / 2, headOf(chart, width) + 40 + (lines * LINE + 14) * bars.length),
  };
}

const labelWidth = (width: number) => Math.round(width * (width < NARROW ? 0.44 : 0.42));
const headOf = ({ title }: Chart, width: number) => titleHeight(title, width) + 8;

/** Bars that lie one behind the other, each beginning where the last one ended, and the sum below them. */
export function waterfallOption(chart: Chart, family: string, width = 800) {
  const bars = chart.bars ?? [];
  const spans = spansOf(bars);
  const highest = Math.max(1, ...spans.map((span) => span.high));
  const labels = labelWidth(width);
  return {
    ...sheet(chart.title, family, width),
    grid: { left: labels + 14, right: 52, top: headOf(chart, width) + 8, bottom: 30 },
    xAxis: {
      type: 'value',
      min: 0,
      max: ceiling(highest),
      splitNumber: 3,
      axisLabel: quietText(family),
      splitLine,
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map((bar) => bar.label),
      axisTick: { show: false },
      axisLine,
      axisLabel: {
        ...quietText(family),
        ...{ color: INK, lineHeight: LINE, width: labels, overflow: 'break' },
      },
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
        data: spans.map((span, index) => barOf(bars[index]!, span, family)),
      },
    ],
  };
}

/** A round end of the axis above the highest bar. */
function ceiling(highest: number): number {
  const step = highest > 30 ? 10 : highest > 6 ? 5 : 1;
  return Math.ceil((highest * 1.02) / step) * step;
}

type BarSpan = ReturnType<typeof spansOf>[number];

function spansOf(bars: readonly WaterfallBar[]) {
  let at = 0;
  return bars.map((bar) => {
    const from = bar.total === true ? 0 : at;
    at = bar.total === true ? bar.points : at + bar.points;
    return { low: Math.min(from, at), high: Math.max(from, at) };
  });
}

function barOf(bar: WaterfallBar, { low, high }: BarSpan, family: string) {
  const sum = bar.total === true;
  const text = sum
    ? bar.points.toFixed(1)
    : `${bar.points < 0 ? '−' : '+'}${Math.abs(bar.points).toFixed(1)}`;
  return {
    value: high - low,
    itemStyle: { color: sum ? INK : bar.points < 0 ? LESS : MORE },
    label: {
      show: true,
      position: 'right',
      formatter: text,
      ...quietText(family),
      ...{ color: INK, fontWeight: sum ? 'bold' : 'normal' },
    },
  };
}

/** What the chart library draws for a chart, and how large; `size` is the usual one. */
export function described(
  chart: Chart,
  family: string,
  size: PictureSize,
): { readonly option: object; readonly size: PictureSize } {
  if (chart.kind !== 'waterfall') return { option: optionOf(chart, family, size.width), size };
  return { option: waterfallOption(chart, family, size.width), size: waterfallSize(chart, size) };
}
