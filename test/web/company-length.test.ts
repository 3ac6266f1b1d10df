import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Listening, listen } from '../../src/web/create-web.ts';
import { type Browser, startBrowser } from '../support/browser.ts';
import { browserPath } from '../support/browser-path.ts';
import { SHORT_LIST } from '../support/miit-list.ts';
import { siteOver } from '../support/site.ts';
import { startWorld, type World } from '../support/world.ts';

const path = browserPath();

test('is measured where there is a browser', () => {
  expect(path === null || path.length > 0).toBe(true);
});

/** Tencent with two years of its record and a dozen notices of its apps. */
const inBrowser = () => {
  let world: World;
  let browser: Browser;
  let listening: Extract<Listening, { ok: true }>;

  beforeAll(async () => {
    world = await startWorld({ historyUntil: '2021-09-19' });
    for (let n = 1; n <= 12; n++)
      world.publish('miit', {
        ...SHORT_LIST,
        path: `/miit/art_${n}.html`,
        title: SHORT_LIST.title.replace('第9批，总第18批', `第${n + 9}批，总第${n + 18}批`),
        body: SHORT_LIST.body
          .replace('携程旅行', ['微信', 'QQ音乐', '腾讯视频'][n % 3]!)
          .replace('上海携程商务有限公司', '深圳市腾讯计算机系统有限公司'),
      });
    await world.tickAt('2021-09-20T10:05');
    const opened = await listen(siteOver(world).app, '127.0.0.1', 0);
    if (!opened.ok) throw new Error(opened.because);
    listening = opened;
    browser = await startBrowser(path!);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await listening?.close();
    await world?.close();
  }, 30_000);

  test.each([
    [375, 6_000],
    [1280, 4_500],
  ])('the page of a company is bounded at %i pixels', async (width, most) => {
    const page = await browser.context.newPage();
    await page.setViewportSize({ width, height: 740 });
    await page.goto(`http://127.0.0.1:${listening.port}/company/tencent`);
    expect(await page.locator('#notices + .scroll tbody tr').count()).toBe(10);
    expect(await page.locator('a[href="/notices?company=tencent"]').count()).toBe(1);
    const length = (await page.evaluate('document.documentElement.scrollHeight')) as number;
    expect(length).toBeLessThan(most);
  });
};

if (path !== null) describe('a company with much on record', { timeout: 60_000 }, inBrowser);
