import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { holdingsOf } from '../../../src/answers/queries/book.ts';
import { precisionOf } from '../../../src/answers/queries/verdicts.ts';
import { type Site, startSite } from '../../support/site.ts';

describe('holdings of a pasted list', () => {
  test.each([
    [
      'TCOM 4.5\n0700.HK 8',
      [
        ['TCOM', 4.5],
        ['0700.HK', 8],
      ],
    ],
    [
      'TCOM, 4.5 %\nTrip.com Group, 3',
      [
        ['TCOM', 4.5],
        ['Trip.com Group', 3],
      ],
    ],
    ['ISIN;Name;Weight\nUS89677Q1076;Trip.com;4,5\n', [['US89677Q1076', 4.5]]],
    ['Name,ISIN,Market value\nTencent,KYG875721634,"1,234.5"', [['Tencent', 1234.5]]],
    [
      '代码,权重(%)\n0700.HK,8\n600519,−2',
      [
        ['0700.HK', 8],
        ['600519', -2],
      ],
    ],
    [
      'TCOM\nDIDI',
      [
        ['TCOM', null],
        ['DIDI', null],
      ],
    ],
    ['ticker,weight\nTCOM,heavy', [['TCOM', null]]],
    ['Trip.com  Group   4.5%', [['Trip.com  Group', 4.5]]],
    ['  TCOM -3 ', [['TCOM', -3]]],
    ['Series 7 Fund', [['Series 7 Fund', null]]],
    ['', []],
  ])('%j', (text, expected) => {
    expect(holdingsOf(text).map(({ typed, weight }) => [typed, weight])).toEqual(expected);
  });
});

describe('precision by verdicts', () => {
  test('has the interval of so few words, and none where nobody judged', () => {
    expect(precisionOf([])).toMatchObject({ judged: 0, share: null });
    const { judged, share } = precisionOf([
      { useful: 20, noise: 4, wrong: 0 },
      { useful: 11, noise: 2, wrong: 3 },
    ]);
    expect(judged).toBe(40);
    // Wilson, 31 of 40: 62.5 to 87.7 %.
    expect(share!.of).toBeCloseTo(0.775, 3);
    expect(share!.low).toBeCloseTo(0.625, 2);
    expect(share!.high).toBeCloseTo(0.877, 2);
  });
});

describe('a book on the page', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  });
  afterAll(() => site.close());

  test('is scored by exposure; what nobody knows is said and counts nowhere', async () => {
    expect(await site.text('/book')).toContain('No book yet');
    const holdings = 'TCOM, 30\n9961.HK, 10\nTencent, -40\nNo Such Firm Ltd, 20';
    const saved = await site.get('/book', {
      method: 'POST',
      body: new URLSearchParams({ name: 'Long short', holdings }),
    });
    expect([saved.status, saved.headers.get('location')]).toEqual([
      303,
      '/book?saved=1&list=long-short',
    ]);
    const page = await site.text('/book');
    // Both lines of Trip.com are one exposure of 40 of 100; a short counts by its size.
    expect(page).toMatch(/Trip\.com Group[\s\S]{0,400}40 %/);
    expect(page).toMatch(/Tencent[\s\S]{0,400}40 % \(short\)/);
    expect(page).toContain('Not known: No Such Firm Ltd (20 % of the book)');
    expect(page).toContain('80 % of the book is scored');
    expect(page).toContain('28 Sep 2021');
    const day = await site.text('/book?at=2021-09-20');
    expect(day).toMatch(/Changed today[\s\S]{0,300}Trip\.com Group/);
    expect(day).not.toContain('<textarea');
  });
});
