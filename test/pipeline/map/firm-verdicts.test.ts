import { describe, expect, test } from 'vitest';
import { formatReason } from '../../../src/base/i18n/sentence.ts';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { AsOf, createMapIndex } from '../../../src/pipeline/map/map-index.ts';
import {
  type FirmVerdict,
  matchDeveloper,
  matchFirm,
} from '../../../src/pipeline/map/match-firm.ts';
import { affiliate, company, companyMap, control, entity } from '../../support/companies.ts';
import { index } from './groups.ts';

const on = (day = '2021-08-18', of = index()) => new AsOf(of, day as CalendarDate);
/** A verdict as `is company: sentence`; of several companies all of them. */
function said(verdict: FirmVerdict | null): string {
  if (verdict === null) return 'nothing';
  const whose = 'company' in verdict ? verdict.company : '';
  const owners = 'companies' in verdict ? verdict.companies.join(' ') : whose;
  return `${verdict.is} ${owners}: ${formatReason(verdict.because, 'en')}`;
}

describe('what the name of a firm says', () => {
  test.each([
    [
      '腾讯科技（深圳）有限公司',
      'entity tencent: “腾讯科技（深圳）有限公司” equals the registered name “腾讯科技（深圳）有限公司”, subsidiary of Tencent',
    ],
    [
      '深圳市世纪凯旋科技有限公司',
      'entity tencent: “深圳市世纪凯旋科技有限公司” equals the registered name “深圳市世纪凯旋科技有限公司”, contract firm of Tencent, an edge whose recorder was not sure',
    ],
    [
      '中国移动通信集团云南有限公司',
      'entity china-mobile: “中国移动通信集团云南有限公司” differs only in the place from “中国移动通信集团北京有限公司”, subsidiary of china-mobile',
    ],
    ['腾讯公司', 'named tencent: “腾讯公司” is an alias of Tencent (“腾讯”, at all times)'],
    [
      'Ctrip Commerce',
      'named trip-com: “Ctrip Commerce” is a registered name of Trip.com Group without its place and legal form, and “Ctrip” is its name (at all times)',
    ],
    [
      '深圳前海微众银行股份有限公司',
      'affiliate tencent: “深圳前海微众银行股份有限公司” equals the registered name “深圳前海微众银行股份有限公司”, which is no part of Tencent (affiliate) and never resolves to it',
    ],
    ['平安', 'several ping-an ping-an-bank: “平安” is a name that ping-an and ping-an-bank share'],
    [
      '上海携程国际旅行社有限公司',
      'by-name trip-com: “上海携程国际旅行社有限公司” begins with “携程”, a name of Trip.com Group alone; it is in no register we have',
    ],
    [
      '北京烽燧数据有限公司',
      'brand : “北京烽燧数据有限公司” is no registered firm of the catalog, but “烽燧” leads a registered firm of the company in the same place (fenghuo)',
    ],
    ['成都某某网络科技有限公司', 'unknown : “成都某某网络科技有限公司” is no firm of the catalog'],
  ])('%s', (name, expected) => {
    expect(said(matchFirm(name, on()))).toBe(expected);
  });

  test('of the readings of one cell the one that says most counts', () => {
    const both = matchFirm('上海携程商务有限公司（腾讯）', on());
    expect(both).toMatchObject({ is: 'entity', company: 'trip-com' });
    const labelled = matchFirm('开发者：上海携程商务有限公司', on());
    expect(labelled).toMatchObject({ is: 'entity', company: 'trip-com' });
  });

  test('a name is whole where it is written as a firm', () => {
    const wholes = ['腾讯', '腾讯公司', 'Ctrip Commerce'].map((name) => matchFirm(name, on()));
    expect(wholes.map((verdict) => verdict.is === 'named' && verdict.whole)).toEqual([
      false,
      true,
      false,
    ]);
  });
});

describe('a firm that was the company’s on other days', () => {
  const later = (name: string, day: string) => {
    const verdict = matchFirm(name, on(day));
    expect(verdict).toMatchObject({ is: 'unknown', findings: [] });
    expect(formatReason(verdict.because, 'en')).toContain('belonged to damai-ent on other days');
    return verdict.is === 'unknown' ? verdict.laterOf : null;
  };

  test('is nobody’s, and later the company’s where its days are ahead', () => {
    expect(later('北京大麦某某文化有限公司', '2021-05-13')).toEqual(['damai-ent']);
    expect(later('北京旧票某某文化有限公司', '2021-05-13')).toEqual([]);
  });

  test('is the company’s from its first day on', () => {
    expect(matchFirm('北京大麦某某文化有限公司', on('2023-11-01')).is).toBe('entity');
    expect(later('北京大麦某某文化有限公司', '2023-10-31')).toEqual(['damai-ent']);
  });
});

