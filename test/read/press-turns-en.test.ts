import { describe, expect, it } from 'vitest';
import { hitBy, readNews, typesOf } from '../support/reading.ts';

describe('what a sentence sets in front of its news is no new step, and whom it names is not hit', () => {
  it.each([
    [
      'China opens antitrust probe into Meituan\nBeijing (Newswire)—After Alibaba was fined for tying its merchants, the market regulator opened an investigation into Meituan on Monday.',
      'probe-opened',
      'Meituan',
    ],
    [
      'Meituan summoned over drivers\nWeeks after Tencent was ordered to open its links, the transport ministry summoned Meituan on Tuesday over the pay of its drivers.',
      'summoned',
      'Meituan',
    ],
    [
      'Didi under investigation\nFollowing a fine that was imposed on Alibaba in spring, China’s market regulator launched an investigation into Didi on Monday.',
      'probe-opened',
      'Didi',
    ],
  ])('%s', (text, type, names) => {
    expect(typesOf(readNews(text))).toEqual([type]);
    expect(hitBy(text).join(', ')).toBe(names);
  });
});

describe('an order that a sentence begins with is the news where a store or the one who is hit goes on with it', () => {
  it.each([
    'Following an order from the Cyberspace Administration of China to remove Maple Notes from app stores, Apple pulled the app from its store on Wednesday.',
    "After China's internet regulator ordered app stores to remove Maple Notes, Apple took down the app on Wednesday.",
    'After the Cyberspace Administration of China ordered stores to remove Maple Notes, its users complained.',
  ])('%s', (text) => {
    expect(typesOf(readNews(`Maple Notes gone\n${text}`))).toEqual(['removed-from-stores']);
    expect(hitBy(`Maple Notes gone\n${text}`)).toEqual(['Maple Notes']);
  });
});

describe('below the news, "this month" and "this year" tell what came before', () => {
  const NEWS =
    'China opens antitrust probe into Meituan\nThe State Administration for Market Regulation opened an investigation into Meituan on Monday.\nIt said merchants had to choose.\nMeituan said it will cooperate.\n';
  it.each([
    'This month, the regulator fined Alibaba 18 billion yuan and summoned 34 firms including Meituan to tell them not to use banned practices.',
    'This year the regulator banned Tencent from exclusive music deals and ordered Meituan to rectify.',
    'This spring, the regulator summoned Didi, Meituan and Tencent over subsidies.',
  ])('%s', (text) => {
    expect(typesOf(readNews(NEWS + text))).toEqual(['probe-opened']);
    expect(hitBy(NEWS + text)).toEqual(['Meituan']);
  });

  it.each(['practices', 'content', 'goods'])('"banned %s" bans nothing anew', (thing) => {
    const text = `Regulator summons Meituan\nChina's market regulator summoned Meituan on Monday and told it not to use banned ${thing}.`;
    expect(typesOf(readNews(text))).not.toContain('banned');
  });
});

describe('"So were …" goes on with the list of the sentence before', () => {
  const NEWS =
    'China pulls 30 apps\nPolice have pulled 30 mobile apps offline for taking personal data illegally, the Ministry of Public Security said on Wednesday.\n';
  it.each([
    [
      'The apps Qunar and Trip.com were among those taken offline. So were the novel platform Maple Notes and shopping app Green Rice.',
      'Maple Notes, Green Rice',
    ],
    ['Qunar was among the apps taken offline. So was photo app Maple Notes.', 'Maple Notes'],
    [
      'Qunar was among the apps taken offline. So were Maple Notes, Green Rice and car app Yunmao.',
      'Maple Notes, Green Rice, Yunmao',
    ],
  ])('%s', (text, names) => {
    expect(hitBy(NEWS + text)).toEqual(expect.arrayContaining(names.split(', ')));
  });

  it('but not with one of an earlier matter', () => {
    const old = 'In 2018 Qunar was taken offline. So was Maple Notes.';
    expect(hitBy(NEWS + old)).not.toContain('Maple Notes');
  });
});

describe('a headline says what the app is that was taken down', () => {
  it.each([
    'Dating app Maple taken down from Android app stores in China',
    'Ride-hailing giant Maple kicked off app stores by Chinese regulator',
    "China's social app Maple taken offline over vulgar posts, internet watchdog says",
  ])('%s', (text) => {
    expect(hitBy(`${text}\nThe regulator gave no reason.`)).toEqual(['Maple']);
  });
});

