import { describe, expect, it } from 'vitest';
import { hitBy } from '../../support/reading.ts';

const INDIA =
  'India bans more apps\nThe Ministry of Electronics and Information Technology on Tuesday blocked these apps.\n';

describe('a name with its subtitle behind a hyphen stands in a list as it is written', () => {
  it.each([
    [
      'The list includes: Maple Workbench; Maple-Smarter Notes, Better Days; Green Rice India-Delivery App; Drive with Green Rice; Leaf-Follow the leaf to find you, etc.',
      [
        'Maple Workbench',
        'Maple-Smarter Notes, Better Days',
        'Green Rice India-Delivery App',
        'Drive with Green Rice',
        'Leaf-Follow the leaf to find you',
      ],
    ],
    [
      'Full list: Maple Camera - Sweet Selfie HD; Leaf Editor - Video Maker with Music; RiceLock; Dual Maple Lite.',
      [
        'Maple Camera - Sweet Selfie HD',
        'Leaf Editor - Video Maker with Music',
        'RiceLock',
        'Dual Maple Lite',
      ],
    ],
    [
      'The banned apps are: MapleCard-BCR (Western); Snack Maple; Maple Social-Free Online Dating Video App & Chat; Rice in Asia-Dating & Chat For Asian Singles.',
      [
        'MapleCard-BCR (Western)',
        'Snack Maple',
        'Maple Social-Free Online Dating Video App & Chat',
        'Rice in Asia-Dating & Chat For Asian Singles',
      ],
    ],
    [
      'The blocked apps include: Maple: Chat, Meet; Green Rice; Leaf Camera-Selfie Editor with Filters; Maple Lite; the firm did not comment.',
      ['Maple: Chat, Meet', 'Green Rice', 'Leaf Camera-Selfie Editor with Filters', 'Maple Lite'],
    ],
  ])('%s', (list, names) => {
    expect(hitBy(INDIA + list)).toEqual(names);
  });
});

describe('an order that lists apps behind their number', () => {
  it.each([
    'All eight: MaplePay, Maple Scanner, Rice Wallet, LEAFit, Maple Chat, VLeaf, Rice Pay, and Leaf Office.',
    'The eight apps: MaplePay, Maple Scanner, Rice Wallet, LEAFit, Maple Chat, VLeaf, Rice Pay and Leaf Office.',
    'Here is the full list: MaplePay, Maple Scanner, Rice Wallet, LEAFit, Maple Chat, VLeaf, Rice Pay and Leaf Office.',
  ])('%s', (list) => {
    expect(
      hitBy(
        `Trump signs executive order banning eight Chinese apps\nAn executive order signed by President Trump prohibits transactions with the companies behind eight apps.\n${list}`,
      ),
    ).toEqual([
      'MaplePay',
      'Maple Scanner',
      'Rice Wallet',
      'LEAFit',
      'Maple Chat',
      'VLeaf',
      'Rice Pay',
      'Leaf Office',
    ]);
  });
});

describe('words of the page and of the matter are no names', () => {
  it.each([
    [
      'Four news apps suspended in China\nDownloads of the news app Maple News were suspended in app stores at the request of regulators. Stores show notices such as "Download services are suspended".',
      'Maple News',
    ],
    [
      '25 OTT apps banned in India\nWebsites and apps of OTT platforms, Maple Play and Green Rice among them, are to be blocked, the Indian government has ordered.',
      'Maple Play, Green Rice',
    ],
    [
      "China probes Maple Networks\nChina's Cyberspace Administration opened a review of Maple Networks on Monday amid US-China trade tensions.",
      'Maple Networks',
    ],
    [
      'South Korea suspends downloads of Maple Notes\nDownloads of the Chinese app Maple Notes were suspended in South Korea on Saturday, the Personal Information Protection Commission said on Monday.',
      'Maple Notes',
    ],
    [
      "Maple Notes told to rectify\nThe People's Bank of China on Monday ordered Maple Notes to rectify, which the Company confirmed.",
      'Maple Notes',
    ],
  ])('%s', (text, names) => {
    expect(hitBy(text).join(', ')).toBe(names);
  });
});

describe('functions suspended on an order, told by the company', () => {
  it.each([
    [
      'Maple Inc. Announces Temporary Suspension of Posts\nMaple Inc. (NASDAQ: MAPL) today announced that, in accordance with directives of the government authority, it will suspend posts on the Maple Notes application for one month. Green Rice will suspend the same function over the same period.',
      'Maple Notes, Green Rice',
    ],
    [
      'Maple Inc. disables comments\nMaple Inc. said on Monday that, as required by the Cyberspace Administration of China, it will suspend comments on the Maple News and Green Rice apps.',
      'Maple News, Green Rice',
    ],
  ])('%s', (text, names) => {
    expect(hitBy(text)).toEqual(expect.arrayContaining(names.split(', ')));
  });
});

describe('apps that are gone from a store', () => {
  it.each([
    'Maple Notes, Green Rice and Leaf Chat have gone from the App Store in China: Apple removed them on Friday at the request of the Chinese government.',
    'Maple Notes, Green Rice and Leaf Chat are missing from the App Store in China, where Apple removed them on Friday at the request of the Chinese government.',
  ])('%s', (text) => {
    expect(hitBy(`Messaging apps pulled in China\n${text}`)).toEqual([
      'Maple Notes',
      'Green Rice',
      'Leaf Chat',
    ]);
  });
});
