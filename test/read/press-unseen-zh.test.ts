import { describe, expect, it } from 'vitest';
import { hitBy, readNews, typesOf } from '../support/reading.ts';

const at = (text: string) => typesOf(readNews(text));

describe('news that tell no new step', () => {
  it.each([
    [
      'a campaign that goes on, and its totals',
      '立案52件！文旅部门持续推进旅游市场专项整治\n记者16日从文化和旅游部获悉，5月以来，各地共出动执法人员1.2万余人次，立案调查52件。\n目前已责令112家旅行社整改，两批部署查处35家涉嫌违法网站。',
    ],
    ['what follows a total is one', '市场监管总局今年以来共查处网络案件3100余件，罚没金额2.4亿元'],
    [
      'who will not be fined',
      '木棉汽车“逃脱”处罚\n荷兰数据保护局8月17日表示，在美团公司更改设置后，该机构不会因可能的侵权行为对其进行罚款。',
    ],
    [
      'a notice that begins a campaign',
      '网信办启动“清朗”专项行动\n中央网信办近日印发通知，自8月起在全国范围内开展为期3个月的专项行动。',
    ],
    ['an answer', '滴滴回应App下架：将认真整改\n滴滴官方微博回应称，将严格按照要求整改。'],
    ['shares after rumours of rules', '腾讯股价盘中跌超10% 此前有媒体批评网络游戏'],
    ['what foreign papers expect', '外媒：美国或将禁止该国软件用于联网汽车'],
    ['a code of the trade', '12家互联网平台签署自律公约\n在监管部门指导下，京东、美团、拼多多等签署公约。'],
    ['a store acts by itself', '饿了么开展平台自查 下架“幽灵外卖”商户2万家'],
    [
      'the day after',
      '木棉被下架次日：客服称将配合整改\n8月17日，工信部下架106款App，木棉在列。记者今日拨打客服，对方称正在整改。',
    ],
    ['a fine of years ago', '两年前被罚80亿的滴滴，一季度扭亏为盈'],
    ['what a firm went through', '从被约谈到上市：木棉这五年'],
    ['what is thought about', '消息人士：监管部门考虑对腾讯处以至少80亿元罚款'],
    ['a campaign that is under way', '工信部：屏蔽网址链接问题专项整治正推进，企业需按要求整改'],
    ['a council of consumers', '消协体验多家平台，京东等均有商品先涨后降'],
  ])('%s', (_, text) => {
    expect(readNews(text).verdict).toBe('none');
  });
});

describe('news that tell one', () => {
  it.each([
    ['这70款移动应用违法违规收集使用个人信息', 'named'],
    ['公安部网安局：9款App存在违法违规收集使用个人信息行为', 'named'],
    ['工信部：43款App违规调用通信录、位置信息', 'named'],
    ['国家计算机病毒中心：木棉、青禾等14款App涉嫌超范围采集个人隐私', 'named'],
    ['印度再封47款中国应用', 'banned'],
    ['网信办：赴国外上市须申报审查，办法修订稿征求意见', 'rule-proposed'],
    ['财政部对木棉会计师事务所罚款1.16亿元', 'fined'],
    ['木棉App早报｜市场监管总局对拼多多、淘宝罚款；青禾发布新机', 'fined'],
    ['江苏通信管理局：木棉、青禾等App未完成整改', 'named'],
    ['工信部暂停腾讯网络安全威胁信息共享平台合作单位', 'criticised'],
  ])('%s', (text, type) => {
    expect(at(text)).toContain(type);
  });

  it('a day of publication and one of change below the headline are no news', () => {
    const text =
      '43起投资未申报再被追查\n发布于 2021年8月17日 11:09 更新于 2021年8月17日 14:23\n8月17日，市场监管总局公布对43起违法实施经营者集中案的行政处罚决定，认定腾讯、美团等公司历史交易构成违法实施经营者集中，对涉案企业均处以50万元罚款。';
    expect(at(text)).toContain('merger-fined');
    expect(hitBy(text)).toEqual(expect.arrayContaining(['腾讯', '美团']));
  });

  it('what the market made of it stands behind', () => {
    const text =
      '阿里巴巴被立案调查 港股大跌8%\n8月18日，市场监管总局依法对阿里巴巴涉嫌垄断行为立案调查。美团、京东盘前下跌。';
    expect(at(text)).toContain('probe-opened');
    expect(hitBy(text)).toEqual(['阿里巴巴']);
  });

  it('apps that were put right in time were not ordered to', () => {
    const text =
      '湖南省通信管理局关于下架6款App的通报\n共核查出30款存在问题的App，其中24款在规定时限内完成整改，6款未按要求完成整改。我局决定对上述6款App予以下架。';
    expect(at(text)).not.toContain('rectification-ordered');
  });
});

describe('who is hit', () => {
  it.each([
    ['工信部点名批评美团、京东：弹窗“关不掉”', ['美团', '京东']],
    ['市场监管总局对12家企业罚款600万！腾讯、美团旗下公司均在列', ['腾讯', '美团']],
    ['商务部将腾讯、美团列入不可靠实体清单', ['腾讯', '美团']],
    ['欧盟对苹果、木棉分别罚款5亿和2亿欧元', ['苹果', '木棉']],
    ['广东省邮政管理局约谈青禾、中通、圆通：涉嫌泄露用户信息', ['青禾', '中通', '圆通']],
    ['木棉因违规传输数据被欧盟重罚12亿欧元', ['木棉']],
    ['关注 | 木棉、青禾……这70款移动应用违法违规收集使用个人信息', ['木棉', '青禾']],
  ])('%s', (text, names) => {
    expect(hitBy(text)).toEqual(expect.arrayContaining(names));
  });
});
