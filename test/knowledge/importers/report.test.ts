import { describe, expect, test } from 'vitest';
import type { CompanyId } from '../../../src/domain/ids.ts';
import { knownFirms } from '../../../src/knowledge/importers/proposal.ts';
import { importReport, reportedFirms } from '../../../src/knowledge/importers/report.ts';
import { company, companyMap, entity } from '../../support/companies.ts';

const short = (text: string) =>
  reportedFirms(text).map(({ name, link, share }) => `${name} ${link} ${share}`);

describe('an A-share report', () => {
  test('在子公司中的权益: direct and indirect share together', () => {
    const text = `
九、在其他主体中的权益
1、在子公司中的权益
（1）企业集团的构成
子公司名称 | 主要经营地 | 注册地 | 业务性质 | 持股比例 | 取得方式
| | | | 直接 | 间接 |
雾岛网络科技（北京）有限公司 | 北京 | 北京 | 软件开发 | 100.00% | | 设立
上海霭软件有限公司 | 上海 | 上海 | 技术服务 | 60.00 | 15.50 | 非同一控制下企业合并
3、在合营企业或联营企业中的权益
（1）重要的合营企业或联营企业
合营企业或联营企业名称 | 主要经营地 | 注册地 | 业务性质 | 直接 | 间接
杭州岚数据有限公司 | 杭州 | 杭州 | 数据 | 30.00% |`;
    expect(short(text)).toEqual([
      '雾岛网络科技（北京）有限公司 subsidiary 100',
      '上海霭软件有限公司 subsidiary 75.5',
      '杭州岚数据有限公司 associate 30',
    ]);
  });

  test('主要控股参股公司: the row says which of both it is', () => {
    const text = `九、主要控股参股公司分析
公司名称  公司类型  主要业务  注册资本  总资产
雾岛信息技术有限公司  子公司  软件  10,000,000.00  1,204,331.20
霭文化传媒有限公司  参股公司  广告  5,000,000.00  904,331.20`;
    expect(short(text)).toEqual([
      '雾岛信息技术有限公司 subsidiary null',
      '霭文化传媒有限公司 associate null',
    ]);
  });

  test('a name that the column was too narrow for', () => {
    const text = `企业集团的构成
雾岛（深圳）互联网科技 | 深圳 | 深圳 | 软件
有限公司 | | | | 100.00% | 设立`;
    expect(short(text)).toEqual(['雾岛（深圳）互联网科技有限公司 subsidiary 100']);
  });

  test('rows of other notes are no firms of the group', () => {
    const text = `在子公司中的权益
雾岛信息技术有限公司 | 北京 | 100% | 设立
4、关联方交易
北京客户有限公司 | 销售商品 | 1,200.00`;
    expect(short(text)).toEqual(['雾岛信息技术有限公司 subsidiary 100']);
  });
});

test('principal subsidiaries of a Hong Kong report, with its associates', () => {
  const text = `42. PRINCIPAL SUBSIDIARIES
Name of subsidiary   Place of incorporation   Issued capital   Held by the Company
Haze Island Limited   British Virgin Islands   US$1   100%
Mist (Shenzhen) Technology Company Limited*   The PRC   RMB10,000,000   97.5%
43. PRINCIPAL ASSOCIATES
Cloud Sea Limited   Cayman Islands   US$50,000   40%`;
  expect(short(text)).toEqual([
    'Haze Island Limited subsidiary 100',
    'Mist (Shenzhen) Technology Company Limited subsidiary 97.5',
    'Cloud Sea Limited associate 40',
  ]);
});

test('exhibit 8.1 of a 20-F: subsidiaries, and firms by contract', () => {
  const text = `List of Principal Subsidiaries and Consolidated Affiliated Entities
Subsidiaries | Place of Incorporation
Haze Holdings Limited | Hong Kong
Beijing Haze Information Technology Co., Ltd. | PRC
Variable Interest Entities
1. Beijing Haze Network Co., Ltd. | PRC`;
  expect(short(text)).toEqual([
    'Haze Holdings Limited subsidiary null',
    'Beijing Haze Information Technology Co., Ltd. subsidiary null',
    'Beijing Haze Network Co., Ltd. contract null',
  ]);
});

describe('proposals', () => {
  const haze = company('haze', {
    entities: [entity('雾岛信息技术有限公司'), entity('杭州岚数据有限公司')],
  });
  const known = knownFirms(companyMap(haze) as ReadonlyMap<string, typeof haze>);
  const report = { company: haze, source: 'annual report 2023', day: '2024-04-20' as never };
  const text = `企业集团的构成
雾岛信息技术有限公司 | 北京 | 100% | 设立
上海霭软件有限公司 | 上海 | 60% | 设立
重要的联营企业
杭州岚数据有限公司 | 杭州 | 30%
南京霏科技有限公司 | 南京 | 20%`;
  const { proposals, rows } = importReport(text, report, known);

  test('a subsidiary is attested or added, an associate is never control', () => {
    expect(rows).toBe(4);
    expect(proposals.map((one) => [one.do, one.value.name, one.value.relation])).toEqual([
      ['attest', '雾岛信息技术有限公司', undefined],
      ['add-entity', '上海霭软件有限公司', 'subsidiary'],
      ['contradict', '杭州岚数据有限公司', 'associate'],
      ['add-affiliate', '南京霏科技有限公司', 'affiliate'],
    ]);
    expect(proposals.every((one) => one.company === ('haze' as CompanyId))).toBe(true);
    expect(proposals.map((one) => one.evidence?.kind)).toEqual(Array(4).fill('filing'));
  });

  test('the share is told beside the name', () => {
    expect(proposals[1]!.because).toBe(
      'annual report 2023 lists “上海霭软件有限公司” as a subsidiary that it consolidates, 60 %',
    );
  });
});
