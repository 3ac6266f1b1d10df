import { describe, expect, it } from 'vitest';
import { read } from '../../support/reading.ts';

describe('who stands near a step and is not hit by it', () => {
  it.each([
    ["China's market regulator fined Tencent-backed Maple Pay 2 million yuan.", 'Tencent'],
    [
      "China's cyberspace regulator launched a review of Didi, days after it opened a probe into Alibaba.",
      'Alibaba',
    ],
    ["China's market regulator fined Didi on Monday. Shares of rivals Meituan and Alibaba rose.", 'Meituan'],
    ["China's market regulator summoned Didi, whose backers include Tencent.", 'Tencent'],
    ['After Didi, China launches cybersecurity review of Maple Notes', 'Didi'],
    ['China launches review of Maple Notes following action against Didi', 'Didi'],
    ['Alibaba, Tencent-Backed Edtech Firms Fined for False Advertising', 'Alibaba'],
    [
      'SAMR opened a probe into Maple Chips, which two people said would focus on harm caused to phonemakers such as Didi.',
      'Didi',
    ],
    ["China's central bank fined Maple Pay, an affiliate of Alibaba Group, 2 million yuan.", 'Alibaba Group'],
    ["China's central bank fined TikTok, owned by Tencent Holdings, 2 million yuan.", 'Tencent Holdings'],
    ['The MIIT named Maple Notes on Monday, it said on its official WeChat account.', 'WeChat'],
    [
      'The CAC ordered Apple to remove Maple Notes from its store. Other apps including TikTok remained available.',
      'TikTok',
    ],
    ['The MIIT named 12 apps including Maple Notes. TikTok and Qunar are not on the list.', 'TikTok'],
    ['Alibaba launches community app; Maple Notes is fined 300,000 yuan; Didi releases its strategy', 'Didi'],
    ["China's TikTok removed from app stores, the MIIT says. Tantan is a TikTok-like app.", 'TikTok'],
    ['China named 12 apps including Maple Notes. pic.Didi.com/abc shows the list.', 'Didi'],
    [
      'The CAC named 129 apps including Maple Notes. Early in May, it exposed other apps, including TikTok.',
      'TikTok',
    ],
    [
      'SAMR fined five platforms owned and backed by the likes of Meituan, Tencent and Didi on Wednesday.',
      'Tencent',
    ],
    [
      'SAMR fined Maple Music. The blow comes amid a crackdown that also includes a record fine for Alibaba.',
      'Alibaba',
    ],
    ['市场监管总局约谈滴滴，腾讯持股的滴滴股价下跌。', '腾讯'],
    ['北京市通信管理局通报5款App 抖音回应', '抖音'],
    ['市场监管总局约谈滴滴，要求整改。竞争对手美团股价上涨。', '美团'],
  ])('%s: not %s', (text, name) => {
    const subjects = read(text, { published: '2021-07-05' })
      .mentions.filter((one) => one.role === 'subject')
      .map((one) => one.name);
    expect(subjects).not.toContain(name);
  });
});
