import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createHeartbeat, watchAndBeat } from '../../src/app/schedules.ts';
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

/** A round of the watch that answers this, and how often the address was pinged after it. */
async function pingsAfter(watch: () => Promise<PollReport[]>): Promise<number> {
  const round = watchAndBeat({
    program: { watch },
    clock: { now: () => 0 as Instant },
    beat: createHeartbeat(`${watcher.origin}/alive`, fetch),
    metrics: { notePolls: () => {} },
    log: pino({ level: 'silent' }),
  });
  await round.catch(() => {});
  return watcher.requests.length;
}

test.each<[string, number, () => Promise<PollReport[]>]>([
  ['nothing was due', 1, async () => []],
  ['every source answered', 1, async () => [poll(false), poll(false)]],
  ['one of the sources failed', 1, async () => [poll(true), poll(false)]],
  ['every source failed', 0, async () => [poll(true), poll(true)]],
  ['the database was away', 0, () => Promise.reject(new Error('no database'))],
])('a round in which %s pings HEARTBEAT_URL %i times', async (_, pings, watch) => {
  expect(await pingsAfter(watch)).toBe(pings);
});
