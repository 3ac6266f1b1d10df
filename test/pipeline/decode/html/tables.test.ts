import { describe, expect, it } from 'vitest';
import type { DocumentTable } from '../../../../src/domain/document.ts';
import { decodeText } from '../../../../src/pipeline/decode/decode.ts';
import { LIMITS } from '../../../../src/pipeline/decode/table.ts';
import { linesOf, tablesOf, wrongSpans } from '../spans.ts';

const decodeHtml = (html: string) => decodeText(html, 'html');
const firstTable = (html: string): DocumentTable => {
  const document = decodeHtml(html);
  expect(wrongSpans(document)).toEqual([]);
  const [table] = document.tables;
  if (!table) throw new Error(`no table in ${document.text}`);
  return table;
};

const MERGED = `
<table border="1"><tbody>
<tr><td colspan="6"><p>存在问题的应用软件名单</p></td></tr>
<tr><td>序号</td><td>应用名称</td><td>应用开发者</td><td>应用来源</td><td>应用版本</td><td>所涉问题</td></tr>
<tr><td rowspan="3">1</td><td rowspan="3">星河视频</td><td rowspan="4">云杉科技（杭州）有限公司</td><td rowspan="2">青竹商店</td><td>8.4.20</td><td>违规收集个人信息</td></tr>
<tr><td>8.4.25</td><td>开屏弹窗信息骚扰用户</td></tr>
<tr><td>白鹭商店</td><td>8.4.26</td><td>开屏弹窗信息骚扰用户<br>违规使用个人信息</td></tr>
<tr><td>2</td><td>星河地图</td><td>青竹商店</td><td>3.1.0</td><td>违规收集个人信息</td></tr>
</tbody></table>`;

describe('a table of 30,000 rows', () => {
  const rowOf = (at: number) =>
    `<tr><td>${at}</td><td>应用${at}</td><td>第${at}科技有限公司</td><td>应用宝</td><td>1.${at}</td><td>违规收集个人信息</td></tr>`;
  const page = (count: number, rows = Array.from({ length: count }, (_, at) => rowOf(at + 1))) =>
    `<html><body><h1>通报</h1><p>我部现予以通报如下。</p><table border="1"><tr><th>序号</th><th>应用名称</th><th>开发者</th><th>应用来源</th><th>版本</th><th>所涉问题</th></tr>${rows.join('')}</table><p>特此通报。</p></body></html>`;

  it('is read whole', () => {
    const document = decodeHtml(page(30_000));
    expect(document.findings).toEqual([]);
    const [{ rows }] = document.tables as [DocumentTable];
    expect(rows.length).toBe(30_001);
    expect(
      rows
        .at(-1)!
        .map(({ text }) => text)
        .slice(0, 2),
    ).toEqual(['30000', '应用30000']);
    expect(document.text.endsWith('特此通报。')).toBe(true);
  });

  it('has its rows in order where they are parsed in pieces, and its spans', () => {
    const { rows } = firstTable(page(3_000));
    expect(rows.slice(1).map(([number]) => number!.text)).toEqual(
      Array.from({ length: 3_000 }, (_, at) => String(at + 1)),
    );
  });

  it('goes on with cells that reach over the pieces', () => {
    const firms = (at: number) => (at % 2 === 0 ? `<td rowspan="2">第${at}公司</td>` : '');
    const rows = Array.from(
      { length: 2_000 },
      (_, at) => `<tr><td>应用${at}</td>${firms(at)}<td>1.0</td></tr>`,
    );
    const { rows: read } = firstTable(page(0, rows));
    expect(read.slice(1).map(([, firm]) => firm!.text)).toEqual(
      rows.map((_, at) => `第${at - (at % 2)}公司`),
    );
  });
});

