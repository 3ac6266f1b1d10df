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

  it.each([
    ['木棉记账 青禾生活 绿萝读书等50款APP被工信部通报', ['木棉记账', '青禾生活', '绿萝读书']],
    [
      '木棉记账 青禾生活 51绿萝 飞鸟等50款App因侵害用户权益被工信部通报',
      ['木棉记账', '青禾生活', '51绿萝', '飞鸟'],
    ],
    ['工信部通报 木棉记账、青禾生活等50款APP', ['木棉记账', '青禾生活']],
  ])('names of a headline that only blanks part: %s', (title, names) => {
    expect(appsOf(read('近日，工信部通报50款APP。', { title }))).toEqual(names);
  });

  it.each([
    [
      'with counts',
      '一、安全管理类App情况（36款）\n木棉管家、青禾卫士等。\n二、网络借贷类App情况（48款）\n绿萝借条、飞鸟花等，主要问题为违反必要原则。',
    ],
    [
      'without counts',
      '1、输入法类App\n木棉管家、青禾卫士。\n2、地图导航类App\n绿萝借条、飞鸟花，存在过度索权问题。',
    ],
    [
      'with a colon',
      '（一）浏览器类App（2款）：\n木棉管家、青禾卫士\n（二）短视频类App（2款）：\n绿萝借条、飞鸟花',
    ],
  ])('a line of names below the heading of its kind, %s', (_about, list) => {
    const title = '国家网信办关于84款App违法违规收集使用个人信息情况的通报';
    expect(appsOf(read(`${title}\n现将有关情况通报如下：\n${list}`, { title }))).toEqual([
      '木棉管家',
      '青禾卫士',
      '绿萝借条',
      '飞鸟花',
    ]);
  });

  it('firms that a headline counts are no apps', () => {
    const notice = read('近日，工信部通报145款APP，木棉银行、青禾银行等4家机构的APP在列。', {
      title: '145款APP遭工信部点名，木棉银行、青禾银行等4家机构在列',
    });
    expect(notice.mentions.filter((one) => one.name === '青禾银行等4家机构')).toEqual([]);
  });
});
