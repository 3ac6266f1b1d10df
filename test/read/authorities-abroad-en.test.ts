import { describe, expect, it } from 'vitest';
import { readNews } from '../support/reading.ts';

describe('authorities abroad, by their names in the press', () => {
  it.each([
    [
      'India blocks 18 streaming apps\nThe government has blocked 18 apps for obscene content. The Ministry of Information and Broadcasting took the action on Thursday.',
      'in-mib',
    ],
    [
      '25 apps banned for vulgar content\nNew Delhi: The Indian government has ordered 25 apps blocked. The orders were issued by the Ministry of Information & Broadcasting.',
      'in-mib',
    ],
    ['I&B Ministry blocks apps\nThe I&B Ministry on Monday blocked 16 apps in India.', 'in-mib'],
    [
      'Indian government bans 43 apps\nThe Indian government on Tuesday banned 43 apps under Section 69A of the IT Act.',
      'in-meity',
    ],
    [
      'Indian government bans 43 apps\nThe Indian government on Tuesday banned 43 apps. The Ministry of Information and Broadcasting is next door.',
      'in-meity',
    ],
    [
      "Indonesia blocks Maple Notes\nIndonesia's communications ministry on Friday blocked the app Maple Notes over its content.",
      'id-komdigi',
    ],
    [
      'Indonesia bans Maple Notes\nKominfo has banned the app Maple Notes, it said on Friday, after it failed to register.',
      'id-komdigi',
    ],
    [
      'South Korea fines Maple Store\nThe Korea Communications Commission (KCC) said on Friday it has fined Maple Store 47.5 billion won.',
      'kr-kcc',
    ],
    [
      'China fines video app Maple Video\nMaple Video was fined for vulgar content, the National Office Against Pornographic and Illegal Publications said on Friday.',
      'cn-noapip',
    ],
    [
      'Pakistan blocks Maple Notes\nThe Pakistan Telecommunication Authority (PTA) on Friday blocked the app Maple Notes.',
      'pk-pta',
    ],
    [
      "Vietnam blocks Maple Notes\nVietnam's technology ministry has ordered providers to block the app Maple Notes.",
      'vn-mic',
    ],
    ['China cybersecurity authority fines Maple Papers 50 mln yuan', 'cn-cac'],
  ])('%s', (text, id) => {
    expect(readNews(text).regulator?.value).toBe(id);
  });

  it('internet providers told to disable access are told of a ban, not to rectify', () => {
    const types = readNews(
      'Centre bans 25 streaming apps\nThe Ministry of Information & Broadcasting has directed internet service providers to disable public access to 25 apps.',
    ).actions.map((one) => one.type);
    expect(types).toEqual(['banned']);
  });

  it('a platform told to block accounts is not banned itself', () => {
    const types = readNews(
      'India asks Maple Notes to block accounts\nThe Indian government on Monday ordered Maple Notes to block 250 accounts over posts on a protest.',
    ).actions.map((one) => one.type);
    expect(types).not.toContain('banned');
  });
});
