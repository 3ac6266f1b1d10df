import { describe, expect, it } from 'vitest';
import { read } from '../../../support/reading.ts';

const HEAD = `广东省通信管理局关于侵害用户权益行为APP的通报（2023年第3期）
截至6月15日，尚有2款APP未按要求完成整改，现予以通报。上述APP应在6月28日前完成整改。
`;
const rowsOf = (list: string, format: 'text' | 'markdown' = 'text') =>
  read(`${HEAD}${list}`, { published: '2023-06-20', format })
    .mentions.filter((one) => one.role === 'subject')
    .map((mention) =>
      [
        mention.name,
        mention.developer ?? '-',
        ...mention.rows.map((row) => `${row.version ?? '-'}@${row.store ?? '-'}`),
      ].join(' | '),
    );

const FIELDS: Record<string, readonly [string, string]> = {
  number: ['1', '2'],
  name: ['木棉记账', '青禾出行'],
  firm: ['深圳木棉科技有限公司', '广州青禾网络有限公司'],
  version: ['1.2.3', 'V2.0'],
  store: ['华为应用市场', '应用宝'],
  issue: ['违规收集个人信息', 'APP强制、频繁、过度索取权限'],
  place: ['深圳', '广州'],
  trade: ['实用工具', '旅游出行'],
};
const FULL = [
  '木棉记账 | 深圳木棉科技有限公司 | 1.2.3@华为应用市场',
  '青禾出行 | 广州青禾网络有限公司 | V2.0@应用宝',
];

/** `序号=number` … → header words and the two records below them. */
function tableOf(columns: string): string[][] {
  const pairs = columns.split(' ').map((one) => one.split('=') as [string, string]);
  return [
    pairs.map(([word]) => word),
    ...[0, 1].map((nth) => pairs.map(([, field]) => FIELDS[field]![nth]!)),
  ];
}

const ORDERS = [
  '序号=number APP名称=name 主办单位=firm 检测版本=version 发布平台=store 违规情形=issue',
  '编号=number 所属地市=place 问题App=name 责任主体=firm 版本号=version 下载渠道=store 存在的风险=issue',
  '序号=number 运营企业名称=firm 应用名称=name 来源=store 版本=version 所属行业=trade 主要问题=issue',
  '应用市场=store 软件名称=name 版本=version 经营者=firm 违规类型=issue',
  '序号=number 应用名称=name 应用类型=trade 备案主体=firm 应用版本=version 分发平台=store 不合规项=issue',
  '序号=number 违规企业=firm 违规应用名称=name 版本=version 应用来源=store 下架原因=issue',
];

describe('tables of apps whatever their columns are called and in which order they stand', () => {
  it.each(ORDERS)('%s', (columns) => {
    const [head, ...rows] = tableOf(columns).map((row) => `| ${row.join(' | ')} |`);
    const ruler = `|${columns
      .split(' ')
      .map(() => '---')
      .join('|')}|`;
    expect(rowsOf([head, ruler, ...rows].join('\n'), 'markdown')).toEqual(FULL);
  });

  it.each(ORDERS.filter((one) => one.includes('=number')))('one cell a line: %s', (columns) => {
    expect(rowsOf(tableOf(columns).flat().join('\n'))).toEqual(FULL);
  });

  it.each(ORDERS.slice(0, 3))('cells between tabs: %s', (columns) => {
    const rows = tableOf(columns).map((row) => row.join('\t'));
    expect(rowsOf(rows.join('\n'))).toEqual(FULL);
  });
});

describe('lists that lost their form', () => {
  it.each([
    [
      'a line for each kind of app',
      '附件：\n1.短视频类：木棉视频、青禾剪辑\n2.浏览器类（2款）：云雀浏览器、绿萝搜索',
      ['木棉视频 | -', '青禾剪辑 | -', '云雀浏览器 | -', '绿萝搜索 | -'],
    ],
    [
      'a line for each kind of accusation',
      '一、违规收集类：未明示目的、未经同意\n二、强制索权类：频繁索取权限、不给权限不让用',
      [],
    ],
    ['a field that is no name', '当事人：深圳木棉科技有限公司\n处罚事由：未公开收集使用规则', []],
    [
      'names alone, not as many as the notice says',
      '附件：未完成整改APP名单\n木棉记账\n广东省通信管理局',
      [],
    ],
    [
      'issues that hold the words of a header are none',
      '通报存在问题的 APP (SDK) 名单\n- 违规收集信息 (Collection Limitation)\n- APP 强制、频繁、过度索取权限 (Openness)',
      [],
    ],
  ])('%s', (_, list, rows) => {
    expect(rowsOf(list)).toEqual(rows);
  });
});

describe('names beside a list', () => {
  const table = '| 序号 | 应用名称 | 应用版本 |\n|---|---|---|\n| 1 | 木棉记账 | 1.2.3 |';

  it('a count that is theirs makes them part of the notice', () => {
    const text = `此外，我局发现青禾出行、云雀相机2款APP在不同版本中反复出现同类问题。\n${table}`;
    expect(rowsOf(text, 'markdown')).toEqual([
      '木棉记账 | - | 1.2.3@-',
      '青禾出行 | -',
      '云雀相机 | -',
    ]);
  });

  it('a larger count is that of the list', () => {
    expect(rowsOf(`现将青禾出行、云雀相机等30款APP予以通报。\n${table}`, 'markdown')).toEqual([
      '木棉记账 | - | 1.2.3@-',
    ]);
  });
});
