import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../src/pipeline/decode/decode.ts';
import { linesOf, tablesOf, wrongSpans } from '../spans.ts';

const decodeMarkdown = (text: string, title: string | null = null) => {
  const document = decodeText(text, 'markdown', { title });
  expect(wrongSpans(document)).toEqual([]);
  return document;
};

describe('Markdown', () => {
  it('reads a pipe table with continuation rows, short rows and rows longer than the header', () => {
    const document = decodeMarkdown(
      [
        '附件：名单',
        '| 序号 | 应用名称 | 应用开发者 | 版本 |',
        '| --- | :--: | ---: | --- |',
        '| 1 | **星河视频** | 云杉科技 | 8.4.20 |',
        '|  |  |  | 8.4.25 |',
        '| 8.4.26 | 开屏弹窗 |',
        '| 2 | 星河\\|地图 | 白鹭软件 | 3.1 | 青竹商店 |',
        '',
        '特此通报。',
      ].join('\n'),
    );
    expect(linesOf(document)).toEqual(['附件：名单', '特此通报。']);
    expect(tablesOf(document)[0]).toEqual([
      ['序号', '应用名称', '应用开发者', '版本', ''],
      ['1', '星河视频', '云杉科技', '8.4.20', ''],
      ['', '', '', '8.4.25', ''],
      ['8.4.26', '开屏弹窗', '', '', ''],
      ['2', '星河|地图', '白鹭软件', '3.1', '青竹商店'],
    ]);
  });

  it('reads pipe rows without a ruler', () => {
    expect(tablesOf(decodeMarkdown('| 1 | 星河 |\n| 2 | 云朵 |'))).toEqual([
      [
        ['1', '星河'],
        ['2', '云朵'],
      ],
    ]);
  });

  it('reads the page of a blog: front matter, headings, quotes, bold, links, pictures', () => {
    const { title, statedDate, text, pictures, hasFiles } = decodeMarkdown(
      `---\ntitle: "关于软件的通报"\ndate: 2031-03-12 10:00:00\ntags:\n  - 通报\n---\n## 信息\n\n发布时间：\`2031-03-12\`\n\n> 依据**《某法》**，现通报如下。\n>\n> 第二段。\n\n![表](https://pictures.example/a-0.webp)\n[名单.docx](https://files.example/a.docx)`,
    );
    expect({ title, statedDate }).toEqual({
      title: '关于软件的通报',
      statedDate: '2031-03-12 10:00:00',
    });
    expect(text.split('\n')).toEqual([
      '关于软件的通报',
      '信息',
      '发布时间：2031-03-12',
      '依据《某法》，现通报如下。',
      '第二段。',
      '名单.docx',
    ]);
    expect(pictures).toBe(1);
    expect(hasFiles).toBe(true);
  });

  it.each([
    ['a range with tildes', '共10~15个，每月3~5次', '共10~15个，每月3~5次'],
    ['bold beside punctuation', '**“星河视频”**等应用', '“星河视频”等应用'],
    ['each line a paragraph', '甲\n乙', '甲\n乙'],
    ['a number that is not a list', '2031.3', '2031.3'],
    ['numbered items', '1. 未公开规则\n2. 未经同意', '1. 未公开规则\n2. 未经同意'],
    ['tags in text', '一、情况\n<img src="a.png">\n二、要求', '一、情况\n二、要求'],
    ['quotes in quotes', `${'> '.repeat(20_000)}甲`, '甲'],
    ['what opens a section of XML', '甲<![CDATA[乙', '甲[CDATA[乙'],
    ['an indented line', '    缩进的段落', '缩进的段落'],
  ])('keeps %s', (_name, markdown, text) => {
    expect(decodeMarkdown(markdown).text).toBe(text);
  });

  it('prefers what the feed called the document to a guess from the first line', () => {
    const { title, text } = decodeMarkdown('## 信息\n\n正文。', '关于软件的通报');
    expect(title).toBe('关于软件的通报');
    expect(text).toBe('关于软件的通报\n信息\n正文。');
  });
});
