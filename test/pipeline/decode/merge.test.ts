import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../../src/domain/document.ts';
import { mergeDocuments } from '../../../src/pipeline/decode/compose.ts';
import { decodeText } from '../../../src/pipeline/decode/decode.ts';
import { LIMITS } from '../../../src/pipeline/decode/table.ts';
import { tablesOf, wrongSpans } from './spans.ts';

const main = decodeText(
  '<h1>通报</h1><p>共2款，详见附件名单。</p><a href="/1.docx">附件</a>',
  'html',
);
const list = decodeText(
  '<table><tr><td>序号</td><td>应用名称</td></tr><tr><td>1</td><td>星河视频</td></tr></table>',
  'html',
);
const codes = (document: Document) => document.findings.map(({ code }) => code);

describe('a document and its files as one', () => {
  it('stand one under another, each file under a heading with its name', () => {
    const merged = mergeDocuments(main, [{ name: '附件：名单.docx', document: list }]);
    expect(merged.text).toBe(
      '通报\n共2款，详见附件名单。\n附件\n附件：名单\n序号 | 应用名称\n1 | 星河视频',
    );
    expect(tablesOf(merged)).toEqual(tablesOf(list));
    expect(wrongSpans(merged)).toEqual([]);
  });

  it('keep title, links and date of the main document', () => {
    const merged = mergeDocuments(main, [
      { name: 'a.docx', document: { ...list, title: '另一题' } },
    ]);
    expect([merged.title, merged.hasFiles, merged.format]).toEqual(['通报', true, 'html']);
  });

  it('no longer say where the list may be once it is there', () => {
    expect(codes(main)).toEqual(['list-in-attachment']);
    expect(codes(mergeDocuments(main, [{ name: 'a.docx', document: list }]))).toEqual([]);
  });

  it('tell what was wrong with a file by its name, and add nothing else of a file without words', () => {
    const broken = {
      ...list,
      text: '',
      tables: [],
      findings: [{ code: 'unreadable', message: 'no zip' }],
    };
    const merged = mergeDocuments(main, [{ name: '名单.docx', document: broken }]);
    expect(merged.text).toBe(main.text);
    expect(merged.findings.at(-1)).toEqual({ code: 'unreadable', message: '名单: no zip' });
  });

  it('leave out a file beyond the limit of characters, with a finding', () => {
    const huge = decodeText('字'.repeat(LIMITS.characters - 4), 'text');
    const merged = mergeDocuments(main, [{ name: 'a.txt', document: huge }]);
    expect([merged.text.length, codes(merged).at(-1)]).toEqual([main.text.length, 'text-cut']);
  });

  it('keep every span exact, whatever is merged', () => {
    const piece = fc.constantFrom(
      '<p>现通报如下。</p>',
      '<table><tr><td rowspan=2>名<br>称</td><td>一</td></tr><tr><td>二</td></tr></table>',
      '<img src="1.png">',
      '<li>𠮷</li>',
      '',
    );
    const page = fc
      .array(piece, { maxLength: 5 })
      .map((pieces) => decodeText(pieces.join(''), 'html'));
    const file = fc.record({ name: fc.string({ maxLength: 12 }), document: page });
    fc.assert(
      fc.property(page, fc.array(file, { maxLength: 4 }), (first, files) => {
        const merged = mergeDocuments(first, files);
        expect(wrongSpans(merged)).toEqual([]);
        expect(tablesOf(merged)).toEqual(
          [first, ...files.map(({ document }) => document)].flatMap(tablesOf),
        );
      }),
      { numRuns: 200 },
    );
  });
});
