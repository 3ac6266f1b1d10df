import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Listening, listen } from '../../src/web/listen.ts';
import { type Browser, browserPath, startBrowser } from '../support/browser.ts';
import { type Site, startSite } from '../support/site.ts';

const path = browserPath();
if (path === null)
  process.stderr.write(
    '\nBROWSER TESTS NOT RUN: no Chromium on this machine. Install it, or set CHROMIUM_PATH, to look at the pages as a reader does.\n\n',
  );

const PATHS = [
  '/',
  '/company/trip-com',
  '/notices',
  '/app?name=携程旅行',
  '/search?q=group',
  '/regulators',
  '/regulator/cn-miit',
  '/deadlines',
  '/coverage',
  '/reviews',
  '/deliveries',
  '/?at=2021-09-01&lang=zh',
];

test('a machine without a browser is told loudly, and one with a browser runs them', () => {
  expect(path === null || path.length > 0).toBe(true);
});

const inBrowser = () => {
  let site: Site;
  let listening: Extract<Listening, { ok: true }>;
  let browser: Browser;
  let page: Page;
  const at = (where: string) => `http://127.0.0.1:${listening.port}${where}`;

  beforeAll(async () => {
    site = await startSite();
    const opened = await listen(site.app, '127.0.0.1', 0);
    if (!opened.ok) throw new Error(opened.because);
    listening = opened;
    browser = await startBrowser(path!);
    page = await browser.context.newPage();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await listening?.close();
    await site?.close();
  }, 30_000);

  /** Rules that a page breaks, each with a piece of what breaks it. */
  async function violations(only?: string[]): Promise<string[]> {
    await page.evaluate(axe.source);
    const run = only === undefined ? '{}' : JSON.stringify({ runOnly: only });
    const result = (await page.evaluate(`axe.run(document, ${run})`)) as axe.AxeResults;
    return result.violations.map(
      (one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160))[0]}`,
    );
  }

  test.each(PATHS)('%s: accessible, no console error, nothing asked elsewhere', async (where) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(at(where));
    expect(await violations()).toEqual([]);
    expect(browser.complaints()).toEqual([]);
  });

  test('a hostile notice stays text, its evidence is marked', async () => {
    const { notices } = (await (await site.get('/api/v1/notices?actions=1')).json()) as {
      notices: { id: string }[];
    };
    await page.goto(at(`/notice/${notices[0]!.id}`));
    expect(await page.locator('.stored script, .stored img').count()).toBe(0);
    expect(await page.locator('.stored').textContent()).toContain('<script>alert(1)</script>');
    expect(await page.locator('.stored mark.m-mention').first().textContent()).toBe('携程旅行');
    expect(await violations()).toEqual([]);
    expect(browser.complaints()).toEqual([]);
  });

  test('the dark colours have contrast, and the chart is drawn for them', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(at('/company/trip-com'));
    const drawn = await page.locator('img.chart').evaluate((image) => ({
      from: (image as unknown as { currentSrc: string }).currentSrc,
      width: (image as unknown as { naturalWidth: number }).naturalWidth,
    }));
    expect(drawn.from).toContain('dark=1');
    expect(drawn.width).toBeGreaterThan(0);
    for (const where of ['/company/trip-com', '/', '/reviews']) {
      await page.goto(at(where));
      expect(await violations(['color-contrast'])).toEqual([]);
    }
    expect(browser.complaints()).toEqual([]);
  });

  test('on a phone nothing but tables is wider than the screen', async () => {
    await page.setViewportSize({ width: 375, height: 740 });
    for (const where of ['/', '/company/trip-com', '/reviews', '/deliveries']) {
      await page.goto(at(where));
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test('the search box, the date and the language work without a mouse', async () => {
    await page.goto(at('/'));
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    await page.locator('#q').fill('TCOM');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/company/trip-com');
    await page.locator('#at').fill('2021-09-01');
    await page.locator('.at button').press('Enter');
    await page.waitForURL('**/company/trip-com?at=2021-09-01');
    expect(await page.locator('.past').textContent()).toContain('1 Sep 2021');
    await page.locator('a.lang').press('Enter');
    await page.waitForURL('**lang=zh');
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    expect(browser.complaints()).toEqual([]);
  });

  test('a review is decided with its form', async () => {
    await page.goto(at('/reviews'));
    await page.locator('input[name=by]').fill('ann');
    await page.locator('input[name=because]').fill('a namesake');
    await page.locator('button[value=rejected]').click();
    await page.waitForURL('**/reviews?saved=1');
    expect(await page.locator('.saved').textContent()).toContain('Saved');
    expect(await page.locator('main').textContent()).toContain('a namesake');
    expect(browser.complaints()).toEqual([]);
  });
};

if (path !== null) describe('in a browser', { timeout: 60_000 }, inBrowser);
