import { describe, expect, test } from 'vitest';
import type { Factor } from '../../src/domain/score.ts';
import { waterfallOf } from '../../src/present/waterfall.ts';

const factor = (points: number, en: string, parts: readonly number[] = [points]): Factor =>
  ({
    id: en,
    points,
    because: { en, zh: en },
    waterfall: parts.map((one, index) => ({ part: `p${index}`, points: one })),
  }) as unknown as Factor;
const score = (factors: readonly Factor[]) => ({
  score: Math.round(factors.reduce((sum, one) => sum + one.points, 0) * 10) / 10,
  band: 'watch' as const,
  factors: [...factors],
});
const bars = (factors: readonly Factor[]) =>
  waterfallOf(score(factors), 'Harbour', 'en', (part) => part)!.bars!.map((bar) => [bar.label, bar.points]);

describe('a score as bars that add up', () => {
  test('largest first, each with its day and act, and the sum last', () => {
    expect(
      bars([
        factor(3.4, 'PBOC summoned the company (2021-04-29, level 1); fading since 2021-05-07, 55 % left'),
        factor(
          15.3,
          'MIIT ordered Ctrip to be rectified by 2021-08-25 (2021-08-18, level 2, core app); in force',
        ),
        factor(5.6, 'MeitY (India) ordered WeCom off the app stores (2020-09-02, level 4)'),
        factor(7, 'SAMR: Antitrust guidelines for platforms (enacted 2021-02-07, level 4, exposure 0.5)'),
      ]),
    ).toEqual([
      ['2021-08-18 · MIIT ordered Ctrip to be rectified by 2021-08-25', 15.3],
      ['2021-02-07 · SAMR: Antitrust guidelines for platforms', 7],
      ['2020-09-02 · MeitY (India) ordered WeCom off the app stores', 5.6],
      ['2021-04-29 · PBOC summoned the company', 3.4],
      ['Score', 31.3],
    ]);
  });

  test('a Chinese sentence gives up its day the same way', () => {
    const zh = '工业和信息化部责令整改微信，限2021-08-25前（2021-08-18，2级，核心应用）；仍有效';
    expect(bars([factor(1, zh), factor(2, 'x')])[1]).toEqual([
      '2021-08-18 · 工业和信息化部责令整改微信，限2021-08-25前',
      1,
    ]);
  });

  test('more than nine: the smallest stand together, and all bars still sum to the score', () => {
    const many = bars(Array.from({ length: 30 }, (_, index) => factor((index + 1) / 10, `f${index}`)));
    expect(many).toHaveLength(11);
    expect(many[9]![0]).toBe('21 further factors');
    const sum = many.slice(0, -1).reduce((total, [, points]) => total + (points as number), 0);
    expect(sum).toBeCloseTo(many.at(-1)![1] as number, 6);
  });

  test('a single factor is taken apart into its own parts', () => {
    expect(bars([factor(7.6, 'one', [15.3, -7.7])])).toEqual([
      ['p0', 15.3],
      ['p1', -7.7],
      ['Score', 7.6],
    ]);
  });

  test('nothing carries load: no picture; and the alternative text fits whatever the factors say', () => {
    expect(waterfallOf(score([]), 'Harbour', 'en', String)).toBeNull();
    const long = Array.from({ length: 9 }, () => factor(1, '很长'.repeat(200)));
    expect(waterfallOf(score(long), 'Harbour', 'zh', String)!.alt.length).toBe(1024);
  });
});
