import { expect, test } from 'vitest';
import { evenly } from '../../src/deliver/spacing.ts';

test('no second, wherever it begins, holds more turns than allowed; all are served, in their order', async () => {
  const turn = evenly(20);
  const times = await Promise.all(
    Array.from({ length: 30 }, async () => {
      await turn();
      return performance.now();
    }),
  );
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  for (const [index, at] of times.slice(20).entries()) expect(at - times[index]!).toBeGreaterThan(1_000);
});
