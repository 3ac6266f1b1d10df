import { zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../../src/domain/document.ts';
import { decode, decodeText } from '../../../src/pipeline/decode/decode.ts';
import { LIMITS } from '../../../src/pipeline/decode/table.ts';
import { docx, paragraph, pdf, written } from './files.ts';
import { linesOf, tablesOf, wrongSpans } from './spans.ts';

const bytesOf = (text: string, encoding = 'utf8') => new Uint8Array(iconv.encode(text, encoding));
const codesOf = (document: Document) => document.findings.map((finding) => finding.code);
const PAGE =
  '<html><head><meta charset="gb2312"></head><body><table><tr><td>序号</td><td>名称</td></tr><tr><td>1</td><td>星河视频</td></tr></table></body></html>';
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('bytes to a document', () => {
  it.each([
    ['a page in GB2312', bytesOf(PAGE, 'gbk'), 'text/html', 'html', '星河视频'],
    [
      'a page in Big5 that says UTF-8',
      bytesOf('<html><body><p>關於侵害用戶權益行為的通報，應於期限內改正。</p>', 'big5'),
      'text/html; charset=utf-8',
      'html',
      '關於侵害用戶權益行為的通報',
    ],
    ['UTF-16 text', bytesOf('关于软件的通报\n正文。', 'utf16-le'), null, 'text', '正文。'],
    [
      'Markdown by its marks',
      bytesOf('# 通报\n\n| 1 | 星河 |\n| 2 | 云朵 |'),
      'text/plain',
      'markdown',
      '云朵',
    ],
    [
      'docx under a wrong type',
      docx(paragraph('正文')),
      'application/octet-stream',
      'docx',
      '正文',
    ],
    ['pdf', pdf([written('正文', 50, 700)]), 'application/pdf', 'pdf', '正文'],
    ['a picture', new Uint8Array(PICTURE), 'image/png', 'picture', ''],
  ])('tells %s by its content', async (_name, bytes, contentType, format, words) => {
    const document = await decode({ bytes, contentType, url: 'https://regulator.example/x' });
    expect(document).toMatchObject({ format, text: expect.stringContaining(words) });
    expect(wrongSpans(document)).toEqual([]);
  });

  it('reads the error page that a server sends under the name of a file, and says so', async () => {
    const document = await decode({
      bytes: bytesOf('<html><body>404 Not Found</body></html>'),
      name: '名单.docx',
    });
    expect(document).toMatchObject({ format: 'html', text: '404 Not Found' });
    expect(codesOf(document)).toEqual(['not-what-it-says']);
  });

  it.each([
    ['no bytes', new Uint8Array(), 'empty'],
    [
      'an archive that is no document',
      zipSync({ 'a.bin': new Uint8Array([1, 2]) }),
      'unknown-format',
    ],
    ['more bytes than are read', new Uint8Array(LIMITS.bytes + 1).fill(65), 'too-large'],
    [
      'an old Office file that is cut off',
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]),
      'unknown-format',
    ],
  ])('answers %s with a finding', async (_name, bytes, code) => {
    expect(codesOf(await decode({ bytes }))).toEqual([code]);
  });

  it('passes by zero bytes and control characters', async () => {
    const document = await decode({ bytes: bytesOf('<p>星\u0000河\u0000\u0001视频</p>') });
    expect(document.text).toBe('星河视频');
  });

  it.each([
    ['divisions', `<html><body>${'<div>'.repeat(220_000)}星河视频`],
    ['fonts around paragraphs', `<html><body>${'<font><p>'.repeat(60_000)}星河视频`],
    ['quotes of Markdown', `# 通报\n\n${'<b><i>'.repeat(40_000)}星河视频`],
  ])('keeps the words of a tree nested too deep: %s', async (_, page) => {
    const document = await decode({ bytes: bytesOf(page) });
    expect(document.text).toContain('星河视频');
    expect(codesOf(document)).toContain('unreadable');
    expect(wrongSpans(document)).toEqual([]);
  });

  it.each([
    ['paragraphs that are never closed', `<html><body>${'<p>星河视频'.repeat(5_000)}`],
    ['thousands of closed spans', `<html><body>${'<span>星河视频</span>'.repeat(5_000)}`],
    ['rows that are never closed', `<table>${'<tr><td>1<td>星河视频'.repeat(5_000)}</table>`],
  ])('a long page is not a deep one: %s', (_, page) => {
    expect(codesOf(decodeText(page, 'html'))).toEqual([]);
  });

  it.each([
    ['sentences', '工信部通报了星河视频。', 11],
    ['a list', '星河视频、', 5],
    ['one word without end', 'a', 1],
  ])('a paragraph without end is several, and nothing is lost: %s', (_, unit, length) => {
    const text = unit.repeat(90_000 / length);
    const document = decodeText(text, 'text');
    const lines = document.text.split('\n');
    expect(lines.length).toBeGreaterThan(4);
    expect(document.text.replaceAll('\n', '')).toBe(text);
    for (const line of lines.slice(0, -1)) expect(line).toMatch(/[。、a]$/);
    expect(wrongSpans(document)).toEqual([]);
  });

  it('a paragraph of a hundred thousand links is read in a walk', () => {
    const links = Array.from({ length: 100_000 }, (_, n) => `<a href="/${n}">第${n}批</a>`).join(
      '',
    );
    const before = process.cpuUsage().user;
    const document = decodeText(`<html><body>${links}</body></html>`, 'html');
    // It took fifteen seconds and more while every link read the paragraph before it again.
    expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(8);
    expect(document.text.replaceAll('\n', '')).toMatch(/^第0批第1批第2批/);
  });

  it.each([
    ['lines', 'a\n'.repeat(400_000), 'text'],
    [
      'spans',
      `<table>${'<tr><td rowspan=65000 colspan=1000>x<td>y'.repeat(9_000)}</table>`.repeat(3),
      'html',
    ],
  ] as const)('in no more pieces than fit between stages: %s', (_, text, format) => {
    const document = decodeText(text, format);
    const { findings } = document;
    const cells = tablesOf(document).flat(2);
    expect(linesOf(document).length + cells.length).toBeLessThanOrEqual(220_000);
    expect(findings.map(({ code }) => code)).toContainEqual(
      expect.stringMatching(/text-cut|table-cut/),
    );
  });

  it('cuts a text beyond the limit', () => {
    const document = decodeText('甲'.repeat(LIMITS.characters + 9), 'text');
    expect(document.text.replaceAll('\n', '')).toHaveLength(LIMITS.characters);
    expect(codesOf(document)).toEqual(['text-cut']);
  });

  it('reads the body of a feed item under the title the feed gave', () => {
    const document = decodeText(
      '<p>现通报如下</p><table><tr><td>1<td>星河<tr><td>2<td>云朵</table>',
      null,
      {
        title: '关于软件的通报',
      },
    );
    expect(document).toMatchObject({ title: '关于软件的通报', format: 'html' });
    expect(document.text).toBe('关于软件的通报\n现通报如下\n1 | 星河\n2 | 云朵');
    expect(tablesOf(document)).toHaveLength(1);
  });
});
