import { createServer as createTls } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { term } from '../../../src/base/i18n/sentence.ts';
import type { Source } from '../../../src/domain/regulator.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { checkSource } from '../../../src/pipeline/watch/check-source.ts';
import { createFetch } from '../../../src/pipeline/watch/fetch.ts';
import type { FindingCode } from '../../../src/pipeline/watch/findings.ts';
import { SELF_SIGNED } from './self-signed.ts';
import { feed, list, NOON, type Watched, watched } from './watched.ts';

let at: Watched;
const fetch = createFetch({
  userAgent: 'Tocsin test',
  allow: new Set(['127.0.0.1', 'localhost', 'nowhere.invalid']),
  limits: { headersMs: 300, exchangeMs: 1_200, connectMs: 300, maxBytes: 100_000 },
  now: () => 0,
});
beforeEach(async () => {
  at = await watched();
});
afterEach(() => at.close());

const check = (more: Partial<Source> = {}) =>
  checkSource(at.source(more), { fetch, proxy: null }, NOON as Instant);
const RSS: Partial<Source> = { kind: 'rss', select: {} };
const JSON_LIST: Partial<Source> = { kind: 'json', select: { items: 'data.rows', link: 'url' } };

const THREE = list(
  ['/a', '关于侵害用户权益的通报一'],
  ['/b', '关于侵害用户权益的通报二'],
  ['/c', '关于侵害用户权益的通报三'],
);

test('a list that answers is shown with its rows and first title', async () => {
  at.pages.set('/list', THREE);
  expect(await check()).toMatchObject({
    works: true,
    proven: true,
    addresses: [
      {
        answer: 'ok',
        status: 200,
        rows: 3,
        newest: '关于侵害用户权益的通报一',
        first: [{ date: '2026-03-02', url: `${at.site.origin}/a` }, {}, {}],
        doubts: [],
      },
    ],
    proposal: null,
  });
  expect((await check({ address: 'unverified' })).proposal).toBe(
    'It answers: set address to verified.',
  );
});

test('a move, another kind and a mirror that answers are proposed', async () => {
  at.pages.set('/new', THREE);
  at.pages.set('/list', (_, response) => response.writeHead(301, { location: '/new' }).end());
  expect((await check()).proposal).toBe(`It moved: set url to ${at.site.origin}/new`);
  at.pages.set('/list', feed({ title: 'A', link: 'https://x.example/a' }));
  expect((await check()).proposal).toBe('It can be read as rss: set kind to rss.');
  at.pages.delete('/list');
  const mirrored = await check({ mirrors: [`${at.site.origin}/new`] });
  expect(mirrored).toMatchObject({
    works: true,
    addresses: [{ answer: 'gone' }, { answer: 'ok' }],
  });
  expect(mirrored.proposal).toContain(`Set url to ${at.site.origin}/new`);
});

describe('rows that answer and are no notices are never proposed as verified', () => {
  const row = (path: string, title: string, date: string | null = '2026-03-02') =>
    `<li><a href="${path}">${title}</a>${date === null ? '' : `<span>${date}</span>`}</li>`;
  const TITLE = '关于侵害用户权益行为的通报';
  const rows = (date: string | null) =>
    [1, 2, 3, 4, 5].map((n) => row(`/art/2026/art_${n}.html`, `${TITLE}${n}`, date)).join('');
  const page = (body: string) => `<html><body>${body}</body></html>`;
  const sections = ['/zwgk/', '/xxgk/index.html', '/tzgg/index.html', '/bsfw/', '/'];

  test.each<[doubt: string, page: string, more?: Partial<Source>]>([
    ['no-dates', page(`<ul>${rows(null)}</ul>`)],
    [
      'short-titles',
      page(`<ul>${[1, 2, 3, 4].map((n) => row(`/a/${n}.html`, '政务公开')).join('')}</ul>`),
    ],
    [
      'menu-links',
      page(`<ul>${sections.map((path, n) => row(path, `信息公开目录与指南之${n}`)).join('')}</ul>`),
    ],
    ['menu-links', page(`<nav><ul>${rows('2026-03-02')}</ul></nav>`)],
    [
      'menu-links',
      page(
        `<div class="menu"><ul>${row('/art/9.html', `${TITLE}九`)}</ul></div><ul>${rows('2026-03-02')}</ul>`,
      ),
    ],
    ['few-rows', page(`<ul>${row('/art/1.html', TITLE)}</ul>`)],
    ['few-rows', page(`<ul>${rows('2026-03-02')}</ul>`), { rows: 24 }],
  ])('%s', async (doubt, text, more) => {
    at.pages.set('/list', text);
    const checked = await check({ address: 'unverified', ...more });
    expect(checked).toMatchObject({ works: true, proven: false, fix: null });
    expect(checked.addresses[0]?.doubts).toContain(doubt);
    expect(checked.proposal).toContain('Its rows may be no notices');
  });

  test('fewer rows than the list had when it was watched last', async () => {
    at.pages.set('/list', page(`<ul>${rows('2026-03-02')}</ul>`));
    const withBefore = (rows: number) =>
      checkSource(at.source(), { fetch, proxy: null }, NOON as Instant, rows);
    expect((await withBefore(9)).proven).toBe(true);
    expect((await withBefore(11)).addresses[0]?.doubts).toEqual(['few-rows']);
  });

  test('a list that states no dates of its own, as its source says', async () => {
    at.pages.set('/list', page(`<ul>${rows(null)}</ul>`));
    expect(await check({ undated: true })).toMatchObject({ proven: true });
  });
});

