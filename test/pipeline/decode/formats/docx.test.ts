import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { decode } from '../../../../src/pipeline/decode/decode.ts';
import { LIMITS } from '../../../../src/pipeline/decode/table.ts';
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

  it('does not unpack an archive that says it is too large, and passes by pictures', async () => {
    const made = docx(paragraph('正文'), {
      'word/bomb.xml': strToU8(''),
      'word/media/a.png': strToU8(''),
    });
    const document = await decode({
      bytes: declaring(made, 'word/bomb.xml', LIMITS.unzippedBytes),
    });
    expect(document.findings.map((finding) => finding.code)).toEqual(['too-large']);
    expect(document.text).toBe('');
    const pictures = declaring(made, 'word/media/a.png', LIMITS.unzippedBytes);
    expect((await decode({ bytes: pictures })).text).toBe('正文');
  });

  it('says that a broken one cannot be read', async () => {
    const document = await decode({
      bytes: docx('', { 'word/document.xml': strToU8('<w:document') }),
    });
    expect(document.findings.map((finding) => finding.code)).toEqual(['unreadable']);
  });
});
