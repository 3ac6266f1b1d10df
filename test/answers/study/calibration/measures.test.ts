import { describe, expect, test } from 'vitest';
import {
  auc,
  brier,
  calibrationLine,
  corpParts,
  type Forecast,
  isotonic,
  logScore,
  reliability,
} from '../../../../src/answers/study/measures.ts';

const forecasts = (...pairs: [number, 0 | 1][]): Forecast[] =>
  pairs.map(([p, hit]) => ({ p, hit: hit === 1 }));
const SIX = forecasts([0.1, 0], [0.2, 0], [0.3, 1], [0.5, 0], [0.7, 1], [0.9, 1]);

describe('measures of probabilities, against sums done by hand', () => {
  test('Brier and log score', () => {
    // (0.01 + 0.04 + 0.49 + 0.25 + 0.09 + 0.01) / 6
    expect(brier(SIX)).toBeCloseTo(0.89 / 6, 12);
    const product = 0.9 * 0.8 * 0.3 * 0.5 * 0.7 * 0.9;
    expect(logScore(SIX)).toBeCloseTo(-Math.log(product) / 6, 12);
  });

  test.each<[string, Forecast[], number | null]>([
    ['8 of 9 pairs in order', SIX, 8 / 9],
    ['all equal is a coin', forecasts([0.5, 1], [0.5, 0], [0.5, 0]), 0.5],
    ['backwards', forecasts([0.9, 0], [0.1, 1]), 0],
    ['a tie is half a pair', forecasts([0.2, 0], [0.2, 1], [0.1, 0]), 0.75],
    ['no hit', forecasts([0.2, 0]), null],
  ])('AUC: %s', (_, some, expected) => {
    expect(auc(some)).toBe(expected);
  });

  test('AUC equals counting every pair', () => {
    const some = Array.from({ length: 60 }, (_, i) => ({
      p: ((i * 37) % 11) / 11,
      hit: (i * 53) % 7 < 3,
    }));
    const pairs = some
      .filter((x) => x.hit)
      .flatMap((hit) => some.filter((x) => !x.hit).map((miss) => [hit.p, miss.p]));
    const won = pairs.reduce((sum, [a, b]) => sum + (Math.sign(a! - b!) + 1) / 2, 0);
    expect(auc(some)).toBeCloseTo(won / pairs.length, 12);
  });

  test('a calibration line has slope 2 where every logit should be doubled', () => {
    const doubled = [0.1, 0.3, 0.5, 0.7, 0.9].flatMap((p) => {
      const truth = p ** 2 / (p ** 2 + (1 - p) ** 2);
      return Array.from({ length: 10_000 }, (_, i) => ({ p, hit: i < Math.round(truth * 10_000) }));
    });
    const { intercept, slope } = calibrationLine(doubled);
    expect(slope).toBeCloseTo(2, 2);
    expect(intercept).toBeCloseTo(0, 2);
  });

  test('isotonic forecasts pool what falls, and only that; equal forecasts stay together', () => {
    const rates = isotonic(forecasts([0.1, 1], [0.2, 0], [0.3, 1], [0.4, 1])).map(({ p }) => p);
    expect(rates).toEqual([0.5, 0.5, 1, 1]);
    const tied = isotonic(forecasts([0.1, 0], [0.1, 0], [0.1, 1], [0.2, 0], [0.2, 1], [0.2, 1]));
    expect(tied.map(({ p }) => p)).toEqual([1 / 3, 1 / 3, 1 / 3, 2 / 3, 2 / 3, 2 / 3]);
  });

  test('the three parts of the Brier score sum to it, and none is negative', () => {
    const { mcb, dsc, unc } = corpParts(SIX);
    expect(mcb - dsc + unc).toBeCloseTo(brier(SIX), 12);
    expect(unc).toBeCloseTo(0.25, 12);
    expect(Math.min(mcb, dsc)).toBeGreaterThanOrEqual(0);
  });

  test('reliability bins hold every forecast once', () => {
    const bins = reliability(SIX);
    expect(bins.reduce((sum, bin) => sum + bin.n, 0)).toBe(SIX.length);
    expect(bins.find((bin) => bin.from === 0.2)).toMatchObject({ n: 2, meanP: 0.25, rate: 0.5 });
  });
});
