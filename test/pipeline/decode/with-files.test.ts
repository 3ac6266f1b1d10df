import { describe, expect, it } from 'vitest';
import { decode } from '../../../src/pipeline/decode/decode.ts';
import { decodeWithFiles, type IncomingFile } from '../../../src/pipeline/decode/with-files.ts';
import { docx, paragraph, pdf, wordTable, written } from './files.ts';
import { tablesOf } from './spans.ts';

const utf8 = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'));
const BODY = utf8('<html><body><h1>通报</h1><p>共1款，见附件。</p></body></html>');
const ROWS = [
  ['序号', '应用名称'],
  ['1', '星河视频'],
];
const WORD = docx(wordTable(ROWS));
const whole = (...files: IncomingFile[]) => decodeWithFiles({ bytes: BODY }, files, decode);

describe('a document with the files that came with it', () => {
  it('holds the list of its annex', async () => {
    expect(tablesOf(await whole({ name: '名单.docx', bytes: WORD }))).toEqual([ROWS]);
  });

  it('reads files of several formats in their order', async () => {
    const paper = pdf([written('附件二', 50, 700)]);
    const { text } = await whole(
      { name: '附件1.docx', bytes: WORD },
      { name: '附件2.pdf', bytes: paper },
    );
    expect(text).toBe('通报\n共1款，见附件。\n附件1\n序号 | 应用名称\n1 | 星河视频\n附件2\n附件二');
  });

  it('reads the same file under two names once', async () => {
    const document = await whole(
      { name: 'a.docx', bytes: WORD },
      { name: 'b.docx', bytes: WORD.slice() },
    );
    expect(tablesOf(document)).toHaveLength(1);
  });

  it('takes no word of an error page under the name of a file, and says so', async () => {
    const page = utf8('<html><body><p>微信 的页面不存在，责令整改</p></body></html>');
    const document = await whole({ name: '名单.docx', bytes: page });
    expect(document.text).not.toContain('微信');
    expect(document.findings.map(({ code }) => code)).toContain('not-what-it-says');
  });

  it('reads a sheet that was saved as a page under the name of an xls', async () => {
    const sheet = `<html><body><table>${ROWS.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table></body></html>`;
    expect(tablesOf(await whole({ name: '名单.xls', bytes: utf8(sheet) }))).toEqual([ROWS]);
  });

  it('knows the format by the address where the name does not tell it', async () => {
    const page = utf8('<html><body><p>页面不存在</p></body></html>');
    const document = await whole({
      name: '附件：名单',
      url: 'https://example.org/a/1.docx',
      bytes: page,
    });
    expect(document.findings.map(({ code }) => code)).toContain('not-what-it-says');
  });

  it('takes no word of a law that is added for reading: its threats happened to nobody', async () => {
    const law = [
      '总则',
      '第一条 为了保护权益。',
      '第二条 违反的，处以罚款。',
      '第三条 自2025年1月1日起施行。',
    ];
    const bytes = docx(law.map((text) => paragraph(text)).join(''));
    const document = await whole({ name: '条例.docx', bytes }, { name: '名单.docx', bytes: WORD });
    expect(document.text).not.toContain('罚款');
    expect(tablesOf(document)).toEqual([ROWS]);
    expect(document.findings.map(({ code }) => code)).toEqual(['attachment-is-a-rule']);
  });
});
