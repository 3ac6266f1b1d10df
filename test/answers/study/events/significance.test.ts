import { describe, expect, test } from 'vitest';
import {
  bmp,
  corrado,
  holm,
  kolariPynnonen,
  patell,
} from '../../../../src/answers/study/significance.ts';
import { correlation, meanInterval } from '../../../../src/answers/study/statistics.ts';

describe('statistics in closed form', () => {
  test('BMP of 1, 2, 3 is 2√3 with 2 degrees of freedom', () => {
    const { value, p } = bmp([1, 2, 3])!;
    expect(value).toBeCloseTo(2 * Math.sqrt(3), 10);
    // With 2 degrees of freedom the two-sided p of t is 1 - t/√(t²+2).
    expect(p).toBeCloseTo(1 - value / Math.sqrt(value ** 2 + 2), 8);
  });

  test('Patell: one event of M = 104 is its SCAR over √1.02', () => {
    const { value, p } = patell([{ scar: 1.96 * Math.sqrt(1.02), m: 104 }])!;
    expect(value).toBeCloseTo(1.96, 10);
    expect(p).toBeCloseTo(0.05, 3);
  });

  test('27 events of one date at r = 0.1 count as 7.5', () => {
    const scars = Array.from({ length: 27 }, (_, i) => -1 + (i % 3));
    const shrunk =
      kolariPynnonen(
        scars.map((one) => one - 0.5),
        0.1,
      )!.value / bmp(scars.map((one) => one - 0.5))!.value;
    // n / (1 + (n-1) r) = 7.5 observations, and (1 - r) of the variance within.
    expect(shrunk ** 2 * 27).toBeCloseTo((7.5 * (1 - 0.1)) / 1, 1);
  });

  test('no correlation changes nothing, and a negative one is not rewarded', () => {
    expect(kolariPynnonen([1, 2, 4], 0)).toEqual(bmp([1, 2, 4]));
    expect(kolariPynnonen([1, 2, 4], -0.2)).toEqual(bmp([1, 2, 4]));
  });

  test('Corrado: the lowest of all ranks on day 0 in every series', () => {
    const days = Array.from({ length: 9 }, (_, i) => i - 8);
    const series = [1, -1].map(
      (sign) => new Map(days.map((day) => [day, { ar: day === 0 ? -9 : sign * day }])),
    );
    const { value } = corrado(series, days, { from: 0, to: 0 })!;
    // Ranks 1 of 9 → 1/10 - 1/2 = -0.4 twice; the other days cancel to a rank sum of 11/10 - 1 =
    // 0.1.
    const daily = [...Array.from({ length: 8 }, () => 0.1 / Math.SQRT2), -0.8 / Math.SQRT2];
    const sd = Math.sqrt(daily.reduce((sum, one) => sum + one ** 2, 0) / 9);
    expect(value).toBeCloseTo(-0.8 / Math.SQRT2 / sd, 10);
  });

  test.each<[string, (number | null)[], (number | null)[]]>([
    ['the smallest times all, then rising', [0.01, 0.04, 0.03], [0.03, 0.06, 0.06]],
    ['never above 1', [0.6, 0.7], [1, 1]],
    ['what was not tested is not counted', [null, 0.02, null], [null, 0.02, null]],
  ])('Holm: %s', (_, ps, adjusted) => {
    expect(holm(ps).map((p) => (p === null ? null : +p.toFixed(10)))).toEqual(adjusted);
  });

  test('an interval needs four values', () => {
    expect(meanInterval([1, 2, 3])).toEqual({ mean: 2, low: null, high: null });
    // t(0.975, 3) = 3.18245, sd = √(5/3), n = 4
    const { low, high } = meanInterval([1, 2, 3, 4]);
    expect(high! - low!).toBeCloseTo((2 * 3.182446 * Math.sqrt(5 / 3)) / 2, 4);
  });

  test('nothing to vary, nothing to test', () => {
    expect(bmp([1])).toBeNull();
    expect(bmp([2, 2, 2])).toBeNull();
    expect(patell([])).toBeNull();
  });

  test('a correlation needs ten pairs that differ', () => {
    const of = (n: number) => Array.from({ length: n }, (_, i) => i);
    expect(correlation(of(9), of(9))).toBeNull();
    expect(correlation(of(10), of(10))).toBeCloseTo(1, 12);
    expect(
      correlation(
        of(10),
        of(10).map(() => 1),
      ),
    ).toBeNull();
  });
});
