import { afterEach, describe, expect, it } from 'vitest';
import { createDecoder, DECODER, type Decoder } from '../../../src/decode/apart/decoder.ts';
import { decode } from '../../../src/decode/decode.ts';
import type { Document } from '../../../src/domain/document.ts';
import { docx, paragraph, pdf, wordTable, written } from '../files.ts';

let decoder: Decoder;
afterEach(() => decoder.close());

const utf8 = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'));
const codes = (document: Document) => document.findings.map(({ code }) => code);
const WORD = docx(paragraph('正文'));
/** Pages with thousands of strokes each: endless to read. */
const endlessPaper = pdf(Array.from({ length: 150 }, () => `${'1 1 m 9 9 l S\n'.repeat(12_000)}`));

describe('files decoded apart', () => {
  it('give the same Document as in this process', async () => {
    decoder = createDecoder();
    const files = [
      docx(
        wordTable([
          ['序号', '名称'],
          ['1', '星河'],
        ]),
      ),
      pdf([written('正文', 50, 700)]),
      utf8('正文。'),
    ];
    for (const bytes of files) expect(await decoder.decode({ bytes })).toEqual(await decode({ bytes }));
  });

  it('that take too long cost a finding, and the next file is read', async () => {
    // Long enough for the next file's process to start on a busy machine.
    decoder = createDecoder({ ...DECODER, timeoutMs: 3_000 });
    const slow = decoder.decode({ bytes: endlessPaper });
    const next = decoder.decode({ bytes: WORD });
    expect(codes(await slow)).toEqual(['took-too-long']);
    expect((await next).text).toBe('正文');
  });

  it('that take too much memory cost a finding, and the next file is read', async () => {
    decoder = createDecoder({ ...DECODER, memoryMb: 48 });
    const many = docx(paragraph('正').repeat(400_000));
    const big = decoder.decode({ bytes: many });
    const next = decoder.decode({ bytes: WORD });
    expect(codes(await big)).toEqual(['took-too-much']);
    expect((await next).text).toBe('正文');
  });

  it('that lie about their size cost a finding, whatever they unpack to', async () => {
    decoder = createDecoder();
    const lying = Buffer.from(docx(paragraph('正').repeat(200_000)));
    for (let at = lying.indexOf('PK\x01\x02'); at !== -1; at = lying.indexOf('PK\x01\x02', at + 1))
      lying.writeUInt32LE(3000, at + 24);
    expect(codes(await decoder.decode({ bytes: lying }))).toEqual(['unreadable']);
  });

  it('of ten thousand pages are read up to the limit', async () => {
    decoder = createDecoder();
    const long = pdf(Array.from({ length: 10_000 }, () => written('正文', 50, 700)));
    const document = await decoder.decode({ bytes: long });
    expect([codes(document), document.text.split('\n').length]).toEqual([['pages-cut'], 200]);
  });

  it('are read in the order in which they came', async () => {
    decoder = createDecoder();
    const texts = await Promise.all(
      ['甲', '乙', '丙'].map((word) => decoder.decode({ bytes: docx(paragraph(word)) })),
    );
    expect(texts.map(({ text }) => text)).toEqual(['甲', '乙', '丙']);
  });

  it('need no process of their own where they are short texts', async () => {
    decoder = createDecoder({ ...DECODER, timeoutMs: 0 });
    expect((await decoder.decode({ bytes: utf8('<p>正文。</p>') })).text).toBe('正文。');
  });
});
