import { beforeAll, describe, expect, test } from 'vitest';
import {
  companySearch,
  type FindCompanies,
  oneCompany,
} from '../../../src/answers/queries/find-company.ts';
import { offersOf } from '../../../src/answers/queries/lookup-result.ts';
import { formatReason } from '../../../src/base/i18n/sentence.ts';
import type { CalendarDate, Instant } from '../../../src/domain/time.ts';
import { type Knowledge, knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

let knowledge: Knowledge;
let find: FindCompanies;
beforeAll(() => {
  knowledge = knowledgeOf(repositoryCatalog().catalog!);
  find = companySearch(knowledge);
});

/** The company that is taken, or the candidates that are offered instead. */
function ask(query: string, day = '2021-08-18') {
  const taken = oneCompany(query, day as CalendarDate, find, knowledge.catalog.companies);
  return taken.found
    ? { took: taken.company.id as string, because: formatReason(taken.because, 'en'), offers: [] }
    : {
        took: null,
        because: formatReason(taken.because, 'en'),
        offers: taken.candidates.map((one) => one.id as string),
      };
}

describe('people find a company on the real catalog', () => {
  test.each([
    ['700', 'tencent', 'matched by ticker 0700.HK'],
    ['0700.HK', 'tencent', 'ticker 0700.HK'],
    ['XHKG:0700', 'tencent', 'ticker 0700.HK'],
    ['TCEHY', 'tencent', 'ticker TCEHY'],
    ['600519', 'kweichow-moutai', 'ticker 600519.SS'],
    ['腾讯', 'tencent', 'name “腾讯”'],
    ['騰訊', 'tencent', 'name “腾讯”'],
    ['tengxun', 'tencent', 'sounds like “tengxun”'],
    ['腾迅', 'tencent', 'sounds like “腾迅”'],
    ['小桔科技', 'didi', 'name “小桔科技”'],
    ['Ctrip', 'trip-com', 'name “Ctrip”'],
    ['xiecheng', 'trip-com', 'sounds like'],
    ['CTRP', 'trip-com', 'ticker CTRP (a listing not in force on that day)'],
    ['微信', 'tencent', 'name “微信”'],
    ['WeChat', 'tencent', 'name “WeChat”'],
    ['去哪儿', 'trip-com', 'name “去哪儿'],
    ['支付宝', 'ant-group', 'name “支付宝”'],
    ['B站', 'bilibili', 'name “B站”'],
    ['IQ', 'iqiyi', 'ticker IQ'],
    ['360借条', 'qfin', 'name “360借条”'],
  ])('%s', (query, company, because) => {
    expect(ask(query)).toMatchObject({ took: company, because: expect.stringContaining(because) });
  });

  test.each([
    ['平安', 'ping-an'],
    ['tencnet', 'tencent'],
    ['xes', 'tal'],
  ])('%s is not clear: nobody is taken, %s is offered', (query, company) => {
    expect(ask(query)).toMatchObject({ took: null, offers: expect.arrayContaining([company]) });
  });

  test.each([
    ['腾讯科技（深圳）有限公司', 'tencent'],
    ['北京小桔科技有限公司', 'didi'],
    ['Shanghai Ctrip Commerce Co.,Ltd', 'trip-com'],
    ['Tencent Holdings Limited', 'tencent'],
  ])('%s is a registered firm of %s', (query, company) => {
    expect(ask(query).took).toBe(company);
  });

  test.each([
    ['小米科技', 'xiaomi'],
    ['北京腾讯某某有限公司', 'tencent'],
  ])('%s is no firm of the registry: nobody is taken, %s is offered first', (query, company) => {
    const { took, offers } = ask(query);
    expect([took, offers[0]]).toEqual([null, company]);
  });

  test('of several beginnings the one that is a whole first word is offered first', () => {
    expect(ask('Ant')).toMatchObject({ took: null, offers: expect.arrayContaining(['anta']) });
    expect(ask('Ant').offers[0]).toBe('ant-group');
    expect(ask('中兴').offers.slice(0, 3)).toEqual(['zte', 'xtai-1513', 'xshe-000715']);
  });

  test('a misspelt name is answered with the name that may be meant', () => {
    expect(ask('tencnet').because).toMatch(/^“tencnet” is not clear\. Did you mean Tencent.*\?$/);
  });

  test('a ticker that is the first word of another company offers both, and typed as a ticker says so', () => {
    expect(ask('trip', '2026-01-05')).toMatchObject({
      took: null,
      offers: ['tripadvisor', 'trip-com'],
    });
    expect(ask('TRIP', '2026-01-05')).toMatchObject({
      took: 'tripadvisor',
      because: expect.stringContaining('other meanings: Trip.com'),
    });
    expect(ask('jd', '2026-01-05')).toMatchObject({ took: 'jd' });
  });

  test.each([
    ['SOGO', '2026-01-05', 'sogou'],
    ['CHA', '2020-06-01', 'china-telecom'],
    ['CHA', '2025-06-01', 'chagee'],
    ['大麦', '2021-08-18', 'alibaba'],
    ['大麦', '2024-01-01', 'alibaba-pictures'],
    ['搜狗输入法', '2021-09-22', 'sogou'],
    ['搜狗输入法', '2021-09-23', 'tencent'],
  ])('%s on %s is %s', (query, day, company) => {
    expect(ask(query, day).took).toBe(company);
  });

  test.each([
    ['DADA', '2026-11-30', 'dada'],
    ['0700 HK Equity', '2026-11-30', 'tencent'],
    ['TCOM UW', '2026-11-30', 'trip-com'],
    ['7203 JT', '2026-11-30', 'toyota'],
    ['7203.T', '2026-11-30', 'toyota'],
    ['000660.KS', '2026-11-30', 'sk-hynix'],
    ['RELIANCE.NS', '2026-11-30', 'reliance'],
    ['SAP.DE', '2026-11-30', 'sap'],
    ['SAP GR', '2026-11-30', 'sap'],
    ['3690', '2026-11-30', 'meituan'],
    ['MC', '2026-11-30', 'xnys-mc'],
    ['005930', '2026-11-30', 'samsung'],
  ])('%s on %s is the ticker of %s', (query, day, company) => {
    expect(ask(query, day).took).toBe(company);
  });

  test('a name that only sounds like the query is offered as a guess', () => {
    expect(ask('宏旗', '2026-11-30').took).toBeNull();
    expect(ask('宏旗', '2026-11-30').offers).toContain('faw-group');
    expect(ask('宏碁', '2026-11-30').took).toBe('xtai-2353');
  });

  test.each([
    ['삼성전자', 'samsung'],
    ['에코프로비엠', 'xkos-247540'],
    ['トヨタ自動車', 'toyota'],
    ['日立製作所', 'hitachi'],
    ['台積電', 'tsmc'],
    ['宏碁', 'xtai-2353'],
    ['三星', 'samsung'],
    ['Deutsche Telekom', 'deutsche-telekom'],
  ])('%s, the name in its own country, is %s', (query, company) => {
    expect(ask(query, '2026-11-30').took).toBe(company);
  });

  test('of an exact name and an exact ticker the company that is known better is meant', () => {
    expect(ask('BYD', '2026-11-30')).toMatchObject({ took: 'byd' });
  });

  test('while somebody types, a well-known beginning comes before unknown tickers', () => {
    const clock = { now: () => Date.parse('2026-11-30T12:00Z') as Instant };
    const offers = offersOf('ten', 5, { find, knowledge, clock }).map(({ id }) => id as string);
    expect(offers.indexOf('tencent')).toBeLessThan(2);
  });

  test('what nobody is called finds nobody', () => {
    expect(ask('某某某某某某')).toMatchObject({ took: null, offers: [] });
    expect(ask('   ').took).toBeNull();
  });
});
