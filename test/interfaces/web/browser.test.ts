import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Listening, listen } from '../../../src/interfaces/web/create-web.ts';
import { type Browser, startBrowser } from '../../support/browser.ts';
import { browserPath, NOT_RUN } from '../../support/browser-path.ts';
import { rounds } from '../../support/rounds.ts';
import { type Site, startSite } from '../../support/site.ts';
import { keepBoth } from '../../support/studies.ts';

/** The packed one of its two files: it goes into every page anew. */
const AXE = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const path = browserPath();
if (path === null) process.stderr.write(`\n${NOT_RUN}\n\n`);

const PAGES = [
  '/',
  '/setup',
  '/watchlist?list=TCOM,0700.HK',
  '/inbox',
  '/workspace',
  '/book',
  '/company/trip-com',
  '/company/tencent',
  '/notices',
  '/app',
  '/app?name=携程旅行',
  '/search?q=group',
  '/regulators',
  '/regulator/cn-miit',
  '/deadlines',
  '/sectors',
  '/report?list=TCOM,0700.HK',
  '/coverage',
  '/reviews',
  '/deliveries',
  '/deliveries?state=refused',
  '/study',
  '/login',
];
/** Pages that tell of a mistake: the browser itself notes the status. */
const MISTAKES = [
  '/search?q=zzzz',
  '/app?name=无此应用',
  '/company/nobody',
  '/nothing',
  '/?at=never',
];
const PAST = [
  '/?at=2021-09-01',
  '/coverage?at=2021-09-19',
  '/reviews?at=2021-09-20',
  '/study?at=2021-09-19',
];
/** Pages of a past day are those of today with other rows: each in one look, at night in both. */
const isLeftOut = (where: string, look: number): boolean =>
  PAST.includes(where) && PAST.indexOf(where) % LOOKS.length !== look && rounds(1, 2) === 1;
const inChinese = (path: string) => `${path}${path.includes('?') ? '&' : '?'}lang=zh`;
/**
 * Each page in both colours, on a phone and on a wide screen, half of them in Chinese each time.
 */
const LOOKS = [
  { colour: 'light', width: 1280, height: 900 },
  { colour: 'dark', width: 375, height: 740 },
] as const;

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
    site = await startSite({ setUp: { env: {}, envFile: 'no-such-folder/.env' } });
    await keepBoth(site.world.store);
    const opened = await listen(site.app, '127.0.0.1', 0);
    if (!opened.ok) throw new Error(opened.because);
    listening = opened;
    browser = await startBrowser(path!);
    page = await browser.context.newPage();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await listening?.close();
    await site?.close();
  }, 30_000);

  /** Rules that a page breaks, each with a piece of what breaks it. */
  async function violations(): Promise<string[]> {
    await page.evaluate(AXE);
    // What a page keeps to is not described: that takes longer than the checks.
    return page.evaluate(
      `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
        violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 160)))`,
    );
  }

  /** Shows a page as somebody sees it; complaints of the browser that are not about its status. */
  async function look(
    where: string,
    { colour, width, height }: (typeof LOOKS)[number],
  ): Promise<string[]> {
    await page.emulateMedia({ colorScheme: colour });
    await page.setViewportSize({ width, height });
    await page.goto(at(where));
    const mistake = MISTAKES.some((path) => where.startsWith(path));
    return browser
      .complaints()
      .filter((said) => !mistake || !/Failed to load resource: .* status of 40[04]/.test(said));
  }

  test.each([...PAGES, ...MISTAKES, ...PAST])(
    '%s: accessible, no console error, nothing asked elsewhere, no wider than the screen',
    async (where) => {
      for (const [n, shown] of LOOKS.entries()) {
        if (isLeftOut(where, n)) continue;
        const path = n % 2 === PAGES.indexOf(where) % 2 ? inChinese(where) : where;
        expect(await look(path, shown)).toEqual([]);
        expect(await violations()).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
          shown.width,
        );
      }
      await page.setViewportSize({ width: 1280, height: 900 });
    },
  );

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
    await page.waitForFunction('document.querySelector("img.chart").naturalWidth > 0');
    const drawn = await page.locator('img.chart').evaluate((image) => ({
      from: (image as unknown as { currentSrc: string }).currentSrc,
      width: (image as unknown as { naturalWidth: number }).naturalWidth,
    }));
    expect(drawn.from).toContain('dark=1');
    expect(drawn.width).toBeGreaterThan(0);
    expect(browser.complaints()).toEqual([]);
  });

  test('the chart says date, value and what happened under the pointer and under the keys', async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(at('/company/trip-com'));
    await page.waitForFunction('document.querySelector("img.chart").naturalWidth > 0');
    await page.locator('figure.plot').hover({ position: { x: 300, y: 150 } });
    expect(await page.locator('.tip').textContent()).toMatch(/^\w{3} \d+, \d{4}: \d+\.\d/);
    await page.locator('figure.plot').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    expect(await page.locator('.tip').textContent()).toMatch(/2021: 15\.9\n.*MIIT/s);
    expect(await violations()).toEqual([]);
    expect(browser.complaints()).toEqual([]);
  });

  test.each([
    ['/study/reliability.svg', 'P90 10.0 % to 20.0 %: 75\nSaid 14.7 %\nHappened 2.7 %'],
    ['/study/paths.svg', 'Day 1\nlevel 1: 1.0 %'],
  ])('%s says its last point under the pointer and under the keys', async (path, says) => {
    await page.goto(at('/study'));
    await page.locator(`figure:has(img[src^="${path}"])`).focus();
    await page.keyboard.press('End');
    expect(await page.locator('.tip').textContent()).toBe(says);
    expect(await violations()).toEqual([]);
    expect(browser.complaints()).toEqual([]);
  });

  test('on a wide screen eight rows of a long table are shown, and all of them when somebody asks', async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(at('/company/tencent'));
    await page.locator('summary:has(#apps)').click();
    const rows = page.locator('section:has(#apps) tbody tr:visible');
    expect(await rows.count()).toBe(8);
    await page.locator('section:has(#apps) .more input').check();
    expect(await rows.count()).toBeGreaterThan(50);
    await page.goto(at('/regulators'));
    expect(await page.locator('tbody tr:visible').count()).toBe(50);
  });

  test('on a phone three rows of a long table are shown, and all of them when somebody asks', async () => {
    await page.setViewportSize({ width: 375, height: 740 });
    await page.goto(at('/company/tencent'));
    await page.locator('summary:has(#apps)').click();
    const rows = page.locator('section:has(#apps) tbody tr:visible');
    expect(await rows.count()).toBe(3);
    await page.locator('section:has(#apps) .more input').check();
    expect(await rows.count()).toBeGreaterThan(50);
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

  test('an app is looked up with its form, in Chinese and as of a day', async () => {
    await page.goto(at('/app?lang=zh&at=2021-09-20'));
    await page.locator('#name').fill('携程旅行');
    await page.locator('form.inline button').click();
    await page.waitForURL('**/app?**name=**');
    expect(await page.locator('h1').textContent()).toContain('携程集团');
    expect(page.url()).toContain('at=2021-09-20');
    expect(page.url()).toContain('lang=zh');
    expect(browser.complaints()).toEqual([]);
  });

  test('a decision without author and reason is not sent, and the keyboard stands where they are asked for', async () => {
    await page.goto(at('/reviews'));
    await page.locator('button[value=rejected]').click();
    expect(await page.evaluate('document.activeElement.name')).toBe('by');
    expect(page.url()).toBe(at('/reviews'));
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
