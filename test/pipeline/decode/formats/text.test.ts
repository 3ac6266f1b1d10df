import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../src/pipeline/decode/decode.ts';
import { linesOf } from '../spans.ts';

const read = (text: string) => linesOf(decodeText(text, 'text'));

describe('plain text', () => {
  it('each line is a paragraph', () => {
    expect(read('关于软件的通报\r\n\r\n　　正文第一段。\n1\n星河视频\n云杉科技有限公司')).toEqual([
      '关于软件的通报',
      '正文第一段。',
      '1',
      '星河视频',
      '云杉科技有限公司',
    ]);
  });

  it('a short first line is the title, one that is a sentence is not', () => {
    expect(decodeText('关于软件的通报\n正文。', 'text')).toMatchObject({ title: '关于软件的通报' });
    expect(decodeText('某局12日消息，现通报如下。\n正文', 'text')).toMatchObject({ title: null });
  });

  it('joins English lines that were wrapped, and no others', () => {
    const [, ...rest] = read(
      'Regulator names apps\nThe regulator said on Thursday that forty apps had not yet\nmended their ways.\nStar River\nCloud Maps',
    );
    expect(rest).toEqual([
      'The regulator said on Thursday that forty apps had not yet mended their ways.',
      'Star River',
      'Cloud Maps',
    ]);
  });
});
