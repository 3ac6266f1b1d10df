import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BoardRow } from '../../../src/answers/queries/board.ts';
import type { CompanyId } from '../../../src/domain/ids.ts';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { listed, queryOf } from '../../../src/interfaces/web/company-list.ts';
import { bandMark } from '../../../src/interfaces/web/parts.ts';
import { type Site, startSite } from '../../support/site.ts';

const DAY = '2021-09-21' as CalendarDate;
const row = (id: string, more: Partial<BoardRow> & { mic?: string; sector?: string }): BoardRow =>
  ({
    company: {
      id,
      name: { en: id, zh: null, zhHant: null },
      sector: more.sector ?? 'travel',
      listings:
        more.mic === undefined
          ? []
          : [{ mic: more.mic, symbol: id, from: null, to: null, evidence: [] }],
    },
    tickers: [],
    state: 'acts',
    score: 10,
    band: 'watch',
    change30: 0,
    peak: 10,
    line: [],
    place: null,
    openCases: 1,
    open: [],
    acts: [],
    deadlines: [],
    ...more,
  }) as never;
const ROWS = [
  row('beta', {
    score: 60,
    acts: ['fine', 'delist-app'],
    band: 'high',
    mic: 'XNAS',
    open: [{ regulator: 'cn-cac', stage: 'removed' }] as never,
  }),
  row('alpha', {
    score: 20,
    change30: 5,
    mic: 'XHKG',
    sector: 'games',
    open: [{ regulator: 'cn-miit', stage: 'ordered' }] as never,
  }),
  row('gamma', { score: 0, openCases: 0, peak: 70 }),
  row('nothing', { score: 0, openCases: 0, state: 'no-data' }),
];
const ids = (asked: Record<string, string>, companies: string[] | null = null) =>
  listed(
    ROWS,
    queryOf(
      (name) => asked[name] ?? '',
      companies === null ? null : new Set(companies as CompanyId[]),
    ),
    DAY,
    'en',
  ).map((one) => one.company.id);

test.each([
  [{}, ['beta', 'alpha']],
  [{ all: '1', sort: 'name' }, ['alpha', 'beta', 'gamma']],
  [{ all: '1', sort: 'peak' }, ['gamma', 'beta', 'alpha']],
  [{ sort: 'change' }, ['alpha', 'beta']],
  [{ market: 'hk' }, ['alpha']],
  [{ market: 'private', all: '1' }, ['gamma']],
  [{ sector: 'games' }, ['alpha']],
  [{ band: 'high' }, ['beta']],
  [{ regulator: 'cn-miit' }, ['alpha']],
  [{ stage: 'removed' }, ['beta']],
  [{ stage: 'removed', market: 'hk' }, []],
  [{ act: 'fined' }, ['beta']],
  [{ act: 'fined', market: 'hk' }, []],
  [{ sort: 'by-luck', band: 'purple', act: 'praised' }, ['beta', 'alpha']],
])('%j shows %j', (asked, wanted) => {
  expect(ids(asked)).toEqual(wanted);
});

test('a watchlist shows what is on it, also where nothing is known of it', () => {
  expect(ids({}, ['nothing', 'alpha'])).toEqual(['alpha', 'nothing']);
});

describe('on the page', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  }, 60_000);
  afterAll(() => site.close());

  const post = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    site.get('/watchlist', { method: 'POST', body: new URLSearchParams(fields), headers });
  const main = async (path: string) => /<main.*<\/main>/s.exec(await site.text(path))![0];

  test('a company is followed from its page, and shown, and followed no more', async () => {
    expect(await main('/watchlist')).toContain('Your watchlist is empty');
    await post({ company: 'tencent', follow: '1' });
    expect(await main('/watchlist')).toContain('/company/tencent');
    expect(await site.text('/company/tencent')).toContain('Stop following');
    await post({ company: 'tencent', follow: '0' });
    expect(await main('/watchlist')).not.toContain('/company/tencent');
  });

  test('a pasted list is taken whole or not at all', async () => {
    const wrong = await post({ companies: 'TCOM, NOPE' });
    expect([wrong.status, await wrong.text()]).toEqual([
      400,
      expect.stringContaining('Not known here: NOPE'),
    ]);
    expect((await post({ companies: 'TCOM\n0700.HK' })).status).toBe(303);
    const page = await main('/watchlist');
    expect(page).toContain('/company/trip-com');
    expect(page).toContain('/watchlist?list=TCOM%2C0700.HK');
  });

  test('a list in the address is shown and stored nowhere', async () => {
    const before = await main('/watchlist');
    expect(await main('/watchlist?list=BABA')).toContain('/company/alibaba');
    expect(await main('/watchlist')).toBe(before);
  });

  test('a form of another site changes nothing', async () => {
    const before = await main('/watchlist');
    expect((await post({ companies: '' }, { origin: 'https://evil.example' })).status).toBe(403);
    expect(await main('/watchlist')).toBe(before);
  });

  test('a filter stands in the address, its file is the same list, and pages keep it', async () => {
    const page = await main('/?sort=name&all=1&market=us');
    expect(page).toContain('<option value="us" selected>');
    expect(page.match(/<tr role="row"><th role="rowheader"/g)!.length).toBeGreaterThan(49);
    expect(page).toMatch(/href="\/\?sort=name&amp;all=1&amp;market=us&amp;from=50"/);
    const file = await site.text('/companies.csv?sort=name&all=1&market=us');
    expect(file.split('\n').length).toBeGreaterThan(60);
    expect(file).not.toContain('600104.SS');
  });
});

test('a band is coloured by what is confirmed of it, and named by the whole score', () => {
  const mark = String(bandMark('severe', 'watch', { language: 'en' } as never));
  expect(mark).toBe('<span class="band watch">severe</span>');
});
