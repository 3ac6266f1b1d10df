import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Fleet } from '../../../src/base/store/fleet.ts';
import type { SourceId } from '../../../src/domain/ids.ts';
import type { Instant } from '../../../src/domain/time.ts';
import type { WatchedSource } from '../../../src/knowledge/catalog/watched-sources.ts';
import { createWatch, WATCH_AT_ONCE } from '../../../src/pipeline/flows/watch.ts';
import { createFetch } from '../../../src/pipeline/watch/fetch.ts';
import { list, MINUTE, NOON, notice, type Watched, watched } from '../../pipeline/watch/watched.ts';

let at: Watched;
const fetch = createFetch({
  userAgent: 'Tocsin test',
  allow: new Set(['127.0.0.1', 'localhost']),
  now: () => NOON,
});
beforeEach(async () => {
  at = await watched();
  at.pages.set('/list', list(['/old', '旧通知']));
  at.pages.set('/old', notice('旧通知'));
});
afterEach(() => at.close());

/** A process of a fleet over the leases of the store, at a time that the test sets. */
function member(
  by: string,
  now: { at: number },
): Pick<Fleet, 'alone' | 'claim' | 'release' | 'under'> {
  const { leases } = at.store;
  const time = () => now.at as Instant;
  return {
    alone: false,
    claim: (names) => leases.claim({ names, by, leaseMs: MINUTE, now: time() }),
    release: (names, restMs = 0) => leases.release({ names, by, restMs, now: time() }),
    under: (name) => at.store.under({ name, by, now: time }),
  };
}

function watching(by: string, now: { at: number }) {
  const urls = ['127.0.0.1', 'localhost'].map(
    (host) => `http://${host}:${new URL(at.site.origin).port}/list`,
  );
  const watchedSources = new Map(
    urls.map((url, n): [SourceId, WatchedSource] => {
      const source = at.source({ id: `source-${n}` as SourceId, url });
      return [source.id, { source, outlet: null, zone: 'Asia/Shanghai' }];
    }),
  );
  const deps = { store: at.store, fetch, jitter: () => 0, fleet: member(by, now) };
  return createWatch(watchedSources, deps, pino({ level: 'silent' }), {
    ...WATCH_AT_ONCE,
    hostsAtOnce: 1,
  });
}
const asked = () => at.site.requests.filter((one) => one.url === '/list').length;

test('two processes share the hosts: each source is asked once, by one of them', async () => {
  const now = { at: NOON };
  const [one, two] = [watching('one', now), watching('two', now)];
  const reports = await Promise.all([one.tick(NOON as Instant), two.tick(NOON as Instant)]);
  await Promise.all([one.tick(NOON as Instant), two.tick(NOON as Instant)]);
  expect(reports.flat().length).toBeGreaterThan(0);
  now.at += 2_000;
  await Promise.all([one.tick(now.at as Instant), two.tick(now.at as Instant)]);
  expect(asked()).toBe(2);
  expect((await at.store.sourceStates()).map((state) => state.source)).toEqual([
    'source-0',
    'source-1',
  ]);
});

test('a process that lost its host while the site answered writes nothing, and the other one finds the news', async () => {
  const now = { at: NOON };
  const [one, two] = [watching('one', now), watching('two', now)];
  let answer = () => {};
  at.pages.set('/list', (_, response) => {
    answer = () => response.end(list(['/old', '旧通知']));
  });
  const slow = one.tick(now.at as Instant);
  await expect.poll(asked).toBe(1);
  // It stands still until its lease is over and another one has the host.
  now.at += MINUTE;
  const late = answer;
  at.pages.set('/list', list(['/old', '旧通知']));
  await two.tick(now.at as Instant);
  const before = await at.store.sourceStates();
  expect(before.length).toBeGreaterThan(0);
  late();
  await expect(slow).rejects.toMatchObject({ code: 'lease-lost' });
  expect(await at.store.sourceStates()).toEqual(before);
});
