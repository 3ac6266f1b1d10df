import { describe, expect, it } from 'vitest';
import { decode } from '../../../../src/pipeline/decode/decode.ts';
import { LIMITS } from '../../../../src/pipeline/decode/table.ts';
import { drawn, pdf, written } from '../files.ts';
import { linesOf, tablesOf, wrongSpans } from '../spans.ts';

const XS = [50, 90, 200, 380, 450];
const grid = (ys: number[], skip: (x: number, y: number) => boolean = () => false) => [
  ...ys.flatMap((y) =>
    XS.slice(0, -1).flatMap((x, c) => (skip(x, y) ? [] : [drawn(x, y, XS[c + 1]!, y)])),
  ),
  ...XS.map((x) => drawn(x, ys[0]!, x, ys.at(-1)!)),
];
const row = (cells: string[], y: number) =>
  cells.map((text, c) => (text === '' ? '' : written(text, XS[c]! + 4, y)));
const HEAD = ['序号', '应用名称', '应用开发者', '版本'];

describe('PDF documents', () => {
  it('rebuilds a table from its drawn lines: wrapped cells, merged cells, fonts that are not embedded', async () => {
    const page = [
      written('存在问题的应用软件名单', 200, 740),
      ...grid([720, 700, 660, 620], (x, y) => x === 200 && y === 660),
      ...row(HEAD, 706),
      ...row(['1', '星河短视', '', '8.4.20'], 685),
      written('频软件', 94, 670),
      ...row(['2', '星河地图', '', '3.1.0'], 640),
      written('云杉科技有限公司', 204, 655),
      written('逾期不整改的，将依法处置。', 70, 580),
    ].join('\n');
    const document = await decode({ bytes: pdf([page]), url: 'https://regulator.example/a.pdf' });
    expect(document).toMatchObject({
      format: 'pdf',
      title: '存在问题的应用软件名单',
      findings: [],
    });
    expect(tablesOf(document)).toEqual([
      [
        HEAD,
        ['1', '星河短视频软件', '云杉科技有限公司', '8.4.20'],
        ['2', '星河地图', '云杉科技有限公司', '3.1.0'],
      ],
    ]);
    expect(wrongSpans(document)).toEqual([]);
    expect(document.text.endsWith('\n逾期不整改的，将依法处置。')).toBe(true);
  });

  it('rebuilds a table without lines from its columns', async () => {
    const page = [
      written('名单', 250, 740),
      ...row(HEAD, 700),
      ...row(['1', '星河视频', '云杉科技', '8.4.20'], 680),
      ...row(['', '（极速版）', '', ''], 668),
      ...row(['2', '星河地图', '白鹭软件', '3.1.0'], 650),
      ...row(['3', '云朵', '青竹网络', '1.0'], 630),
    ].join('\n');
    expect(tablesOf(await decode({ bytes: pdf([page]) }))).toEqual([
      [
        HEAD,
        ['1', '星河视频（极速版）', '云杉科技', '8.4.20'],
        ['2', '星河地图', '白鹭软件', '3.1.0'],
        ['3', '云朵', '青竹网络', '1.0'],
      ],
    ]);
  });

  it('joins a table that goes on over pages, and leaves page numbers', async () => {
    const first = [
      ...grid([100, 80, 60]),
      ...row(HEAD, 86),
      ...row(['1', '星河', '云杉', '1.0'], 66),
      written('- 1 -', 290, 30),
    ];
    const second = [
      ...grid([760, 740]),
      ...row(['2', '云朵', '白鹭', '2.0'], 746),
      written('- 2 -', 290, 30),
    ];
    const document = await decode({ bytes: pdf([first.join('\n'), second.join('\n')]) });
    expect(tablesOf(document)).toEqual([
      [HEAD, ['1', '星河', '云杉', '1.0'], ['2', '云朵', '白鹭', '2.0']],
    ]);
    expect(document.text).not.toContain('- 1 -');
  });

  it('puts wrapped lines of a paragraph together', async () => {
    const page = [
      written('依据有关法律法规组织检测机构对手机应用软件', 50, 700),
      written('进行检查并督促整改。', 50, 685),
      written('特此通报。', 70, 660),
    ];
    expect(linesOf(await decode({ bytes: pdf([page.join('\n')]) }))).toEqual([
      '依据有关法律法规组织检测机构对手机应用软件进行检查并督促整改。',
      '特此通报。',
    ]);
  });

  it('reads a file with one wrong reference, whichever it is, by looking for its objects', async () => {
    const plain = Buffer.from(pdf([written('通报名单', 50, 700)])).toString('latin1');
    const entries = [...plain.matchAll(/\d{10} 00000 n /gu)].map(([entry]) => entry);
    for (const wrong of ['0000000007 00000 n ', '0000099999 00000 n ', entries[0]!])
      for (const entry of entries.slice(1)) {
        const bytes = Buffer.from(plain.replace(entry, wrong), 'latin1');
        const { text, findings } = await decode({ bytes });
        expect([entry, text, findings]).toEqual([entry, '通报名单', []]);
      }
  });

  it('reads an object that the table of references calls free', async () => {
    const plain = Buffer.from(pdf([written('通报名单', 50, 700)])).toString('latin1');
    for (const [entry] of plain.matchAll(/\d{10} 00000 n /gu)) {
      const bytes = Buffer.from(plain.replace(entry, entry.replace('n', 'f')), 'latin1');
      expect((await decode({ bytes })).text).toBe('通报名单');
    }
  });

  it('gives the characters for radicals that only look like them', async () => {
    const page = written('侵害⽤户权益的应⽤，⻓江⻋联', 50, 700);
    expect((await decode({ bytes: pdf([page]) })).text).toBe('侵害用户权益的应用，长江车联');
  });

  it('reads a page that lies on its side', async () => {
    const turned = [`0 1 -1 0 600 0 cm`, written('通报名单', 100, 300)].join('\n');
    expect((await decode({ bytes: pdf([turned], '/Rotate 90') })).text).toBe('通报名单');
  });

  it('says that pages are pictures, that pages are left out, that a file is broken', async () => {
    const codes = async (bytes: Uint8Array) =>
      (await decode({ bytes })).findings.map((finding) => finding.code);
    const pages = Array.from({ length: LIMITS.pages + 1 }, () => written('甲', 50, 700));
    expect(await codes(pdf(['q Q']))).toEqual(['list-is-a-picture']);
    expect(await codes(pdf(pages))).toEqual(['pages-cut']);
    expect(await codes(new TextEncoder().encode('%PDF-1.7 and no more'))).toEqual(['unreadable']);
  });
});

