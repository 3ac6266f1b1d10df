import { describe, expect, test } from 'vitest';
import type { CompanyFacts } from '../../../src/domain/facts.ts';
import type { CompanyId } from '../../../src/domain/ids.ts';
import { moneyOf } from '../../../src/pipeline/score/money.ts';

const ACME = 'acme' as CompanyId;
const OTHER = 'other' as CompanyId;
const base = { quality: 'judged', source: 'x' } as const;
const FACTS: CompanyFacts = {
  revenue: [
    { company: ACME, year: 2019, revenue: 690, currency: 'CNY', ...base },
    { company: ACME, year: 2021, revenue: 1000, currency: 'USD', ...base, quality: 'stated' },
  ],
  markets: [
    { company: ACME, market: 'CN', share: 0.7, year: 2021, ...base },
    { company: ACME, market: 'EU', share: 0.2, year: 2021, ...base },
  ],
  sizes: [
    { market: 'US', size: 0.26, partOf: '', ...base },
    { market: 'CN', size: 0.17, partOf: '', ...base },
    { market: 'CN-SH', size: 0.0068, partOf: 'CN', ...base },
    { market: 'EU', size: 0.18, partOf: '', ...base },
    { market: 'DE', size: 0.045, partOf: 'EU', ...base },
    { market: 'KE', size: 0.001, partOf: '', ...base },
  ],
  rates: [
    { currency: 'CNY', year: 2019, perUsd: 6.9, ...base },
    { currency: 'CNY', year: 2022, perUsd: 6.7, ...base },
  ],
};
const FOREIGN = { ofProduct: 0.5, most: 0.2, because: 'x' };
const money = moneyOf(FACTS, FOREIGN);

describe('money', () => {
  test('an amount is converted at the rate of its year, else of the latest year before', () => {
    expect(money.usd(690, 'CNY', 2019)).toBeCloseTo(100);
    expect(money.usd(690, 'CNY', 2021)).toBeCloseTo(100);
    expect(money.usd(670, 'CNY', 2026)).toBeCloseTo(100);
    expect(money.usd(69, 'CNY', 2010)).toBeCloseTo(10);
    expect(money.usd(5, 'USD', 2022)).toBe(5);
    expect(money.usd(5, 'XXX', 2022)).toBeNull();
  });

  test('the revenue of the year before, never a later one, at most four years older', () => {
    expect(money.revenueBefore(ACME, 2020)).toEqual({ usd: 1e8, year: 2019, quality: 'judged' });
    expect(money.revenueBefore(ACME, 2021)).toMatchObject({ year: 2019 });
    expect(money.revenueBefore(ACME, 2022)).toEqual({ usd: 1e9, year: 2021, quality: 'stated' });
    expect(money.revenueBefore(ACME, 2026)).toMatchObject({ year: 2021 });
    expect(money.revenueBefore(ACME, 2027)).toBeNull();
    expect(money.revenueBefore(ACME, 2019)).toBeNull();
    expect(money.revenueBefore(OTHER, 2022)).toBeNull();
  });
});

describe('markets', () => {
  const share = (company: CompanyId, home: string | null, market: string) =>
    money.marketPart(company, home, market, 2022)?.share;

  test('a line counts first, a part of it by its size, the world whole', () => {
    expect(money.marketPart(ACME, 'CN', 'CN', 2022)).toEqual({
      share: 0.7,
      by: 'entry',
      quality: 'judged',
    });
    expect(share(ACME, 'CN', 'DE')).toBeCloseTo(0.05);
    expect(share(ACME, 'CN', 'CN-SH')).toBeCloseTo(0.028);
    expect(share(ACME, 'CN', 'world')).toBe(1);
  });

  test('the home market without a line counts whole, a part of it by its size in it', () => {
    expect(share(OTHER, 'CN', 'CN')).toBe(1);
    expect(share(OTHER, 'CN', 'CN-SH')).toBeCloseTo(0.04);
    expect(share(OTHER, 'DE', 'DE')).toBe(1);
  });

  test('a foreign market without a line counts by its size', () => {
    expect(share(OTHER, 'CN', 'US')).toBeCloseTo(0.13);
    expect(share(OTHER, 'CN', 'KE')).toBeCloseTo(0.0005);
    // Beside stated markets: its part of the tenth that they leave.
    expect(share(ACME, 'CN', 'US')).toBeCloseTo((0.1 * 0.26) / 0.65);
    expect(share(OTHER, null, 'US')).toBeCloseTo(0.13);
  });

  test('lines of several years: those of the latest one up to the act, else of the first', () => {
    const years = [2020, 2023].map((year) => ({ ...FACTS.markets[0]!, year, share: year / 4000 }));
    const { marketPart } = moneyOf({ ...FACTS, markets: years }, FOREIGN);
    const at = (year: number) => marketPart(ACME, 'CN', 'CN', year)?.share;
    expect([2019, 2020, 2022, 2023, 2026].map(at)).toEqual([0.505, 0.505, 0.505, 0.50575, 0.50575]);
  });

  test('each market has years of its own: a line of one does not silence another', () => {
    const [cn, eu] = FACTS.markets;
    const { marketPart } = moneyOf(
      { ...FACTS, markets: [{ ...cn!, year: 2019, share: 0.9 }, cn!, eu!] },
      FOREIGN,
    );
    const at = (market: string) => marketPart(ACME, 'CN', market, 2020)?.share;
    expect([at('CN'), at('EU')]).toEqual([0.9, 0.2]);
  });

  test('of a place without a known size nothing is said', () => {
    expect(money.marketPart(OTHER, 'CN', 'ZZ', 2022)).toBeNull();
  });
});
