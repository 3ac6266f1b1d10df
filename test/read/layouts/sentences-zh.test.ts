import { describe, expect, it } from 'vitest';
import { appsOf, read } from '../../support/reading.ts';

describe('apps named in Chinese sentences', () => {
  it.each([
    [
      'a list behind its own heading',
      '甘肃省通信管理局通报3款App。3款侵害用户权益App名单：木棉信息、青禾出行、云雀市场。',
      ['木棉信息', '青禾出行', '云雀市场'],
    ],
    [
      'a number and firms in place of 等',
      '工信部下架90款App。近期检测中发现木棉社区、青禾票务、云雀陪练3家企业在APP不同版本中反复出现问题。',
      ['木棉社区', '青禾票务', '云雀陪练'],
    ],
    [
      'blanks around numbers',
      '国家网信办通报 84 款 App，木棉清理、青禾管家等 84 款 App 存在违规行为。',
      ['木棉清理', '青禾管家'],
    ],
    [
      'a list that a verb of standing closes',
      '工信部下架23款App，其中，木棉公寓、云雀咖秀2在被下架名单中。',
      ['木棉公寓', '云雀咖秀2'],
    ],
    [
      'all of them on the list',
      '工信部下架23款App。木棉公寓、云雀咖秀2都在被下架名单范围内。',
      ['木棉公寓', '云雀咖秀2'],
    ],
    ['known names run together', '工信部通报，淘宝拼多多等90款App存在违规行为。', ['淘宝', '拼多多']],
    ['a kind of platform behind the quotes', '国家网信办对“木棉搞笑”网络社区平台予以下架。', ['木棉搞笑']],
  ])('%s', (_, text, names) => {
    expect(appsOf(read(text))).toEqual(names);
  });

  it.each([
    [
      'a blank parts the clauses of a headline',
      '工信部下架12款侵害用户权益App 木棉相册、青禾记账等在列',
      ['木棉相册', '青禾记账'],
    ],
    [
      'names in front of what they are accused of',
      '山东省通信管理局通报违规APP情况，木棉珠宝、青禾网等违规收集个人信息',
      ['木棉珠宝', '青禾网'],
    ],
    [
      'the path of a page',
      '某站 > 资讯 > 木棉相册、青禾记账等在列！工信部通报81款App',
      ['木棉相册', '青禾记账'],
    ],
  ])('%s', (_, title, names) => {
    expect(appsOf(read('工信部近日通报了检测情况。', { title }))).toEqual(names);
  });

  it.each([
    [
      'what an app holds by law',
      '国家网络安全通报中心通报72款移动应用。隐私政策未逐一列出App（包括委托的第三方或嵌入的第三方代码、插件）收集使用个人信息的目的。',
    ],
    ['what apps are like', '海南省网信办对省内用户量大、与民众生活密切相关的7款App进行检测，现予以通报。'],
    [
      'accusations',
      '工信部通报46款App，涉及应用分发平台上的 App 信息明示不到位、欺骗误导强迫用户，以及 App 强制、频繁、过度索取权限等问题。',
    ],
    ['kinds', '工信部下架23款App，这23款APP涉及到游戏、购物、租房等。'],
    [
      'titles of laws that a mirror reworded',
      '依据《网络安详法》《电信用户小我私家书息掩护划定》，工信部下架48款App。',
    ],
    ['whose account carried it', '微信公号4月6日发布通报，工信部组织对60款APP进行下架。'],
    ['who reports it', '微博快讯 10月27日，工信部公布侵害用户权益行为的APP，尚有131款APP未完成整改。'],
    ['days of sales', '市场监管总局针对“双十一”前后的问题，对三家企业作出处罚决定。'],
    [
      'firms of mergers',
      '市场监管总局公告多份行政处罚书，腾讯未依法申报违法实施经营者集中的案件包括收购木棉云创、青禾网络、云雀科技等。',
    ],
    [
      'places',
      '截至目前尚有71款APP未完成整改，辽宁省、浙江省、四川省通信管理局检查发现仍有74款APP未完成整改，工信部予以通报。',
    ],
    [
      'investors',
      '国家网络安全通报中心通报35款移动应用。该公司宣布了两轮融资，投资方包括杭州木棉基金、青禾资本及云雀集团等。',
    ],
    ['channels of a page', '国家网信办约谈某平台，「推薦、熱點、社會」三個頻道暫停更新。'],
    ['quoted accusations', '工信部通报56款App，其中，多款应用被点名的是“欺骗误导强迫用户”“账号注销难”。'],
    ['fields', '工信部通报，这 56 款 App(SDK)涵盖生活服务、旅游出行、社交娱乐等多个领域。'],
    ['words of a turn', '工信部通报56款App。同时上榜的还有很多。'],
    ['stores', '工信部下架四款App。华为、小米、OPPO等应用商店已搜不到它。'],
  ])('%s are none', (_, text) => {
    expect(appsOf(read(text))).toEqual([]);
  });

  it('the firm in front of an app is its developer', () => {
    const notice = read(
      '工信部通报52款App，包括东莞市机米信息有限公司的木棉识图、深圳市狗兮软件有限公司青禾闪电连等。',
    );
    expect(notice.mentions.map((one) => [one.name, one.developer])).toEqual([
      ['木棉识图', '东莞市机米信息有限公司'],
      ['青禾闪电连', '深圳市狗兮软件有限公司'],
    ]);
  });

  it('version and store in a bracket behind a quoted name are its row', () => {
    const notice = read(
      '国家网络安全通报中心今日通报35款移动应用。其中，“木棉问答”（版本2.9.6，应用宝）超范围收集个人信息，“青禾助手”（版本V2.0.8，豌豆荚）收集无关个人信息。',
    );
    expect(notice.mentions.map((one) => [one.name, one.rows[0]?.version, one.rows[0]?.store])).toEqual([
      ['木棉问答', '2.9.6', '应用宝'],
      ['青禾助手', 'V2.0.8', '豌豆荚'],
    ]);
  });

  it.each([
    [
      '广告 within an accusation',
      '国家计算机病毒应急处理中心监测发现3款违法应用。\n1、《木棉相机》（版本1.0）存在捆绑恶意广告插件行为。',
    ],
    [
      'the word for where an app came from',
      '国家计算机病毒应急处理中心监测发现3款违法应用。\n1、无隐私政策：《木棉相机》（版本1.0，应用来源：应用宝）。',
    ],
  ])('a line with %s is part of the article', (_, text) => {
    expect(appsOf(read(text))).toEqual(['木棉相机']);
  });
});
