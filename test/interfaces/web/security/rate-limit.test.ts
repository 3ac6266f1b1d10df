import { expect, test } from 'vitest';
import { createRateLimit } from '../../../../src/interfaces/web/security.ts';

test('so many a window and address; the others are not held up, and the next window is open', () => {
  const limit = createRateLimit(2, 1_000);
  expect([limit('a', 0), limit('a', 10), limit('a', 400)]).toEqual([0, 0, 600]);
  expect(limit('b', 400)).toBe(0);
  expect(limit('a', 1_000)).toBe(0);
});
