import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../src/decode/decode.ts';

const blocksOf = (text: string) =>
  decodeText(text, 'text').blocks.map((block) => [block.kind, 'text' in block ? block.text : '']);

describe('plain text', () => {
  it('each line is a paragraph, the short first line the heading', () => {
    expect(blocksOf('关于软件的通报\r\n\r\n　　正文第一段。\n1\n星河视频\n云杉科技有限公司')).toEqual([
      ['heading', '关于软件的通报'],
      ['paragraph', '正文第一段。'],
      ['paragraph', '1'],
      ['paragraph', '星河视频'],
      ['paragraph', '云杉科技有限公司'],
    ]);
  });

  it('a first line that is a sentence is no title', () => {
    expect(decodeText('某局12日消息，现通报如下。\n正文', 'text')).toMatchObject({ title: null });
  });

  it('joins English lines that were wrapped, and no others', () => {
    const [, ...rest] = blocksOf(
      'Regulator names apps\nThe regulator said on Thursday that forty apps had not yet\nmended their ways.\nStar River\nCloud Maps',
    );
    expect(rest.map(([, text]) => text)).toEqual([
      'The regulator said on Thursday that forty apps had not yet mended their ways.',
      'Star River',
      'Cloud Maps',
    ]);
  });
});
