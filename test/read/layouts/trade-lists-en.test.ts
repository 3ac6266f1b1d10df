import { describe, expect, it } from 'vitest';
import { hitBy, readNews } from '../../support/reading.ts';

describe('who an English article on a list of an authority names', () => {
  it.each([
    [
      'Twelve Chinese companies go on US Entity List\nThe U.S. Commerce Department adds 12 Chinese companies to its Entity List.\nHangzhou Maple Microelectronics Co., Ltd., Hunan Fenghua and Green Rice Semiconductor are listed for their support of the military.\nNational Laboratory for Leaf Sciences at Hefei, MapleQ Co. and Shanghai MapleQ Co., Ltd. acquired or tried to acquire U.S.-origin items for military applications.',
      ['Hunan Fenghua', 'Green Rice Semiconductor', 'MapleQ Co'],
    ],
    [
      "23 companies among 32 new Entity List entries\nThe U.S. Commerce Department put 32 entities on its control list.\nXi'an Maple Technology, a listed chip company, and Fenghua Devices are among the Chinese names.",
      ["Xi'an Maple Technology", 'Fenghua Devices'],
    ],
    [
      'Ministry to investigate live streaming sites\nThe Ministry of Culture and Tourism will investigate 19 live streaming websites, among them Maple TV, 6 Rooms and 9158.com.',
      ['Maple TV', '6 Rooms', '9158.com'],
    ],
    [
      'India blocks three messenger apps\nThe Centre has blocked three apps.\nAccording to a broadcaster the apps are Mapleser, Fenghua and Ricegram.',
      ['Mapleser', 'Fenghua', 'Ricegram'],
    ],
    [
      "China looks into Fenghua's Maple Motors deal\nChinese regulators were not told of the deal, the State Administration for Market Regulation said.",
      ['Fenghua'],
    ],
    [
      'Two drug makers fined, market regulator says\nTwo companies have been fined, the market regulator of China said on Sunday.\nMaple Pharma has to pay 136 million yuan.\nFor Fenghua Pharmaceuticals the fine is 4 million yuan.',
      ['Maple Pharma', 'Fenghua Pharmaceuticals'],
    ],
    [
      "Apple removes news app in China\nApple removed Fenghua's news app from the App Store in China at the request of the Chinese government.",
      ['Fenghua'],
    ],
    [
      'US bans sales of Maple, Fenghua gear\nThe Federal Communications Commission on Friday adopted rules that bar approvals of new equipment.',
      ['Maple', 'Fenghua'],
    ],
    ['Maple Notes, Fenghua warned by Beijing regulator', ['Maple Notes', 'Fenghua']],
    ['Fenghua told to pay 1.5 million yuan by Beijing regulator', ['Fenghua']],
  ])('%s', (text, names) => {
    expect(hitBy(text)).toEqual(expect.arrayContaining(names));
  });

  it.each([
    'China removes ChatGPT-like apps from App Store\nThe Cyberspace Administration of China ordered stores to remove the apps.',
    'Washington puts 21 Chinese AI firms on trade blacklist\nThe Commerce Department added the firms, major Chinese AI chip makers, to its trade blacklist.',
  ])('what is no name: %s', (text) => {
    expect(hitBy(text)).toEqual([]);
  });
});

it.each([
  ['The Cyberspace Administration of China fined WeChat (Shanghai) Co., Ltd. 3 million yuan.', 'entity'],
  ['The Cyberspace Administration of China removed WeChat from app stores.', 'app'],
])('what follows a name tells a firm from its app: %s', (text, kind) => {
  expect(readNews(text).mentions.find((one) => one.name.startsWith('WeChat'))?.kind).toBe(kind);
});

it.each([
  'Google, Apple remove Maple app from stores after Russian pressure\nThe stores took the app down on Friday after the government in Moscow demanded its removal.',
  'Huawei, Apple stores remove Fenghua app\nThe stores acted at the request of the Cyberspace Administration of China.',
])('a store that obeys is not hit: %s', (text) => {
  expect(hitBy(text)).not.toEqual(expect.arrayContaining([expect.stringMatching(/Google|Apple|Huawei/u)]));
});
