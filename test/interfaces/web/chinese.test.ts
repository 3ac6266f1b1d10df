import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shortName } from '../../../src/base/i18n/words.ts';
import { type Names, tickerOf } from '../../../src/domain/company.ts';
import { PAGES } from '../../../src/interfaces/web/create-web.ts';
import { wordsOf } from '../../../src/interfaces/web/request-context.ts';
import { type Site, startSite } from '../../support/site.ts';
import { keepBoth } from '../../support/studies.ts';

/** Latin words that Chinese readers of such pages use as they are. */
const ALLOWED = new Set([
  'Tocsin',
  'Microsoft',
  'Teams',
  'CSV',
  'ISIN',
  'TCOM',
  'JSON',
  'Atom',
  'iCalendar',
  'APP',
  'App',
  'VIE',
  'AUC',
  'Patell',
  'BMP',
  'KP',
  'Corrado',
  'WEB',
  'TOKEN',
  'English',
  'Webhook',
  'Slack',
  'Telegram',
  'Discord',
  'secret',
  'subscribe',
  'Asia',
  'Hong',
  'Kong',
  // Names in titles.
  'Musical',
  'ly',
  'FCC',
  'EDGAR',
]);

let site: Site;
let names: Set<string>;
/** Names of listed companies, each as a whole: their words are ordinary ones. */
let labels: Set<string>;
let notices: string[];
beforeAll(async () => {
  site = await startSite({
    historyUntil: '2021-09-20',
    setUp: { env: {}, envFile: 'no-such-folder/.env' },
  });
  await keepBoth(site.world.store);
  const { companies, universe, regulators, outlets } = site.deps.knowledge.catalog;
  const all = [...companies.values()];
  labels = new Set([...universe.companies()].map((one) => shortName(one, 'zh')));
  names = new Set(
    [
      ...all.flatMap((one) => [...of(one.name), ...one.apps.flatMap((app) => of(app.name))]),
      ...all.flatMap((one) =>
        one.listings.map((listing) => tickerOf(listing).replaceAll('.', ' ')),
      ),
      ...[...regulators.values(), ...outlets.values()].flatMap((one) => of(one.name)),
    ].flatMap(latin),
  );
  notices = (await site.world.store.notices({ limit: 5 })).map((one) => one.id);
});
afterAll(() => site.close());

/** What a Chinese page calls something: the Chinese name, the other one where there is none. */
const of = ({ en, zh }: Names | { en: string | null; zh: string | null }): string[] => [
  zh ?? en ?? '',
];
const latin = (text: string): string[] => text.match(/[A-Za-z][A-Za-z]+/g) ?? [];

/** English words that a reader sees or hears, each with what stands around it. */
function english(page: string): string[] {
  const $ = load(page);
  $(
    'style, code, q, datalist, [placeholder^="smtp:"], svg, body [lang="en"], title[lang="en"], .stored, [data-original]',
  ).remove();
  const heard = ['aria-label', 'alt', 'title', 'placeholder'].flatMap((name) =>
    $(`[${name}]`)
      .map((_, one) => $(one).attr(name) ?? '')
      .get(),
  );
  const seen = $('html')
    .find('*')
    .contents()
    .filter((_, node) => node.type === 'text')
    .map((_, node) => $(node).text())
    .get();
  const told = [...new Set([...seen, ...heard])].filter(
    (text) => !labels.has(text.replace(/(?: \([^)]*\)|（[^）]*）)$/, '')),
  );
  return told.filter((text) =>
    latin(text.replaceAll(/“[^”]*”|https?:\S+/g, '')).some(
      (word) => !ALLOWED.has(word) && !names.has(word),
    ),
  );
}

const zh = (path: string) => `${path}${path.includes('?') ? '&' : '?'}lang=zh`;
const PATHS = [
  ...PAGES.map((page) => page.path).filter((path) => !path.includes(':') && path !== '/search'),
  '/?all=1',
  '/search?q=group',
  '/search?q=zzzz',
  '/search',
  '/app?name=携程旅行',
  '/app?name=无此应用',
  ...[
    'trip-com',
    'tencent',
    'didi',
    'alibaba',
    'bytedance',
    'meituan',
    'xiaomi',
    'china-mobile',
  ].map((id) => `/company/${id}`),
  ...['cn-miit', 'cn-cac', 'us-commerce', 'in-meity'].map((id) => `/regulator/${id}`),
  '/nothing',
  '/login',
  '/?at=never',
  '/coverage?at=2021-09-19',
  '/reviews?at=2021-09-20',
  '/deliveries?state=sent',
];

describe('the Chinese page', () => {
  test.each(PATHS)('%s has no English outside names and quotations', async (path) => {
    const answer = await site.get(zh(path));
    expect(answer.status).toBeLessThan(500);
    const page = await answer.text();
    expect(english(page)).toEqual([]);
    // A reason that nobody put into Chinese is quoted in English: here every one is known.
    expect(page).not.toContain('<q lang="en">');
  });

  test('nor has a notice', async () => {
    expect(notices.length).toBeGreaterThan(1);
    for (const id of notices) {
      const page = await site.text(zh(`/notice/${id}`));
      expect(english(page)).toEqual([]);
      expect(page).not.toContain('<q lang="en">');
    }
  });

  test('the check sees English where there is some', async () => {
    expect(english(await site.text('/coverage?lang=en')).length).toBeGreaterThan(3);
    expect(english('<p>通报 published</p>')).toEqual(['通报 published']);
    expect(
      english('<p title="open">通报</p><p>“open” <q>open</q> <b lang="en">open</b></p>'),
    ).toEqual(['open']);
  });

  test('every sentence has its twin', () => {
    const keys = (value: object): string[] =>
      Object.entries(value).flatMap(([key, part]) =>
        typeof part === 'object' && part !== null
          ? keys(part).map((inner) => `${key}.${inner}`)
          : [key],
      );
    const [en, chinese] = [keys(wordsOf('en')), keys(wordsOf('zh'))];
    expect(en.filter((key) => !chinese.includes(key))).toEqual([]);
  });
});
