import { describe, expect, it } from 'vitest';
import { compose } from '../../../../src/pipeline/decode/compose.ts';
import { fromTabbed } from '../../../../src/pipeline/decode/formats/doc.ts';
import { tablesOf } from '../spans.ts';

const read = (text: string) => compose(fromTabbed(text), 'doc');

describe('old Word documents, as their extractor gives them', () => {
  it('lines with a tab after each cell are a table', () => {
    const { text, title } = read(
      '附件名单\n序号\t应用名称\t版本\t\n1\t星河视频\t8.4\t\n2\t星河地图\t3.1\t\n特此通报。\n',
    );
    expect(title).toBe('附件名单');
    expect(text).toBe(
      '附件名单\n序号 | 应用名称 | 版本\n1 | 星河视频 | 8.4\n2 | 星河地图 | 3.1\n特此通报。',
    );
  });

  it('a cell of two paragraphs stays one cell', () => {
    const document = read(
      '序号\t应用名称\t问题\t\n1\t星河视频\t违规收集\n强制授权\t\n2\t云朵\t违规收集\t\n',
    );
    expect(tablesOf(document)[0]).toEqual([
      ['序号', '应用名称', '问题'],
      ['1', '星河视频', '违规收集\n强制授权'],
      ['2', '云朵', '违规收集'],
    ]);
  });
});
