import { describe, expect, it } from 'vitest';
import { appsOf, hitBy, read, typesOf } from '../../support/reading.ts';

describe('where a news was looked up or who carried it', () => {
  it.each([
    ['an app that holds registers', '支付宝App显示，木棉餐饮有限公司因虚假宣传，被市场监管总局罚款20万元。'],
    ['its data', '据美团数据，木棉餐饮有限公司被市场监管总局罚款20万元。'],
    ['its open register', '微博公开信息显示，木棉餐饮有限公司被市场监管总局罚款20万元。'],
    ['a page of finance', '腾讯财经讯 市场监管总局对木棉餐饮有限公司罚款20万元。'],
    ['who was told', '京东科技消息，市场监管总局对木棉餐饮有限公司罚款20万元。'],
  ])('%s is not hit', (_about, text) => {
    expect(hitBy(text)).toEqual(['木棉餐饮有限公司']);
  });

  it.each([
    '市场监管总局对美团平台处以罚款20万元。',
    '市场监管总局通报，美团平台数据造假，罚款20万元。',
    '微博网站被国家网信办约谈。',
  ])('one that is hit is: %s', (text) => {
    expect(hitBy(text).length).toBeGreaterThan(0);
  });
});

describe('words in quotes that are no apps', () => {
  it.each([
    [
      'what accounts must not do',
      '国家网信办约谈微博 防止被处置账号“重生”“转世”\n8月18日，国家网信办约谈微博。',
    ],
    ['accounts', '8月18日，国家网信办通报，微博“木棉的茶”“青禾坊”等账号发布低俗内容，责令微博限期整改。'],
    [
      'boards of a forum',
      '8月18日，国家网信办通报，微博“木棉吧”“青禾吧”等贴吧发布低俗内容，责令微博限期整改。',
    ],
    ['a shop', '8月18日，市场监管总局对“木棉茶语”饮品店进行检查，罚款20万元。'],
    ['a dish with its price', '8月18日，市场监管总局查明价目表中有“木棉柠檬茶 ¥300”，罚款20万元。'],
    [
      'what somebody calls himself',
      '8月18日，市场监管总局通报，该公司自称“木棉第一”“青禾首选”，罚款20万元。',
    ],
  ])('%s', (_about, text) => {
    expect(appsOf(read(text)).filter((one) => one !== '微博')).toEqual([]);
  });
});

describe('what is taken down that is no app', () => {
  it.each([
    '8月18日，国家网信办约谈微博，要求立即整改，下架不合格房源信息。',
    '8月18日，市场监管总局对木棉餐饮有限公司罚款20万元，当事人已将上述视频下架。',
    '8月18日，市场监管总局约谈美团，要求下架问题菜品。',
    '8月18日，国家网信办约谈微博，涉事商品已全部下架。',
  ])('%s', (text) => {
    expect(typesOf(read(text))).not.toContain('removed-from-stores');
  });

  it.each(['8月18日，工信部下架木棉等20款App。', '8月18日，工信部对未整改的产品下架，涉及木棉App。'])(
    'an app is: %s',
    (text) => {
      expect(typesOf(read(text))).toContain('removed-from-stores');
    },
  );
});

describe('orders and openings in the words of the press', () => {
  it.each([
    ['8月18日，国家网信办约谈微博。网信办要求它们清理低俗账号，修订注册规则。', 'rectification-ordered'],
    ['8月18日，国家网信办约谈微博，要求其停止推送低俗内容。', 'rectification-ordered'],
    ['8月18日，市场监管总局约谈美团，要求各平台退还多收的费用。', 'rectification-ordered'],
    [
      '上海市网信办依法约谈处罚微博\n近日，上海市网信办约谈微博，责令其立即整改。上海市网信办对微博违法行为进行行政处罚立案。',
      'probe-opened',
    ],
  ])('%s', (text, type) => {
    const [title, ...rest] = text.split('\n');
    expect(typesOf(rest.length > 0 ? read(text, { title: title! }) : read(text))).toContain(type);
  });

  it('users who demand something order nothing', () => {
    expect(typesOf(read('8月18日，上海市网信办约谈微博。用户要求其退还会员费。'))).not.toContain(
      'rectification-ordered',
    );
  });

  it('an order that was not followed is none', () => {
    const title = '2款App被下架 存在问题却未按规定整改';
    expect(typesOf(read(title, { title }))).toEqual(['removed-from-stores']);
  });
});
