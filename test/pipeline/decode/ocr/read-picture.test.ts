import { describe, expect, it } from 'vitest';
import { decode } from '../../../../src/pipeline/decode/decode.ts';
import type { Seen } from '../../../../src/pipeline/decode/ocr/engines.ts';
import { tablesOf, wrongSpans } from '../spans.ts';
import { type Drawn, drawTable, type Look } from './drawn-table.ts';

const ROWS = [
  ['序号', '应用名称', '应用开发者', '应用版本', '所涉问题'],
  ['1', '星河视频', '云杉科技（杭州）有限公司', '8.40.0', '违规收集个人信息'],
  ['2', '极速WiFi钥匙', '深圳极速互联科技有限公司', '1.0.2', 'APP强制、频繁、过度索取权限'],
  ['3', '小鹿识花', '成都小鹿网络科技有限公司', '5.1', '违规使用个人信息'],
];
const WIDTHS = [3, 8, 14, 7, 16];
const drawn = (look: Look = {}) => drawTable(ROWS, WIDTHS, look);
const read = (picture: Drawn, seen: readonly Seen[]) =>
  decode({ bytes: picture.png, ocr: async () => [...seen] });
const codes = ({ findings }: { findings: { code: string }[] }) => findings.map(({ code }) => code);

describe('a picture of a table, with what an engine sees in it', () => {
  it.each<[string, Look]>([
    ['with lines', {}],
    ['without lines', { grid: false }],
    ['with a header on a dark ground', { ground: true }],
    ['under a title', { title: '存在问题的应用名单' }],
  ])('%s is the table, whether the engine sees words or whole rows', async (_, look) => {
    const picture = drawn(look);
    for (const seen of [picture.words, picture.lines]) {
      const document = await read(picture, seen);
      expect(tablesOf(document)).toEqual([ROWS]);
      expect(wrongSpans(document)).toEqual([]);
    }
  });

  it('is cut between cells also where the engine lost the blank', async () => {
    const picture = drawn();
    const lines = picture.lines.map((line) => ({
      ...line,
      text: line.text.replace('1.0.2 APP', '1.0.2APP'),
    }));
    expect(tablesOf(await read(picture, lines))).toEqual([ROWS]);
  });

  it('drops blanks that engines put between Chinese letters', async () => {
    const picture = drawn();
    const words = picture.words.map((word) => ({
      ...word,
      text: word.text.replace('星河', '星 河 '),
    }));
    expect(tablesOf(await read(picture, words))).toEqual([ROWS]);
  });

  it('carries the confidence of each row, that of its least sure cell, never quite 1', async () => {
    const picture = drawn();
    const words = picture.words.map((word) =>
      word.text === '小鹿识花' ? { ...word, confidence: 0.41 } : word,
    );
    const document = await read(picture, words);
    const said = document.unsure.map(({ start, end, confidence }) => [
      document.text.slice(start, end).split(' | ')[1],
      confidence,
    ]);
    expect(said).toEqual([
      ['应用名称', 0.95],
      ['星河视频', 0.95],
      ['极速WiFi钥匙', 0.95],
      ['小鹿识花', 0.41],
    ]);
    expect(codes(document)).toEqual(['low-confidence']);
  });
});

describe('a picture without its letters', () => {
  it('is a finding where no engine is installed', async () => {
    const document = await decode({ bytes: drawn().png, ocr: null });
    expect([codes(document), document.text]).toEqual([['list-is-a-picture'], '']);
  });

  it('is a finding where the engine sees nothing', async () => {
    expect(codes(await read(drawn(), []))).toEqual(['list-is-a-picture']);
  });

  it('is a finding where the engine fails', async () => {
    const failing = () => Promise.reject(new Error('no memory'));
    expect(codes(await decode({ bytes: drawn().png, ocr: failing }))).toEqual(['unreadable']);
  });
});
