import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Notice } from '../../../../src/domain/notice.ts';
import { read } from '../../../support/reading.ts';

const cell = (text: string): string => `<td><p>${text}</p></td>`;
const table = (...rows: readonly (readonly string[])[]): string =>
  `<table>${rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('')}</table>`;

function own(authority: string, title: string, html: string, published = '2025-09-15'): Notice {
  const page = `<html><body><h1>${title}</h1><div class="content">${html}</div></body></html>`;
  return read(page, { title, authority, published, format: 'html' });
}

/** Each party with its measures and sums: "甲公司: fine 1300000". */
const told = ({ mentions, actions }: Notice): string[] =>
  mentions.map(({ id, name }) => {
    const acts = actions.filter((action) => action.mentions.includes(id));
    const said = acts.map(({ act, fine }) => [act.measure, fine?.amount].filter(Boolean).join(' '));
    return `${name}: ${said.sort().join(', ')}`;
  });

describe('a page that lists acts', () => {
  it('reads a table of penalties, whose persons are no parties', () => {
    const notice = own(
      'cn-nfra',
      '某地金融监管局行政处罚信息公开表',
      table(
        ['序号', '当事人名称', '主要违法违规行为', '行政处罚内容', '作出决定机关'],
        ['1', '木棉银行股份有限公司天津分行', '贷款不尽职', '罚款130万元', '天津金融监管局'],
        [
          '2',
          '张某（时任木棉银行股份有限公司天津分行经理）',
          '负有责任',
          '罚款7万元',
          '天津金融监管局',
        ],
      ),
    );
    expect(told(notice)).toEqual(['木棉银行股份有限公司天津分行: fine 1300000']);
  });

  it('reads labels and values that repeat, as a definition list has them', () => {
    const record = (name: string, sum: string) =>
      `<dl><dt>当事人名称</dt><dd>${name}</dd><dt>主要违法违规行为</dt><dd>违规放贷</dd>` +
      `<dt>行政处罚内容</dt><dd>罚款${sum}</dd></dl>`;
    const html =
      record('木棉银行股份有限公司', '220万元') + record('青禾银行股份有限公司', '90万元');
    expect(told(own('cn-nfra', '行政处罚信息公开表', html))).toEqual([
      '木棉银行股份有限公司: fine 2200000',
      '青禾银行股份有限公司: fine 900000',
    ]);
  });

  it('reads labels with colons in a grid of blocks', () => {
    const record = (name: string, content: string) =>
      `<div><div><span>企业名称：</span>${name}</div><div>文书号：银罚〔2024〕12号</div>` +
      `<div>行政处罚内容：${content}</div></div>`;
    const html = record('木棉支付股份有限公司', '警告') + record('青禾支付有限公司', '罚款80万元');
    expect(told(own('cn-pboc', '行政处罚公示', html))).toEqual([
      '木棉支付股份有限公司: warn',
      '青禾支付有限公司: fine 800000',
    ]);
  });

  it('reads a table that stands upright', () => {
    const html = table(
      ['行政处罚决定书文号', '', '青罚〔2025〕12号'],
      ['被处罚当事人', '个人姓名', ''],
      ['', '单位名称', '木棉银行股份有限公司青岛分行'],
      ['主要违法事实', '', '资金被挪用'],
      ['行政处罚决定', '', '罚款60万元'],
      ['作出处罚决定的机关名称', '', '青岛监管局'],
    );
    expect(told(own('cn-nfra', '行政处罚信息公开表', html))).toEqual([
      '木棉银行股份有限公司青岛分行: fine 600000',
    ]);
  });

  it('takes the listed company where the row is against itself, and no director of it', () => {
    const html = table(
      ['证券代码', '证券简称', '监管类型', '涉及对象', '处理日期'],
      ['600104', '木棉集团', '监管警示', '木棉集团股份有限公司', '2025-06-03'],
      ['600887', '青禾股份', '通报批评', '董事张某', '2025-06-05'],
      ['601633', '腾讯', '通报批评', '上市公司及财务总监', '2025-06-11'],
    );
    expect(told(own('cn-sse', '上市公司监管措施', html))).toEqual([
      '木棉集团股份有限公司: warn',
      '腾讯: warn',
    ]);
  });

  it('gives a bare sum the currency and scale of its head', () => {
    const html = table(
      ['Sr. No.', 'Name of the bank', 'Amount of penalty (₹ in lakh)'],
      ['1', 'Kapok Bank Limited', '75.00'],
    );
    expect(told(own('in-rbi', 'RBI imposes monetary penalty on a bank', html))).toEqual([
      'Kapok Bank Limited: fine 7500000',
    ]);
  });

  it('ends a name at a branch or a bracket, and leaves out persons and rows without a sum', () => {
    const html = table(
      ['Firm or individual fined', 'Date', 'Amount'],
      ['Kapok Bank N.A., Singapore Branch', '14/07/2025', '£39,314,700'],
      ['Greenfield Ltd (FRN 12345)', '07/07/2025', '£21,091,300'],
      ['Darren Roe', '29/06/2025', '£2,037,892'],
      ['Harbour plc', '29/06/2025', '—'],
    );
    expect(told(own('gb-fca', '2025 fines', html))).toEqual([
      'Kapok Bank N.A.: fine 39314700',
      'Greenfield Ltd: fine 21091300',
    ]);
  });

  it('takes rows of long ago for background', () => {
    const html = table(
      ['Entity', 'Decision date', 'Corrective measure', 'Fine'],
      ['Kapok Ireland Limited', '30 August 2025', 'Reprimand', '€530 million'],
      ['Greenfield Limited', '22 October 2024', 'Reprimand', '€310 million'],
    );
    expect(told(own('ie-dpc', 'Decisions', html))).toEqual([
      'Kapok Ireland Limited: fine 530000000, warn',
    ]);
  });

  it('reads names in a line each, with what was decided below', () => {
    const html =
      '<p>Firms Fined</p><p>Kapok Financial LLC (CRD #1659, Menlo Park, California)</p>' +
      '<p>July 9 – An AWC was issued in which the firm was censured and fined $1,250,000.</p>' +
      '<p>Greenfield LLC (CRD #3641, Greenwich, Connecticut)</p>' +
      '<p>July 14 – An AWC was issued in which the firm was censured and fined $650,000.</p>' +
      '<p>Individuals Suspended</p><p>John Q. Roe (CRD #4455)</p>' +
      '<p>July 15 – He was suspended and fined $5,000 for conduct at Tencent Holdings.</p>';
    expect(told(own('us-finra', 'Disciplinary Actions, August 2025', html))).toEqual([
      'Kapok Financial LLC: fine 1250000, warn',
      'Greenfield LLC: fine 650000, warn',
    ]);
  });

  it('reads items that begin with a firm', () => {
    const html =
      '<ol><li>木棉股份有限公司上海分公司违规开展营销活动，责令限期整改。</li>' +
      '<li>青禾通信有限公司广东省分公司违规办理业务，罚款3万元。</li></ol>';
    expect(told(own('cn-miit', '关于对部分企业违规行为的通报', html))).toEqual([
      '木棉股份有限公司上海分公司: rectify',
      '青禾通信有限公司广东省分公司: fine 30000',
    ]);
  });

  it('reads the sum behind the colon of an item', () => {
    const html =
      '<ul><li>Kapok Corporation: $12 million</li><li>Greenfield Inc.: $80 million</li></ul>';
    const lead = '<p>The commission today fined the carriers.</p>';
    expect(told(own('us-fcc', 'FCC Fines Carriers', lead + html))).toEqual([
      'Kapok Corporation: fine 12000000',
      'Greenfield Inc.: fine 80000000',
    ]);
  });

  it('takes the listed company of a row that names no party', () => {
    const record = (name: string, measure: string) =>
      `<li>证券代码：000002<br>证券简称：${name}<br>日期：2025-08-11<br>监管措施：${measure}</li>`;
    const html = `<ul>${record('腾讯', '监管函')}${record('美团', '问询函')}</ul>`;
    expect(told(own('cn-szse', '监管措施与纪律处分', html))).toEqual(['腾讯: warn', '美团: ask']);
  });

  it.each([
    [
      'approvals',
      ['机构名称', '行政许可事项', '批准机关'],
      ['木棉银行股份有限公司', '核准任职资格', '某局'],
    ],
    ['sums of deposits', ['Bank', 'Amount'], ['Kapok Bank Limited', '$75 million']],
    [
      'drugs that are withdrawn',
      ['Drug', 'Company', 'Order'],
      ['X', 'Kapok Inc.', 'revocation of'],
    ],
    [
      'complaints',
      ['Bank', 'Complaints opened', 'Amount of redress'],
      ['Kapok Bank plc', '9', '£2,000'],
    ],
    ['licences', ['Company', 'Licence type', 'Date'], ['Kapok Inc.', 'Major', '2025-08-01']],
    ['apps', ['应用名称', '企业名称', '处理结果'], ['快报', '木棉有限公司', '警告']],
  ])('is none of %s', (_, head, row) => {
    const notice = own('us-fda', 'Table', table(head, row, row));
    expect(notice.actions.filter(({ rule }) => rule === 'official.decision')).toEqual([]);
  });
});

interface RecordTrap {
  readonly authority: string;
  readonly title: string;
  readonly rows: readonly string[];
}

const TRAPS = parse(
  readFileSync(`${import.meta.dirname}/record-traps.yml`, 'utf8'),
) as RecordTrap[];

describe('a table that names firms', () => {
  it.each(TRAPS)('is no list of acts: $title', ({ authority, title, rows }) => {
    const notice = own(authority, title, table(...rows.map((row) => row.split(' | '))));
    expect(notice.mentions.map(({ name }) => name)).toEqual([]);
  });
});
