import { describe, expect, it } from 'vitest';
import { mergeDocuments } from '../../../../src/pipeline/decode/compose.ts';
import { decode, decodeText } from '../../../../src/pipeline/decode/decode.ts';
import type { Seen } from '../../../../src/pipeline/decode/ocr/engines.ts';
import { readDocument } from '../../../support/reading.ts';
import { drawTable } from '../../decode/ocr/drawn-table.ts';

const ROWS = [
  ['序号', '应用名称', '应用开发者', '所涉问题'],
  ['1', '星河视频', '云杉科技（杭州）有限公司', '违规收集个人信息'],
  ['2', '小鹿识花', '成都小鹿网络科技有限公司', '违规收集个人信息'],
];
const BODY = decodeText(
  '<h1>关于侵害用户权益行为的APP通报</h1><p>工业和信息化部检查发现2款APP存在问题，应在9月28日前完成整改。</p>',
  'html',
);
const picture = drawTable(ROWS, [3, 8, 14, 10]);

async function read(change: (seen: Seen) => Seen) {
  const document = await decode({ bytes: picture.png, ocr: async () => picture.words.map(change) });
  return readDocument(mergeDocuments(BODY, [{ name: '1.png', document }]));
}

describe('a list that was read off a picture', () => {
  it('gives its rows as any list does, a little less sure than text', async () => {
    const { mentions } = await read((seen) => seen);
    expect(mentions.map((one) => [one.name, one.developer, one.confidence])).toEqual([
      ['星河视频', '云杉科技（杭州）有限公司', 0.95],
      ['小鹿识花', '成都小鹿网络科技有限公司', 0.95],
    ]);
  });

  it('makes a row as sure as its least sure cell', async () => {
    const unsure = (seen: Seen) =>
      seen.text.startsWith('成都') ? { ...seen, confidence: 0.5 } : seen;
    expect((await read(unsure)).mentions.map((one) => one.confidence)).toEqual([0.95, 0.5]);
  });
});

it('text is exact', () => {
  const { mentions } = readDocument(
    decodeText('工业和信息化部通报：责令《星河视频》下架。', 'text'),
  );
  expect(mentions.every((one) => one.confidence === 1)).toBe(true);
});
