import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SourceId } from '../../../src/domain/ids.ts';
import type { PageCheck } from '../../../src/domain/item.ts';
import type { Instant } from '../../../src/domain/time.ts';
import type { WatchedSource } from '../../../src/knowledge/catalog/watched-sources.ts';
import { createItemWorker } from '../../../src/pipeline/flows/item-worker.ts';
import {
  createDueWork,
  createWatch,
  WATCH_AT_ONCE,
  type WatchOptions,
} from '../../../src/pipeline/flows/watch.ts';
import { createFetch } from '../../../src/pipeline/watch/fetch.ts';
import { CHECKS_A_TICK } from '../../../src/pipeline/watch/limits.ts';
import { anItem } from '../../base/store/build.ts';
// Loaded before the clock of a slow host runs.
import '../../../src/pipeline/watch/kinds/html-list.ts';
import { list, MINUTE, NOON, notice, type Watched, watched } from '../watch/watched.ts';

let at: Watched;
const fetch = createFetch({
  userAgent: 'Tocsin test',
  allow: new Set(['127.0.0.1', 'localhost']),
  limits: { headersMs: 1_500 },
  now: () => NOON,
});
beforeEach(async () => {
  at = await watched();
  at.pages.set('/list', list(['/old', '旧通知']));
  at.pages.set('/old', notice('旧通知'));
});
afterEach(() => at.close());

function watching(urls: readonly string[], options: Partial<WatchOptions> = {}) {
  const watchedSources = new Map(
    urls.map((url, n): [SourceId, WatchedSource] => {
      const source = at.source({ id: `source-${n}` as SourceId, url });
      return [source.id, { source, outlet: null, zone: 'Asia/Shanghai' }];
    }),
  );
  const deps = { store: at.store, fetch, jitter: () => 0 };
  return createWatch(watchedSources, deps, pino({ level: 'silent' }), {
    ...WATCH_AT_ONCE,
    ...options,
  });
}
const local = (path: string) => `${at.site.origin}${path}`;

test('a slow host keeps nobody else waiting, and reports at a later tick', async () => {
  at.pages.set('/slow', () => {});
  const slow = `http://localhost:${new URL(at.site.origin).port}/slow`;
  const watch = watching([slow, local('/list')], { patienceMs: 700 });
  expect((await watch.tick(NOON as Instant)).map((one) => one.source)).toEqual(['source-1']);
  await watch.idle();
  expect(await watch.tick((NOON + 1_000) as Instant)).toMatchObject([
    { source: 'source-0', finding: { code: 'too-slow' } },
  ]);
});

test('sources on one host are asked one after the other', async () => {
  let underWay = 0;
  let most = 0;
  for (const path of ['/a', '/b', '/c'])
    at.pages.set(path, (_, response) => {
      most = Math.max(most, ++underWay);
      setTimeout(() => {
        underWay -= 1;
        response.end(list(['/old', '旧通知']));
      }, 10);
    });
  expect(await watching(['/a', '/b', '/c'].map(local)).tick(NOON as Instant)).toHaveLength(3);
  expect(most).toBe(1);
});

test('a corrected address is polled at once after a restart, without the back-off of the old one', async () => {
  at.pages.set('/gone', (_, response) => response.writeHead(404).end());
  await watching([local('/gone')]).tick(NOON as Instant);
  const before = (await at.store.sourceState('source-0' as SourceId))!;
  expect(before.finding).not.toBeNull();
  expect(before.nextPollAt).toBeGreaterThan(NOON + MINUTE);
  const reports = await watching([local('/list')]).tick((NOON + MINUTE) as Instant);
  expect(reports).toMatchObject([{ source: 'source-0', finding: null }]);
  expect(await at.store.sourceState('source-0' as SourceId)).toMatchObject({
    finding: null,
    failures: 0,
  });
});

test('a start is no burst: each source has its own moment within the spread', async () => {
  const urls = Array.from({ length: 20 }, (_, n) => local(`/list?${n}`));
  for (const url of urls)
    at.pages.set(new URL(url).pathname + new URL(url).search, list(['/old', '旧通知']));
  const watch = watching(urls, { spreadMs: 10 * MINUTE });
  const counts: number[] = [];
  for (let minute = 0; minute <= 10; minute += 1)
    counts.push(
      (await watch.tick((NOON + minute * MINUTE) as Instant)).filter((one) => one.saved > 0).length,
    );
  expect(counts.reduce((sum, count) => sum + count)).toBe(20);
  expect(Math.max(...counts)).toBeLessThan(8);
});

test('pages are looked at again in a tick, after what is new', async () => {
  const watch = watching([local('/list')]);
  await watch.tick(NOON as Instant);
  at.pages.set('/list', list(['/new', '新通知'], ['/old', '旧通知']));
  at.pages.set('/new', notice('43款'));
  await watch.tick((NOON + 6 * MINUTE) as Instant);
  at.pages.set('/new', notice('44款'));
  await watch.tick((NOON + 17 * MINUTE) as Instant);
  expect((await at.items()).map((item) => `${item.title} v${item.version}`)).toEqual([
    '旧通知 v1',
    '新通知 v1',
    '新通知 v2',
  ]);
});

