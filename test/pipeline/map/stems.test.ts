import { describe, expect, test } from 'vitest';
import { formatReason } from '../../../src/base/i18n/sentence.ts';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { createMapIndex } from '../../../src/pipeline/map/map-index.ts';
import { matchMention } from '../../../src/pipeline/map/match-mention.ts';
import {
  affiliate,
  app,
  company,
  companyMap,
  control,
  entity,
  listing,
} from '../../support/companies.ts';
import { facts } from './groups.ts';

/**
 * Listed groups as the universe has them, and the traps that real lists hold. Made for each look-up,
 * so that every test asks the tables anew.
 */
const index = () =>
  createMapIndex(
    companyMap(
      company('iflytek', {
        zh: '科大讯飞股份有限公司',
        aliases: ['科大讯飞'],
        listings: [listing('XSHE:002230', { from: '2008-05-12' })],
        entities: ['安徽科大讯飞信息科技有限公司'],
        apps: [app('iflytek/zhixue', '智学网')],
      }),
      company('iflytek-medical', {
        zh: '讯飞医疗科技股份有限公司',
        aliases: ['科大讯飞医疗'],
        listings: [listing('XHKG:2506', { from: '2024-12-30' })],
        controlledBy: [control('iflytek')],
        entities: ['安徽科大讯飞医疗信息技术有限公司'],
      }),
      company('eternal-asia', {
        zh: '深圳市怡亚通供应链股份有限公司',
        listings: [listing('XSHE:002183', { from: '2007-11-13' })],
      }),
      company('haier', {
        zh: '海尔智家股份有限公司',
        listings: [listing('XSHG:600690')],
        affiliates: [affiliate('海尔集团公司', 'parent-unlisted')],
      }),
      company('skyworth', {
        zh: '创维集团有限公司',
        listings: [listing('XHKG:0751')],
        entities: [entity('创维集团有限公司', { relation: 'self' }), '深圳创维科技有限公司'],
      }),
      company('five-grain', { zh: '宜宾五粮液股份有限公司', listings: [listing('XSHE:000858')] }),
      company('perfect', { zh: '完美股份有限公司', listings: [listing('XSHE:000900')] }),
      company('best', { zh: '无锡贝斯特精机股份有限公司', listings: [listing('XSHE:300580')] }),
      company('xingheyun', { zh: '星河瀚云软件股份有限公司', listings: [listing('XSHE:300901')] }),
      company('xinghe-private', { entities: ['成都星河瀚云网络有限公司'] }),
      company('lushan', {
        zh: '芦杉泊网络股份有限公司',
        listings: [listing('XSHE:300902', { to: '2022-06-01' })],
      }),
      company('wuxueyun', {
        aliases: ['悟学云'],
        controlledBy: [control('iflytek')],
        entities: ['成都悟学云科技有限公司', '北京悟学云科技有限公司'],
      }),
      company('offshore', { zh: '颖飞洛控股有限公司', listings: [listing('XHKG:8999')] }),
    ),
  );
const match = (developer: string, day = '2024-06-03', name = '某某助手') =>
  matchMention(facts(name, { developer }), index(), day as CalendarDate);
const candidateOf = (developer: string, day?: string) =>
  match(developer, day).candidates[0]?.company ?? null;

