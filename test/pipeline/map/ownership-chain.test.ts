import { describe, expect, test } from 'vitest';
import { tickerOf } from '../../../src/domain/company.ts';
import type { CompanyId } from '../../../src/domain/ids.ts';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { lowerOfGroup, ownershipChain } from '../../../src/pipeline/map/ownership-chain.ts';
import { company, companyMap, control, listing } from '../../support/companies.ts';

const companies = companyMap(
  company('tencent', {
    listings: [listing('XHKG:0700', { from: '2004-06-16' }), listing('OTCM:TCEHY')],
  }),
  company('tencent-music', {
    listings: [listing('XNYS:TME', { from: '2018-12-12' })],
    controlledBy: [control('tencent', { from: '2016', share: 0.53, value: 'minor' })],
  }),
  company('baidu', {
    listings: [listing('XNAS:BIDU'), listing('XHKG:9888', { from: '2021-03-23' })],
  }),
  company('iqiyi', {
    listings: [listing('XNAS:IQ', { from: '2018-03-29' })],
    controlledBy: [control('baidu')],
  }),
  company('sohu', { listings: [listing('XNAS:SOHU')] }),
  company('sogou', {
    listings: [listing('XNYS:SOGO', { from: '2017-11-09', to: '2021-09-23' })],
    controlledBy: [
      control('sohu', { to: '2021-09-23' }),
      control('tencent', { from: '2021-09-23', share: 1 }),
    ],
  }),
  company('trip-com', {
    listings: [listing('XNAS:TCOM'), listing('XHKG:9961', { from: '2021-04-19' })],
  }),
  company('qunar', {
    listings: [listing('XNAS:QUNR', { from: '2013-11-01', to: '2017-03-01' })],
    controlledBy: [
      control('baidu', { from: '2011-07', to: '2015-10-26' }),
      control('trip-com', { from: '2015-10-26', value: 'major' }),
    ],
  }),
  company('didi', {
    listings: [
      listing('XNYS:DIDI', { from: '2021-06-30', to: '2022-06-11' }),
      listing('OTCM:DIDIY', { from: '2022-06-13' }),
    ],
    stakes: [{ holder: 'tencent', share: 0.06 }],
  }),
  company('58-com', {
    listings: [listing('XNYS:WUBA', { from: '2013-10-31', to: '2020-09-18' })],
    stakes: [{ holder: 'tencent' }],
  }),
  company('douyu', {
    listings: [listing('XNAS:DOYU', { from: '2019-07-17' })],
    stakes: [{ holder: 'tencent', share: 0.38 }],
  }),
  company('meituan', { listings: [listing('XHKG:3690', { from: '2018-09-20' })] }),
  company('mobike', { controlledBy: [control('meituan', { from: '2018-04-04', share: 1 })] }),
  company('alibaba', { listings: [listing('XNYS:BABA', { from: '2014-09-19' })] }),
  company('youku', {
    listings: [listing('XNYS:YOKU', { from: '2010-12-08', to: '2016-04-06' })],
    controlledBy: [control('alibaba', { from: '2016-04-05', share: 1 })],
  }),
  company('sina', { listings: [listing('XNAS:SINA', { to: '2021-03-22' })] }),
  company('weibo', {
    listings: [listing('XNAS:WB', { from: '2014-04-17' })],
    controlledBy: [control('sina')],
  }),
);

const day = (text: string) => text as CalendarDate;
const id = (text: string) => text as CompanyId;

describe('the first company with its own listing that day', () => {
  test.each([
    ['iqiyi', '2021-08-18', 'iqiyi', 'IQ', 'baidu 0.5 assumed'],
    ['tencent-music', '2021-08-18', 'tencent-music', 'TME', 'tencent 0.53'],
    ['tencent-music', '2018-12-11', 'tencent', '0700.HK|TCEHY', ''],
    ['sogou', '2021-09-22', 'sogou', 'SOGO', 'sohu 0.5 assumed'],
    ['sogou', '2021-09-23', 'tencent', '0700.HK|TCEHY', ''],
    ['qunar', '2015-10-25', 'qunar', 'QUNR', 'baidu 0.5 assumed'],
    ['qunar', '2016-05-01', 'qunar', 'QUNR', 'trip-com 0.5 assumed'],
    ['qunar', '2021-08-18', 'trip-com', 'TCOM|9961.HK', ''],
    ['didi', '2021-06-29', 'didi', '', ''],
    ['didi', '2021-07-04', 'didi', 'DIDI', ''],
    ['didi', '2022-07-21', 'didi', 'DIDIY', ''],
    ['58-com', '2019-11-08', '58-com', 'WUBA', ''],
    ['58-com', '2021-08-18', '58-com', '', ''],
    ['douyu', '2021-08-18', 'douyu', 'DOYU', ''],
    ['mobike', '2018-04-03', 'mobike', '', ''],
    ['mobike', '2018-04-04', 'meituan', '', ''],
    ['mobike', '2018-09-20', 'meituan', '3690.HK', ''],
    ['youku', '2015-01-01', 'youku', 'YOKU', ''],
    ['youku', '2021-08-18', 'alibaba', 'BABA', ''],
    ['weibo', '2020-01-01', 'weibo', 'WB', 'sina 0.5 assumed'],
    ['weibo', '2021-08-18', 'weibo', 'WB', ''],
  ])('%s on %s is %s (%s), via: %s', (owner, date, reached, tickers, via) => {
    const climbed = ownershipChain(id(owner), day(date), companies);
    expect(climbed.company).toBe(reached);
    expect(climbed.listings.map(tickerOf).join('|')).toBe(tickers);
    expect(climbed.private).toBe(tickers === '');
    const seen = climbed.via.map(
      (one) => `${one.company} ${one.share}${one.shareAssumed ? ' assumed' : ''}`,
    );
    expect(seen.join(', ')).toBe(via);
  });

  test('the chain names every edge up to the listings', () => {
    const { chain, values } = ownershipChain(id('qunar'), day('2021-08-18'), companies);
    expect(chain.map((edge) => `${edge.from} ${edge.edge} ${edge.to}`)).toEqual([
      'qunar controlled by (majority) trip-com',
      'trip-com listed as TCOM',
      'trip-com listed as 9961.HK',
    ]);
    expect(values).toEqual(['major']);
  });

  test('a company that the catalog does not hold is a bug', () => {
    expect(() => ownershipChain(id('nobody'), day('2021-08-18'), companies)).toThrow(
      'no company "nobody"',
    );
  });

  test('a ring of control ends', () => {
    const ring = companyMap(
      company('a', { controlledBy: [control('b')] }),
      company('b', { controlledBy: [control('a')] }),
    );
    expect(ownershipChain(id('a'), day('2021-08-18'), ring)).toMatchObject({
      company: 'b',
      private: true,
    });
  });
});

describe('the lower of two companies of one group', () => {
  test.each([
    ['tencent', 'tencent-music', '2021-08-18', 'tencent-music'],
    ['tencent-music', 'tencent', '2021-08-18', 'tencent-music'],
    ['tencent', 'sogou', '2021-09-22', null],
    ['tencent', 'sogou', '2021-09-23', 'sogou'],
    ['tencent', 'douyu', '2021-08-18', null],
    ['tencent', 'alibaba', '2021-08-18', null],
  ])('%s and %s on %s: %s', (first, second, date, lower) => {
    expect(lowerOfGroup(id(first), id(second), day(date), companies)).toBe(lower);
  });
});