test('an item that came in after the round began is judged as of its own instant, not before it', async () => {
  const waiting = [
    anItem({ id: 'one', fetchedAt: NOON + 700 }),
    anItem({ id: 'two', fetchedAt: NOON + 300 }),
  ];
  const at: number[] = [];
  const store = {
    writePart: async () => false,
    pendingItems: async () => waiting.splice(0),
    itemBytes: async () => null,
    quarantineItem: async (_item: unknown, _because: string, when: number) => void at.push(when),
  };
  await createItemWorker(pino({ level: 'silent' }), 1_000).tick(
    { store, watchedSourceOf: () => null } as never,
    NOON as Instant,
  );
  expect(at).toEqual([NOON + 700, NOON + 700]);
});

test.each([
  ['news makes ready for messages', false, 1],
  ['what lay there before the watch began does not', true, 0],
])('%s', async (_, backfill, times) => {
  const waiting = [anItem({ id: 'one', backfill })];
  let expected = 0;
  const store = {
    writePart: async () => false,
    pendingItems: async () => waiting.splice(0),
    itemBytes: async () => null,
    quarantineItem: async () => {},
  };
  const expectMessage = () => {
    expected += 1;
  };
  await createItemWorker(pino({ level: 'silent' }), 1_000).tick(
    { store, watchedSourceOf: () => null, expectMessage } as never,
    NOON as Instant,
  );
  expect(expected).toBe(times);
});

test('files that take long keep no other source waiting, and their own source its order', async () => {
  const slowFiles = Promise.withResolvers<null>();
  const pending = [
    anItem({ id: 'slow-1', source: 'slow' as SourceId }),
    anItem({ id: 'slow-2', source: 'slow' as SourceId }),
    anItem({ id: 'quick', source: 'quick' as SourceId }),
  ];
  const settled: string[] = [];
  const store = {
    writePart: async () => false,
    pendingItems: async (_: number, except: readonly string[] = []) =>
      pending.filter(({ id, source }) => !settled.includes(id) && !except.includes(source)),
    itemBytes: async (id: string) => (id === 'slow-1' ? slowFiles.promise : null),
    quarantineItem: async (id: string) => void settled.push(id),
  };
  const settler = createItemWorker(pino({ level: 'silent' }), 20);
  await settler.tick({ store, watchedSourceOf: () => null } as never, NOON as Instant);
  expect(settled).toEqual(['quick']);
  await settler.tick({ store, watchedSourceOf: () => null } as never, NOON as Instant);
  expect(settled).toEqual(['quick']);
  slowFiles.resolve(null);
  await new Promise((resolve) => setTimeout(resolve, 0));
  await settler.tick({ store, watchedSourceOf: () => null } as never, NOON as Instant);
  expect(settled).toEqual(['quick', 'slow-1', 'slow-2']);
});

test('pages of a source that is switched off take no room from those of others', async () => {
  const check = (source: string, n: number): PageCheck => ({
    source: source as SourceId,
    key: `k${n}`,
    url: local('/old'),
    title: '旧通知',
    statedDate: null,
    stage: 'saved',
    firstSeenAt: NOON as Instant,
    dueAt: (NOON + n) as Instant,
    tries: 0,
    etag: null,
    lastModified: null,
    missing: [],
  });
  for (let n = 0; n < CHECKS_A_TICK; n += 1) await at.store.savePageCheck(check('source-off', n));
  await at.store.savePageCheck(check('source-0', 500));
  const off = at.source({ id: 'source-off' as SourceId, enabled: false });
  const on = at.source({ id: 'source-0' as SourceId });
  const sources = new Map(
    [off, on].map((source) => [source.id, { source, outlet: null, zone: 'Asia/Shanghai' }]),
  );
  const due = createDueWork(sources, at.store, { spreadMs: 0, queueOf: (host) => host });
  await due.find((NOON + MINUTE) as Instant);
  const [work] = await due.find((NOON + MINUTE) as Instant);
  expect(work?.jobs.map(({ check: one }) => one?.key ?? 'poll')).toEqual(['poll', 'k500']);
});

test('a clock that was hours ahead and is put right keeps no source waiting', async () => {
  const watch = watching([local('/list')]);
  expect(await watch.tick((NOON + 8 * 60 * MINUTE) as Instant)).toHaveLength(1);
  expect(await watch.tick(NOON as Instant)).toHaveLength(1);
  expect(await watch.tick((NOON + MINUTE) as Instant)).toHaveLength(0);
  // Also where it is put right before a restart.
  expect(await watching([local('/list')]).tick((NOON - 60 * MINUTE) as Instant)).toHaveLength(1);
});
