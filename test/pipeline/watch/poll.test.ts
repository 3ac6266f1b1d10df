import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Source } from '../../../src/domain/regulator.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { pollSource } from '../../../src/pipeline/watch/poll.ts';
import {
  type FeedItem,
  feed,
  HOUR,
  list,
  MINUTE,
  notice,
  type Watched,
  watched,
} from './watched.ts';

let at: Watched;
beforeEach(async () => {
  at = await watched();
  at.pages.set('/list', list(['/old', '旧通知']));
  at.pages.set('/old', notice('旧通知'));
});
afterEach(() => at.close());

const RSS: Partial<Source> = { kind: 'rss', fetchPage: false, select: {} };
const titles = async () => (await at.items()).map((item) => `${item.title} v${item.version}`);
const asked = (path: string) => at.site.requests.filter((request) => request.url === path).length;

describe('nothing is missed and nothing comes twice', () => {
  test('the first run is silent; what comes after it is news', async () => {
    await at.poll();
    at.pages.set('/list', list(['/new', '新通知'], ['/old', '旧通知']));
    at.pages.set('/new', notice('新通知'));
    expect(await at.later(5 * MINUTE)).toMatchObject({ saved: 1, finding: null });
    expect(await at.items()).toMatchObject([
      { title: '旧通知', backfill: true },
      { title: '新通知', backfill: false, late: false },
    ]);
  });

  test('a first run of a long list fetches the newest twenty and knows the rest by name', async () => {
    const rows = Array.from({ length: 60 }, (_, n) => [`/n${n}`, `通知${n}`] as const);
    for (const [path, title] of rows) at.pages.set(path, notice(title));
    at.pages.set('/list', list(...rows));
    expect(await at.poll()).toMatchObject({ saved: 20 });
    at.pages.set('/list', list(['/n99', '通知99'], ...rows));
    at.pages.set('/n99', notice('通知99'));
    expect(await at.later(5 * MINUTE)).toMatchObject({ saved: 1 });
  });

  test('the same list again is not read again, with validators or without', async () => {
    await at.poll();
    expect(await at.later(5 * MINUTE)).toMatchObject({ saved: 0, unchanged: true });
    expect(asked('/old')).toBe(1);
  });

  test.each<[string, FeedItem, FeedItem]>([
    [
      'a guid that changes',
      { guid: '1', link: 'https://x.example/a', title: 'A' },
      { guid: '9', link: 'https://x.example/a', title: 'A' },
    ],
    [
      'an address that changes',
      { guid: '1', link: 'https://x.example/a', title: 'A' },
      { guid: '1', link: 'https://x.example/b', title: 'A' },
    ],
    [
      'a guid that goes',
      { guid: '1', link: 'https://x.example/a', title: 'A' },
      { link: 'https://x.example/a', title: 'A' },
    ],
    [
      'tracking and scheme',
      { link: 'http://x.example/a', title: 'A' },
      { link: 'https://x.example/a?utm_source=rss', title: 'A' },
    ],
  ])('%s makes no second item', async (_, before, after) => {
    at.pages.set('/list', feed(before));
    await at.poll(RSS);
    at.pages.set('/list', feed({ guid: 'n', link: 'https://x.example/n', title: 'N' }, after));
    expect(await at.later(5 * MINUTE, RSS)).toMatchObject({ saved: 1, edited: 0 });
    expect(await titles()).toEqual(['A v1', 'N v1']);
  });

  test('entries that all link the home page are told apart by title', async () => {
    const link = 'https://x.example/';
    at.pages.set('/list', feed({ link, title: 'A' }, { link, title: 'B' }));
    await at.poll(RSS);
    at.pages.set('/list', feed({ link, title: 'C' }, { link, title: 'A' }, { link, title: 'B' }));
    expect(await at.later(5 * MINUTE, RSS)).toMatchObject({ saved: 1 });
    expect(await titles()).toEqual(['B v1', 'A v1', 'C v1']);
  });

  test('a row that stands twice (on top and in its place) is one item', async () => {
    at.pages.set('/list', list(['/old', '旧通知'], ['/old', '旧通知']));
    expect(await at.poll()).toMatchObject({ saved: 1 });
    at.pages.set('/list', list(['/old', '旧通知']));
    expect(await at.later(5 * MINUTE)).toMatchObject({ saved: 0 });
  });

  test('a feed that edits its text makes a version', async () => {
    at.pages.set('/list', feed({ guid: '1', title: 'A', body: '43 apps' }));
    await at.poll(RSS);
    at.pages.set('/list', feed({ guid: '1', title: 'A', body: '44 apps' }));
    expect(await at.later(5 * MINUTE, RSS)).toMatchObject({ saved: 0, edited: 1 });
    expect(await titles()).toEqual(['A v1', 'A v2']);
  });

  test('the same notices on a mirror are the same items', async () => {
    await at.poll();
    at.pages.delete('/list');
    const mirror = `http://localhost:${new URL(at.site.origin).port}/mirror`;
    at.pages.set('/mirror', list(['/old', '旧通知']));
    const report = await at.later(5 * MINUTE, { mirrors: [`${at.site.origin}/gone`, mirror] });
    expect(report.finding?.code).toBe('gone');
    const open = await at.later(5 * MINUTE, { mirrors: [`${at.site.origin}/mirror`] });
    expect(open).toMatchObject({ saved: 0, failed: false, finding: null });
  });

  test('a page that fails is tried again, its title is stored after ten minutes, its text when it comes', async () => {
    await at.poll();
    at.pages.set('/list', list(['/slow', '迟到的通知'], ['/old', '旧通知']));
    expect(await at.later(5 * MINUTE)).toMatchObject({
      saved: 0,
      finding: { code: 'page-failed' },
    });
    expect((await at.store.sourceState(at.source().id))!.nextPollAt).toBe(at.now + MINUTE);
    expect(await at.later(MINUTE)).toMatchObject({ saved: 0 });
    expect(await at.later(10 * MINUTE)).toMatchObject({ saved: 1 });
    expect((await at.items()).at(-1)).toMatchObject({
      title: '迟到的通知',
      text: '迟到的通知',
      version: 1,
    });
    at.pages.set('/slow', notice('全文'));
    at.now += 2 * MINUTE;
    expect(await at.look()).toEqual(['edited']);
    expect((await at.items()).at(-1)).toMatchObject({
      version: 2,
      text: expect.stringContaining('全文'),
    });
  });

  test('a host that asks for patience gets an hour, then the title goes out; it is not asked at every look', async () => {
    await at.poll();
    at.pages.set('/list', list(['/busy', '紧急通报'], ['/old', '旧通知']));
    at.pages.set('/busy', (_, response) => response.writeHead(429).end());
    await at.later(5 * MINUTE);
    at.pages.set('/list', list(['/old', '旧通知']));
    const looks: number[] = [];
    for (let n = 0; n < 65; n += 1) {
      at.now += MINUTE;
      looks.push((await at.look()).length);
    }
    expect((await at.items()).at(-1)).toMatchObject({
      title: '紧急通报',
      text: '紧急通报',
      backfill: false,
    });
    expect(asked('/busy')).toBeLessThan(30);
  });
});

