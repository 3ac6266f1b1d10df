import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createRateLimiter } from '../../../src/pipeline/deliver/rate-limiter.ts';

/**
 * Runs so many requests; each is counted by the far side at some moment on its way. Gives those
 * moments, sorted.
 */
async function counted(
  perSecond: number,
  requests: number,
  wayMs: (n: number) => number,
): Promise<number[]> {
  const turn = createRateLimiter(perSecond);
  const times = await Promise.all(
    Array.from({ length: requests }, async (_, n) => {
      const over = await turn();
      await wait(wayMs(n));
      const at = performance.now();
      await wait(wayMs(n + 1));
      over();
      return at;
    }),
  );
  return times.toSorted((one, other) => one - other);
}

describe('no second of the far side, wherever it begins, holds more turns than allowed', () => {
  test.each([
    ['when every request is as fast as the last', () => 1],
    ['when some are on their way for long', (n: number) => (n % 7 === 0 ? 180 : 1)],
    ['when they come in bunches', (n: number) => 200 - (n % 20) * 10],
  ])('%s', async (_, wayMs) => {
    const times = await counted(20, 50, wayMs);
    for (const [index, at] of times.slice(20).entries())
      expect(at - times[index]!).toBeGreaterThan(1_000);
  });
});

test('callers are served in their order: twenty at once after a pause, then at even distances', async () => {
  const turn = createRateLimiter(50);
  const started = performance.now();
  const served: number[] = [];
  const callers = Array.from({ length: 25 }, (_, n) => n);
  await Promise.all(
    callers.map(async (n) => {
      (await turn())();
      served.push(n);
    }),
  );
  expect(served).toEqual(callers);
  expect(performance.now() - started).toBeGreaterThanOrEqual(75);
});

test('a turn that is never over keeps its place, and one that is over twice gives back one', async () => {
  const turn = createRateLimiter(2);
  const over = await turn();
  await turn();
  const third = turn().then(() => 'served');
  expect(await Promise.race([third, wait(50, 'waits')])).toBe('waits');
  over();
  over();
  expect(await third).toBe('served');
  expect(await Promise.race([turn().then(() => 'served'), wait(1_100, 'waits')])).toBe('waits');
});
