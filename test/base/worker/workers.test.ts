import { constants, deflateRawSync, deflateSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { Document } from '../../../src/domain/document.ts';
import { decode } from '../../../src/pipeline/decode/decode.ts';
import { createWorkers, WORKERS } from '../../../src/pipeline/flows/workers.ts';
import {
  docx,
  packedPdf,
  paragraph,
  pdf,
  wordTable,
  written,
} from '../../pipeline/decode/files.ts';

const decoder = createWorkers();
afterAll(() => decoder.close());

const utf8 = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'));
const codes = (document: Document) => document.findings.map(({ code }) => code);
const WORD = docx(paragraph('正文'));
/** Pages with thousands of strokes each: endless to read. */
const endlessPaper = pdf(Array.from({ length: 150 }, () => `${'1 1 m 9 9 l S\n'.repeat(12_000)}`));

/**
 * A gigabyte of blanks, packed: one packed megabyte again and again, since packing all of it takes
 * seconds. An empty last block and the checksum, which no reader of papers compares, end it.
 */
function packedGigabyte(): Buffer {
  const megabyte = deflateRawSync(Buffer.alloc(1024 * 1024, ' '), {
    finishFlush: constants.Z_FULL_FLUSH,
  });
  const begin = Buffer.from([0x78, 0x9c]);
  const end = Buffer.from([0x03, 0x00, 0, 0, 0, 0]);
  return Buffer.concat([begin, ...Array.from({ length: 1024 }, () => megabyte), end]);
}

/** Some KB that unpack to a gigabyte of blanks, outside of the heap. */
const paperBomb = packedPdf(deflateSync(packedGigabyte()));

describe('files decoded apart', () => {
  it('give the same Document as in this process', async () => {
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
    for (const bytes of files)
      expect(await decoder.decode({ bytes })).toEqual(await decode({ bytes }));
  });

  it('that take too long cost a finding, and the next file is read', async () => {
    const slow = decoder.decode({ bytes: endlessPaper }, 500);
    const next = decoder.decode({ bytes: WORD });
    expect(codes(await slow)).toEqual(['took-too-long']);
    expect((await next).text).toBe('正文');
  });

  it('that take too much memory cost a finding, and the next file is read', async () => {
    const small = createWorkers({ ...WORKERS, files: { ...WORKERS.files, residentMb: 256 } });
    const big = small.decode({ bytes: paperBomb });
    const next = small.decode({ bytes: WORD });
    expect(codes(await big)).toEqual(['took-too-much']);
    expect((await next).text).toBe('正文');
    await small.close();
  });

  it('leave a process that has grown behind: the next file is read by another one', async () => {
    const short = createWorkers({ ...WORKERS, files: { ...WORKERS.files, keepMb: 1 } });
    const texts = await Promise.all([WORD, WORD].map((bytes) => short.decode({ bytes })));
    expect(texts.map(({ text }) => text)).toEqual(['正文', '正文']);
    await short.close();
  });

  it('that lie about their size are read whole: a stream has its own limit', async () => {
    const lying = Buffer.from(docx(paragraph('正').repeat(200_000)));
    for (let at = lying.indexOf('PK\x01\x02'); at !== -1; at = lying.indexOf('PK\x01\x02', at + 1))
      lying.writeUInt32LE(3000, at + 24);
    const { text, findings } = await decoder.decode({ bytes: lying });
    expect([text.length, findings]).toEqual([399_999, []]);
  });

  it('of ten thousand pages are read up to the limit', async () => {
    const long = pdf(Array.from({ length: 10_000 }, () => written('正文', 50, 700)));
    const document = await decoder.decode({ bytes: long });
    expect([codes(document), document.text.split('\n').length]).toEqual([['pages-cut'], 200]);
  });

  it.each([['"'], [' ']])('of nothing but %s cost no process', async (piece) => {
    const page = `<li><a href="/1">通报</a></li>${piece.repeat(3_900_000 / piece.length)}`;
    const read = await decoder.pages.entries(
      page,
      { kind: 'html-list', select: { item: 'li', link: 'a' } },
      'http://a.example/',
    );
    expect(read).toMatchObject({ ok: true });
  });

  it('are read in the order in which they came', async () => {
    const texts = await Promise.all(
      ['甲', '乙', '丙'].map((word) => decoder.decode({ bytes: docx(paragraph(word)) })),
    );
    expect(texts.map(({ text }) => text)).toEqual(['甲', '乙', '丙']);
  });

  it('leave pages and feeds be: those are read in another process meanwhile', async () => {
    let slowIsDone = false;
    const slow = decoder.decode({ bytes: endlessPaper }, 3_000).then(() => {
      slowIsDone = true;
    });
    const feed = '<rss version="2.0"><channel><item><title>通报</title></item></channel></rss>';
    const read = await decoder.pages.entries(
      feed,
      { kind: 'rss', select: {} },
      'http://a.example/',
    );
    expect([read.ok && read.entries.map(({ title }) => title), slowIsDone]).toEqual([
      ['通报'],
      false,
    ]);
    await decoder.decode({ bytes: utf8('<p>正文。</p>') });
    expect(slowIsDone).toBe(false);
    await slow;
  });
});
