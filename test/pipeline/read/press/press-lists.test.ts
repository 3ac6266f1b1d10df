import { describe, expect, it } from 'vitest';
import { parts, read } from '../../../support/reading.ts';

/** Names that a page tells as hit, with the rule by which each was read. */
const rulesOf = (text: string, more: Parameters<typeof read>[1] = {}) =>
  read(text, more).mentions.map((one) => [one.name, one.rule.split('.')[0]]);

describe('an article of no authority is read as a list only where it reproduces one', () => {
  it('rows of apps with their developers', () => {
    const text =
      '工信部通报下列APP，责令整改。名单如下：\n1. 海风天气（海风科技有限公司，3.1版）\n2. 山谷记账（山谷网络有限公司，2.0版）\n';
    expect(rulesOf(text)).toEqual([
      ['海风天气', 'line-entries'],
      ['山谷记账', 'line-entries'],
    ]);
  });

  it('names of running text beside the number of apps that they belong to', () => {
    expect(rulesOf('近日，工信部通报50款APP，包括海风天气、山谷记账等。')).toEqual([
      ['海风天气', 'inline-lists'],
      ['山谷记账', 'inline-lists'],
    ]);
  });

  it.each([
    ['goods', '抽检通报：51批次化妆品不合格，涉及海风、山谷、石榴等品牌。'],
    [
      'more names than the article counts apps',
      '工信部通报2款APP，包括海风天气、山谷记账、石榴日历等。',
    ],
  ])('not names of running text: %s', (_about, text) => {
    const lists = rulesOf(text).filter(([, rule]) => rule === 'inline-lists');
    expect(lists).toEqual([]);
  });

  it('the same names on the page of an authority', () => {
    const bureau = parts.regulators.flatMap(({ sources }) =>
      sources.filter((one) => one.speaksFor !== undefined),
    )[0]!;
    const text = '近日通报违规产品，包括海风天气、山谷记账、石榴日历等，责令整改。';
    expect(read(text).mentions).toEqual([]);
    expect(read(text, { source: bureau.id }).mentions.map((one) => one.name)).toEqual([
      '海风天气',
      '山谷记账',
      '石榴日历',
    ]);
  });
});
