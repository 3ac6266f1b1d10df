import { describe, expect, it } from 'vitest';
import { appsOf, read } from '../../support/reading.ts';

describe('apps named in the sentences of a new step', () => {
  it.each([
    ['工信部通报43款App，包括木棉相册、青禾记账、飞鸟浏览器等。', ['木棉相册', '青禾记账', '飞鸟浏览器']],
    ['木棉相册、青禾记账等33款App被国家网信办通报', ['木棉相册', '青禾记账']],
    ['国家网信办通报，某某科技旗下木棉相册、青禾记账等25款App被下架', ['木棉相册', '青禾记账']],
    ['工信部通报43款App。木棉相册、青禾记账等在列。', ['木棉相册', '青禾记账']],
    ['网信上海消息，木棉相册、青禾记账等App被责令整改', ['木棉相册', '青禾记账']],
    ['木棉相册被工信部点名', ['木棉相册']],
    [
      '国家网信办通报105款App，其中浏览器类34款，包括飞鸟浏览器、云雀；实用工具类只有青禾一款。',
      ['飞鸟浏览器', '云雀', '青禾'],
    ],
    [
      '工信部通报43款App，下架的分别为：和平骑士、live小店、知更鸟英语。',
      ['和平骑士', 'live小店', '知更鸟英语'],
    ],
    [
      'The MIIT named 43 apps, including WeChat, Maple Notes and Green Rice.',
      ['WeChat', 'Maple Notes', 'Green Rice'],
    ],
    [
      'MIIT said 106 apps, such as Maple Notes and iQiyi, will be removed from app stores.',
      ['Maple Notes', 'iQiyi'],
    ],
  ])('%s', (text, names) => {
    expect(appsOf(read(text))).toEqual(names);
  });

  it.each([
    [
      'stores in which the apps were found',
      '工信部通报43款App，应用来源主要为App Store、小米应用商店、豌豆荚等。',
    ],
    ['kinds of apps', '国家网信办通报33款App，涉及输入法、地图导航、即时通信三类。'],
    ['the rules that were broken', '国家网信办依据《网络安全法》《个人信息保护法》通报33款App。'],
    ['slogans in quotes', '工信部开展“回头看”，通报43款App。'],
    [
      'a firm that only is compared',
      'China’s MIIT ordered app stores to pull 106 apps. Though not as ubiquitous as WeChat and Weibo, they are popular.',
    ],
    ['a log-in', '工信部通报43款App。用户可通过微信登录查看名单。'],
  ])('%s are none', (_, text) => {
    expect(appsOf(read(text))).toEqual([]);
  });

  it('an owner in a possessive is a hint on its app; a firm of unnamed apps is an entity', () => {
    const notice = read("MIIT named 43 apps on Wednesday, including Tencent's WeChat and apps of Alibaba.");
    expect(notice.mentions.map((one) => [one.kind, one.name, one.owner])).toEqual([
      ['app', 'WeChat', 'Tencent'],
      ['entity', 'Alibaba', null],
    ]);
  });
});
