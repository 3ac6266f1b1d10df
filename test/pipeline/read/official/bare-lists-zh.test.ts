import { describe, expect, it } from 'vitest';
import { appsOf, read } from '../../../support/reading.ts';

const TITLE = '关于侵害用户权益行为的APP通报';
const LEAD = '工业和信息化部检查发现4款APP存在侵害用户权益行为，现予以通报。';
const ROWS = [
  ['1', '微信', '深圳市腾讯计算机系统有限公司', '应用宝', '8.0.1', '违规收集个人信息'],
  ['2', '抖音', '北京微播视界科技有限公司', '小米应用商店', '17.1.0', '违规收集个人信息'],
  ['3', '木棉信息', '木棉科技有限公司', '应用宝', '1.0.2', '强制索取权限'],
  ['4', '青禾资讯', '青禾有限公司', '应用宝', '2.0', '强制索取权限'],
];
const entries = ROWS.map(([number, name, firm]) => `${number}. ${name}（${firm}）`).join('\n');
const cells = (row: readonly string[]) => row.map((one) => `<td>${one}</td>`).join('');

describe('lists without a header or a line that opens them', () => {
  it.each([
    ['entries with their firms, opened', `${LEAD}\n名单如下：\n${entries}`],
    ['entries with their firms, not opened', `${LEAD}\n${entries}`],
    ['pasted cells with blanks', `${LEAD}\n${ROWS.map((row) => row.join(' ')).join('\n')}`],
    ['pasted cells with tabs', `${LEAD}\n${ROWS.map((row) => row.join('\t')).join('\n')}`],
    [
      'a table that begins with its first record',
      `<h1>${TITLE}</h1><p>${LEAD}</p><table>${ROWS.map((row) => `<tr>${cells(row)}</tr>`).join('')}</table>`,
    ],
  ])('are read from %s', (_, text) => {
    const notice = read(text, { title: TITLE, authority: 'cn-miit' });
    expect(appsOf(notice)).toEqual(['微信', '抖音', '木棉信息', '青禾资讯']);
    expect(notice.mentions.map(({ developer }) => developer)).toEqual(ROWS.map((row) => row[2]));
    expect(notice.doubts).toEqual([]);
  });
});
