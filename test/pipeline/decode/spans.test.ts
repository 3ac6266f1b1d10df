import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, decodeText } from '../../../src/pipeline/decode/decode.ts';
import { tablesOf, wrongSpans } from './spans.ts';

const word = fc.constantFrom(
  '星河视频',
  '8.4.20',
  '云杉科技（杭州）',
  'App Store',
  '&nbsp;',
  '\u200b',
  '',
  '违规<br>收集',
  '<b>粗',
  '</td>',
  '|',
  '甲 乙',
  '\n',
  '<img src=a.png>',
  '𠮷',
);
const span = fc.constantFrom(
  '',
  ' rowspan=2',
  ' rowspan=0',
  ' colspan=3',
  ' rowspan=99 colspan=2',
  ' rowspan=-1',
  ' colspan=x',
);
const cell = fc
  .tuple(fc.constantFrom('td', 'th'), span, word, fc.boolean())
  .map(([tag, spans, text, closed]) => `<${tag}${spans}>${text}${closed ? `</${tag}>` : ''}`);
const row = fc
  .tuple(fc.array(cell, { maxLength: 6 }), fc.boolean())
  .map(([cells, closed]) => `<tr>${cells.join('')}${closed ? '</tr>' : ''}`);
const table = fc
  .tuple(fc.array(row, { maxLength: 8 }), fc.boolean())
  .map(([rows, closed]) => `<table>${rows.join('')}${closed ? '</table>' : ''}`);
const piece = fc.oneof(
  table,
  word,
  fc.constantFrom(
    '<p>现通报如下。',
    '<div id=con_con>',
    '<ul><li>',
    '<ol><li>',
    '</div>',
    '<h1>通报',
    '<article>',
    '<!--',
    '<script>',
    '<nav>',
    '<pre>',
  ),
);
const page = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

/** Takes a slice out of a page: tags cut in the middle, rows lost. */
const damaged = fc.tuple(page, fc.nat(), fc.nat(60)).map(([html, at, length]) => {
  const start = html.length === 0 ? 0 : at % html.length;
  return html.slice(0, start) + html.slice(start + length);
});

describe('every span cuts out exactly what it claims', () => {
  it('on any page of tables, whole or damaged; tables stay rectangular', () => {
    fc.assert(
      fc.property(
        fc.oneof(page, damaged),
        fc.constantFrom('html', 'markdown', 'text', null),
        (source, format) => {
          const document = decodeText(source, format, { title: '标题' });
          expect(wrongSpans(document)).toEqual([]);
          expect(document.findings.map((finding) => finding.code)).not.toContain('unreadable');
          for (const rows of tablesOf(document))
            expect(new Set(rows.map((cells) => cells.length)).size).toBe(1);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('on any text and any pipe rows', () => {
    const pipes = fc.array(
      fc
        .array(fc.string({ maxLength: 6 }), { maxLength: 5 })
        .map((cells) => `|${cells.join('|')}|`),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          pipes.map((rows) => rows.join('\n')),
        ),
        (text) => {
          expect(wrongSpans(decodeText(text))).toEqual([]);
          expect(wrongSpans(decodeText(text, 'markdown'))).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('no cell of a plain table is lost or invented, whatever its merged cells', () => {
    const names = fc.array(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })), {
        minLength: 2,
        maxLength: 5,
      }),
      { minLength: 2, maxLength: 6 },
    );
    fc.assert(
      fc.property(names, (rows) => {
        const html = rows.map(
          (cells, r) =>
            `<tr>${cells.map(([down, across], c) => `<td rowspan=${down} colspan=${across}>名${r}号${c}完</td>`).join('')}</tr>`,
        );
        const document = decodeText(`<table>${html.join('')}</table>`, 'html');
        const written = rows.flatMap((cells, r) => cells.map((_, c) => `名${r}号${c}完`));
        expect([...document.text.matchAll(/名\d+号\d+完/g)].map(([name]) => name).sort()).toEqual(
          written.sort(),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('never throws on any bytes', async () => {
    const signature = fc.constantFrom(
      '',
      '%PDF-1.4\n',
      'PK\u0003\u0004',
      '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1',
      '\u0089PNG\r\n\u001a\n',
      '<html>',
      '\u00ff\u00fe',
    );
    await fc.assert(
      fc.asyncProperty(signature, fc.uint8Array({ maxLength: 300 }), async (start, rest) => {
        const bytes = new Uint8Array(Buffer.concat([Buffer.from(start, 'latin1'), rest]));
        expect(wrongSpans(await decode({ bytes }))).toEqual([]);
      }),
      { numRuns: 120 },
    );
  });
});
