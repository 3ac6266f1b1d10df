import { loadImage } from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import { drawChart } from '../../../src/base/draw/draw.ts';
import { optionOf } from '../../../src/base/draw/option.ts';
import { PHONE } from '../../../src/base/draw/theme.ts';
import type { Chart } from '../../../src/domain/card.ts';

const DAY = 86_400_000;
const START = Date.parse('2021-01-01T00:00Z');

function chart(changes: Partial<Chart> = {}): Chart {
  return {
    kind: 'score-history',
    title: '携程集团',
    alt: 'score over a year',
    series: [
      {
        name: '携程',
        points: [0, 100, 200, 365].map((days) => ({ at: START + days * DAY, value: days / 20 })),
      },
    ],
    marks: [{ at: START + 100 * DAY, label: '责令整改', kind: 'action' }],
    bands: [10, 25, 50, 75, 100].map((below) => ({ below, label: `< ${below}` })),
    ...changes,
  };
}

describe('a chart as a picture', () => {
  test('is a PNG of three times the size', async () => {
    const png = await drawChart(chart(), true);
    const picture = await loadImage(Buffer.from(png));
    expect([picture.width, picture.height]).toEqual([PHONE.width * 3, PHONE.height * 3]);
    expect(Buffer.from(png.slice(1, 4)).toString()).toBe('PNG');
  });

  test('Chinese is drawn, not left out and not all the same box', async () => {
    const [one, other, none] = await Promise.all(
      ['风险', '監管', ''].map((title) => drawChart(chart({ title }), false)),
    );
    expect(Buffer.compare(one!, other!)).not.toBe(0);
    expect(one!.length).toBeGreaterThan(none!.length);
  });

  test.each([
    ['nothing', chart({ series: [], marks: [] })],
    ['one point', chart({ series: [{ name: 'a', points: [{ at: START, value: 3 }] }], marks: [] })],
    [
      'a very long title and name',
      chart({ title: '很长'.repeat(200), series: [{ name: 'x'.repeat(500), points: [] }] }),
    ],
  ])('%s is drawn too', async (_, given) => {
    expect((await drawChart(given, true)).length).toBeGreaterThan(1_000);
  });
});

describe('labels of marks', () => {
  const day = (days: number, label: string, kind: 'action' | 'deadline' = 'action') => ({
    at: START + days * DAY,
    label,
    kind,
  });
  const steps = [0, 9, 10, 99, 100, 199, 200, 299, 300].map((days, index) => ({
    at: START + days * DAY,
    value: [0, 0, 20, 20, 21, 21, 60, 60, 90][index]!,
  }));
  const labels = (marks: Chart['marks'], width = 400) =>
    (
      optionOf(chart({ marks, series: [{ name: 'a', points: steps }] }), width).series[0] as {
        markLine?: { data: { label: { formatter: string; distance: number; offset: number[] } }[] };
      }
    ).markLine!.data.map((one) => one.label);

  test('stand at the three biggest moves, in order of time, each on a row of its own', () => {
    const marks = [
      day(10, 'b'),
      day(100, 'small'),
      day(200, 'a'),
      day(300, 'c'),
      day(365, 'd', 'deadline'),
    ];
    const shown = labels(marks);
    expect(shown.map((one) => one.formatter)).toEqual(['b', 'a', 'c']);
    expect(new Set(shown.map((one) => one.distance)).size).toBe(3);
  });

  test('are whole, and moved inward at the edges of a phone', () => {
    const long = 'Ministry of Culture: removed from stores';
    const [first, last] = labels([day(10, long), day(300, long)]);
    expect([first!.formatter, last!.formatter]).toEqual([long, long]);
    expect(first!.offset[0]).toBeGreaterThan(50);
    expect(last!.offset[0]).toBeLessThan(0);
  });
});
