import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../../../src/domain/document.ts';
import { decode } from '../../../../src/pipeline/decode/decode.ts';
import { LIMITS } from '../../../../src/pipeline/decode/table.ts';
import { declaring, docx, paragraph, wordTable } from '../files.ts';
import { linesOf, tablesOf, wrongSpans } from '../spans.ts';

const ROWS = [
  ['序号', '应用名称'],
  ['1', '星河视频'],
];
const LIST = docx(wordTable(ROWS));
const codes = (document: Document) => document.findings.map(({ code }) => code);
const zip = (files: Record<string, Uint8Array>) => zipSync(files);

describe('an archive of annexes', () => {
  it('is the documents in it, each under its name', async () => {
    const document = await decode({
      bytes: zip({ 'b/附件1.docx': LIST, 'a.txt': strToU8('说明。') }),
    });
    expect(document.text).toBe('a\n说明。\n附件1\n序号 | 应用名称\n1 | 星河视频');
    expect(tablesOf(document)).toEqual([ROWS]);
    expect(wrongSpans(document)).toEqual([]);
  });

  it('has names in GBK where its packer did not know better', async () => {
    const name = iconv.encode('附件一.docx', 'gbk');
    const bytes = Buffer.from(zip({ xxxxxxxxxxx: LIST }));
    const marked = bytes.toString('latin1').replaceAll('xxxxxxxxxxx', name.toString('latin1'));
    const document = await decode({ bytes: new Uint8Array(Buffer.from(marked, 'latin1')) });
    expect(document.text).toMatch(/^附件一\n/);
  });

  it.each([
    ['an archive in the archive', { 'inner.zip': zip({ 'a.docx': LIST }) }],
    [
      'an archive in the archive under another name',
      { 'inner.docx': zip({ 'a.txt': strToU8('甲') }) },
    ],
    ['a program', { 'run.exe': strToU8('MZ') }],
    ['what systems leave behind', { '__MACOSX/._a.docx': LIST, '~$a.docx': LIST }],
  ])('does not read %s', async (_, files) => {
    const document = await decode({ bytes: zip(files as Record<string, Uint8Array>) });
    expect(document.text).toBe('');
    expect(document.findings.length).toBeGreaterThan(0);
  });

  it('is cut at the limits, with a finding', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`${at}.txt`, strToU8(`第${at}份。`)]),
    );
    const document = await decode({ bytes: zip(many) });
    expect([
      linesOf(document).filter((line) => /^\d+$/.test(line)).length,
      codes(document),
    ]).toEqual([30, ['archive-cut']]);
    const big = zip({ 'a.txt': strToU8('甲'), 'b.docx': docx(paragraph('正文')) });
    const limited = await decode({ bytes: declaring(big, 'a.txt', LIMITS.unzippedBytes + 1) });
    expect([limited.text, codes(limited)]).toEqual(['b\n正文', ['archive-cut']]);
  });

  it('that is broken costs a finding', async () => {
    const bytes = zip({ 'a.txt': strToU8('正文。'.repeat(200)) });
    expect(codes(await decode({ bytes: bytes.slice(0, bytes.length - 40) }))).toEqual([
      'unreadable',
    ]);
  });
});