describe('tables of a page', () => {
  it('lays merged cells out on the grid and marks the repeats', () => {
    const document = decodeHtml(MERGED);
    const table = firstTable(MERGED);
    expect(document.text.split('\n')[0]).toBe('存在问题的应用软件名单');
    expect(table.span.start).toBe(0);
    const firm = '云杉科技（杭州）有限公司';
    expect(table.rows.map((row) => row.map((cell) => cell.text))).toEqual([
      ['序号', '应用名称', '应用开发者', '应用来源', '应用版本', '所涉问题'],
      ['1', '星河视频', firm, '青竹商店', '8.4.20', '违规收集个人信息'],
      ['1', '星河视频', firm, '青竹商店', '8.4.25', '开屏弹窗信息骚扰用户'],
      ['1', '星河视频', firm, '白鹭商店', '8.4.26', '开屏弹窗信息骚扰用户\n违规使用个人信息'],
      ['2', '星河地图', firm, '青竹商店', '3.1.0', '违规收集个人信息'],
    ]);
    expect(table.rows[2]!.map((cell) => cell.merged)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('writes a merged cell once; its repeats point at that place', () => {
    const document = decodeHtml(MERGED);
    expect(document.text.split('云杉科技').length - 1).toBe(1);
    expect(document.text).toContain('\n |  |  |  | 8.4.25 | 开屏弹窗信息骚扰用户\n');
    const [table] = document.tables;
    expect(table!.rows[4]![2]!.span).toEqual(table!.rows[1]![2]!.span);
  });

  it('keeps the short rows of a mirror short, padded at their end, and says so', () => {
    const table = firstTable(`<table>
      <tr><th>序号</th><th>应用名称</th><th>应用开发者</th><th>应用来源</th><th>应用版本</th><th>所涉问题</th></tr>
      <tr><td>1</td><td>星河视频</td><td>云杉科技有限公司</td><td>青竹商店</td><td>8.4.20</td><td>违规收集个人信息</td></tr>
      <tr><td>8.4.25</td><td>开屏弹窗</td></tr>
      <tr><td>2</td><td>星河地图</td><td>青竹商店</td><td>3.1.0</td><td>超范围收集</td></tr></table>`);
    expect(table.rows[2]!.map((cell) => cell.text)).toEqual(['8.4.25', '开屏弹窗', '', '', '', '']);
    expect(table.rows[3]!.map((cell) => cell.text)).toEqual([
      '2',
      '星河地图',
      '青竹商店',
      '3.1.0',
      '超范围收集',
      '',
    ]);
  });

  it.each([
    [
      'cells and rows not closed',
      '<table><tr><td>1<td>星河<tr><td>2<td>云朵</table>',
      [
        ['1', '星河'],
        ['2', '云朵'],
      ],
    ],
    [
      'rows without a row tag',
      '<table><td>1<td>星河</tr><td>2<td>云朵</tr></table>',
      [
        ['1', '星河'],
        ['2', '云朵'],
      ],
    ],
    [
      'a span of zero',
      '<table><tr><td rowspan=0>甲<td>1<tr><td>2<tr><td>3</table>',
      [
        ['甲', '1'],
        ['甲', '2'],
        ['甲', '3'],
      ],
    ],
    [
      'a span beyond the end',
      '<table><tr><td rowspan=900>甲<td>1<tr><td>2</table>',
      [
        ['甲', '1'],
        ['甲', '2'],
      ],
    ],
    [
      'a span that is no number',
      '<table><tr><td rowspan=x>甲<td>1<tr><td>乙<td>2</table>',
      [
        ['甲', '1'],
        ['乙', '2'],
      ],
    ],
    [
      'empty rows between',
      '<table><tr><td>1<td>星河<tr><td>&nbsp;<td><tr><td>2<td>云朵</table>',
      [
        ['1', '星河'],
        ['2', '云朵'],
      ],
    ],
  ])('reads %s', (_name, html, rows) => {
    expect(tablesOf(decodeHtml(html))).toEqual([rows]);
  });

  it('a table that is never closed does not swallow the text after it', () => {
    const document = decodeHtml(
      '<div><table><tr><td>序号<td>名称<tr><td>1<td>星河视频<p>上述应用应在3月21日前完成整改。</p><p>2031年3月1日</p></div>',
    );
    expect(tablesOf(document)).toEqual([
      [
        ['序号', '名称'],
        ['1', '星河视频'],
      ],
    ]);
    expect(document.text.split('\n').slice(-2)).toEqual([
      '上述应用应在3月21日前完成整改。',
      '2031年3月1日',
    ]);
  });

  it('reads through a table that only arranges the page', () => {
    const document = decodeHtml(`<table><tr><td>
      <p>现将名单通报如下。</p><table><tr><td>序号</td><td>名称</td></tr><tr><td>1</td><td>星河视频</td></tr></table><p>逾期将依法处置。</p>
      </td></tr></table>`);
    expect(linesOf(document)).toEqual(['现将名单通报如下。', '逾期将依法处置。']);
    expect(tablesOf(document)).toEqual([
      [
        ['序号', '名称'],
        ['1', '星河视频'],
      ],
    ]);
  });

  it('keeps a small table inside a cell as lines of that cell', () => {
    const inner = '<table><tr><td>违规收集</td></tr><tr><td>强制授权</td></tr></table>';
    const outer = `<table><tr><td>1</td><td>星河视频播放软件</td><td>云杉科技有限公司</td><td>${inner}</td></tr>
      <tr><td>2</td><td>云朵地图导航软件</td><td>白鹭软件有限公司</td><td>超范围收集</td></tr></table>`;
    expect(tablesOf(decodeHtml(outer))[0]![0]).toEqual([
      '1',
      '星河视频播放软件',
      '云杉科技有限公司',
      '违规收集\n强制授权',
    ]);
  });

  it('cuts a table beyond the limits with a finding', () => {
    const rows = '<tr><td>1</td><td>甲</td></tr>'.repeat(LIMITS.rows + 9);
    const document = decodeHtml(`<table>${rows}</table>`);
    expect(tablesOf(document)[0]).toHaveLength(LIMITS.rows);
    expect(document.findings.map((finding) => finding.code)).toEqual(['table-cut']);
    const wide = decodeHtml(
      '<table><tr><td rowspan=65000 colspan=1000>甲<td>乙</table>'.repeat(20),
    );
    expect(tablesOf(wide)[0]![0]).toHaveLength(LIMITS.columns);
  });
});
