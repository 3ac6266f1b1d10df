import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shownTenths, tenths, waterfall } from '../../../src/pipeline/score/formula.ts';

describe('tenths by largest remainder', () => {
  test.each<[string, number[], number, number[]]>([
    ['exact parts stay', [1.5, 2.5], 40, [15, 25]],
    ['the largest remainder gets the tenth left over', [1.04, 1.07, 0.89], 30, [10, 11, 9]],
    ['the earliest of equals comes first', [0.35, 0.35, 0.3], 10, [4, 3, 3]],
    ['negative parts round down first', [2.0, -0.55, -0.45], 10, [20, -5, -5]],
    ['nothing stays nothing', [0, 0], 0, [0, 0]],
  ])('%s', (_, values, total, expected) => {
    expect(tenths(values, total)).toEqual(expected);
  });

  test('always sum to the total and stay within a tenth of their value', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 1, maxLength: 30 }),
        (values) => {
          const total = Math.round(values.reduce((one, other) => one + other, 0) * 10) || 0;
          const shown = tenths(values, total);
          expect(shown.reduce((one, other) => one + other, 0) || 0).toBe(total);
          for (const [index, value] of values.entries())
            expect(Math.abs(shown[index]! - value * 10)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

test('a score is shown from 0 to 99.9', () => {
  expect([-0.04, 0.04, 0.05, 76.19, 99.96, 100].map(shownTenths)).toEqual([0, 0, 1, 762, 999, 999]);
});

test('a waterfall leaves out the factors that make no difference', () => {
  expect(waterfall([2.5, 1, 1.25, 1, 1, 1, 1], 6.2154, 194)).toEqual([
    { part: 'severity', points: 15.5 },
    { part: 'reach', points: 3.9 },
  ]);
});
