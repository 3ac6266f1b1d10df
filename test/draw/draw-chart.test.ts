import { loadImage } from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import type { Chart } from '../../src/domain/card.ts';
import { drawChart } from '../../src/draw/draw-chart.ts';
import { optionOf } from '../../src/draw/option.ts';
import { PICTURE } from '../../src/draw/size.ts';

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
  test('is a PNG of twice the size, opaque at its corner', async () => {
    const png = await drawChart(chart());
    const picture = await loadImage(Buffer.from(png));
    expect([picture.width, picture.height]).toEqual([PICTURE.width * 2, PICTURE.height * 2]);
    expect(Buffer.from(png.slice(1, 4)).toString()).toBe('PNG');
  });

  test('Chinese is drawn, not left out and not all the same box', async () => {
    const [one, other, none] = await Promise.all(
      ['风险', '監管', ''].map((title) => drawChart(chart({ title }))),
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
    expect((await drawChart(given)).length).toBeGreaterThan(1_000);
  });
});

describe('labels of marks', () => {
  const labels = (marks: Chart['marks']) =>
    (
      optionOf(chart({ marks }), 'f').series[0] as {
        markLine?: { data: { label: { show: boolean; distance: number } }[] };
      }
    ).markLine!.data.map((one) => (one.label.show ? one.label.distance : null));

  test('neighbours stand on rows of their own, and what has no room stands without a label', () => {
    const near = [0, 1, 2, 3].map((days) => ({
      at: START + (200 + days) * DAY,
      label: 'MIIT: ordered',
      kind: 'action' as const,
    }));
    expect(labels(near)).toEqual([null, 34, 19, 4]);
  });

  test('far ones share a row', () => {
    const far = [50, 150, 250].map((days) => ({
      at: START + days * DAY,
      label: 'MIIT',
      kind: 'action' as const,
    }));
    expect(labels(far)).toEqual([4, 4, 4]);
  });
});