describe('a PDF whose pages are pictures', () => {
  /**
   * A page that shows a picture of two by two points; what an engine sees in it is another matter.
   */
  const scan = pdf(['q 500 0 0 700 50 50 cm BI /W 2 /H 2 /BPC 8 /CS /G ID \x00\xff\xff\x00 EI Q']);
  const seen = (text: string, x0: number, y0: number) => ({
    text,
    x0,
    y0,
    x1: x0 + text.length * 25,
    y1: y0 + 30,
    confidence: 0.9,
  });
  const ROWS = [
    ['序号', '应用名称', '应用开发者'],
    ['1', '星河视频', '云杉科技有限公司'],
    ['2', '小鹿识花', '成都小鹿有限公司'],
  ];

  it('is read by the engine that is installed', async () => {
    const ocr = async () =>
      ROWS.flatMap((row, r) => row.map((text, c) => seen(text, 200 + c * 250, 300 + r * 60)));
    const document = await decode({ bytes: scan, ocr });
    expect(tablesOf(document)).toEqual([ROWS]);
    expect(document.findings).toEqual([]);
  });

  it('is a finding where there is none', async () => {
    const { findings, text } = await decode({ bytes: scan, ocr: null });
    expect([findings.map(({ code }) => code), text]).toEqual([['list-is-a-picture'], '']);
  });
});
