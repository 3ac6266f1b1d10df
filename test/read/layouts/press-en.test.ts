import { describe, expect, it } from 'vitest';
import { read } from '../../support/reading.ts';

const subjectsOf = (text: string) =>
  read(text)
    .mentions.filter((one) => one.role === 'subject')
    .map((one) => one.name);

describe('names in the sentences of the English press', () => {
  it.each([
    [
      'the newspaper behind a list is no app',
      "China's industry ministry named 15 apps including Maple Notes and Green Rice, the Beijing News reported.",
      ['Maple Notes', 'Green Rice'],
    ],
    [
      'nor is the agency that tweeted it',
      "India's IT ministry banned 54 apps. Among the banned apps are Maple Notes and Green Rice, MNI tweeted.",
      ['Maple Notes', 'Green Rice'],
    ],
    [
      'the subject of "are among them"',
      "China's industry ministry named 15 apps on Wednesday. Maple Notes and Green Rice are among them.",
      ['Maple Notes', 'Green Rice'],
    ],
    [
      'a sentence that begins with the verb',
      'The MIIT ordered stores to remove 90 apps. Removed were, among others, the social platform Maple Notes, a rival of LinkedIn, the NASDAQ-listed travel agency Green Rice and the ticketing platform Blue Whale.',
      ['Maple Notes', 'Green Rice', 'Blue Whale'],
    ],
    [
      'those removed',
      'The MIIT ordered stores to remove 90 apps. Those removed include ticketing site Maple Notes and careers network Green Rice.',
      ['Maple Notes', 'Green Rice'],
    ],
    [
      'from one to another',
      'The MIIT ordered stores to remove 90 apps. They range from ticketing site Maple Notes to careers network Green Rice.',
      ['Maple Notes', 'Green Rice'],
    ],
    [
      'Among those removed',
      'The MIIT has ordered stores to remove 90 apps. Among those removed were the ticketing platform Maple Notes, a unit of Alibaba, and the social network Green Rice.',
      ['Maple Notes', 'Green Rice'],
    ],
    [
      'owners with the short form of a firm',
      'The Cyberspace Administration of China named 10 apps. Fenghua Inc.’s Maple Live and Green Rice Inc.’s Quanrong were also on the list.',
      ['Maple Live', 'Quanrong'],
    ],
    [
      'firms with their legal forms in full',
      'The US Commerce Department put eight firms on its Entity List: Maple Chips, Xiamen Green Rice Information Co. Ltd., Blue Whale Technologies and Fenghua Science and Technology Co. Ltd. They are said to help the army.',
      [
        'Maple Chips',
        'Xiamen Green Rice Information Co. Ltd',
        'Blue Whale Technologies',
        'Fenghua Science and Technology Co. Ltd',
      ],
    ],
    [
      'the additions of a list of companies',
      'The US Commerce Department put 28 Chinese organizations on its Entity List. The additions are 20 government agencies and two firms: Maple Chips and Green Rice.',
      ['Maple Chips', 'Green Rice'],
    ],
    [
      'banks on the list, and no first word of a sentence',
      'The Ministry of Public Security ordered 100 apps removed from app stores. Of the 100 apps, 27 were ordered to rectify. Online education, health and finance are among the industries hit. Several banks such as the China Maple Bank and the Bank of Fenghua were also listed.',
      ['China Maple Bank', 'Bank of Fenghua'],
    ],
    [
      'the operator of an app',
      'The market regulator SAMR fined the operator of grocery platform Maple Shop 1.5 million yuan.',
      ['Maple Shop'],
    ],
    [
      'who owns a name that is told beside is not hit',
      "China's internet watchdog summoned Fenghua, the company behind the microblog Weibo, on Monday.",
      ['Fenghua'],
    ],
    [
      'an investor is not hit',
      "China's internet watchdog named three apps run by companies in which Tencent has invested, including Maple Live and Green Rice.",
      ['Maple Live', 'Green Rice'],
    ],
    [
      'each with what it has to pay',
      "China's central bank fined four payment firms on Monday. Maple Pay has to pay 46.4 million yuan and Green Rice Financial Technology 26.4 million yuan.",
      ['Maple Pay', 'Green Rice Financial Technology'],
    ],
    [
      'to whom penalties also went',
      "China's central bank fined Fenghua 7 billion yuan. Penalties also went to Maple Savings Bank, Green Rice Bank and Blue Property and Casualty.",
      ['Fenghua', 'Maple Savings Bank', 'Green Rice Bank', 'Blue Property and Casualty'],
    ],
    [
      'named with the verb in front',
      'The US Commerce Department is adding three Chinese entities to its Entity List. Named are Chengdu Maple Circuit, Greenrice with nine aliases, and the Wuxi Institute of Whales.',
      ['Chengdu Maple Circuit', 'Greenrice', 'Wuxi Institute of Whales'],
    ],
    [
      'a startup, and the app by its name',
      "Internet startup Beijing Maple was ordered by China's State Administration of Radio and Television to delete an app. The agency said the app, Joke Rice, had caused disgust.",
      ['Beijing Maple', 'Joke Rice'],
    ],
    [
      'who stopped their downloads',
      'The Cyberspace Administration of China had four news apps taken off Android stores. Maple News, Green Rice and Blue Whale stopped their downloads before 3 p.m., a newspaper wrote.',
      ['Maple News', 'Green Rice', 'Blue Whale'],
    ],
    [
      'the list of an earlier day without its year',
      'The IT ministry blocked 43 apps in India on August 16. On September 2 the government had blocked another 118, among them Maple Notes and Green Rice.',
      [],
    ],
    [
      'whose goods a ban hits',
      'The Federal Communications Commission on Friday banned the sale of new equipment from Maple Telecom, Green Rice and Blue Whale.',
      ['Maple Telecom', 'Green Rice', 'Blue Whale'],
    ],
    [
      'who must be taken down',
      "China's internet watchdog acts on news apps. Maple News and Green Rice must be taken down from app stores by 3 pm on Monday, according to a notice of the Cyberspace Administration of China.",
      ['Maple News', 'Green Rice'],
    ],
    [
      'a subsidiary that stands before its parent',
      "China's market regulator fined Maple Music's parent, Fenghua Holdings, 500,000 yuan.",
      ['Fenghua Holdings'],
    ],
    [
      'a name that ends in small letters',
      "India's information technology ministry banned 59 apps including Likee, Baidu map and Mi Community.",
      ['Likee', 'Baidu map', 'Mi Community'],
    ],
    [
      'each case has its firm',
      "China's market regulator fined companies including Maple Group and Green Rice for 43 undeclared deals on Monday. Blue Whale was involved in 13 of the cases.",
      ['Maple Group', 'Green Rice', 'Blue Whale'],
    ],
    [
      'whom the cases involve',
      "China's market regulator has punished 43 undeclared deals with fines of 500,000 yuan each. The cases involve Maple Group, Green Rice and Blue Whale.",
      ['Maple Group', 'Green Rice', 'Blue Whale'],
    ],
    [
      'told in a headline',
      "China tells Maple Group, Green Rice to stop blocking each other's links - MIIT",
      ['Maple Group', 'Green Rice'],
    ],
    [
      'a rival on the list',
      "The Cyberspace Administration of China named 105 apps, including Fenghua's short video app Maple Video, its rival Green Rice and the search engine Blue Whale.",
      ['Maple Video', 'Green Rice', 'Blue Whale'],
    ],
    [
      'a name with "for" inside',
      'The Indian government blocked 118 apps, including Maple Mobile, VPN for TikTok and Rules of Rice.',
      ['Maple Mobile', 'VPN for TikTok', 'Rules of Rice'],
    ],
    [
      'what the case is about',
      'The securities regulator CSRC fined Maple Auditors 441 million yuan over the Meituan audit.',
      ['Maple Auditors'],
    ],
    [
      'who buys is meant by a deal',
      "China's market regulator opened a probe into Maple Chips's Green Rice deal.",
      ['Maple Chips'],
    ],
    [
      'a headline with the verb in the plural',
      "Chinese regulators order Maple Group, Green Rice to end 'zero-yuan' promotions",
      ['Maple Group', 'Green Rice'],
    ],
    [
      'what an app is stands in front of its name',
      'Fenghua said on Sunday its dating app Maple Date was removed from app stores in China at the direction of regulators.',
      ['Maple Date'],
    ],
    [
      'a part of a company',
      "The US government is reviewing Alibaba's cloud unit over risks to national security.",
      ['Alibaba'],
    ],
    [
      'stores that obey',
      "Apple and Weibo have taken Maple Audio off their app stores after an order by the Cyberspace Administration of China, the app's operator said.",
      ['Maple Audio'],
    ],
    [
      'hosts that obey',
      "Tencent's WeChat stopped offering Didi after the Cyberspace Administration of China ordered stores to remove the app.",
      ['Didi'],
    ],
  ])('%s: %s', (_, text, names) => {
    expect(subjectsOf(text)).toEqual(names);
  });

  it('an operator is told by its app, a summoned platform by its firm', () => {
    const kinds = (text: string) => read(text).mentions.map(({ name, kind }) => [name, kind]);
    expect(kinds('SAMR fined the operator of grocery platform Maple Shop 1.5 million yuan.')).toEqual([
      ['Maple Shop', 'app'],
    ]);
    expect(kinds('SAMR fined grocery company Maple Shop 1.5 million yuan.')).toEqual([
      ['Maple Shop', 'entity'],
    ]);
  });

  it.each([
    ['Alibaba, Meituan pledge fair play', 'it summoned the two companies on Friday', ['Alibaba', 'Meituan']],
    ['Trip.com faces scrutiny', 'it had opened an investigation into the company', ['Trip.com']],
    ['Rivals gain on Alibaba', 'it had fined other firms', []],
  ])('a word for those of the headline: %s', (title, step, names) => {
    const text = `${title}\n\nChina's market regulator said ${step}.`;
    const subjects = read(text, { title }).mentions.filter((one) => one.role === 'subject');
    expect(subjects.map((one) => one.name)).toEqual(names);
  });

  it('a store that obeys: the headline names the apps, the text below the order', () => {
    const notice = read(
      'Apple pulls Fenghua’s Maple Notes and Green Rice from China App Store\n\nChinese regulatory authorities had ordered the removal of those two apps, according to Apple.',
      { title: 'Apple pulls Fenghua’s Maple Notes and Green Rice from China App Store' },
    );
    expect(notice.actions.map((one) => one.type)).toEqual(['removed-from-stores']);
    expect(notice.mentions.map((one) => one.name)).toEqual(['Maple Notes', 'Green Rice']);
  });
});
