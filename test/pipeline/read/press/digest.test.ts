import { describe, expect, it } from 'vitest';
import { kindOf } from '../../../../src/domain/act-kind.ts';
import { decodeText } from '../../../../src/pipeline/decode/decode.ts';
import { itemsOf } from '../../../../src/pipeline/read/press/digest.ts';
import { readDocument } from '../../../support/reading.ts';

const NUMBERED = [
  '今日要闻：',
  '1、腾讯发布新款游戏，用户反响热烈。',
  '2、国家网信办对美团罚款500万元，责令改正。',
  '3、华为召开发布会，介绍新款手机。',
  '4、京东公布季度财报，营收增长。',
].join('\n');

const HEADED = [
  '某国举行大选',
  '某国选举委员会宣布，全国大选今天举行，结果将在三日内公布。',
  '欧盟对苹果公司处以罚款',
  '欧盟委员会今天宣布，因违反竞争规则，对苹果公司处以5亿欧元罚款。',
  '某地发生地震',
  '某地今天发生地震，当地正在核实人员伤亡和财产损失情况。',
].join('\n');

describe('a page of many items', () => {
  it.each([
    [
      'numbered items',
      '早报',
      NUMBERED,
      ['', '1、腾讯发布', '2、国家网信', '3、华为召开', '4、京东公布'],
    ],
    ['items with headings', '', HEADED, ['某国举行大选', '欧盟对苹果公', '某地发生地震']],
  ])('is cut into %s', (_about, title, text, headings) => {
    const items = itemsOf(title, text).filter((one) => one.text !== '');
    expect(items.map((one) => one.title.slice(0, 6))).toEqual(headings);
    for (const one of items) expect(text.startsWith(one.text, one.start)).toBe(true);
    expect(items.map((one) => one.text).join('')).toBe(text);
  });

  it('is cut into the headlines of its title', () => {
    const titles = itemsOf('晚报 | 甲公司发布新品；乙公司被罚款；丙公司公布财报', '').map(
      (one) => one.title,
    );
    expect(titles.slice(0, 4)).toEqual([
      '晚报',
      '甲公司发布新品',
      '乙公司被罚款',
      '丙公司公布财报',
    ]);
  });

  it.each([
    ['an article', '某公司被罚', '某公司今天被罚款。\n公司表示接受。\n此前公司曾被约谈。'],
    ['three points of one article', '某公司被罚', '一是\n1、整改。\n2、道歉。\n3、赔偿。'],
  ])('is not %s', (_about, title, text) => {
    expect(itemsOf(title, text)).toEqual([{ title, text, start: 0 }]);
  });

  it('has its steps on the names of their own items, with spans of the whole text', () => {
    const {
      unconfirmed = [],
      mentions,
      actions,
    } = readDocument(decodeText(NUMBERED, 'text'), {
      title: '早报',
    });
    const steps = [...unconfirmed, ...mentions];
    expect(steps.map((one) => one.name)).toEqual(['美团']);
    expect(NUMBERED.slice(steps[0]!.span.start, steps[0]!.span.end)).toBe('美团');
    expect([...unconfirmed, ...actions].map((one) => kindOf(one.act))).toContain('fine');
  });
});
