import { describe, expect, it } from 'vitest';
import { read, typesOf } from '../support/reading.ts';

const hitIn = (text: string) => {
  const [title] = text.split('\n');
  return read(text, text.includes('\n') ? { title: title! } : {})
    .mentions.filter((one) => one.role === 'subject')
    .map((one) => one.name);
};

describe('names beside a step that it does not hit', () => {
  it.each([
    [
      'Firm fined for fake WeChat service\nA Beijing market regulator fined Green Rice Technology 50,000 yuan for a website imitating WeChat.',
      ['WeChat'],
    ],
    [
      'Maker of fake Huawei chargers fined\nThe Guangdong market regulator fined Shenzhen Maple Electronics 500,000 yuan for chargers bearing the brands of Huawei and Apple.',
      ['Huawei', 'Apple'],
    ],
    [
      'Shenzhen fines firm that sold WeChat data\nThe Shenzhen cyberspace office fined Maple Data 1 million yuan for scraping data of WeChat users.',
      ['WeChat'],
    ],
    [
      'Firm fined for unfair competition against Weibo\nThe Hangzhou market regulator fined Maple Network 2 million yuan for fake followers for Weibo accounts.',
      ['Weibo'],
    ],
    [
      'Beijing firm punished for posing as Tencent\nThe market regulator fined Beijing Maple Technology, whose salesmen pretended to be staff of Tencent and Meituan.',
      ['Tencent', 'Meituan'],
    ],
    [
      "Tencent told to give up exclusive rights\nChina's market regulator fined Tencent 500,000 yuan and ordered it to end exclusive deals, a victory for Alibaba.",
      ['Alibaba'],
    ],
    [
      "China names apps\nChina's industry ministry named 38 apps including Weibo on Monday. The apps were found in stores run by Huawei, Apple and Tencent.",
      ['Huawei', 'Apple', 'Tencent'],
    ],
    [
      'Regulator fines Maple Stream\nThe Beijing market regulator fined Maple Stream, founded by a former Tencent executive and once a unit of Alibaba, 100,000 yuan.',
      ['Tencent', 'Alibaba'],
    ],
    [
      'China summons Weibo\nThe cyberspace regulator ordered Weibo on Saturday to rectify hot lists; Meituan was punished last week and Didi was not mentioned.',
      ['Meituan', 'Didi'],
    ],
    ['China fines Maple Games after Tencent complaint', ['Tencent']],
    ['Maple Video summoned by Chinese regulator as Tencent, iQiyi watch', ['Tencent', 'iQiyi']],
    [
      'China suspends Maple Audit for six months over Alibaba\nThe finance ministry fined Maple Audit 441 million yuan for its audits of Alibaba.',
      ['Alibaba'],
    ],
    [
      'Regulator fines Maple Video\nThe Shanghai market regulator fined Maple Video, which Alibaba and Tencent invested in, 200,000 yuan.',
      ['Alibaba', 'Tencent'],
    ],
    ['China fines Maple Pay, an arm of a firm that Alibaba once owned', ['Alibaba']],
  ])('%s', (text, beside) => {
    const hit = hitIn(text);
    expect(beside.filter((name) => hit.includes(name))).toEqual([]);
    expect(read(text).verdict).toBe('action');
  });

  it.each([
    [
      "China fines Tencent over fake reviews\nChina's market regulator fined Tencent 500,000 yuan on Saturday.",
      ['Tencent'],
    ],
    [
      'China reprimands firms\nAlibaba and Weibo, which oversees the news app WeChat, were named by the industry ministry on Friday.',
      ['Alibaba', 'Weibo'],
    ],
    [
      'China orders stores to drop apps, which include WeChat and Meituan\nThe Cyberspace Administration of China ordered stores to remove WeChat and Meituan.',
      ['WeChat', 'Meituan'],
    ],
  ])('and those whom it does hit: %s', (text, expected) => {
    expect(hitIn(text)).toEqual(expect.arrayContaining(expected));
  });
});

describe('what looks like a step and is none', () => {
  it.each([
    'Meituan fined a streamer for fake goods, seller says',
    'WeChat and Weibo stop new sign-ups for upgrade\nThe platforms gave no reason.',
    'Crackdown leads to WeChat blocking crypto transactions\nA payment giant has decided to bar virtual currency from its platform.',
    'Alibaba and Tencent say they will pay merger fines\nThe companies said they would comply with the notices of the market regulator.',
    'Alibaba faces test with Q3 earnings, Singles Day, SEC probe\nInvestors look for growth. The Securities and Exchange Commission is investigating Alibaba over its accounts.',
    'Pompeo says US is looking at banning TikTok\nThe Secretary of State said the United States is "certainly looking at" banning TikTok.',
    'Agencies recommend blocking 52 Chinese apps\nThe Indian agencies asked the government to block 52 apps, including TikTok.',
    'US lawmakers propose bill to bar TikTok from government devices\nTwo representatives introduced the bill on Thursday.',
    'FTC asked to look into WeChat by consumer group',
    'Tencent rivals gain after antitrust news\nShares of Meituan rose on Tuesday. Tencent, which is under investigation by the market regulator, slipped 2.5%.',
    'China says it has issued no ban on phones\nThe foreign ministry said China has not published laws that forbid phones of foreign brands.',
    "China's market regulator meets internet firms at forum\nOfficials of the market regulator and executives of Meituan discussed the economy at a forum in Wuzhen.",
    'Meituan and Tencent named in survey of apps people trust\nA consumer magazine ranked the apps by how far users trust them.',
    'Makers remove apps from China store on their own\nAlibaba said it removed its app due to permits.',
  ])('%s', (text) => {
    const [title] = text.split('\n');
    expect(typesOf(read(text, text.includes('\n') ? { title: title! } : {}))).toEqual([]);
  });
});
