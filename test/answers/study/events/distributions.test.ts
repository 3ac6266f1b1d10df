import { describe, expect, test } from 'vitest';
import {
  normalCdf,
  studentCdf,
  studentQuantile,
} from '../../../../src/answers/study/statistics.ts';

describe('distribution functions, by published tables', () => {
  test.each([
    [0, 0.5],
    [1, 0.8413447461],
    [-1, 0.1586552539],
    [1.9599639845, 0.975],
    [3, 0.998650102],
    [-5, 2.8665157e-7],
    [40, 1],
  ])('normal at %s is %s', (x, p) => {
    expect(normalCdf(x)).toBeCloseTo(p, 10);
  });

  test.each([
    [1, 12.7062047364],
    [2, 4.3026527297],
    [3, 3.1824463053],
    [10, 2.228138852],
    [29, 2.0452296421],
    [120, 1.9799304051],
  ])('97.5 % of Student’s t with %i degrees of freedom lie below %s', (dof, t) => {
    expect(studentQuantile(0.975, dof)).toBeCloseTo(t, 8);
    expect(studentCdf(t, dof)).toBeCloseTo(0.975, 9);
    expect(studentCdf(-t, dof)).toBeCloseTo(0.025, 9);
  });
});
