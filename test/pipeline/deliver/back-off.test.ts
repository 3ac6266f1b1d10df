import { describe, expect, test } from 'vitest';
import { backOff, retryAfter } from '../../../src/pipeline/deliver/limits.ts';

describe('back-off', () => {
  test.each([
    [1, 1_000, 2_000],
    [2, 2_000, 4_000],
    [5, 16_000, 32_000],
    [10, 450_000, 900_000],
    [5_000, 450_000, 900_000],
  ])('attempt %i waits between %i and %i ms', (attempts, least, most) => {
    expect(backOff(attempts, 0)).toBe(least);
    expect(backOff(attempts, 1)).toBe(most);
  });

  test.each([
    [30_000, 0, 30_000],
    [30_000, 1, 33_000],
    [0, 0, 500],
    [86_400_000, 0, 3_600_000],
  ])('a sink that asks for %i ms (random %f) gets %i', (asked, random, wait) => {
    expect(retryAfter(asked, random)).toBe(wait);
  });
});
