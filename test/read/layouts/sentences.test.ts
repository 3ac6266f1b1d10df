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
    ['工信部通报12款APP：木棉相册、青禾记账在列', ['木棉相册', '青禾记账']],
    [
      '国家网信办通报57款App。新闻资讯类35款：木棉快报、云雀新闻等；网络直播类22款：知更鸟直播、青禾直播。',
      ['木棉快报', '云雀新闻', '知更鸟直播', '青禾直播'],
    ],
    [
      '工信部要求应用商店对木棉清理、青禾管家、云雀加速三款App予以下架。',
      ['木棉清理', '青禾管家', '云雀加速'],
    ],
    ['浙江省网信办对拒不整改的下列App依法予以下架：木棉租机、青禾生活。', ['木棉租机', '青禾生活']],
    [
      '工信部通报131款APP。被点到的既有木棉票务、青禾外卖，也有云雀航空、飞鸟阅读。',
      ['木棉票务', '青禾外卖', '云雀航空', '飞鸟阅读'],
    ],
    ['浙江省通信管理局责令青禾记账等6款App运营者限期改正。', ['青禾记账']],
    [
      'The MIIT named 12 apps, among them recruiter Maple Jobs and truck-hailing apps Robin Cargo and Wren Haul.',
      ['Maple Jobs', 'Robin Cargo', 'Wren Haul'],
    ],
    [
      'India banned 118 apps, including the hit game Maple Arena, published in the country by Tencent; Rules of Robin; and Wren Pay.',
      ['Maple Arena', 'Rules of Robin', 'Wren Pay'],
    ],
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
    ['what must not be shown', '国家网信办约谈游戏企业，严禁“木棉风”“青禾腔”等不良内容。'],
    ['kinds that a list covers', '工信部通报84款App，涵盖浏览器、清理、天气三类。'],
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
