import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { databaseClock } from '../../../src/base/store/fleet.ts';
import { openStore } from '../../../src/base/store/open.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { sharedRateLimit } from '../../../src/pipeline/deliver/rate-limiter.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Instants at which turns came, for so many callers at each of several processes. */
async function turns(
  processes: readonly (() => Promise<void>)[],
  callers: number,
): Promise<number[]> {
  const came: number[] = [];
  const start = Date.now();
  for (const turn of processes)
    for (let n = 0; n < callers; n += 1) void turn().then(() => came.push(Date.now() - start));
  for (let waited = 0; came.length < processes.length * callers && waited < 60_000; waited += 5)
    await vi.advanceTimersByTimeAsync(5);
  return came.sort((a, b) => a - b);
}

test('three processes together make no more than fifty requests in any second, and leave little of it unused', async () => {
  const store = await openStore({ path: ':memory:' });
  const limiter = () =>
    sharedRateLimit((count, everyMs) =>
      store.leases.bookSlots({ name: 'discord', count, everyMs, now: Date.now() as Instant }),
    );
  const came = await turns([limiter(), limiter(), limiter()], 60);
  expect(came).toHaveLength(180);
  const most = Math.max(
    ...came.map((at) => came.filter((other) => other >= at && other < at + 1_000).length),
  );
  expect(most).toBeLessThanOrEqual(50);
  expect(came.at(-1)).toBeLessThan(4_500);
  await store.close();
});

test('without the database what is under way goes on, in turns of this process alone', async () => {
  let taken = 0;
  const alone = async () => {
    taken += 1;
  };
  const away = sharedRateLimit(() => Promise.reject(new Error('away')), alone);
  expect(await turns([away], 6)).toHaveLength(6);
  expect(taken).toBe(6);
});

test('the database’s clock counts, whatever the machine’s own says, and it never goes back', async () => {
  const said: object[] = [];
  const log = pino(
    { level: 'warn' },
    { write: (line: string) => void said.push(JSON.parse(line)) },
  );
  let counter = 1_000;
  const server = { at: 5_000_000 };
  const ask = async () => {
    counter += 20;
    return server.at as Instant;
  };
  // This machine is three minutes fast.
  const clock = await databaseClock(
    ask,
    () => 5_180_000,
    log,
    () => counter,
  );
  expect(clock.now()).toBe(5_000_010);
  counter += 1_000;
  expect(clock.now()).toBe(5_001_010);
  server.at = 5_000_500;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(clock.now()).toBe(5_001_010);
  expect(said).toMatchObject([{ seconds: 180 }]);
  clock.stop();
});
