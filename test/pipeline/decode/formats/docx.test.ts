import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../../src/pipeline/decode/decode.ts';
import { LIMITS } from '../../../../src/pipeline/decode/table.ts';
import { streamPart } from '../../../../src/pipeline/decode/word/parts.ts';
import { declaring, docx, paragraph, wordTable } from '../files.ts';
import { tablesOf, wrongSpans } from '../spans.ts';

describe('Word documents', () => {
  it('reads paragraphs and a table with merged cells', async () => {
    const body =
      paragraph('存在问题的应用软件名单') +
      wordTable([
        ['序号', '应用名称', '应用开发者', '版本'],
        ['1', '星河视频', '云杉科技有限公司', '8.4.20'],
        ['2', '星河地图', '↑', '3.1.0'],
        ['未提供→2', '白鹭软件有限公司', '1.0'],
      ]) +
      paragraph('二〇三一年三月一日');
    const document = await decode({ bytes: docx(body), name: '名单.docx' });
    expect(document).toMatchObject({
      format: 'docx',
      title: '存在问题的应用软件名单',
      findings: [],
    });
    expect(tablesOf(document)).toEqual([
      [
        ['序号', '应用名称', '应用开发者', '版本'],
        ['1', '星河视频', '云杉科技有限公司', '8.4.20'],
        ['2', '星河地图', '云杉科技有限公司', '3.1.0'],
        ['未提供', '未提供', '白鹭软件有限公司', '1.0'],
      ],
    ]);
    expect(wrongSpans(document)).toEqual([]);
    expect(document.text.endsWith('\n二〇三一年三月一日')).toBe(true);
  });

  it('does not unpack a text that says it is too large, and passes by what it does not read', async () => {
    const made = docx(paragraph('正文'), {
      'word/bomb.xml': strToU8(''),
      'word/media/a.png': strToU8(''),
    });
    const document = await decode({
      bytes: declaring(made, 'word/document.xml', LIMITS.streamedBytes + 1),
    });
    expect(document.findings.map((finding) => finding.code)).toEqual(['too-large']);
    expect(document.text).toBe('');
    for (const unread of ['word/bomb.xml', 'word/media/a.png'])
      expect((await decode({ bytes: declaring(made, unread, LIMITS.unzippedBytes) })).text).toBe(
        '正文',
      );
  });

  it('reads a list whose markup is a hundred times its words', async () => {
    const style =
      '<w:rPr><w:rFonts w:ascii="仿宋" w:eastAsia="仿宋" w:hint="eastAsia"/><w:sz w:val="24"/></w:rPr>';
    const styled = (text: string) =>
      `<w:tc><w:tcPr/><w:p>${[...text].map((one) => `<w:r>${style}<w:t>${one}</w:t></w:r>`).join('')}</w:p></w:tc>`;
    const row = (...cells: string[]) => `<w:tr>${cells.map(styled).join('')}</w:tr>`;
    const rows = Array.from({ length: 3000 }, (_, at) =>
      row(String(at + 1), `星河视频${at}`, '云杉科技有限公司'),
    );
    const bytes = docx(`<w:tbl>${row('序号', '应用名称', '开发者')}${rows.join('')}</w:tbl>`);
    expect(bytes.length).toBeLessThan(250_000);
    const document = await decode({ bytes });
    expect(document.tables[0]!.rows).toHaveLength(3001);
    expect(document.tables[0]!.rows[3000]!.map((cell) => cell.text)).toEqual([
      '3000',
      '星河视频2999',
      '云杉科技有限公司',
    ]);
  });

  it('holds no more of the markup than a piece at a time', () => {
    const markup = docx(paragraph(`<w:noise a="${'x'.repeat(200)}"/>`.repeat(100_000)));
    let longest = 0;
    let seen = 0;
    streamPart(markup, 'word/document.xml', LIMITS.streamedBytes, {
      open: (_, attributes) => {
        seen += 1;
        longest = Math.max(longest, attributes.a?.length ?? 0);
      },
      close: () => {},
      text: () => {},
    });
    expect([seen > 100_000, longest]).toEqual([true, 200]);
  });

  it('leaves out what is deleted, moved away, hidden or only a field', async () => {
    const run = (inner: string) => `<w:r>${inner}</w:r>`;
    const body =
      `<w:p>${run('<w:t>通报</w:t>')}<w:del>${run('<w:delText>甲</w:delText>')}</w:del>` +
      `<w:moveFrom>${run('<w:t>乙</w:t>')}</w:moveFrom>${run('<w:rPr><w:vanish/></w:rPr><w:t>丙</w:t>')}` +
      `${run('<w:instrText>PAGE</w:instrText>')}${run('<w:t>两款</w:t><w:br/><w:t>应用</w:t>')}</w:p>`;
    expect((await decode({ bytes: docx(body) })).text).toBe('通报两款\n应用');
  });

  it('counts the items of a numbered list, and none of a bulleted one', async () => {
    const listed = (id: number, text: string) =>
      `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="${id}"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
    const numbering = strToU8(
      '<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>' +
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>' +
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>',
    );
    const body = listed(1, '星河视频') + listed(1, '星河地图') + listed(2, '云杉记账');
    const { text } = await decode({ bytes: docx(body, { 'word/numbering.xml': numbering }) });
    expect(text).toBe('1. 星河视频\n2. 星河地图\n云杉记账');
  });

  it('reads a table inside a cell that only arranges the page', async () => {
    const inner = wordTable([
      ['序号', '应用名称'],
      ['1', '星河视频'],
    ]);
    const body = `<w:tbl><w:tr><w:tc><w:p/>${inner}</w:tc></w:tr></w:tbl>`;
    expect(tablesOf(await decode({ bytes: docx(body) }))).toEqual([
      [
        ['序号', '应用名称'],
        ['1', '星河视频'],
      ],
    ]);
  });

  it('says that a broken one cannot be read', async () => {
    const document = await decode({
      bytes: docx('', { 'word/document.xml': strToU8('<w:document') }),
    });
    expect(document.findings.map((finding) => finding.code)).toEqual(['unreadable']);
  });
});
