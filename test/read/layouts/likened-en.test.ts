import { describe, expect, it } from 'vitest';
import { hitBy } from '../../support/reading.ts';

describe('a name that another app is only compared with is not hit', () => {
  it.each([
    [
      "China's Weibo pulled from app stores\nMaple Notes, the app often called China's Weibo, has disappeared from several app stores on orders of the regulator, its owner said.",
      'Maple Notes',
    ],
    [
      'Chinese Weibo pulled from app stores\nMaple Notes, known as the Chinese Weibo, was removed from app stores on Monday on orders of the Cyberspace Administration of China.',
      'Maple Notes',
    ],
    [
      "India's WeChat banned in China\nChina's internet regulator on Monday banned Maple Notes, dubbed India’s WeChat, over vulgar clips.",
      'Maple Notes',
    ],
    [
      'China removes Maple Notes\nRegulators ordered app stores on Monday to remove Maple Notes, which is sometimes described as the Weibo of India.',
      'Maple Notes',
    ],
    [
      'China\'s Didi fined over data\nThe Cyberspace Administration of China fined Green Rice, billed as "China\'s Didi", 3 million yuan on Monday.',
      'Green Rice',
    ],
    [
      "China's Didi fined over data\nThe Cyberspace Administration of China fined Green Rice, a ride-hailing platform in Chengdu, 3 million yuan on Monday.",
      'Green Rice',
    ],
    [
      'Maple Freight fined\nThe State Administration for Market Regulation fined Maple Freight, often dubbed the Didi for trucks, 3 million yuan on Monday.',
      'Maple Freight',
    ],
    [
      'Regulator summons Maple Video\nThe Cyberspace Administration of China summoned Maple Video, the Chinese TikTok rival, on Monday.',
      'Maple Video',
    ],
    [
      "China removes apps\nRegulators ordered app stores to remove Green Rice and Maple Video, a rival of Alibaba's TikTok, on Monday.",
      'Green Rice, Maple Video',
    ],
    [
      'Maple Maps told to rectify\nThe MIIT on Monday ordered Maple Maps, a competitor to Meituan and Didi, to rectify.',
      'Maple Maps',
    ],
    [
      'Texas bans Maple Notes from government devices\nTexas Governor Greg Tencent on Friday banned Maple Notes from government-issued devices.',
      'Maple Notes',
    ],
  ])('%s', (text, names) => {
    expect(hitBy(text).join(', ')).toBe(names);
  });

  it.each([
    [
      "China's Meituan fined\nChina's market regulator fined Meituan 3 million yuan on Monday over its prices in several cities.",
      'Meituan',
    ],
    [
      "China's Didi removed from app stores\nRegulators ordered app stores on Sunday to remove the app of Didi, often called China's Uber.",
      'Didi',
    ],
  ])('but who is called so is: %s', (text, names) => {
    expect(hitBy(text).join(', ')).toBe(names);
  });
});
