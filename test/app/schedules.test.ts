import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHeartbeat, createVitals, watchAndBeat } from '../../src/app/schedules.ts';
import type { SourceId } from '../../src/domain/ids.ts';
import type { Instant } from '../../src/domain/time.ts';
import { createFetch } from '../../src/pipeline/watch/fetch.ts';
import type { PollReport } from '../../src/pipeline/watch/poll.ts';
import { type Loopback, startLoopback } from '../support/loopback.ts';

let watcher: Loopback;
let fetch: ReturnType<typeof createFetch>;
beforeEach(async () => {
  watcher = await startLoopback((_, response) => response.writeHead(200).end());
  fetch = createFetch({ userAgent: 'Tocsin test', allow: new Set(['127.0.0.1']), now: () => 0 });
});
afterEach(async () => {
  await fetch.close();
  await watcher.close();
});

const poll = (failed: boolean): PollReport => ({
  source: 'cn-test' as SourceId,
  saved: 0,
  edited: 0,
  unchanged: true,
  failed,
  finding: null,
  news: false,
  gap: null,
});

const attempts = { sent: 0, retrying: 0, refused: 0, expired: 0, uncertain: 0, lost: 0 };
type Watch = () => Promise<PollReport[]>;
type Vitals = ReturnType<typeof createVitals>;

/** A round of the watch that answers this, and how often the address was pinged after it. */
async function pingsAfter(watch: Watch, vitals: Vitals = createVitals(() => true)) {
  const round = watchAndBeat({
    program: { watch },
    clock: { now: () => 0 as Instant },
    beat: createHeartbeat(`${watcher.origin}/alive`, fetch),
    metrics: { notePolls: () => {} },
    vitals,
    log: pino({ level: 'silent' }),
  });
  await round.catch(() => {});
  return watcher.requests.length;
}

test.each<[string, number, Watch]>([
  ['nothing was due', 1, async () => []],
  ['every source answered', 1, async () => [poll(false), poll(false)]],
  ['one of the sources failed', 1, async () => [poll(true), poll(false)]],
  ['every source failed', 0, async () => [poll(true), poll(true)]],
  ['the database was away', 0, () => Promise.reject(new Error('no database'))],
])('a round in which %s pings HEARTBEAT_URL %i times', async (_, pings, watch) => {
  expect(await pingsAfter(watch)).toBe(pings);
});

test.each<[string, number, (vitals: Vitals) => unknown]>([
  ['every source failed and nothing is due', 0, (vitals) => vitals.polled([poll(true)])],
  [
    'a delivery round broke off',
    0,
    (vitals) => vitals.delivering(Promise.reject(new Error('no database'))).catch(() => {}),
  ],
  [
    'no delivery arrived',
    0,
    (vitals) => vitals.delivering(Promise.resolve({ ...attempts, retrying: 2 })),
  ],
  [
    'no delivery arrived and nothing was due since',
    0,
    async (vitals) => {
      await vitals.delivering(Promise.resolve({ ...attempts, expired: 1 }));
      await vitals.delivering(Promise.resolve(attempts));
    },
  ],
  [
    'one of two deliveries arrived',
    1,
    (vitals) => vitals.delivering(Promise.resolve({ ...attempts, sent: 1, retrying: 1 })),
  ],
  [
    'an address is gone',
    1,
    (vitals) => vitals.delivering(Promise.resolve({ ...attempts, refused: 1 })),
  ],
])('after %s, HEARTBEAT_URL is pinged %i times', async (_, pings, before) => {
  const vitals = createVitals(() => true);
  await before(vitals);
  expect(await pingsAfter(async () => [], vitals)).toBe(pings);
});

test('while pages cannot be read, HEARTBEAT_URL is not pinged', async () => {
  expect(
    await pingsAfter(
      async () => [],
      createVitals(() => false),
    ),
  ).toBe(0);
});
