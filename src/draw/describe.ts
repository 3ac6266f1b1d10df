import type { Chart } from '../domain/card.ts';
import { optionOf } from './option.ts';
import type { PictureSize } from './size.ts';
import { waterfallOption, waterfallSize } from './waterfall-option.ts';

/** What the chart library draws for a chart, and how large; `size` is the usual one. */
export function described(
  chart: Chart,
  family: string,
  size: PictureSize,
): { readonly option: object; readonly size: PictureSize } {
  if (chart.kind !== 'waterfall') return { option: optionOf(chart, family, size.width), size };
  return { option: waterfallOption(chart, family, size.width), size: waterfallSize(chart, size) };
}
