import { describe, expect, it } from 'vitest';
import { kindsOf, read } from '../../../support/reading.ts';

const rulesOf = (title: string, text: string) => {
  const notice = read(text, { title });
  return {
    types: kindsOf(notice),
    regulator: notice.regulator?.value ?? null,
    rules: notice.rules.map((one) => [one.title, one.effective]),
    mentions: notice.mentions.length,
  };
};

describe('rules and drafts of authorities', () => {
  it('a paper that asks for comments is no act; its rule stands beside, and the last day of comments is no day of effect', () => {
    expect(
      rulesOf(
        '国家网信办就《移动应用程序信息服务管理规定（征求意见稿）》公开征求意见',
        '国家互联网信息办公室就《移动应用程序信息服务管理规定（征求意见稿）》公开征求意见。意见反馈截止日期为2021年9月20日。',
      ),
    ).toEqual({
      types: [],
      regulator: null,
      rules: [['移动应用程序信息服务管理规定（征求意见稿）', null]],
      mentions: 0,
    });
  });

  it('a rule that is made holds from the day the text says', () => {
    expect(
      rulesOf(
        '国家网信办公布《汽车数据安全管理若干规定》',
        '国家网信办公布《汽车数据安全管理若干规定》，自2021年10月1日起施行。',
      ),
    ).toEqual({
      types: ['rule'],
      regulator: 'cn-cac',
      rules: [['汽车数据安全管理若干规定', '2021-10-01']],
      mentions: 0,
    });
  });

  it('an English article on a law in draft states a proposal', () => {
    expect(
      rulesOf(
        'China reviews draft Data Security Law',
        "The Standing Committee of the National People's Congress is reviewing the draft Data Security Law.",
      ).types,
    ).toEqual(['rule']);
  });

  it.each([
    [
      '某公司违反《网络安全法》被罚',
      '市场监管总局指出，某公司违反《网络安全法》第四十一条的规定。',
    ],
    ['专家解读数据安全', '专家说，根据《数据安全法》，国家网信办负责统筹。'],
    ['出版社发布《平台经济观察》', '国家网信办下属出版社发布《平台经济观察》。'],
  ])('%s states none', (title, text) => {
    expect(read(text, { title }).rules).toEqual([]);
  });
});
