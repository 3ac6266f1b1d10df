import { describe, expect, it } from 'vitest';
import { decode } from '../../../../src/pipeline/decode/decode.ts';
import { tablesOf, wrongSpans } from '../spans.ts';

const COLUMNS = ['序号', '应用名称', '应用开发者', '所涉问题'];
const ROWS = [
  ['1', '星河视频', '云杉科技有限公司', '违规收集个人信息'],
  ['2', '星河地图', '云杉科技有限公司', '强制、频繁索取权限'],
];
const bytes = (text: string) => new TextEncoder().encode(text);
const joined = (mark: string) => [COLUMNS, ...ROWS].map((row) => row.join(mark)).join('\r\n');

describe('tables of separated values', () => {
  it.each([
    ['commas', { bytes: bytes(joined(',')), name: '附件.csv' }],
    ['tabs', { bytes: bytes(joined('\t')), name: 'list.tsv' }],
    ['semicolons', { bytes: bytes(joined(';')), url: 'https://a.example/f/list.csv?v=2' }],
    [
      'a header that says so',
      { bytes: bytes(joined(',')), contentType: 'text/csv; charset=utf-8' },
    ],
    ['a mark of the byte order', { bytes: bytes(`\uFEFF${joined(',')}`), name: 'list.csv' }],
    ['empty lines', { bytes: bytes(`\n${joined(',')}\n\n`), name: 'list.csv' }],
  ])('%s', async (_, file) => {
    const document = await decode(file);
    expect(document).toMatchObject({ format: 'csv', findings: [] });
    expect(tablesOf(document)).toEqual([[COLUMNS, ...ROWS]]);
    expect(wrongSpans(document)).toEqual([]);
  });

  it('keeps a comma and a line break inside quotes, and a quote that is never closed', async () => {
    const text = '序号,应用名称,所涉问题\n1,"星河,视频","甲\n乙"\n2,星河"地图,丙\n';
    const document = await decode({ bytes: bytes(text), name: 'list.csv' });
    expect(tablesOf(document)[0]?.slice(1)).toEqual([
      ['1', '星河,视频', '甲\n乙'],
      ['2', '星河"地图', '丙'],
    ]);
  });

  it('takes the line above the columns as the title', async () => {
    const text = `存在问题的应用软件名单,,,\n${joined(',')}`;
    const document = await decode({ bytes: bytes(text), name: 'list.csv' });
    expect(document.title).toBe('存在问题的应用软件名单');
  });

  it('is the page of an error where a server answers with one', async () => {
    const page = '<!doctype html><html><body><h1>404</h1><p>没有, 这个, 文件</p></body></html>';
    expect(await decode({ bytes: bytes(page), name: 'list.csv' })).toMatchObject({
      format: 'html',
    });
  });

  it('reads GB18030 as the other texts', async () => {
    // 应用名称,问题 in GB18030.
    const gb = Uint8Array.from([
      0xd3, 0xa6, 0xd3, 0xc3, 0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0xce, 0xca, 0xcc, 0xe2, 0x0a, 0xd0,
      0xc7, 0xba, 0xd3, 0x2c, 0xb3, 0xac, 0xb7, 0xb6, 0xce, 0xa7,
    ]);
    const document = await decode({ bytes: gb, name: 'list.csv' });
    expect(tablesOf(document)).toEqual([
      [
        ['应用名称', '问题'],
        ['星河', '超范围'],
      ],
    ]);
  });
});
