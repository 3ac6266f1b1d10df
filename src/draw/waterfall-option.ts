import type { Chart } from '../domain/card.ts';
import type { PictureSize } from './size.ts';

const INK = '#1f2937';
const QUIET = '#6b7280';
const MORE = '#0072B2';
const LESS = '#b45309';
const NARROW = 500;
const ROW = 34;
const LETTER = 12;

type Bar = NonNullable<Chart['bars']>[number];

/** As high as its bars need. */
export function waterfallSize(chart: Chart, { width, height }: PictureSize): PictureSize {
  return { width, height: Math.max(height / 2, 100 + ROW * (chart.bars?.length ?? 0)) };
}

/** Bars that lie one behind the other, each beginning where the last one ended, and the sum below them. */
export function waterfallOption(chart: Chart, family: string, width = 800) {
  const narrow = width < NARROW;
  const bars = chart.bars ?? [];
  const spans = spansOf(bars);
  const highest = Math.max(1, ...spans.map((span) => span.high));
  const labels = narrow ? 130 : 330;
  return {
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { fontFamily: family, color: INK },
    title: {
      text: fitted(chart.title, width - 40, narrow ? 14 : 17),
      left: narrow ? 10 : 20,
      top: 14,
      textStyle: { fontSize: narrow ? 14 : 17, fontWeight: 'normal', color: INK, fontFamily: family },
    },
    grid: { left: labels + 20, right: 70, top: 54, bottom: 34 },
    xAxis: {
      type: 'value',
      min: 0,
      max: ceiling(highest),
      axisLabel: { color: QUIET, fontFamily: family, fontSize: LETTER },
      splitLine: { lineStyle: { color: '#e5e7eb' } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map((bar) => bar.label),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: '#9ca3af' } },
      axisLabel: {
        color: INK,
        fontFamily: family,
        fontSize: LETTER,
        lineHeight: 14,
        width: labels,
        overflow: 'break',
        formatter: (label: string) => fitted(label, labels * 1.8, LETTER),
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

interface Span {
  readonly low: number;
  readonly high: number;
}

function spansOf(bars: readonly Bar[]): Span[] {
  let at = 0;
  return bars.map((bar) => {
    const from = bar.total === true ? 0 : at;
    at = bar.total === true ? bar.points : at + bar.points;
    return { low: Math.min(from, at), high: Math.max(from, at) };
  });
}

function barOf(bar: Bar, { low, high }: Span, family: string) {
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
      color: INK,
      fontSize: 13,
      fontWeight: sum ? 'bold' : 'normal',
      fontFamily: family,
    },
  };
}

/** A text cut to a width in pixels: a Chinese character is as wide as it is high, a Latin one about half of it. */
function fitted(text: string, pixels: number, size: number): string {
  let left = pixels;
  let shown = '';
  for (const one of text) {
    left -= one.codePointAt(0)! > 0x2e80 ? size : size * 0.54;
    if (left < size) return `${shown}…`;
    shown += one;
  }
  return shown;
}
