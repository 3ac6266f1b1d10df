import { describe, expect, it } from 'vitest';
import { readNews, typesOf } from '../../support/reading.ts';

const ENDS = new Set(['reinstated', 'closed']);
const stepsIn = (text: string) => typesOf(readNews(text)).filter((one) => !ENDS.has(one));

describe('an English headline of what is to come, of a court or of totals: below it stands the story so far', () => {
  it.each([
    'Meituan said to face fine of over $2 bln as probe nears end\nA fine of more than $2 billion for Meituan is in preparation in China, media reports say. At present Meituan may not take on new users, and its apps are gone from online stores by order of the regulators.',
    'Alibaba tipped to be fined 20 billion yuan\nChina is readying a record penalty of 20 billion yuan for Alibaba, people familiar with the matter said. The regulator summoned Alibaba and ordered it to rectify its ways.',
    'Didi nears settlement as China prepares record fine\nChinese regulators are close to a decision on Didi, two people said. The apps were removed from app stores by the Cyberspace Administration of China and it may not register new users.',
    'Tencent braces for heavy fine over music rights\nThe market regulator could hand Tencent a fine of 10 billion yuan, sources said. It was told to give up exclusive rights and fined 500,000 yuan.',
    'China weighs ban on Trip.com deals\nOfficials are discussing a ban, a newspaper wrote. Trip.com was ordered to rectify its booking rules by the market regulator.',
    "Judge halts the administration's order to remove Chinese-owned WeChat from app stores\nA judge has blocked the administration from requiring stores to remove WeChat. The U.S. Commerce Department said Friday it would bar WeChat from U.S. app stores.",
    'US court pauses ban on TikTok downloads\nThe Commerce Department had ordered app stores to remove TikTok from Sunday. A federal court put the order on hold.',
    'Appeals court suspends the decision of the ministry to block TikTok and to fine its owner\nThe ministry blocked TikTok on Monday and fined it 3 million euros.',
    'Tribunal stays fine of 13 billion rupees on Maple Pay\nThe tribunal stayed the penalty that the competition commission imposed on Maple Pay.',
    'Blacklisted Chinese chip maker says only one unit is subject to sanctions\nThe company said in its filing for an offering that just one of its subsidiaries is hit.',
    'US-blacklisted AI firm raises $2 bln in Shanghai\nThe company sold 500 million shares.',
    'Banned app maker unveils a new reader\nThe company showed the app in Shanghai.',
    "Securities regulator's fines topped 10 billion yuan in 2020\nFines came to 10.64 billion yuan, 42 percent more than a year before, the China Securities Regulatory Commission (CSRC) said. It handed down 310 administrative penalty decisions over the year. The biggest penalty of the year, 5.5 billion yuan, went to Maple Group.",
    'Penalties for data breaches rose by half in first half, regulator says\nThe regulator imposed 120 penalties, 50 percent more than a year earlier. The biggest went to Maple Group.',
    'Chip stocks fall after US adds firms to Entity List\nShares fell on Wednesday after the US added units of Meituan to the Entity List.',
    'Trip.com files for listing in Hong Kong\nThe market regulator fined Trip.com 300,000 yuan in 2020.',
    "Regulator's new chief says platforms need healthy growth\nHe said that regulators will use fines with care.",
    'US set to add Meituan to Entity List\nThe Commerce Department plans to put the firm on its Entity List next week, two people said.',
    'Regulators plan to bar Alibaba from cloud deals, sources say\nThe State Administration for Market Regulation intends to ban new contracts, people familiar with the matter said.',
    'China closed 10,000 websites last year, regulator says\nThe Cyberspace Administration of China said it summoned 8,608 platforms and fined 453.',
    'Weibo apologises after being criticised by state media\nThe app said it would check its lists.',
    'China urges US to stop putting its firms on the Entity List\nThe Ministry of Commerce said it firmly opposes the move.',
    'Beijing court rules Tencent must pay Maple Video 3 million yuan\nThe court ordered Tencent to pay for clips.',
    'What we know about the removal of Didi from app stores\nDidi was taken down by order of the regulator.',
    'Market watchdog handled 3,100 cases and fines reached 2.3 billion yuan in 2020\nIt fined 12 platforms over the year.',
  ])('%s', (text) => {
    expect(stepsIn(text)).toEqual([]);
  });
});

describe('headlines with a word of the future that tell a step all the same', () => {
  it.each([
    [
      'Meituan may face record fine as China opens antitrust probe\nThe State Administration for Market Regulation said on Monday it has opened an investigation into Meituan.',
      ['probe-opened'],
    ],
    ['Banned in India: 43 more Chinese apps\nIndia on Tuesday blocked 43 more apps.', ['banned']],
    [
      'Weibo, Qunar warned by Beijing regulator\nThe Beijing internet office spoke to them on Monday.',
      ['named'],
    ],
    [
      'Trip.com operator under probe; shares sink 20%\nThe State Administration for Market Regulation opened an investigation into Trip.com on Wednesday.',
      ['probe-opened'],
    ],
    [
      'Hospital punished over data breach\nPublic security organs in Guangzhou fined the operator of the app 50,000 yuan on Friday.',
      ['fined'],
    ],
    ['Fined again: regulator hits Meituan with 3 billion yuan penalty', ['fined']],
  ])('%s', (text, types) => {
    expect(stepsIn(text)).toEqual(types);
  });
});