describe('a developer in no register that we have', () => {
  test.each([
    // A stranger, a parent or a sister firm may use the name, also in the group's own place: a
    // person decides.
    ['安徽科大讯飞教育科技有限公司', 'likely', 'iflytek'],
    ['科大讯飞（苏州）教育科技有限公司', 'likely', 'iflytek'],
    ['北京科大讯飞教育科技有限公司', 'likely', 'iflytek'],
    ['深圳市怡亚通物流有限公司', 'likely', 'eternal-asia'],
    ['深圳怡亚通物流有限公司', 'likely', 'eternal-asia'],
    ['海尔智家（青岛）网络有限公司', 'likely', 'haier'],
    ['海尔智家网络青岛有限公司', 'likely', 'haier'],
    ['创维集团科技园管理有限公司', 'likely', 'skyworth'],
    // Firms above the listed one are called by its name without a trade.
    ['深圳市怡亚通投资控股有限公司', 'none', null],
    ['深圳市怡亚通投资管理有限公司', 'none', null],
    // Something else than industry words follows.
    ['深圳市怡亚通星河软件有限公司', 'none', null],
    // Shared with an unlisted parent, a stranger or a family group; everyday words; foreign words
    // spelt.
    ['青岛海尔软件有限公司', 'none', null],
    ['上海星河瀚云软件有限公司', 'none', null],
    ['宜宾五粮液软件有限公司', 'none', null],
    ['北京完美软件有限公司', 'none', null],
    ['无锡贝斯特网络科技有限公司', 'none', null],
    // A name that was given on an island is no registration on the mainland.
    ['颖飞洛软件有限公司', 'none', null],
  ])('%s: %s %s', (developer, kind, candidate) => {
    const found = match(developer);
    expect({ kind: found.kind, company: found.company }).toEqual({ kind, company: null });
    expect(kind === 'likely' ? candidateOf(developer) : null).toBe(candidate);
  });

  test('is shown with the company that has the longest name, or the listed one above it on the day', () => {
    expect(candidateOf('安徽科大讯飞医疗科技有限公司', '2025-06-03')).toBe('iflytek-medical');
    expect(candidateOf('安徽科大讯飞医疗科技有限公司', '2024-06-03')).toBe('iflytek');
  });

  test('counts only while the group is listed', () => {
    expect(candidateOf('芦杉泊软件有限公司', '2022-05-31')).toBe('lushan');
    expect(candidateOf('芦杉泊软件有限公司', '2022-06-02')).toBeNull();
  });

  test('says that it is its name and no register, and names nobody; a registered firm is named', () => {
    const found = match('深圳市怡亚通物流有限公司');
    expect(formatReason(found.reason, 'en')).toContain(
      'it is in no register we have: a person has to decide',
    );
    expect(found).toMatchObject({ confidence: 0.5, owner: null, chain: [] });
    expect(match('深圳市怡亚通供应链股份有限公司')).toMatchObject({
      company: 'eternal-asia',
      confidence: 0.97,
    });
  });

  test.each([
    ['怡亚通电子商务股份有限公司', 'eternal-asia'],
    ['北京科大讯飞信息股份有限公司', 'iflytek'],
    // A firm above the listed one, a name that others share, and one of two characters stay as they
    // are.
    ['深圳市怡亚通投资控股股份有限公司', null],
    ['上海星河瀚云软件股份有限公司', null],
    ['深圳创维数字股份有限公司', null],
  ])('%s is limited by shares: %s', (developer, reached) => {
    const { company, confidence } = match(developer);
    expect({ company, confidence }).toEqual(
      reached === null
        ? { company: null, confidence: expect.any(Number) }
        : { company: reached, confidence: 0.93 },
    );
  });

  test('that fits a private part of a listed group is shown with the listed company', () => {
    expect(match('广州悟学云网络有限公司')).toMatchObject({
      kind: 'likely',
      candidates: [{ company: 'iflytek' }],
    });
  });

  test('confirms an app of the same group, and does not overrule an app of another', () => {
    expect(match('北京科大讯飞教育科技有限公司', '2024-06-03', '智学网')).toMatchObject({
      kind: 'exact',
      confidence: 0.95,
      company: 'iflytek',
    });
    expect(match('深圳市怡亚通物流有限公司', '2024-06-03', '智学网')).toMatchObject({
      kind: 'likely',
      company: null,
    });
  });
});

describe('a registered firm in another legal form', () => {
  test.each([
    ['深圳市怡亚通供应链有限公司', 'eternal-asia', 'before or after it was limited by shares'],
    ['深圳怡亚通供应链股份有限公司', 'eternal-asia', 'without 市'],
    ['创维集团股份有限公司', null, 'a group: the parent may differ in the form alone'],
    ['广州怡亚通供应链有限公司', null, 'another place'],
    ['完美有限公司', null, 'nationwide and an everyday word: either may be the parent'],
  ])('%s: %s, %s', (developer, reached, _) => {
    const found = match(developer);
    expect(found.kind === 'developer' ? found.company : null).toBe(reached);
  });
});
