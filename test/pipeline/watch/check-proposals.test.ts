import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Source } from '../../../src/domain/regulator.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { checkSource, lastEntries } from '../../../src/pipeline/watch/check-source.ts';
import { createFetch } from '../../../src/pipeline/watch/fetch.ts';
import { feed, list, NOON, notice, type Watched, watched } from './watched.ts';

let at: Watched;
const fetch = createFetch({
  userAgent: 'Tocsin test',
  allow: new Set(['127.0.0.1']),
  now: () => 0,
});
beforeEach(async () => {
  at = await watched();
});
afterEach(() => at.close());
afterAll(() => fetch.close());

const page = (path: string) => `${at.site.origin}${path}`;
const titled = (count: number) =>
  list(
    ...Array.from({ length: count }, (_, n): [string, string] => [
      `/art/2026/${n}.html`,
      `关于侵害用户权益的通报${n}`,
    ]),
  );

describe('what to write in config', () => {
  const check = (more: Partial<Source> = {}) =>
    checkSource(at.source(more), { fetch, proxy: null }, NOON as Instant);

  test('is nothing where a verified address answers, or where its list is empty', async () => {
    at.pages.set('/list', titled(3));
    expect(await check()).toMatchObject({ proven: true, proposal: null, fix: null });
    at.pages.set('/list', feed());
    const empty = await check({ kind: 'rss', select: {} });
    expect(empty).toMatchObject({ works: true, fix: null });
    expect(empty.proposal).toBe('It answers an empty list: open it in a browser and compare.');
  });

  test('is that an address answers, or where it moved to', async () => {
    at.pages.set('/new', titled(3));
    expect((await check({ url: page('/new'), address: 'unverified' })).fix).toEqual({
      address: 'verified',
    });
    at.pages.set('/list', (_, response) => response.writeHead(301, { location: '/new' }).end());
    expect((await check()).fix).toEqual({ url: page('/new'), address: 'verified' });
  });

  test('is the first mirror that answers, with the others that do', async () => {
    for (const path of ['/b', '/c']) at.pages.set(path, titled(4));
    const mirrors = ['/away', '/b', '/c', '/gone'].map(page);
    const found = await check({ mirrors });
    expect(found.fix).toEqual({ url: page('/b'), mirrors: [page('/c')], address: 'verified' });
    expect(found.proposal).toBe(
      `Set url to ${page('/b')}, which answers with 4 rows, and remove what does not.`,
    );
    expect((await check({ mirrors: [page('/b')] })).fix).toMatchObject({ mirrors: null });
  });

  test('is no mirror whose rows may be no notices', async () => {
    at.pages.set('/b', titled(1));
    const found = await check({ mirrors: [page('/b')] });
    expect(found).toMatchObject({ works: true, proven: false, fix: null });
  });

  test('is the kind of what came, without selectors', async () => {
    at.pages.set('/list', feed({ title: 'A', link: 'https://x.example/a' }));
    expect((await check()).fix).toEqual({ kind: 'rss', select: null });
    at.pages.set('/list', feed());
    expect((await check()).fix).toBeNull();
  });

  test('is the feed or the selector that a page offers', async () => {
    const links = [1, 2, 3, 4, 5].map(
      (n) =>
        `<p><a href="/tzgg/art/2026/art_${`${n}`.repeat(32)}.html">关于侵害权益的通报${n}</a></p>`,
    );
    const head = '<head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head>';
    at.pages.set('/list', `<html>${head}<body>${links.join('')}</body></html>`);
    expect((await check({ kind: 'rss', select: {} })).fix).toEqual({ url: page('/feed.xml') });
    const text = 'a[href*="/tzgg/art/"]';
    expect((await check()).fix).toEqual({
      kind: 'html-list',
      select: { item: text, link: text },
    });
  });

  test('is a route that answers where the address does not', async () => {
    at.pages.set('/route', feed({ title: 'A', link: 'https://x.example/a' }));
    const found = await check({ route: page('/route') } as Partial<Source>);
    expect(found.addresses.map(({ url, answer }) => [url, answer])).toEqual([
      [page('/list'), 'gone'],
      [page('/route'), 'ok'],
    ]);
    at.pages.set('/list', titled(3));
    expect((await check({ route: page('/route') } as Partial<Source>)).addresses).toHaveLength(1);
  });
});

describe('the newest entries of a list on request', () => {
  const last = (count: number, more: Partial<Source> = {}) =>
    lastEntries(at.source(more), count, { store: at.store, fetch, proxy: null }, NOON as Instant);

  test('are stored as back-filled and late, and found again the next time', async () => {
    at.pages.set('/list', list(['/a', '通报一'], ['/b', '通报二'], ['/c', '通报三']));
    for (const path of ['/a', '/b']) at.pages.set(path, notice(path));
    const first = await last(2);
    expect(first).toMatchObject({
      ok: true,
      listed: 3,
      entries: [
        { title: '通报一', url: page('/a'), statedDate: '2026-03-02', fresh: true, problem: null },
        { title: '通报二', fresh: true },
      ],
    });
    expect(await at.items()).toMatchObject([
      { title: '通报一', backfill: true, late: true },
      { title: '通报二', backfill: true, late: true },
    ]);
    expect(await last(1)).toMatchObject({
      entries: [{ title: '通报一', fresh: false, item: { title: '通报一' } }],
    });
    expect(await at.items()).toHaveLength(2);
  });

  test('say what is wrong with a page, and are stored by their titles', async () => {
    at.pages.set('/list', list(['/away', '通报一']));
    const found = await last(1);
    expect(found).toMatchObject({ entries: [{ fresh: true, item: { title: '通报一' } }] });
    expect(found.ok && found.entries[0]!.problem).toContain('通报一');
  });

  test('come from a mirror where the address does not answer', async () => {
    at.pages.set('/mirror', list(['/a', '通报一']));
    at.pages.set('/a', notice('a'));
    expect(await last(1, { mirrors: [page('/away'), page('/mirror')] })).toMatchObject({
      listed: 1,
    });
  });

  test('are none where nothing answers, with what the address itself failed with', async () => {
    const found = await last(1, { mirrors: ['http://127.0.0.1:9/mirror'] });
    expect(found).toEqual({ ok: false, message: expect.stringContaining(page('/list')) });
    at.pages.set('/list', '<html><body><p>新版网站，栏目已经搬走</p></body></html>');
    expect(await last(1)).toEqual({ ok: false, message: expect.stringContaining(page('/list')) });
  });
});
