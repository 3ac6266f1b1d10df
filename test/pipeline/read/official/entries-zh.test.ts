import { describe, expect, it } from 'vitest';
import { read } from '../../../support/reading.ts';

const HEAD = `国家计算机病毒应急处理中心监测发现9款违规移动应用
国家计算机病毒应急处理中心近期监测发现9款移动应用存在隐私不合规行为。
1、未向用户明示申请的全部隐私权限，涉嫌隐私不合规。涉及9款App如下：
`;
const notice = (list: string) =>
  read(`${HEAD}${list}`, { published: '2023-05-10', format: 'text' });
const rowsOf = (list: string) =>
  notice(list)
    .mentions.filter((one) => one.role === 'subject')
    .map((mention) =>
      [
        mention.kind === 'app' ? '' : `${mention.kind} `,
        mention.name,
        mention.rows.map((row) => ` ${row.version}@${row.store}`),
      ].join(''),
    );

describe('entries of a list grouped by accusation', () => {
  it.each([
    [
      'one after the other',
      '《绿萝记账》（版本3.4.8，PC6安卓网）、《云雀拼车》（版本V2.0.1，应用宝）。',
      ['绿萝记账 3.4.8@PC6安卓网', '云雀拼车 V2.0.1@应用宝'],
    ],
    [
      'brackets within the version',
      '《绿萝A+》（版本5.7.0(277)，小米应用商店）。',
      ['绿萝A+ 5.7.0(277)@小米应用商店'],
    ],
    [
      'two versions of one app',
      '《绿萝夺宝》（版本V1.15、V1.0.1）、《云雀修图》（版本V6.2.2）。',
      ['绿萝夺宝 V1.15@null, V1.0.1@null', '云雀修图 V6.2.2@null'],
    ],
    [
      'quotes in place of book-title marks',
      '“绿萝记账”（版本3.4.8，应用宝）、“云雀拼车”（版本2.0，豌豆荚）。',
      ['绿萝记账 3.4.8@应用宝', '云雀拼车 2.0@豌豆荚'],
    ],
    [
      'doubled marks of a mirror',
      '《绿萝记账》(版本3.4.8),、《云雀拼车》(版本2.0)这两款应用捆绑广告插件,,',
      ['绿萝记账 3.4.8@null', '云雀拼车 2.0@null'],
    ],
    [
      'a bracket that a mirror left open',
      '《绿萝记账》（版本3.4.8，应用宝、《云雀拼车》（版本2.0，豌豆荚）。',
      ['绿萝记账 3.4.8@应用宝', '云雀拼车 2.0@豌豆荚'],
    ],
    [
      'a store that the list of stores does not hold',
      '《绿萝记账》（版本3.4.8，木棉下载）。',
      ['绿萝记账 3.4.8@木棉下载'],
    ],
    [
      'a mirror that rewords',
      '《绿萝记账》（版块 3.4.8）、《云雀拼车》（版块 V2.0）。',
      ['绿萝记账 3.4.8@null', '云雀拼车 V2.0@null'],
    ],
    [
      'a build in the version',
      '《绿萝记账》（版本4.0.9(build 88)，应用宝）。',
      ['绿萝记账 4.0.9(build 88)@应用宝'],
    ],
    [
      'laws among them',
      '依据《个人信息保护法》《电信和互联网用户个人信息保护规定》（工信部令第24号）：《绿萝记账》（版本3.4.8，应用宝）。',
      ['绿萝记账 3.4.8@应用宝'],
    ],
  ])('%s', (_, list, rows) => {
    expect(rowsOf(list)).toEqual(rows);
  });
});