describe('a mirror and a move', () => {
  test('a challenge at the address is answered by the mirror, whose validators the address never sees', async () => {
    at.pages.set('/list', (_, response) =>
      response.writeHead(403).end('<html><script>var _cf_chl_opt={}</script></html>'),
    );
    const mirror = list(['/old', '旧通知']);
    at.pages.set('/mirror', (_, response) => response.writeHead(200, { etag: '"m"' }).end(mirror));
    const mirrors = [`${at.site.origin}/mirror`];
    expect(await at.poll({ mirrors })).toMatchObject({ saved: 1, failed: false });
    await at.later(5 * MINUTE, { mirrors });
    const told = at.site.requests
      .filter((one) => one.url === '/list')
      .map((one) => one.headers['if-none-match']);
    expect(told).toEqual([undefined, undefined]);
    expect((await at.later(5 * MINUTE)).finding?.code).toBe('challenged');
  });

  test('nor where the mirror shows the same list as before', async () => {
    const mirrors = [`${at.site.origin}/mirror`];
    const same = list(['/old', '旧通知']);
    const marked = (etag: string) => (_: unknown, response: ServerResponse) =>
      response.writeHead(200, { etag, 'content-type': 'text/html' }).end(same);
    at.pages.set('/list', marked('"own"'));
    await at.poll({ mirrors });
    at.pages.set('/list', (_, response) => response.writeHead(503).end());
    at.pages.set('/mirror', marked('"mirror"'));
    expect(await at.later(5 * MINUTE, { mirrors })).toMatchObject({
      failed: false,
      unchanged: true,
    });
    await at.later(5 * MINUTE, { mirrors });
    const shown = at.site.requests
      .filter(({ url }) => url === '/list')
      .map(({ headers }) => headers['if-none-match']);
    expect(shown).toEqual([undefined, '"own"', '"own"']);
  });

  test('a permanent move is remembered, and forgotten when the configured address changes', async () => {
    at.pages.set('/moved', String(at.pages.get('/list')));
    at.pages.set('/list', (_, response) => response.writeHead(301, { location: '/moved' }).end());
    await at.poll();
    await at.later(5 * MINUTE);
    expect(asked('/list')).toBe(1);
    at.pages.set('/other', list(['/old', '旧通知']));
    await at.later(5 * MINUTE, { url: `${at.site.origin}/other` });
    expect([asked('/moved'), asked('/other')]).toEqual([2, 1]);
  });
});

