import type { Chart } from '../domain/card.ts';
import { SVG_FAMILY, svgOf } from './echarts-svg.ts';
import { PICTURE, type PictureSize } from './size.ts';
import { described } from './waterfall-option.ts';

/** A chart description as a drawing that stays sharp at any size, on a light or a dark ground. It holds no script. */
export function drawSvg(chart: Chart, dark: boolean, usual: PictureSize = PICTURE): Promise<string> {
  const { option, size } = described(chart, SVG_FAMILY, usual);
  return svgOf(option, dark, size);
}

/** Loads and runs the chart library once, so that the first visitor does not wait for it. */
export async function warmDrawing(): Promise<void> {
  const series = [{ name: '', points: [{ at: 0, value: 1 }] }];
  await drawSvg({ kind: 'score-history', title: '', alt: '', series, marks: [] }, false);
}
