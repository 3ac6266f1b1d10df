import type { Chart } from '../../domain/card.ts';
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
const BAR = { type: 'bar', stack: 'points' };

/**
 * Bars that lie one behind the other, each beginning where the last one ended, and the sum below
 * them.
 * @param usual size of a drawing that is not as high as its bars need
 */
export function waterfallOf({ title, bars = [] }: Chart, { width, height }: PictureSize) {
  let at = 0;
  const spans = bars.map(({ points, total }) => {
    const from = total === true ? 0 : at;
    at = from + points;
    return { low: Math.min(from, at), high: Math.max(from, at) };
  });
  const highest = Math.max(1, ...spans.map((span) => span.high));
  // A round end of the axis above the highest bar.
  const step = stepFor(highest);
  const labels = Math.round(width * (width < NARROW ? 0.44 : 0.42));
  const lines = Math.max(1, ...bars.map((bar) => linesOf(bar.label, LETTER, labels)));
  const head = titleHeight(title, width) + 8;
  const option = {
    title: titled(title, width),
    grid: { left: labels + 14, right: 52, top: head + 8, bottom: 30 },
    xAxis: {
      type: 'value',
      min: 0,
      max: Math.ceil((highest * 1.02) / step) * step,
      splitNumber: 3,
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map((bar) => bar.label),
      axisTick: { show: false },
      axisLabel: { color: INK, lineHeight: LINE, width: labels, overflow: 'break' },
    },
    series: [
      // Invisible: it only carries the bar to where the last one ended.
      {
        ...BAR,
        silent: true,
        itemStyle: { color: 'transparent' },
        data: spans.map((span) => span.low),
      },
      {
        ...BAR,
        barWidth: '62%',
        data: spans.map(({ low, high }, index) => ({ value: high - low, ...lookOf(bars[index]!) })),
      },
    ],
  };
  const needed = head + 40 + (lines * LINE + 14) * bars.length;
  return { option, size: { width, height: Math.max(height / 2, needed) } };
}

function lookOf({ points, total }: NonNullable<Chart['bars']>[number]) {
  const change = `${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(1)}`;
  const text = total
    ? { formatter: points.toFixed(1), fontWeight: 'bold' }
    : { formatter: change, fontWeight: 'normal' };
  return {
    itemStyle: { color: total ? INK : colourOf(points) },
    label: { ...QUIET_TEXT, show: true, position: 'right', color: INK, ...text },
  };
}

/** Points between two marks of an axis up to a value. */
function stepFor(highest: number): number {
  if (highest > 30) return 10;
  return highest > 6 ? 5 : 1;
}

const colourOf = (points: number) => (points < 0 ? WARN : LINES[0]);
