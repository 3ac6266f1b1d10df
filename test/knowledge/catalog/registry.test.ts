import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Company, listingsOn, tickerOf } from '../../../src/domain/company.ts';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { holdsOn } from '../../../src/domain/time.ts';
import { loadCompanies } from '../../../src/knowledge/catalog/companies.ts';
import { SectorsFile } from '../../../src/knowledge/catalog/lists.ts';
import { type Problem, readYaml } from '../../../src/knowledge/catalog/yaml.ts';
import { companyFiles } from '../../support/company-files.ts';

describe('the registry in config/companies', () => {
  let companies: Company[] = [];
  let problems: Problem[] = [];
  beforeAll(() => {
    const path = 'config/sectors.yml';
    const sectors = readYaml({ path, text: readFileSync(path, 'utf8') }, SectorsFile).value!;
    ({ companies, problems } = loadCompanies(
      companyFiles(),
      new Set(sectors.map((sector) => sector.id)),
    ));
  });
  const company = (id: string) => companies.find((candidate) => candidate.id === id)!;
  const tickers = (id: string, day: string) =>
    listingsOn(company(id), day as CalendarDate).map((listing) => tickerOf(listing));
  const controllers = (id: string, day: string) =>
    company(id)
      .controlledBy.filter((edge) => holdsOn(edge, day as CalendarDate))
      .map((edge) => edge.company);
  const owners = (name: string, day: string) =>
    companies
      .filter((candidate) =>
        candidate.apps.some(
          (app) =>
            holdsOn(app, day as CalendarDate) &&
            [app.name.zh, app.name.en, ...app.aliases.map((alias) => alias.name)].includes(name),
        ),
      )
      .map((candidate) => candidate.id);

  test('is sound', () => {
    expect(problems).toEqual([]);
  });

  test('is as large as was asked for', () => {
    expect(companies.length).toBeGreaterThanOrEqual(800);
    expect(companies.flatMap((candidate) => candidate.entities).length).toBeGreaterThanOrEqual(
      3000,
    );
    expect(companies.flatMap((candidate) => candidate.apps).length).toBeGreaterThanOrEqual(2000);
  });

  test.each([
    ['tencent', '2021-08-18', ['0700.HK', 'TCEHY']],
    ['trip-com', '2019-11-04', ['CTRP']],
    ['trip-com', '2021-08-18', ['TCOM', '9961.HK']],
    ['didi', '2021-06-29', []],
    ['didi', '2021-07-02', ['DIDI']],
    ['didi', '2022-06-12', ['DIDI']], // a Sunday: over the counter from Monday
    ['didi', '2022-07-21', ['DIDIY']],
    ['sogou', '2021-09-23', ['SOGO']],
    ['sogou', '2021-09-24', []],
    ['58-com', '2020-09-17', ['WUBA']],
    ['58-com', '2020-09-18', []],
    ['qunar', '2017-02-28', ['QUNR']],
    ['china-telecom', '2021-01-08', ['0728.HK', 'CHA']],
    ['chagee', '2025-04-17', ['CHA']],
    ['keep', '2021-06-11', []],
    ['fanli', '2019-11-08', []],
    ['tata-motors', '2025-10-23', ['TATAMOTORS.NS']],
    ['tata-motors', '2025-10-24', ['TMPV.NS']],
    ['renrenle', '2025-07-04', []],
    ['ubox', '2023-11-02', []],
    ['ubox', '2023-11-03', ['2429.HK']],
    ['state-grid', '2024-01-01', []],
    ['bytedance', '2021-08-18', []],
    ['hesai', '2025-09-15', ['HSAI']],
    ['hesai', '2025-09-16', ['HSAI', '2525.HK']],
    ['palo-alto-networks', '2026-01-14', ['PANW']],
    ['dongxu-opto', '2024-12-01', []],
  ])('%s on %s trades as %j', (id, day, expected) => {
    expect(tickers(id, day)).toEqual(expected);
  });

  test.each([
    ['搜狗输入法', '2021-09-22', ['sogou']],
    ['搜狗输入法', '2021-09-23', ['tencent']],
    ['去哪儿旅行', '2017-02-28', ['qunar']],
    ['去哪儿旅行', '2017-03-01', ['trip-com']],
    ['YY', '2025-02-24', ['joyy']],
    ['YY', '2025-02-25', ['baidu']],
    ['大麦', '2023-10-31', ['alibaba']],
    ['大麦', '2023-11-01', ['alibaba-pictures']],
    ['网易考拉', '2019-09-05', ['netease']],
    ['网易考拉', '2019-09-06', ['alibaba']],
    ['人人网', '2018-12-28', ['renren']],
    ['人人网', '2018-12-29', ['duoniu']],
    ['小米运动', '2021-06-11', ['zepp-health']],
    ['支付宝', '2021-06-11', ['ant-group']],
    ['上汽大众', '2024-01-01', []],
    ['麦当劳中国', '2024-01-01', ['golden-arches-china']],
    ['百草味', '2020-05-31', ['haoxiangni']],
    ['百草味', '2020-06-01', ['pepsico']],
    ['纵横小说', '2020-11-30', []],
    ['纵横小说', '2020-12-01', ['qimao']],
    ['环信SDK', '2020-12-31', []],
    ['环信SDK', '2021-01-01', ['agora']],
    ['玛莎拉蒂互联', '2025-06-09', ['stellantis']],
    ['国网商城', '2021-01-01', []],
    ['网上国网', '2021-01-01', ['state-grid']],
  ])('%s on %s is of %j', (name, day, expected) => {
    expect(owners(name, day)).toEqual(expected);
  });

  test('control climbs, a stake does not', () => {
    expect(controllers('iqiyi', '2021-08-18')).toEqual(['baidu']);
    expect(controllers('sogou', '2021-09-22')).toEqual(['sohu']);
    expect(controllers('sogou', '2021-09-23')).toEqual(['tencent']);
    expect(controllers('minsheng-sec', '2024-12-31')).toEqual([]);
    expect(controllers('minsheng-sec', '2025-02-01')).toEqual(['guolian-minsheng']);
    expect(controllers('qunar', '2015-10-25')).toEqual(['baidu']);
    expect(controllers('vmware', '2023-11-21')).toEqual([]);
    expect(controllers('vmware', '2023-11-22')).toEqual(['broadcom']);
    expect(controllers('gopay', '2018-08-06')).toEqual([]);
    expect(controllers('qunar', '2015-10-26')).toEqual(['trip-com']);
    for (const held of [
      'jd',
      'meituan',
      'pdd',
      'kuaishou',
      'bilibili',
      'douyu',
      'webank',
      'ant-group',
    ]) {
      expect([held, controllers(held, '2021-08-18')]).toEqual([held, []]);
    }
  });

  test('what looks like a group’s firm and is not stays apart', () => {
    const names = (id: string) => company(id).affiliates.map((affiliate) => affiliate.name);
    expect(names('china-mobile')).toContain('中国移动通信集团有限公司');
    expect(names('saic')).toContain('上汽大众汽车有限公司');
    expect(names('cmb')).toContain('招联消费金融有限公司');
  });
});
