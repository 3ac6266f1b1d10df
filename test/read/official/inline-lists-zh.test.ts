import { describe, expect, it } from 'vitest';
import { appsOf, read } from '../../support/reading.ts';

describe('lists inside Chinese sentences, to their last name', () => {
  it.each([
    [
      'a colon behind the list',
      '工信部通报4款APP，包括木棉记账、青禾生活、绿萝读书：未经同意收集信息、过度索权等问题突出。',
      ['木棉记账', '青禾生活', '绿萝读书'],
    ],
    [
      'words that tell of them all',
      '工信部通报4款APP，其中木棉记账、青禾生活、绿萝读书均存在违规收集、过度索权等问题。',
      ['木棉记账', '青禾生活', '绿萝读书'],
    ],
    [
      'behind a removal for what an earlier notice asked',
      '3款App因前期通报未按要求整改被下架，包括木棉记账、拥挤城市、绿萝读书。江苏省网信办对此予以通报。',
      ['木棉记账', '拥挤城市', '绿萝读书'],
    ],
  ])('%s', (_about, text, names) => {
    expect(appsOf(read(text)).sort()).toEqual([...names].sort());
  });

  it('names of a headline behind a blank', () => {
    const title = '工信部通报 木棉记账、青禾生活等50款APP';
    expect(appsOf(read('近日，工信部通报50款APP。', { title }))).toEqual(['木棉记账', '青禾生活']);
  });

  it('firms that a headline counts are no apps', () => {
    const notice = read('近日，工信部通报145款APP，木棉银行、青禾银行等4家机构的APP在列。', {
      title: '145款APP遭工信部点名，木棉银行、青禾银行等4家机构在列',
    });
    expect(notice.mentions.filter((one) => one.name === '青禾银行等4家机构')).toEqual([]);
  });
});
