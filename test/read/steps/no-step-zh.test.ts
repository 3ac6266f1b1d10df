import { describe, expect, it } from 'vitest';
import { read } from '../../support/reading.ts';

describe('Chinese pages that tell what is not done yet, or by no authority', () => {
  it.each([
    [
      'sources say that a case is prepared',
      '外媒：欧盟准备对木棉公司展开反垄断调查',
      '据知情人士透露，市场监管总局准备对美团发起反垄断调查，尚未作出决定。',
    ],
    [
      'a case that is planned',
      '监管部门据称计划约谈多家平台',
      '知情人士称，国家网信办正考虑对滴滴启动调查，最快下月作出决定。',
    ],
    ['a fine to come, as a question', '低价卖酒将被罚？美团再次回应', '低价卖酒将被罚？美团再次回应'],
    [
      'a debtor, as a database of firms has it',
      '木棉电器被列入失信名单',
      '8月18日，天眼查显示，木棉电器被列为失信被执行人。',
    ],
    ['a question that the firm answers', '拼多多被约谈？拼多多回应', '拼多多被约谈？拼多多回应'],
    [
      'how far an earlier case is',
      '市场监管总局：按照既定方案推进网约车市场调查工作',
      '市场监管总局新闻发言人8月18日表示，总局正按照既定方案，加快推进对网约车平台的调查核查工作。他介绍，年初有关部门宣布对网约车平台开展调查，目前已前往相关平台开展现场调查。',
    ],
    [
      'a case that goes on',
      '市场监管总局谈外卖平台',
      '市场监管总局相关负责人8月18日介绍，下一步将继续开展对外卖平台竞争状况的调查。',
    ],
    [
      'an airline writes to those who sell its tickets',
      '木棉航空发文要求整改',
      '木棉航空市场部8月17日向各平台代理下发《关于规范机票销售的通知》，要求售票平台于8月20日前完成整改工作。',
    ],
    [
      'a brand writes to its shops',
      '青禾茶饮要求门店限期整改',
      '青禾茶饮总部8月17日向加盟商发出通知，要求各门店3日内完成整改，逾期将处以罚款。',
    ],
    [
      'a platform writes to merchants',
      '美团发函要求商家整改',
      '8月17日，美团向入驻商家发布公告，要求商家立即整改虚假宣传问题。',
    ],
  ])('%s', (_about, title, text) => {
    expect(read(text, { title }).verdict).toBe('none');
  });

  it.each([
    ['美团被罚', '8月18日，美团因要求商家须签订独家协议，被市场监管总局处以罚款34亿元。'],
    ['市场监管总局对美团开展反垄断调查', '8月18日，市场监管总局宣布对美团开展反垄断调查。'],
    [
      '市场监管总局约谈外卖平台',
      '8月18日，市场监管总局约谈美团、饿了么，要求平台向商家收取费用应公平合理，立即整改。',
    ],
    ['拼多多被约谈？市场监管局回应：属实', '8月18日，上海市市场监管局约谈拼多多，要求限期整改。'],
    ['国家网信办拟对滴滴作出行政处罚', '8月18日，国家网信办依据调查结果，对滴滴处以罚款80亿元。'],
  ])('a step all the same: %s', (title, text) => {
    expect(read(text, { title }).verdict).toBe('action');
  });
});

describe('names in the sentence of a step that say only where', () => {
  const hit = (text: string, title: string) =>
    read(text, { title })
      .mentions.filter((one) => one.role === 'subject')
      .map((one) => one.name);

  it.each([
    [
      'the platforms on which the shop is open',
      '木棉药房被罚3万元',
      '上海市市场监管局对木棉药房有限公司罚款3万元，该公司在饿了么、美团外卖平台开设的网店发布违法广告。',
    ],
    [
      'the platform on which it sold',
      '木棉药房被罚3万元',
      '上海市市场监管局查明，木棉药房有限公司通过淘宝、拼多多等平台销售假药，对其罚款3万元。',
    ],
    [
      'the app in which it advertised',
      '木棉药房被罚3万元',
      '上海市市场监管局对木棉药房有限公司罚款3万元，其于抖音平台投放虚假广告。',
    ],
    [
      'the platforms on which one traded, without a word for where',
      '木棉药房被立案调查',
      '国家药监局通报，美团、京东平台上销售假药的木棉药房有限公司被立案调查。',
    ],
    [
      'the shop that bears the name of its platform',
      '木棉药房被罚3万元',
      '上海市市场监管局对木棉药房有限公司的淘宝网店作出行政处罚，罚款3万元。',
    ],
    [
      'the board that the news climbs',
      '木棉药房被罚3万元',
      '上海市市场监管局对木棉药房有限公司罚款3万元，话题冲上微博热搜。',
    ],
  ])('%s', (_about, title, text) => {
    expect(hit(text, title).filter((one) => !one.includes('木棉'))).toEqual([]);
    expect(hit(text, title).some((one) => one.includes('木棉药房'))).toBe(true);
  });

  it('a platform that is fined for what it lets shops do is hit', () => {
    const text = '上海市市场监管局对美团罚款3万元，因其未审核在平台开设的网店资质。';
    expect(hit(text, '美团被罚3万元')).toContain('美团');
  });

  it('an earlier step of a higher authority is background of one of a district', () => {
    const text =
      '8月18日，四川木棉新区市场监管局依法约谈“京东”平台。约谈会要求严肃整改。\n日前，市场监管总局会同商务部约谈美团、饿了么等平台企业，要求严格落实主体责任。';
    expect(hit(text, '四川木棉新区市场监管局约谈“京东”平台')).toEqual(['京东']);
  });
});