describe('apps are called applications', () => {
  it.each([
    'Shanghai has shut down 22 applications for collecting more than they need, the industry regulator said on Wednesday.',
    "China's industry ministry said on Tuesday it had removed more than 40 applications for misusing personal data.",
    'The Cyberspace Administration of China took down the illegal applications, covering games and maps, on Wednesday.',
  ])('%s', (text) => {
    const page = `Watchdog guards privacy of phone users\nThe programs wanted more than they need, officials found.\n${text}`;
    expect(typesOf(readNews(page))).toContain('removed-from-stores');
  });

  it.each([
    "The ministry removed the applications for a licence from the firm's file.",
    'The regulator pulled more than 40 applications to list shares.',
    'The ministry shut down the applications of two firms for game licences.',
  ])('%s Those are none.', (text) => {
    expect(typesOf(readNews(`Ministry sorts its files\n${text}`))).toEqual([]);
  });
});

describe('what an authority says separately is news too', () => {
  const NEWS =
    'China launches probe into Alibaba\nThe State Administration for Market Regulation is investigating Alibaba, it said on Wednesday.\nShares fell in Tokyo.\nIt gave no details.\n';
  it.each([
    "Regulators said separately they've summoned affiliate Ant Group to a meeting on fair competition.",
    'Separately, regulators summoned Ant Group to a meeting on Wednesday.',
    'In a separate statement, the watchdog said it had summoned Ant Group.',
  ])('%s', (text) => {
    expect(typesOf(readNews(NEWS + text))).toEqual(['summoned', 'probe-opened']);
    expect(hitBy(NEWS + text)).toContain('Ant Group');
  });
});

describe('a description between dashes parts the names of a list', () => {
  it.each([
    'The US Commerce Department added drone maker Maple -- which sells some of the best drones on the market -- chipmaker Yunmao and dozens of other Chinese companies to its Entity List on Friday.',
    'The US Commerce Department added Maple — a maker of drones and cameras — and chipmaker Yunmao to its Entity List on Wednesday.',
    'The US Commerce Department added Maple -- the largest maker of drones -- and chipmaker Yunmao to its Entity List on Wednesday.',
  ])('%s', (text) => {
    const page = `US blacklists Chinese companies\n${text.replace('Friday', 'Wednesday')}`;
    expect(hitBy(page)).toEqual(['Maple', 'Yunmao']);
  });
});

describe('what others are charged with does not go on with a fine', () => {
  it.each([
    'Green Rice and Yunmao have no policy on users, lawyers said.',
    'Green Rice does not let users delete their accounts.',
    'Green Rice and Yunmao fail to disclose how they share data.',
  ])('%s', (text) => {
    const page = `China fines Maple Notes\nThe Cyberspace Administration of China fined Maple Notes 2 million yuan on Wednesday.\nThe fine is the largest of the year.\n${text}`;
    expect(hitBy(page)).toEqual(['Maple Notes']);
  });

  it('but with a naming it does', () => {
    const page =
      'China names 12 apps\nThe industry ministry named 12 apps including Maple Notes on Wednesday.\nGreen Rice and Yunmao fail to disclose how they share data.';
    expect(hitBy(page)).toEqual(['Maple Notes', 'Green Rice', 'Yunmao']);
  });
});

describe('what is no order to rectify', () => {
  it.each([
    "China's industry ministry asked carriers to lower tariffs on Wednesday.",
    "China's market regulator urged coal traders to cut prices on Wednesday.",
    "China's central bank told lenders to lower interest rates on Wednesday.",
    'Meituan has until the end of August to settle the case with the Beijing regulator.',
    'The firm has until Friday to object, the Cyberspace Administration of China said.',
    'Tencent has two weeks to sue, the market regulator of China said.',
  ])('%s', (text) => {
    expect(typesOf(readNews(`News of the day\n${text}`))).toEqual([]);
  });

  it.each([
    "China's market regulator told Meituan to cut its commissions.",
    'Meituan has until Friday to fix the faults, the Cyberspace Administration of China said.',
  ])('%s This is one.', (text) => {
    expect(typesOf(readNews(`Regulator acts on Meituan\n${text}`))).toContain('rectification-ordered');
  });
});
