import { describe, expect, test } from 'vitest';
import { fitLogistic } from '../../../../src/answers/study/logistic.ts';

const row = (x: readonly number[], hits: number, misses: number) => ({ x, hits, misses });

describe('a logistic regression of rare hits', () => {
  test('finds the log odds of two groups, but for the weak pull of its ridge', () => {
    const [intercept, slope] = fitLogistic([row([0], 100, 9_900), row([1], 500, 9_500)], 1);
    expect(intercept).toBeCloseTo(Math.log(100 / 9_900), 1);
    expect(slope).toBeCloseTo(Math.log(500 / 9_500) - Math.log(100 / 9_900), 1);
  });

  test('has no slope below 0, and fits the others without it', () => {
    const rows = [
      row([0, 0], 20, 980),
      row([1, 0], 80, 920),
      row([0, 1], 5, 995),
      row([1, 1], 20, 980),
    ];
    const beta = fitLogistic(rows, 2);
    expect(beta[2]).toBe(0);
    const alone = fitLogistic([row([0], 25, 1_975), row([1], 100, 1_900)], 1);
    expect(beta[1]).toBeCloseTo(alone[1]!, 8);
    expect(beta[0]).toBeCloseTo(alone[0]!, 8);
  });

  test('a low intercept is no reason to leave a feature out', () => {
    const beta = fitLogistic([row([0, 0], 1, 9_999), row([1, 1], 5, 995), row([1, 0], 9, 991)], 2);
    expect(beta[0]).toBeLessThan(-5);
    expect(Math.min(...beta.slice(1))).toBe(0);
  });
});
