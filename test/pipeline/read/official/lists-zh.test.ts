import { describe, expect, it } from 'vitest';
import { read } from '../../../support/reading.ts';

const HEAD = '湖南省通信管理局通报以下APP，应在8月27日前完成整改。\n';
const rowsOf = (list: string, head = HEAD) =>
  read(`${head}${list}`, { format: 'text' })
    .mentions.filter((one) => one.role === 'subject')
    .map((mention) =>
      [
        mention.name,
        mention.developer ?? '-',
        ...mention.rows.map(
          (row) =>
            `${row.version ?? '-'}@${row.store ?? '-'}${row.accusations.map((it) => ` ${it.issue}`).join('')}`,
        ),
      ].join(' | '),
    );

const BOTH = [
  '绿萝记账 | 长沙绿萝科技有限公司 | 2.7.4@应用宝 collects-illegally',
  '云雀拼车 | 株洲云雀网络有限公司 | 1.0.3@App Store account-cancellation',
];

describe('rows of a list in plain text', () => {
  it('columns in another order, with a place and a filing number, between tabs', () => {
    const list =
      '序号\t企业名称\tAPP名称\t属地\tAPP备案号\t版本号\t应用市场\t存在问题\n1\t长沙绿萝科技有限公司\t绿萝记账\t湖南\t湘ICP备2021008177号-4A\t2.7.4\t应用宝\t违规收集个人信息\n2\t株洲云雀网络有限公司\t云雀拼车\t湖南\t湘ICP备2021008178号-1A\t1.0.3\tApp Store\t账号注销难';
    expect(rowsOf(list)).toEqual(BOTH);
  });

  it('one cell a line under classes of apps, with an accusation a line', () => {
    const list =
      '应用类别\n序号\n应用名称\n应用开发者\n应用来源\n应用版本\n所涉问题\n网上购物类\n1\n绿萝记账\n长沙绿萝科技有限公司\n应用宝\n2.7.4\n（一）违规收集个人信息\n（六）APP频繁自启动和关联启动\n实用工具类\n2\n云雀拼车\n株洲云雀网络有限公司\nApp Store\n1.0.3\n（一）违规收集个人信息';
    expect(rowsOf(list)).toEqual([
      '绿萝记账 | 长沙绿萝科技有限公司 | 2.7.4@应用宝 collects-illegally auto-starts',
      '云雀拼车 | 株洲云雀网络有限公司 | 1.0.3@App Store collects-illegally',
    ]);
  });

  it('a numbered paragraph is no record of cells', () => {
    const list =
      '1、《绿萝记账》（版本1.1），、《云雀拼车》（版本1.0.1）这两款应用窃取信息，\n2，、《青禾问诊》（版本1.0.2）捆绑插件，，造成损失。';
    expect(rowsOf(list).map((row) => row.split(' | ')[0])).toEqual([
      '绿萝记账',
      '云雀拼车',
      '青禾问诊',
    ]);
  });

  it('numbered lines with a name each and its firm in brackets', () => {
    const list =
      '1.绿萝记账（长沙绿萝科技有限公司）；\n2.云雀拼车（版本1.0.3，应用宝）；\n3.live小店（商家版）。';
    expect(rowsOf(list, '湖南省通信管理局通报下列APP：\n').slice(0, 2)).toEqual([
      '绿萝记账 | 长沙绿萝科技有限公司',
      '云雀拼车 | - | 1.0.3@应用宝',
    ]);
  });

  it.each([
    [
      'annexes',
      '附件：\n1、工业和信息化部下架的应用软件名单\n2、广东省通信管理局下架的应用软件名单',
    ],
    ['duties', '现提出以下要求：\n1、加强自查自纠\n2、严格落实主体责任\n3、不得收集无关个人信息'],
  ])('numbered %s are no apps', (_, list) => {
    expect(rowsOf(list, '湖南省通信管理局通报3款APP。\n')).toEqual([]);
  });

  it.each([
    [
      'firms in brackets',
      '湖南省通信管理局通报，绿萝记账（长沙绿萝科技有限公司）、云雀拼车（株洲云雀网络有限公司）等4款APP存在违规收集个人信息问题。',
      ['绿萝记账 | 长沙绿萝科技有限公司', '云雀拼车 | 株洲云雀网络有限公司'],
    ],
    [
      'versions and stores in brackets',
      '湖南省通信管理局通报3款APP，分别为绿萝记账（版本2.7.4）、云雀拼车（1.0.3，应用宝）以及青禾阅读。',
      ['绿萝记账 | - | 2.7.4@-', '云雀拼车 | - | 1.0.3@应用宝', '青禾阅读 | -'],
    ],
  ])('names of a sentence with %s', (_, text, rows) => {
    expect(rowsOf('', text)).toEqual(rows);
  });
});

describe('one word for the bureaus of two places', () => {
  it.each([
    [
      '四川省、重庆市通信管理局近期通报2款APP，应于8月28日前完成整改。',
      'cn-sichuan-ca',
      ['cn-chongqing-ca'],
    ],
    [
      '北京、天津和河北通信管理局近期通报2款APP，应于8月28日前完成整改。',
      'cn-beijing-ca',
      ['cn-tianjin-ca', 'cn-hebei-ca'],
    ],
  ])('%s', (text, first, joint) => {
    const notice = read(text);
    expect([notice.regulator?.value, notice.jointRegulators]).toEqual([first, joint]);
  });
});
