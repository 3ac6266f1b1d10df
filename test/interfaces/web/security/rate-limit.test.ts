import { expect, test } from 'vitest';
import { createRateLimit, createSignInDelay } from '../../../../src/interfaces/web/rate-limit.ts';

test('so many a window and address; the others are not held up, and the next window is open', () => {
  const limit = createRateLimit(2, 1_000);
  expect([limit('a', 0), limit('a', 10), limit('a', 400)]).toEqual([0, 0, 600]);
  expect(limit('b', 400)).toBe(0);
  expect(limit('a', 1_000)).toBe(0);
});

test('wrong tokens cost a delay that doubles up to a quarter of an hour, for their own visitor alone', () => {
  const delay = createSignInDelay();
  const waits: number[] = [];
  let now = 0;
  for (let n = 0; n < 40; n += 1) {
    const wait = delay.fail('a', now);
    if (wait > 0) waits.push(wait);
    now += wait;
  }
  expect(waits.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000]);
  expect(waits.at(-1)).toBe(15 * 60_000);
  expect(delay.fail('b', now)).toBe(0);
});

test('who has shown the right one, or was quiet for an hour, begins anew', () => {
  const delay = createSignInDelay();
  const failTwice = (at: number) => [delay.fail('a', at), delay.fail('a', at)];
  for (let n = 0; n < 6; n += 1) delay.fail('a', 0);
  expect(delay.fail('a', 0)).toBe(1_000);
  delay.pass('a');
  expect(failTwice(1)).toEqual([0, 0]);
  for (let n = 0; n < 6; n += 1) delay.fail('a', 2);
  expect(delay.fail('a', 2)).toBeGreaterThan(0);
  expect(failTwice(2 + 3_600_001)).toEqual([0, 0]);
});
