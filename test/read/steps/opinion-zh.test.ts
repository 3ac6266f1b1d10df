import { describe, expect, it } from 'vitest';
import { read, typesOf } from '../../support/reading.ts';

const verdict = (title: string, text: string, published = '2021-08-18') =>
  read(text, { title, published }).verdict;

const NEWS = '美团近期因涉嫌实施垄断行为，被市场监管总局立案调查。';

describe('what somebody thinks of a step is no new one', () => {
  it.each([
    ['an agency, behind a blank', '美团被立案调查 新华社评论：平台越大责任越大'],
    ['a paper, behind a comma', '美团被立案调查，经济日报时评：竞争要讲规则'],
    ['a broadcaster, in front', '央视网评：平台不能任性，美团被罚说明了什么'],
    ['a label in front of a bar', '时评丨美团被立案调查，给平台敲响警钟'],
    ['a label in brackets', '【锐评】美团被立案调查'],
    ['an essay that sets out from it', '从美团被罚看平台治理'],
    ['what it should teach', '美团被约谈，该反思什么'],
    ['three questions', '三问美团被立案调查'],
    ['what stands behind it', '起底杀熟：美团被罚之后'],
    ['what it means', '美团被罚意味着什么'],
    ['a paper that carries an essay', '美团被罚 光明网刊文：守住底线'],
  ])('%s', (_about, title) => {
    expect(verdict(title, NEWS)).toBe('none');
  });

  it('is told by the first sentence where the headline does not', () => {
    expect(verdict('美团被立案调查之后', '“木棉时评”栏目发表评论，称美团被立案调查，平台应当守规矩。')).toBe(
      'none',
    );
  });

  it.each([
    ['a menu that leads to comments', '首页|新闻|评论|体育\n市场监管总局处罚美团'],
    ['readers', '市场监管总局处罚美团，网友评论区炸锅'],
  ])('is not seen in %s', (_about, text) => {
    expect(typesOf(read(`${text}\n8月18日，市场监管总局对美团处以罚款10亿元。`))).toContain('fined');
  });
});

describe('a selection of the cases of a year that is over', () => {
  const cases = '1.某行业协会垄断协议案。2020年12月，浙江省市场监管局依法作出行政处罚，罚款441万元。';

  it.each([
    ['the ten of the year', '市场监管总局发布2020年反垄断执法十大典型案例'],
    ['the ten of the year, of a province', '浙江省市场监管局公布2020年度网络监管十大案例'],
    ['the best', '国家网信办发布2020年优秀执法案例'],
    ['the ten topics of the year', '消协发布2020年十大消费维权热点'],
    ['of the whole year', '上海市市场监管局发布2020年度消费维权典型案例'],
  ])('%s', (_about, title) => {
    expect(verdict(title, cases)).toBe('none');
  });

  it.each([
    ['a batch of cases', '浙江省市场监管局公布第三批网络交易违法典型案例'],
    ['cases of last year, made public for the first time', '浙江省市场监管局公布2020年网络交易违法案例'],
    ['cases of this year', '浙江省市场监管局发布2021年反垄断执法十大典型案例'],
  ])('is not %s', (_about, title) => {
    expect(typesOf(read(cases, { title }))).toEqual(expect.arrayContaining(['named', 'fined']));
  });
});

describe('a headline that goes on with a total', () => {
  it.each([
    '国家网信办依法约谈处罚微博 今年已累计罚款900万元',
    '国家网信办约谈微博，累计已处罚20次',
    '上海市网信办约谈微博 今年以来已约谈平台30家次',
  ])('%s', (title) => {
    expect(typesOf(read(title, { title }))).toContain('summoned');
  });

  it.each(['上海网信办今年累计约谈平台30家', '今年以来上海网信办约谈处罚平台30家次'])(
    'is none where the total is the news: %s',
    (title) => {
      expect(read(title, { title }).verdict).toBe('none');
    },
  );
});
