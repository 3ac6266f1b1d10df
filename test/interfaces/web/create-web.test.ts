import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PAGES } from '../../../src/interfaces/web/create-web.ts';
import { HOSTILE, type Site, startSite } from '../../support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

const newestNotice = async (): Promise<string> => {
  const { notices } = (await (await site.get('/api/v1/notices?actions=1')).json()) as {
    notices: { id: string }[];
  };
  return notices[0]!.id;
};

describe('every page', () => {
  test('stands in the list', async () => {
    const files = await Promise.all(
      readdirSync('src/interfaces/web/pages').map(
        (name) => import(`../../../src/interfaces/web/pages/${name.slice(0, -3)}.ts`),
      ),
    );
    const isPage = (one: unknown) => typeof one === 'object' && one !== null && 'render' in one;
    const pages = files.flatMap((file) => Object.values(file).filter(isPage));
    expect(pages.length).toBeGreaterThan(10);
    for (const page of pages) expect(PAGES).toContain(page);
  });

  test.each([
    ['/', ['Trip.com Group', '15.9', 'watch', '28 Sep 2021 (in 7 days)', '第10批']],
    ['/?all=1&sort=name', ['Next page', 'Only companies with a score']],
    [
      '/company/trip-com',
      [
        'Trip.com Group (TCOM, 9961.HK)',
        '15.9',
        'add up to the score',
        'under an order',
        '上海携程商务有限公司',
      ],
    ],
    ['/notices', ['第9批', '第10批', 'MIIT ordered Ctrip to fix violations by 28 Sep 2021']],
    ['/notices?company=trip-com', ['Notices: Trip.com Group', '第9批']],
    ['/notices?company=tencent', ['Notices: Tencent', 'No notice was read yet']],
    ['/app?name=携程旅行', ['Trip.com Group', 'exact']],
    ['/regulators', ['Ministry of Industry and Information Technology']],
    ['/regulator/cn-miit', ['MIIT', '2021', 'Base rates']],
    ['/deadlines', ['28 Sep 2021', 'in 7 days', 'Trip.com Group']],
    ['/coverage', ['not asked yet', 'MIIT']],
    ['/reviews', ['1 question is open', '虚构市无名软件有限公司', 'Accept', 'Reject']],
    ['/deliveries', ['terminal: <code>test</code>', 'sent']],
    ['/search?q=group', ['Which one?']],
  ])('%s shows what it is for', async (path, parts) => {
    const answer = await site.get(path);
    const text = await answer.text();
    expect(answer.status).toBe(200);
    for (const part of parts) expect(text).toContain(part);
    expect(text).toContain('Not investment advice.');
  });

  test('a sure search goes straight to the company, and keeps the day', async () => {
    const answer = await site.get('/search?q=TCOM&at=2021-09-20');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/company/trip-com?at=2021-09-20');
  });

  test.each([
    ['MIIT', '/regulator/cn-miit'],
    ['工信部', '/regulator/cn-miit'],
    ['Securities and Exchange Commission', '/regulator/us-sec'],
  ])('%s is an authority, and no company that is spelt nearly so', async (query, page) => {
    const answer = await site.get(`/search?q=${encodeURIComponent(query)}`);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(page);
  });

  test('what is an authority and a ticker offers both', async () => {
    const text = await site.text('/search?q=CAC');
    expect(text.indexOf('/regulator/cn-cac')).toBeGreaterThan(0);
    expect(text.indexOf('/company/xnas-cac')).toBeGreaterThan(text.indexOf('/regulator/cn-cac'));
  });

  test('a past day shows what was known by then, and says so', async () => {
    const before = await site.text('/company/trip-com?at=2021-09-01');
    expect(before).toContain('You are looking at 1 Sep 2021');
    expect(before).toContain('No open case is known here.');
    expect(before).not.toContain('第9批');
  });

  test('speaks Chinese where it is asked to, by address or by the browser', async () => {
    expect(await site.text('/?lang=zh')).toContain('<html lang="zh-CN">');
    const answer = await site.get('/', {
      headers: { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' },
    });
    expect(await answer.text()).toContain('携程');
  });

  test.each([
    '/company/nobody',
    '/notice/none',
    '/regulator/none',
    '/nothing',
    '/company/trip-com/none.csv',
  ])('%s is not found', async (path) => {
    expect((await site.get(path)).status).toBe(404);
  });

  test('a day that is none is told', async () => {
    const answer = await site.get('/?at=2021-02-30');
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('“2021-02-30” is not a date');
  });
});

describe('a stored notice', () => {
  test('is shown with what was read from it marked, and why it was matched', async () => {
    const { notices } = (await (await site.get('/api/v1/notices?actions=1')).json()) as {
      notices: { id: string }[];
    };
    const text = await site.text(`/notice/${notices[1]!.id}`);
    expect(text).toContain('<mark class="m-mention" title="name">携程旅行</mark>');
    expect(text).toContain('<mark class="m-deadline" title="deadline">9月28日</mark>');
    expect(text).toContain('equals the registered name “上海携程商务有限公司”');
    expect(text).toContain('ordered to rectify');
    expect(text).toMatch(
      /<q lang="zh[^"]*">[^<]{5,}<mark class="m-action">[^<]+<\/mark>[^<]*<\/q>/,
    );
    expect(text).toContain('0.0 → 15.9');
  });

  test('never becomes markup of the page', async () => {
    const text = await site.text(`/notice/${await newestNotice()}`);
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).not.toContain(HOSTILE);
    expect(text).not.toMatch(/<script(?! src="\/search\.js")|onerror=alert\(2\)>/);
  });

  test('nothing that is asked for becomes markup', async () => {
    const asked = encodeURIComponent('"><script>alert(3)</script>');
    for (const path of [
      `/search?q=${asked}`,
      `/app?name=${asked}`,
      `/?at=${asked}`,
      `/nothing?lang=${asked}`,
    ])
      expect(await site.text(path)).not.toContain('<script>');
  });
});

describe('what every answer carries', () => {
  test('a policy that allows files of this site and nothing inline', async () => {
    const { headers } = await site.get('/');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test.each(['/', '/company/trip-com', '/reviews', '/deliveries', '/coverage'])(
    '%s has no script but those of search and chart, and nothing inline',
    async (path) => {
      expect(await site.text(path)).not.toMatch(
        /<script(?! src="\/(?:chart|search)\.js" defer><)|<style|\sstyle="|\son\w+="/,
      );
    },
  );

  test('health, readiness and figures', async () => {
    expect(await site.text('/healthz')).toBe('ok');
    expect(await site.text('/readyz')).toBe('ready');
    expect(await site.text('/metrics')).toContain('tocsin_reviews_open 1');
  });
});
