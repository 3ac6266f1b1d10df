import { type BookType, utils, write } from '@e965/xlsx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../../src/pipeline/decode/decode.ts';
import { xlsx } from '../files.ts';
import { linesOf, tablesOf, wrongSpans } from '../spans.ts';

const ROWS = [
  ['附件1'],
  ['存在问题的应用软件名单'],
  ['序号', '应用名称', '应用开发者', '版本'],
  [1, '星河视频', '云杉科技有限公司', '8.40'],
  [2, '星河地图', null, 3.1],
  [null, null, null, null],
];

function book(bookType: BookType): Uint8Array {
  const sheet = utils.aoa_to_sheet(ROWS);
  sheet['!merges'] = [
    { s: { r: 1, c: 0 }, e: { r: 1, c: 3 } },
    { s: { r: 3, c: 2 }, e: { r: 4, c: 2 } },
  ];
  const made = utils.book_new();
  utils.book_append_sheet(made, sheet, 'Sheet1');
  return new Uint8Array(write(made, { bookType, type: 'buffer' }));
}

describe('Excel documents', () => {
  it.each(['xlsx', 'biff8'] as const)(
    'reads %s: caption, header, merged cells, numbers as shown',
    async (bookType) => {
      const document = await decode({ bytes: book(bookType), name: 'list.xls' });
      expect(document).toMatchObject({
        format: 'xlsx',
        title: '存在问题的应用软件名单',
        findings: [],
      });
      expect(tablesOf(document)).toEqual([
        [
          ['序号', '应用名称', '应用开发者', '版本'],
          ['1', '星河视频', '云杉科技有限公司', '8.40'],
          ['2', '星河地图', '云杉科技有限公司', '3.1'],
        ],
      ]);
      expect(document.text.startsWith('存在问题的应用软件名单\n附件1\n')).toBe(true);
      expect(wrongSpans(document)).toEqual([]);
    },
  );

  it('reads each sheet under its name and leaves hidden ones with a finding', async () => {
    const made = utils.book_new();
    for (const name of ['通报', '下架', '草稿'])
      utils.book_append_sheet(
        made,
        utils.aoa_to_sheet([
          ['序号', '名称'],
          [1, `${name}软件`],
        ]),
        name,
      );
    made.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 0 }, { Hidden: 1 }] };
    const document = await decode({
      bytes: new Uint8Array(write(made, { bookType: 'xlsx', type: 'buffer' })),
    });
    expect([linesOf(document), document.tables.length]).toEqual([['通报', '下架'], 2]);
    expect(document.text).not.toContain('草稿软件');
    expect(document.findings.map((finding) => finding.code)).toEqual(['sheet-hidden']);
  });

  it('reads the rows that are there, however large the sheet says it is', async () => {
    const parts = unzipSync(book('xlsx'));
    const sheet = 'xl/worksheets/sheet1.xml';
    parts[sheet] = strToU8(
      strFromU8(parts[sheet]!).replace(/<dimension ref="[^"]*"/, '<dimension ref="A1:XFD1048576"'),
    );
    expect(tablesOf(await decode({ bytes: zipSync(parts) }))[0]).toHaveLength(3);
  });
});

it('a hundred thousand merged ranges over the whole sheet cost what its cells cost', async () => {
  const rows = Array.from({ length: 200 }, (_, r) => [`${r}`, `名称${r}`, '']);
  const merges = Array.from({ length: 100_000 }, (_, n) => `A${200 - (n % 200)}:XFD20000`);
  const document = await decode({ bytes: xlsx(rows, merges) });
  expect(document.tables).toHaveLength(1);
});
