import { describe, expect, it } from 'vitest';
import { hitBy, read, readNews, typesOf } from '../support/reading.ts';

describe('an authority acts, in rarer words of the English press', () => {
  it.each([
    [
      "Tech firms in the dock over food safety\nChina's market watchdog has hauled the delivery platforms Maple Notes and Green Rice over the coals for letting unlicensed kitchens sell meals, Xinhua said on Monday.",
      'summoned',
      'Maple Notes, Green Rice',
    ],
    [
      "Privacy sweep nets 57 apps\nA sweep by China's cyber police has netted 57 apps, including Maple Notes and Green Rice, that collected more data than they need, the Ministry of Public Security said on Tuesday.",
      'named',
      'Maple Notes, Green Rice',
    ],
    [
      "China's consumer association and the internet office of Shanghai said on Monday that 21 apps, Maple Notes among them, break the rules on personal data.",
      'named',
      'Maple Notes',
    ],
    [
      "Watchdog docks Maple Notes 3 million yuan\nChina's market regulator said on Friday that Maple Notes will have to pay 3 million yuan for faking reviews.",
      'fined',
      'Maple Notes',
    ],
    [
      'Downloads of Maple Notes and Green Rice halted in China\nApp stores were instructed by the Cyberspace Administration of China on Monday to suspend downloads of Maple Notes and Green Rice.',
      'rectification-ordered, removed-from-stores',
      'Maple Notes, Green Rice',
    ],
    [
      "China's cyber regulator has given the microblog Maple Notes until the end of the month to get rid of fan groups that abuse each other.",
      'rectification-ordered',
      'Maple Notes',
    ],
    [
      "Vietnam orders telecoms firms to block Maple Notes\nVietnam's information ministry has told telecoms providers to cut off access to the messenger Maple Notes, state media reported on Thursday.",
      'rectification-ordered, banned',
      'Maple Notes',
    ],
    [
      "Italy's privacy regulator said on Tuesday it was looking into whether the chatbot Maple Notes takes data of children.",
      'probe-opened',
      'Maple Notes',
    ],
    [
      "China's cyberspace regulator on Friday subjected the job site Maple Notes to a cybersecurity review to guard against risks to national data.",
      'review-opened',
      'Maple Notes',
    ],
    [
      "China's central bank took away the payment licence of Maple Pay on Monday.",
      'licence-revoked',
      'Maple Pay',
    ],
    [
      'The transport ministry and four other agencies held talks with Maple Notes and Green Rice on Wednesday, and required them to stop raising commissions.',
      'rectification-ordered, summoned',
      'Maple Notes, Green Rice',
    ],
    [
      'MIIT gives 38 apps a week\nThe Ministry of Industry and Information Technology on Thursday publicly shamed 38 apps, among them Maple Notes and Green Rice, and set them a deadline of September 1 to fix their faults.',
      'named, rectification-ordered',
      'Maple Notes, Green Rice',
    ],
    [
      "Maple Notes has closed its doors to new users on the order of China's cyberspace regulator, which said on Sunday that the app must not register anybody during the review.",
      'registration-suspended',
      'Maple Notes',
    ],
    [
      "Maple Group was among eight firms that China's market regulator fined 500,000 yuan each on Monday for not reporting takeovers.",
      'merger-fined',
      'Maple Group',
    ],
    [
      "At Beijing's request, Apple has removed the messenger Maple Notes from its store in China, the company said on Friday, citing an order of the Cyberspace Administration.",
      'removed-from-stores',
      'Maple Notes',
    ],
    [
      "China's banking and insurance regulator publicly criticised the lender Maple Notes on Friday for misleading borrowers.",
      'criticised',
      'Maple Notes',
    ],
    [
      "Fines for two livestream apps\nShanghai's culture bureau has fined Maple Notes 50,000 yuan and Green Rice 30,000 yuan for vulgar shows, it said on Tuesday.",
      'fined',
      'Maple Notes, Green Rice',
    ],
    [
      'China tells online game firms to rein in spending\nThe National Press and Publication Administration on Monday directed game publishers to do away with loot boxes within two months.',
      'rectification-ordered',
      '',
    ],
    [
      "China's antitrust watchdog has begun proceedings against Maple Games over exclusive contracts, it announced on Wednesday.",
      'probe-opened',
      'Maple Games',
    ],
    [
      "Ten reading apps in trouble\nTen reading apps including Maple Notes and Green Rice have fallen foul of China's internet regulator for vulgar novels, it announced on Tuesday.",
      'named',
      'Maple Notes, Green Rice',
    ],
    [
      'Maple Notes bosses face regulators\nBosses of Maple Notes had to appear before the Beijing internet office on Friday over clips that mocked soldiers.',
      'summoned',
      'Maple Notes',
    ],
    [
      'The Guangdong communications administration said 32 apps had not mended their ways in time, and listed Maple Notes, Green Rice and 30 others.',
      'named',
      'Maple Notes, Green Rice',
    ],
    [
      "Stores must drop 14 apps\nShanghai's communications administration has struck 14 apps off the stores. Maple Notes and Green Rice top the list.",
      'removed-from-stores',
      'Maple Notes, Green Rice',
    ],
    [
      "Shanghai regulators call Maple Notes in over refunds\nShanghai's market regulator had Maple Notes in for talks on Tuesday after customers complained about refunds.",
      'summoned',
      'Maple Notes',
    ],
    [
      'The Cyberspace Administration of China has wiped 105 apps from app stores, the travel app Maple Notes and the game Green Rice among them.',
      'removed-from-stores',
      'Maple Notes, Green Rice',
    ],
    [
      "China's tax authority on Monday ordered Maple Group to pay 60 million yuan in back taxes and penalties.",
      'fined',
      'Maple Group',
    ],
    [
      "Two AI apps break data rules, China says\nChina's National Cyber and Information Security Information Centre said on Tuesday that 35 apps, including Maple Notes and Green Rice, gather data beyond what users agreed to.",
      'named',
      'Maple Notes, Green Rice',
    ],
    [
      "Regulator gives Maple Notes 30 days to fix listings\nChina's market regulator on Monday served Maple Notes with an order to remedy false listings within 30 days.",
      'rectification-ordered',
      'Maple Notes 30',
    ],
    [
      'Maple Notes told to freeze sign-ups\nThe Cyberspace Administration of China ordered the chat service Maple Notes on Monday to freeze sign-ups for 15 days.',
      'registration-suspended',
      'Maple Notes',
    ],
    [
      'The Cyberspace Administration of China on Monday named eight browsers that must rectify. The browsers form the first batch: Maple Browser, Huawei and Green Rice.',
      'named, rectification-ordered',
      'Maple Browser, Huawei, Green Rice',
    ],
  ])('%s', (text, types, names) => {
    expect([typesOf(readNews(text)).join(', '), hitBy(text).join(', ')]).toEqual([types, names]);
  });

  it('a firm whose name stands in a list of browsers is told as a browser', () => {
    const { mentions } = read(
      'The Cyberspace Administration of China on Monday named eight browsers that must rectify. The browsers form the first batch: Maple Browser, Huawei and Green Rice.',
    );
    expect(mentions.find((one) => one.name === 'Huawei')?.kind).toBe('app');
  });
});