describe('a store that removes an app because an authority asked for it', () => {
  it.each([
    'Apple removes Maple News apps from Chinese App Store\nApple took the apps out of its store in China last week. The paper said it was told that the removal was in response to a request from Chinese authorities.',
    'Apple pulls Maple Chat from App Store in China\nThe developer was informed by email that the app was taken down following an order from the Cyberspace Administration of China.',
    'Google removes two apps from Play Store in Turkey\nThe apps were taken down to comply with a legal request from Turkish authorities, the company said.',
    'Apple takes Maple VPN down from Russian App Store\nRoskomnadzor demanded the removal on Tuesday, the developer wrote.',
    'Apple removes podcast app from China App Store\nThe company said it had been asked by the internet regulator to remove the app.',
  ])('%s', (text) => {
    expect(stepsIn(text)).toContain('removed-from-stores');
  });

  it.each([
    'Apple removes Maple Chat from App Store\nApple said the app broke its rules on payments.',
    'Apple removes fake wallet from App Store\nResearchers told Apple of the app. In 2017 Apple removed apps at the request of the government.',
    'Google removes 77 apps from Play Store\nA security firm had found malware in them. Google was not asked by authorities to remove them.',
  ])('not: %s', (text) => {
    expect(stepsIn(text)).toEqual([]);
  });
});

describe('trade lists: who is put on one is banned', () => {
  it.each([
    'Twelve Chinese companies go on US Entity List\nIn a final rule the Bureau of Industry and Security at the U.S. Commerce Department adds 12 Chinese companies to its Entity List.',
    '23 Chinese companies among 32 new Entity List entries\nThe Bureau of Industry and Security (BIS) of the U.S. Department of Commerce put 32 entities on its control list.',
    'U.S. blacklists dozens of Chinese companies\nThe U.S. Commerce Department has put another 33 Chinese businesses on its economic blacklist.',
    'US adds Maple Chips to trade blacklist',
    'Commerce Department places seven supercomputing firms on Entity List',
    'China adds four US drone makers to its export control list\nThe Ministry of Commerce said on Tuesday the four firms may no longer buy dual-use goods.',
  ])('%s', (text) => {
    expect(stepsIn(text)).toContain('banned');
  });

  it.each([
    'China slams addition of 12 firms to US Entity List\nThe Ministry of Commerce said it opposes the decision.',
    'Lawmakers urge US to add Maple Chips to Entity List\nTwo senators wrote to the Commerce Department.',
    'US removes 27 Chinese firms from unverified list\nThe Commerce Department said checks were done.',
    'Maple Chips has grown since it was put on the Entity List\nThe maker was added to the Entity List in 2019. Sales rose by half.',
  ])('not: %s', (text) => {
    expect(stepsIn(text)).toEqual([]);
  });
});

describe('rules that are called by other names', () => {
  it.each([
    "China publishes notice against game addiction among minors\nA notice that is to keep minors from becoming addicted to online games was published by China's National Press and Publication Administration.",
    'China issues circular to curb excessive fan culture\nThe Cyberspace Administration of China issued the circular on Monday. It forbids rankings of stars.',
    'Regulator releases provisions on management of recommendation algorithms\nThe Cyberspace Administration of China released the provisions on Tuesday; they apply from March 1.',
    'China issues directive on protection of minors in live streaming\nThe culture ministry said platforms must not let users under 16 register.',
    'Interim measures on deep synthesis were issued\nThe provisions were published by the Cyberspace Administration of China on Monday.',
  ])('%s', (text) => {
    expect(stepsIn(text)).toContain('rule-enacted');
  });
  it.each([
    'China issues notice on apps that infringe rights\nThe MIIT issued a notice on 38 apps that collect data illegally.',
    'Notice of annual meeting was published\nMaple Group said a notice to shareholders was published on Monday.',
    'Maple Video publishes notice against vulgar clips\nThe platform said it would delete clips that break its rules.',
  ])('not: %s', (text) => {
    expect(stepsIn(text)).not.toContain('rule-enacted');
  });
});

describe('a place that names apps', () => {
  it.each([
    'Shanghai flags 263 apps and mini programs over privacy\nThe Shanghai Municipal Communications Administration made public a list of 263 apps and SDKs that violate the rights of users.',
    'Zhejiang exposes 20 apps that collect too much\nThe Zhejiang Communications Administration said the apps broke the rules.',
    'Guangdong lists 45 apps in breach of privacy rules\nThe Guangdong Communications Administration published the names on Tuesday.',
    'Regulator makes public a batch of 31 apps\nThe Shanghai Communications Administration made public a batch of 31 apps that harm the rights of users.',
  ])('%s', (text) => {
    expect(stepsIn(text)).toContain('named');
  });
  it.each([
    'Shanghai names 20 apps as model services for the elderly\nThe city praised the apps on Monday.',
    'Shanghai companies list apps for tourists\nA guide shows 30 apps that tourists like.',
  ])('not: %s', (text) => {
    expect(stepsIn(text)).toEqual([]);
  });
});

it.each([
  [
    "Meituan fails China's security review\nThe Cyberspace Administration of China said on Sunday that operators of key infrastructure must stop buying from Meituan.",
    ['banned'],
  ],
  [
    'China limits children to three hours of games a week\nThe National Press and Publication Administration issued a notice on Monday that forbids games for minors on school days.',
    ['rule-enacted'],
  ],
  [
    'Meituan under cybersecurity review\nThe Cybersecurity Review Office said on Monday that the app must stop new user registrations.',
    ['review-opened', 'registration-suspended'],
  ],
  [
    'Weibo told to pay 1.5 million yuan\nThe regulator said that the site published banned information.',
    ['fined'],
  ],
])('no step more than the text tells: %s', (text, types) => {
  expect(stepsIn(text)).toEqual(types);
});

it('an app that is not banned outright is removed and not banned', () => {
  expect(
    stepsIn(
      'Chinese authorities force Apple to pull Maple Call from App Store\nThe Ministry of Public Security has forced Apple to remove it from its App Store. Maple Call has not yet been outright banned.',
    ),
  ).toEqual(['removed-from-stores']);
});
