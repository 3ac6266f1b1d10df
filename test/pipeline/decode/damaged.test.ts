import { utils, write } from '@e965/xlsx';
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { decode } from '../../../src/pipeline/decode/decode.ts';
import { pressPages } from '../../support/press-pages.ts';
import { rounds } from '../../support/rounds.ts';
import { docx, paragraph, pdf, wordTable, written, xlsx } from './files.ts';
import { wrongSpans } from './spans.ts';

const ROWS = [
  ['序号', '应用名称', '应用开发者'],
  ['1', '星河视频', '云杉科技（杭州）有限公司'],
];
const [page] = pressPages(1);

function oldBook(): Uint8Array {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(ROWS), '名单');
  return new Uint8Array(write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer);
}

/** One small document of each kind. */
const WHOLE: Readonly<Record<string, Uint8Array>> = {
  'a.html': strToU8(page!.html),
  'a.md': strToU8('# 通报\n\n| 序号 | 名称 |\n|---|---|\n| 1 | 星河视频 |\n'),
  'a.txt': strToU8('关于侵害用户权益行为的通报\n\n1 星河视频 云杉科技\n'),
  'a.csv': strToU8(ROWS.map((row) => row.join(',')).join('\n')),
  'a.docx': docx(paragraph('附件') + wordTable(ROWS)),
  'a.xlsx': xlsx(ROWS, ['A1:B1']),
  'a.xls': oldBook(),
  'a.pdf': pdf([
    ROWS.flat()
      .map((text, at) => written(text, 40, 700 - at * 20))
      .join('\n'),
  ]),
  'a.zip': zipSync({ 'b.docx': docx(paragraph('附件')), 'c.csv': strToU8('a,b\n1,2') }),
};

type Damage = readonly [what: 'cut' | 'doubled' | 'flipped', at: number, size: number];
const damage = fc.tuple(
  fc.constantFrom('cut' as const, 'doubled' as const, 'flipped' as const),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.integer({ min: 1, max: 64 }),
);

function damaged(bytes: Uint8Array, [what, share, size]: Damage): Uint8Array {
  const at = Math.floor(share * Math.max(0, bytes.length - 1));
  const [head, piece, tail] = [
    bytes.slice(0, at),
    bytes.slice(at, at + size),
    bytes.slice(at + size),
  ];
  if (what === 'cut') return Buffer.concat(size % 2 === 0 ? [head] : [head, tail]);
  if (what === 'doubled') return Buffer.concat([head, piece, piece, tail]);
  const flipped = Uint8Array.from(bytes);
  flipped[at] = (flipped[at] ?? 0) ^ (1 << (size % 8));
  return flipped;
}

test('a damaged document of any kind is a document or a finding, never an exception', async () => {
  const cases = fc.asyncProperty(
    fc.constantFrom(...Object.keys(WHOLE)),
    fc.array(damage, { minLength: 1, maxLength: 6 }),
    async (name, changes) => {
      const bytes = changes.reduce(damaged, WHOLE[name]!);
      const document = await decode({ bytes, name, ocr: null });
      expect(wrongSpans(document)).toEqual([]);
      expect(document.text !== '' || document.findings.length > 0 || bytes.length < 40).toBe(true);
    },
  );
  await fc.assert(cases, { numRuns: rounds(300, 10_000) });
}, 1_200_000);

/** A workbook in which every cell names the same text. */
function sharing(text: string, cells: number): Uint8Array {
  const book = utils.book_new();
  const sheet = utils.aoa_to_sheet(Array.from({ length: cells }, () => ['placeholder']));
  utils.book_append_sheet(book, sheet, 'Sheet1');
  const bytes = write(book, { type: 'buffer', bookType: 'xlsx', bookSST: true }) as Buffer;
  const files = unzipSync(new Uint8Array(bytes));
  const name = 'xl/sharedStrings.xml';
  return zipSync({
    ...files,
    [name]: strToU8(strFromU8(files[name]!).replace('placeholder', text)),
  });
}
const codesOf = async (bytes: Uint8Array) => {
  const { text, findings } = await decode({ bytes, name: 'a.xlsx' });
  return { length: text.length, codes: findings.map(({ code }) => code) };
};

test('a text longer than a cell may be, which many cells share, is refused', async () => {
  expect(await codesOf(sharing('x'.repeat(40_000), 2_000))).toEqual({
    length: 0,
    codes: ['too-large'],
  });
});

test('a table of more text than a document may have is cut', async () => {
  const { length, codes } = await codesOf(sharing('x'.repeat(30_000), 200));
  expect(length).toBeGreaterThan(3_900_000);
  expect(length).toBeLessThan(4_100_000);
  expect(codes).toContain('table-cut');
});