describe('what a page offers in place of what was looked for', () => {
  const rows = Array.from(
    { length: 5 },
    (_, n) =>
      `<p><a href="/zwgk/tzgg/art/2026/art_${String(n).repeat(32)}.html">关于侵害用户权益的通报${n}</a></p>`,
  ).join('');
  const menu = '<p><a href="/zwgk/">政务公开</a></p><p><a href="/bsfw/1.html">办事服务</a></p>';
  const page = `<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body>${menu}${rows}</body></html>`;

  test('a lost selector: another that finds what looks like notices', async () => {
    at.pages.set('/list', page);
    expect((await check()).proposal).toBe(
      'It shows 5 links that look like notices: try kind html-list with select.item and select.link a[href*="/zwgk/tzgg/art/"].',
    );
  });

  test('a page for a feed: the feed that it names, else its links', async () => {
    at.pages.set('/list', page);
    expect((await check(RSS)).proposal).toBe(
      `The page names a feed: set url to ${at.site.origin}/feed.xml.`,
    );
    at.pages.set('/list', page.replace(/<link[^>]*>/, ''));
    expect((await check(RSS)).proposal).toMatch(/^It shows 5 links/);
  });
});

describe('every other failure is told with its finding and the remedy', () => {
  const html = (body: string) => `<html><head><title>x</title></head><body>${body}</body></html>`;
  const status = (code: number, headers: Record<string, string> = {}) => ({ code, headers });
  test.each<[string, FindingCode, string | ReturnType<typeof status>, Partial<Source>?]>([
    ['nothing there', 'gone', status(404)],
    ['gone for good', 'gone', status(410)],
    ['refused', 'refused', status(403)],
    ['too many requests', 'asked-to-wait', status(429, { 'retry-after': '9' })],
    ['a problem of its own', 'server-error', status(500)],
    ['a status that is no page', 'odd-status', status(204)],
    ['a circle', 'redirect-loop', status(302, { location: '/list' })],
    ['a script challenge', 'challenged', html('<script>var _cf_chl_opt={}</script>')],
    ['a login', 'login-page', html('<form><input type="password"></form>')],
    [
      'an error with status 200',
      'error-page',
      '<html><head><title>404 Not Found</title></head><body><p>x</p></body></html>',
    ],
    ['an empty page', 'empty-page', ' '],
    ['a lost selector', 'list-not-found', html('<p>新版</p>')],
    ['a page for a feed', 'not-a-feed', html('<p>hello</p>'), RSS],
    ['a broken feed', 'broken-feed', '<?xml version="1.0"?><rss><channel>', RSS],
    ['a hostile feed', 'hostile-feed', '<!DOCTYPE r [<!ENTITY a "b">]><rss><channel/></rss>', RSS],
    ['no JSON', 'not-json', '{"data":', JSON_LIST],
    ['an array that moved', 'list-not-found', '{"data":{"list":[]}}', JSON_LIST],
    ['too large', 'too-large', 'x'.repeat(200_000)],
  ])('%s: %s', async (_, code, answer, more) => {
    at.pages.set('/list', (_request, response) =>
      typeof answer === 'string'
        ? response.writeHead(200, { 'content-type': 'text/html' }).end(answer)
        : response.writeHead(answer.code, answer.headers).end(),
    );
    const checked = await check(more);
    expect(checked).toMatchObject({ works: false, addresses: [{ answer: code }] });
    expect(checked.proposal).toBe(term('remedy', code, 'en'));
    expect(checked.addresses[0]?.message).toContain(term('finding', code, 'en'));
  });

  test.each<[FindingCode, string]>([
    ['address-blocked', 'http://10.0.0.1/list'],
    ['bad-url', 'ftp://127.0.0.1/list'],
    ['name-not-found', 'http://nowhere.invalid/list'],
    ['not-reached', 'http://127.0.0.1:9/list'],
  ])('an address that cannot be asked: %s', async (code, url) => {
    const checked = await check({ url });
    expect(checked).toMatchObject({
      addresses: [{ answer: code, status: null }],
      proposal: term('remedy', code, 'en'),
    });
  });

  test('too slow, broken off, and a certificate that nobody vouches for', async () => {
    at.pages.set('/list', () => {});
    expect(await check()).toMatchObject({ addresses: [{ answer: 'too-slow' }] });
    at.pages.set('/list', (_, response) =>
      response
        .writeHead(200, { 'content-encoding': 'gzip' })
        .end(gzipSync('x'.repeat(9_000)).subarray(0, 20)),
    );
    expect(await check()).toMatchObject({ addresses: [{ answer: 'broken-body' }] });
    const tls = createTls(SELF_SIGNED, (_, response) => response.end('secret'));
    await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve));
    const { port } = tls.address() as AddressInfo;
    const checked = await check({ url: `https://localhost:${port}/list` });
    tls.close();
    expect(checked).toMatchObject({
      addresses: [{ answer: 'bad-certificate' }],
      proposal: term('remedy', 'bad-certificate', 'en'),
    });
  });
});
