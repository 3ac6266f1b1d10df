import { describe, expect, it } from 'vitest';
import { registeredKey } from '../../../src/knowledge/names/firm.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

describe('config/universe', () => {
  const { catalog } = repositoryCatalog();
  const { universe, companies } = catalog!;
  const of = (id: string) =>
    companies
      .get(id as never)!
      .listings.map((one) => `${one.mic}:${one.symbol} ${one.from ?? ''} ${one.to ?? ''}`);

  it('has no wrong row and at least 12,000 companies', () => {
    expect(universe.leftOut).toEqual([]);
    expect(universe.size + companies.size).toBeGreaterThan(12_000);
  });

  it('knows a company without a file by its full registered name', () => {
    const [found] = universe.named(registeredKey('深圳市怡亚通供应链股份有限公司'));
    expect(found?.listings[0]).toMatchObject({ mic: 'XSHE', symbol: '002183', from: '2007-11-13' });
  });

  it('knows full names of other years, and firms that another firm of the group holds', () => {
    const owner = (name: string) => universe.named(registeredKey(name))[0]?.listings[0]?.symbol;
    expect(owner('上海东富龙科技股份有限公司')).toBe('300171');
    expect(owner('四川天力锂能有限公司')).toBe('301152');
  });

  it('completes companies of files and does not repeat them', () => {
    expect(of('didi')).toEqual(['XNYS:DIDI 2021-06-30 2022-06-13', 'OTCM:DIDIY 2022-06-13 ']);
    for (const id of [
      'xnas-tcom',
      'xhkg-9961',
      'xhkg-0700',
      'xnys-baba',
      'xhkg-9988',
      'xnas-bili',
      'xnas-futu',
      'xnas-meta',
      'xnas-fb',
    ])
      expect(universe.get(id), id).toBeUndefined();
  });

  it.each([
    ['xnys-elv', ['XNYS:ELV 2022-06-29 ', 'XNYS:ANTM 2001-01-02 2022-06-28']],
    [
      'xnas-fisv',
      ['XNAS:FISV 2025-11-12 ', 'XNAS:FISV 1990-03-26 2023-06-07', 'XNYS:FI 2023-06-08 2025-11-11'],
    ],
    ['xnys-ctra', ['XNYS:CTRA 2021-10-05 2026-05-07', 'XNYS:COG 1990-02-08 2021-10-02']],
    ['xnas-para-2025', ['XNAS:PARA 2022-02-18 2025-08-07', 'XNAS:VIAC 2006-01-03 2022-02-17']],
  ])('keeps changes of symbol: %s', (id, listings) => {
    expect(of(id)).toEqual(listings);
  });
});
