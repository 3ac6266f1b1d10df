import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Listening, listen } from '../../../src/interfaces/web/create-web.ts';
import { type Browser, setOwnFont, startBrowser } from '../../support/browser.ts';
import { browserPath } from '../../support/browser-path.ts';
import { SHORT_LIST } from '../../support/miit-list.ts';
import { siteOver } from '../../support/site.ts';
import { startWorld, type World } from '../../support/world.ts';

const path = browserPath();

test('is measured where there is a browser', () => {
  expect(path === null || path.length > 0).toBe(true);
});

type Shown = Record<'rows' | 'longest' | 'letters' | 'folds', number>;

/**
 * In the page: rows of tables and entries of lists that can be seen, the most of one table or list,
 * and the parts that are folded.
 */
const COUNT_SHOWN = `(() => {
  const seen = (nodes) => [...nodes].filter((node) => node.checkVisibility()).length;
  const lists = [...document.querySelectorAll('main :is(tbody, ul, ol, dl)')];
  const lengths = lists.map((list) => seen(list.children));
  return {
    rows: lengths.reduce((sum, length) => sum + length, 0),
    longest: Math.max(...lengths),
    letters: document.querySelector('main').innerText.length,
    folds: document.querySelectorAll('main details:not([open])').length,
  };
})()`;

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
    await setOwnFont(browser);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await listening?.close();
    await world?.close();
  }, 30_000);

  test.each([
    [375, { rows: 40, letters: 4_500 }],
    [1280, { rows: 70, letters: 7_500 }],
  ])('the page of a company shows a bounded part at %i pixels', async (width, most) => {
    const page = await browser.context.newPage();
    await page.setViewportSize({ width, height: 740 });
    await page.goto(`http://127.0.0.1:${listening.port}/company/tencent`);
    expect(await page.locator('section:has(#notices) .scroll tbody tr').count()).toBe(10);
    expect(await page.locator('a[href="/notices?company=tencent"]').count()).toBe(1);
    const shown = (await page.evaluate(COUNT_SHOWN)) as Shown;
    expect(shown.longest).toBeLessThanOrEqual(10);
    expect(shown.rows).toBeLessThanOrEqual(most.rows);
    expect(shown.letters).toBeLessThanOrEqual(most.letters);
    expect(shown.folds).toBeGreaterThanOrEqual(4);
    await page.close();
  });

  test('on a phone it ends within 3,500 pixels, below a header of one row', async () => {
    const page = await browser.context.newPage();
    await page.setViewportSize({ width: 390, height: 844 });
    for (const language of ['en', 'zh']) {
      await page.goto(`http://127.0.0.1:${listening.port}/company/tencent?lang=${language}`);
      expect(await page.evaluate('document.documentElement.scrollHeight')).toBeLessThan(3_500);
      expect(await page.evaluate('document.querySelector("header").offsetHeight')).toBeLessThan(64);
      expect(await page.locator('header nav').isVisible()).toBe(false);
      await page.locator('.unfold-label').click();
      expect(await page.locator('header nav').isVisible()).toBe(true);
    }
    await page.close();
  });

  test.each(['/', '/?lang=zh', '/company/tencent'])(
    'the header of %s is one row at 1,280 pixels and at 1,217',
    async (where) => {
      const page = await browser.context.newPage();
      for (const width of [1_217, 1_280]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(`http://127.0.0.1:${listening.port}${where}`);
        expect(await page.evaluate('document.querySelector("header").offsetHeight')).toBeLessThan(
          64,
        );
        expect(await page.locator('header nav').isVisible()).toBe(true);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
          width,
        );
        expect((await page.locator('#q').boundingBox())!.width).toBeGreaterThan(80);
      }
      await page.close();
    },
  );

  test.each(['/', '/company/tencent', '/regulators', '/deadlines', '/notices', '/coverage'])(
    '%s hides nothing in a sideways scroller at 768 pixels',
    async (where) => {
      const page = await browser.context.newPage();
      await page.setViewportSize({ width: 768, height: 1_024 });
      await page.goto(`http://127.0.0.1:${listening.port}${where}`);
      const wider = `[...document.querySelectorAll('main *')].filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0 && ['auto', 'scroll'].includes(getComputedStyle(one).overflowX)).length`;
      expect(await page.evaluate(wider)).toBe(0);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(768);
      await page.close();
    },
  );

  test.each(['tencent', 'alibaba', 'tencent?lang=zh'])(
    'the page of %s prints on at most two sheets of A4',
    async (company) => {
      const page = await browser.context.newPage();
      await page.goto(`http://127.0.0.1:${listening.port}/company/${company}`);
      const pdf = await page.pdf({ preferCSSPageSize: true });
      const sheets = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? [];
      expect(sheets.length).toBeGreaterThan(0);
      expect(sheets.length).toBeLessThanOrEqual(2);
      await page.close();
    },
  );

  test('the search box offers while somebody types, and the keyboard opens an offer', async () => {
    const page = await browser.context.newPage();
    await page.setViewportSize({ width: 1_280, height: 900 });
    await page.goto(`http://127.0.0.1:${listening.port}/legend`);
    await page.locator('#q').pressSequentially('ten');
    await page.locator('.offers li').first().waitFor();
    expect(await page.locator('.offers a').first().textContent()).toContain('Tencent');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/company/tencent');
    expect(browser.complaints()).toEqual([]);
    await page.close();
  });
};

if (path !== null) describe('a company with much on record', { timeout: 60_000 }, inBrowser);
