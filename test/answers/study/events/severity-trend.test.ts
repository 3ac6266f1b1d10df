import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jonckheere, slopeOf } from '../../../../src/answers/study/significance.ts';

/** Every way to lay 0..n-1 into groups of these sizes. */
function* layings(sizes: readonly number[], left: readonly number[]): Generator<number[][]> {
  const [size, ...rest] = sizes;
  if (size === undefined) return yield [];
  for (const group of choices(left, size))
    for (const more of layings(
      rest,
      left.filter((one) => !group.includes(one)),
    ))
      yield [group, ...more];
}

function* choices(from: readonly number[], size: number): Generator<number[]> {
  if (size === 0) return yield [];
  for (const [index, one] of from.entries())
    for (const rest of choices(from.slice(index + 1), size - 1)) yield [one, ...rest];
}

describe('the order of levels', () => {
  test('by all ways to lay the values into the groups, the statistic has mean 0 and variance 1', () => {
    const values = [...layings([2, 3, 2], [0, 1, 2, 3, 4, 5, 6])].map(
      (groups) => jonckheere(groups)!.value,
    );
    expect(values).toHaveLength(210);
    const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
    expect(mean).toBeCloseTo(0, 10);
    expect(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length).toBeCloseTo(
      1,
      10,
    );
  });

  test.each([
    [
      'falls from group to group',
      [
        [9, 8],
        [6, 5],
        [3, 1],
      ],
      0.02,
    ],
    [
      'does not fall',
      [
        [1, 3],
        [5, 6],
        [8, 9],
      ],
      0.98,
    ],
    [
      'all equal: no evidence',
      [
        [1, 1],
        [1, 1],
      ],
      0.5,
    ],
  ] as const)('%s', (_, groups, p) => {
    expect(jonckheere(groups)!.p).toBeCloseTo(p, 1);
  });

  test('one group has no order', () => {
    expect(jonckheere([[1, 2, 3], []])).toBeNull();
  });
});

describe('the slope on severity', () => {
  test('of points on a line is that of the line, without an interval', () => {
    const points = [1, 2.5, 6.25, 15.625].map((x) => [x, 3 + 0.8 * x] as const);
    const { value, low, high } = slopeOf(points)!;
    for (const one of [value, low, high]) expect(one).toBeCloseTo(0.8, 8);
  });

  test('Anscombe’s first set: 0.500 with standard error 0.118', () => {
    const xs = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
    const ys = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
    const { value, high } = slopeOf(xs.map((x, index) => [x, ys[index]!] as const))!;
    expect(value).toBeCloseTo(0.5001, 4);
    // t(0.975, 9) = 2.2622
    expect((high - value) / 2.2622).toBeCloseTo(0.1179, 4);
  });

  test('too few points, or one level only, have none', () => {
    expect(
      slopeOf([
        [1, 2],
        [2, 3],
        [3, 4],
      ]),
    ).toBeNull();
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -9, max: 9, noNaN: true })),
        (ys) => slopeOf(ys.map((y) => [2, y])) === null,
      ),
    );
  });
});