test('a list that a script would fill is asked for with the call that the page names', async () => {
  const call = '/api-gateway/jpaas-publish-server/front/page/build/unit';
  at.pages.set(
    '/list',
    `<html><body><script parseType="buildstatic" url="${call}" queryData="{'webId':'8d8','tagId':'list'}"></script></body></html>`,
  );
  let rows = list(['/old', '旧通知']);
  at.pages.set(
    `${call}?webId=8d8&tagId=list&paramJson=%7B%22pageNo%22%3A1%2C%22pageSize%22%3A24%7D`,
    (request, response) =>
      request.headers.referer === `${at.site.origin}/list`
        ? response.writeHead(200).end(JSON.stringify({ success: true, data: { html: rows } }))
        : response.writeHead(403).end(),
  );
  expect(await at.poll()).toMatchObject({ saved: 1, finding: null });
  expect(await at.later(5 * MINUTE)).toMatchObject({ saved: 0, failed: false });
  rows = list(['/new', '新通知'], ['/old', '旧通知']);
  at.pages.set('/new', notice('新通知'));
  expect(await at.later(5 * MINUTE)).toMatchObject({ saved: 1 });
});

test('of several calls, spelt as their makers spell them, the one with the list is taken; where it fails, rows of the page itself are', async () => {
  const call = '/api-gateway/jpaas-publish-server/front/page/build/unit';
  const script = (tag: string) =>
    `<script parseType="bulidstatic" url="${call}" queryData="{'tagId':'${tag}','paramJson':'{}'}"></script>`;
  const asks = (tag: string) => `${call}?tagId=${encodeURIComponent(tag)}&paramJson=%7B%7D`;
  const html = (text: string) => JSON.stringify({ success: true, data: { html: text } });
  const page = (rows = '') =>
    `<html><body>${script('当前位置')}${script('内容区域')}${rows}</body></html>`;
  at.pages.set('/list', page());
  at.pages.set(asks('当前位置'), html('<a href="/index.html">首页</a>'));
  at.pages.set(asks('内容区域'), html(list(['/a', '公告一'], ['/b', '公告二'], ['/c', '公告三'])));
  expect(await at.poll({ fetchPage: false })).toMatchObject({ saved: 3, finding: null });
  expect(at.site.requests.map(({ url }) => url)).toEqual(['/list', asks('内容区域')]);
  at.pages.delete(asks('内容区域'));
  at.pages.delete(asks('当前位置'));
  expect((await at.later(HOUR, { fetchPage: false })).finding?.code).toBe('gone');
  at.pages.set('/list', page(list(['/d', '公告四'], ['/a', '公告一'], ['/b', '公告二'])));
  expect(await at.later(HOUR, { fetchPage: false })).toMatchObject({ saved: 1, finding: null });
});

test('a site that answers nobody who comes from nowhere is asked from the address that its source names', async () => {
  const rows = list(['/old', '旧通知']);
  at.pages.set('/list', (request, response) =>
    request.headers.referer === 'https://www.example.org/'
      ? response.writeHead(200, { 'content-type': 'text/html' }).end(rows)
      : response.writeHead(403).end(),
  );
  expect((await at.poll()).finding?.code).toBe('refused');
  expect(await at.later(HOUR, { referer: 'https://www.example.org/' })).toMatchObject({
    saved: 1,
    finding: null,
  });
});

test('a page that breaks its reader is a finding and waits longer each time; a database that is away is no finding', async () => {
  const bug = async () => {
    throw new RangeError('Maximum call stack size exceeded');
  };
  const polled = (fetch: typeof bug) =>
    pollSource(
      at.source(),
      'Asia/Shanghai',
      { store: at.store, fetch, jitter: () => 0 },
      at.now as Instant,
    );
  const waits: number[] = [];
  for (let time = 0; time < 3; time += 1) {
    const report = await polled(bug);
    expect(report).toMatchObject({
      failed: true,
      finding: { code: 'own-fault' },
      news: time === 0,
    });
    expect(report.broke).toBeInstanceOf(RangeError);
    const { nextPollAt } = (await at.store.sourceState(at.source().id))!;
    waits.push(nextPollAt - at.now);
    at.now = nextPollAt;
  }
  expect(waits[0]).toBeGreaterThanOrEqual(5 * MINUTE);
  expect(waits).toEqual([...waits].sort((a, b) => a - b));
  expect(waits[2]).toBeGreaterThan(waits[0]!);
  const away = async () => {
    throw Object.assign(new Error('the database is away'), { name: 'StoreProblem' });
  };
  await expect(polled(away)).rejects.toThrow('the database is away');
});