describe('a firm of several companies', () => {
  const FIRM = '北京某某科技有限公司';
  const shared = (...groups: Parameters<typeof company>[]) =>
    matchFirm(
      FIRM,
      on('2021-08-18', createMapIndex(companyMap(...groups.map((of) => company(...of))))),
    );

  test('is that of the lowest of one group', () => {
    const verdict = shared(
      ['top', { entities: [entity(FIRM)] }],
      [
        'child',
        { entities: [entity(FIRM, { relation: 'contract' })], controlledBy: [control('top')] },
      ],
    );
    expect(verdict).toMatchObject({
      is: 'entity',
      company: 'child',
      entity: { relation: 'contract' },
    });
  });

  test('of two groups names both', () => {
    const verdict = shared(['a', { entities: [FIRM] }], ['b', { entities: [FIRM] }]);
    expect(said(verdict)).toBe(`several a b: “${FIRM}” fits firms of a and b`);
  });

  test('of three, two of which are one group, names all', () => {
    const verdict = shared(
      ['a', { entities: [FIRM] }],
      ['b', { entities: [FIRM] }],
      ['c', { entities: [FIRM], controlledBy: [control('a')] }],
    );
    expect(verdict).toMatchObject({ is: 'several', companies: ['a', 'b', 'c'] });
  });

  test('an affiliate gives way to a firm of a company’s own', () => {
    const stake = { affiliates: [affiliate(FIRM, 'affiliate')] };
    expect(shared(['a', { entities: [FIRM] }], ['b', stake])).toMatchObject({
      is: 'entity',
      company: 'a',
    });
  });
});

describe('the developer of an app', () => {
  const NUMBER = '粤B2-20090059-1621A';
  const judged = (developer: string | null, icp: string | null = null) =>
    said(matchDeveloper({ developer, icp }, on()));
  const FILED = `filing number ${NUMBER} belongs to Tencent`;

  test.each([null, '', ' ', '-', '——', '无', '未知', 'N/A', 'none'])('%j is none', (developer) => {
    expect(judged(developer)).toBe('nothing');
    expect(judged(developer, NUMBER)).toBe(`named tencent: ${FILED}`);
  });

  test('a filing number speaks where the name says less', () => {
    expect(judged('成都某某网络科技有限公司', NUMBER)).toBe(`named tencent: ${FILED}`);
    expect(judged('成都某某网络科技有限公司', '京B2-1')).toContain('unknown');
    const verdict = matchDeveloper({ developer: null, icp: NUMBER }, on());
    expect(verdict).toMatchObject({
      whole: true,
      entry: { ordinary: false, app: { id: 'tencent/wechat' } },
    });
  });

  test('a firm of the same group speaks for itself', () => {
    expect(judged('腾讯音乐娱乐科技（深圳）有限公司', NUMBER)).toMatch(/^entity tencent-music: /);
  });

  test('an affiliate stays nobody’s, whatever was filed', () => {
    expect(judged('深圳前海微众银行股份有限公司', NUMBER)).toMatch(/^affiliate tencent: /);
  });

  test.each([
    ['上海携程商务有限公司', 'equals the registered name'],
    ['携程', 'is an alias of Trip.com Group'],
    ['上海携程国际旅行社有限公司', 'begins with “携程”'],
  ])('%s and a number of another group: a person decides', (developer, why) => {
    const found = judged(developer, NUMBER);
    expect(found).toMatch(/^several trip-com tencent: /);
    expect(found).toContain(why);
    expect(found).toContain(`, but ${FILED}`);
  });

  describe('of several firms in one cell', () => {
    const TENCENT = '腾讯科技（深圳）有限公司';
    test.each([
      ['of one group', `${TENCENT}、腾讯音乐娱乐科技（深圳）有限公司`, 'entity tencent: '],
      ['a single one and a mark', `${TENCENT}；`, 'entity tencent: '],
      ['of two groups', `${TENCENT}、上海携程商务有限公司`, 'brand : '],
      ['one of which is unknown', `${TENCENT}、成都某某网络科技有限公司`, 'brand : '],
      ['none', '、', 'unknown : '],
    ])('%s', (_, developer, expected) => {
      expect(judged(developer).startsWith(expected)).toBe(true);
    });
  });
});
