import { loadImage } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { drawChart, drawSvg } from '../../../src/base/draw/draw.ts';
import { PICTURE } from '../../../src/base/draw/theme.ts';
import { waterfallOf } from '../../../src/base/draw/waterfall-option.ts';
import type { Chart } from '../../../src/domain/card.ts';

const chart = (bars: Chart['bars'], title = '分数构成'): Chart => ({
  kind: 'waterfall',
  title,
  alt: 'what the score is made of',
  series: [],
  marks: [],
  bars,
});
const SUM = { label: 'Score', points: 7.6, total: true };

test('each bar begins where the last one ended, a loss hangs from it, and the sum stands on the ground', () => {
  const [ground, bars] = waterfallOf(
    chart([{ label: 'severity', points: 15.3 }, { label: 'value', points: -7.7 }, SUM]),
    PICTURE,
  ).option.series as { data: (number | { value: number; label: { formatter: string } })[] }[];
  expect(ground!.data.map((one) => Math.round((one as number) * 10) / 10)).toEqual([0, 7.6, 0]);
  const drawn = bars!.data as { value: number; label: { formatter: string } }[];
  expect(drawn.map((one) => Math.round(one.value * 10) / 10)).toEqual([15.3, 7.7, 7.6]);
  expect(drawn.map((one) => one.label.formatter)).toEqual(['+15.3', '−7.7', '7.6']);
});

test('the picture grows with its bars, and long Chinese labels are broken, not cut', async () => {
  const many = Array.from({ length: 10 }, (_, n) => ({
    label: `工业和信息化部责令整改${'很长'.repeat(60)}${n}`,
    points: 1,
  }));
  const [small, large] = await Promise.all([
    drawChart(chart([SUM]), true),
    drawChart(chart([...many, SUM]), true),
  ]);
  const heights = await Promise.all(
    [small, large].map(async (png) => (await loadImage(Buffer.from(png))).height),
  );
  expect(heights[1]).toBeGreaterThan(heights[0]! * 1.5);
  expect(waterfallOf(chart(many), PICTURE).option.yAxis).toMatchObject({
    data: many.map((bar) => bar.label),
    axisLabel: { overflow: 'break' },
  });
});

test('on a dark ground it is light', async () => {
  const svg = await drawSvg(chart([{ label: 'severity', points: 7.6 }, SUM]), true);
  expect(svg).toContain('#15191f');
  expect(svg).not.toContain('fill="#ffffff"');
});
