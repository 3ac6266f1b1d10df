import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, feed, HOUR, list, MINUTE, notice, type Watched, watched } from './watched.ts';

let at: Watched;
beforeEach(async () => {
  at = await watched();
  at.pages.set('/old', notice('旧通知'));
});
afterEach(() => at.close());

const rows = list(['/old', '旧通知']);
const answering = (headers: Record<string, string>, body = rows, status = 200) =>
  at.pages.set('/list', (_, response) => response.writeHead(status, headers).end(body));
/** Minutes until the source is asked again. */
const wait = async () =>
  ((await at.store.sourceState(at.source().id))!.nextPollAt - at.now) / MINUTE;
const RSS = { kind: 'rss' as const, fetchPage: false, select: {} };

describe('a site says when it wants to be asked again', () => {
  test.each<[string, Record<string, string>, number]>([
    ['nothing', {}, 5],
    ['Cache-Control', { 'cache-control': 'public, max-age=1200' }, 20],
    [
      'Cache-Control less what it lay in a cache',
      { 'cache-control': 'max-age=1200', age: '300' },
      15,
    ],
    ['Expires', { expires: new Date(Date.parse('2026-03-02T12:40+08:00')).toUTCString() }, 40],
    [
      'Cache-Control before Expires',
      { 'cache-control': 'max-age=600', expires: 'Mon, 02 Mar 2026 23:00:00 GMT' },
      10,
    ],
    ['no-cache', { 'cache-control': 'no-cache, max-age=1200' }, 5],
    ['a promise of a year', { 'cache-control': 'max-age=31536000' }, 60],
    ['a date that is none', { expires: '0' }, 5],
  ])('%s', async (_, headers, minutes) => {
    answering(headers);
    await at.poll();
    expect(await wait()).toBe(minutes);
  });

  test('the ttl of a feed', async () => {
    answering(
      {},
      feed({ title: 'A', link: 'https://x.example/a' }).replace(
        '</title>',
        '</title><ttl>45</ttl>',
      ),
    );
    await at.poll(RSS);
    expect(await wait()).toBe(45);
  });

  test.each<[string, number, string, number]>([
    ['429 with seconds', 429, '5400', 90],
    ['503 with a date', 503, 'Mon, 02 Mar 2026 05:30:00 GMT', 90],
    ['a wait of a year', 429, '31536000', 360],
    ['a wait shorter than the back-off', 503, '10', 10],
  ])('%s', async (_, status, value, minutes) => {
    answering({ 'retry-after': value }, '', status);
    await at.poll();
    expect(await wait()).toBe(minutes);
  });
});

describe('what is known is not asked for again', () => {
  test.each<[string, Record<string, string>, string, string]>([
    ['ETag', { etag: '"v1"' }, 'if-none-match', '"v1"'],
    [
      'Last-Modified',
      { 'last-modified': 'Mon, 02 Mar 2026 01:00:00 GMT' },
      'if-modified-since',
      'Mon, 02 Mar 2026 01:00:00 GMT',
    ],
  ])('%s: the second poll is a 304 and reads nothing', async (_, headers, name, value) => {
    at.pages.set('/list', (request, response) =>
      request.headers[name] === value
        ? response.writeHead(304).end()
        : response.writeHead(200, headers).end(rows),
    );
    expect(await at.poll()).toMatchObject({ saved: 1 });
    expect(await at.later(5 * MINUTE)).toMatchObject({ saved: 0, unchanged: true, failed: false });
    expect(
      at.site.requests.filter((one) => one.url === '/list').map((one) => one.headers[name]),
    ).toEqual([undefined, value]);
  });

  test('validators are kept only where everything that the list names is saved', async () => {
    at.pages.set('/list', (_, response) => response.writeHead(200, { etag: '"v1"' }).end(rows));
    await at.poll();
    const more = list(['/away', '还没有的通知'], ['/old', '旧通知']);
    at.pages.set('/list', (_, response) => response.writeHead(200, { etag: '"v2"' }).end(more));
    await at.later(5 * MINUTE);
    expect(await at.store.sourceState(at.source().id)).toMatchObject({ etag: null });
  });
});

test('a cookie that a site gives with its first answer opens its pages', async () => {
  at.pages.set('/list', (_, response) =>
    response.writeHead(200, { 'set-cookie': 'sid=7; Path=/' }).end(rows),
  );
  at.pages.set('/old', (request, response) =>
    request.headers.cookie === 'sid=7'
      ? response.writeHead(200).end(notice('正文'))
      : response.writeHead(403).end(),
  );
  expect(await at.poll()).toMatchObject({ saved: 1, finding: null });
  expect((await at.items())[0]?.text).toContain('正文');
});

test('an item with an old date that appears today is stored like any other, and its lag is counted from the last look', async () => {
  at.pages.set('/list', feed({ guid: '1', title: 'A' }));
  await at.poll(RSS);
  const old = feed({ guid: '2', title: 'B' }, { guid: '1', title: 'A' }).replace(
    '<title>B</title>',
    '<title>B</title><pubDate>Mon, 02 Mar 2020 12:00:00 +0800</pubDate>',
  );
  at.pages.set('/list', old);
  expect(await at.later(5 * MINUTE, RSS)).toMatchObject({ saved: 1 });
  const [, item] = await at.store.pendingItems(9);
  expect(item).toMatchObject({
    title: 'B',
    backfill: false,
    publishedAt: Date.parse('2020-03-02T12:00+08:00'),
  });
  expect((await at.store.sourceState(at.source().id))?.memory?.lags).toEqual([5 * MINUTE]);
});

test('a source that fails for weeks is asked every six hours, and told since when it fails', async () => {
  answering({}, rows);
  await at.poll();
  answering({}, '', 503);
  for (let n = 0; n < 80; n += 1) await at.later(6 * HOUR);
  const state = await at.store.sourceState(at.source().id);
  expect(state).toMatchObject({ failures: 80, finding: { code: 'server-error' } });
  expect(at.now - state!.finding!.since).toBeGreaterThan(19 * DAY);
  expect(await wait()).toBe(360);
  answering({}, rows);
  expect(await at.later(6 * HOUR)).toMatchObject({ failed: false, gap: { state: 'ended' } });
});
