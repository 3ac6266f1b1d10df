import { expect, test } from 'vitest';
import { createRateLimit } from '../../../src/web/security/guard.ts';

test('so many a window and address; the others are not held up, and the next window is open', () => {
  const limit = createRateLimit(2, 1_000);
  expect([limit.wait('a', 0), limit.wait('a', 10), limit.wait('a', 400)]).toEqual([0, 0, 600]);
  expect(limit.wait('b', 400)).toBe(0);
  expect(limit.wait('a', 1_000)).toBe(0);
});
