import { describe, expect, it } from 'vitest';
import { read } from '../../support/reading.ts';

const subjectsOf = (text: string) =>
  read(text)
    .mentions.filter((one) => one.role === 'subject')
    .map((one) => one.name);

describe('deals and owners in the English press', () => {
  it.each([
    [
      'what was bought is not fined',
      "China's market regulator fined 12 companies over 10 deals. The deals include Fenghua's equity acquisition of online education platform Maple Notes and Blue Whale's purchase of a stake in Green Rice.",
      ['Fenghua', 'Blue Whale'],
    ],
    [
      'nor is a target without the name of its buyer',
      "China's market regulator fined Tencent 500,000 yuan for its acquisition of the music service Qunar.",
      ['Tencent'],
    ],
    [
      'an investment and a merger are the deeds of who makes them',
      "China's market regulator fined five firms over undeclared deals, including Fenghua's investment in Maple Notes, Blue Whale's merger with Green Rice and Quanrong's takeover of Yunmao.",
      ['Fenghua', 'Blue Whale', 'Quanrong'],
    ],
    ['whose shares fall', 'Alibaba fined by Chinese regulator, Tencent shares fall', ['Alibaba']],
    [
      'the owner of an affiliate is not named with it',
      'Alibaba Group Holding Ltd payment affiliate Maple Pay, search firm Fenghua Inc and Beijing Green Rice Technology Co were named by the MIIT on Friday for poor privacy.',
      ['Maple Pay', 'Fenghua Inc', 'Beijing Green Rice Technology Co'],
    ],
    [
      'nor the owner of a spin-off with a legal form between',
      "China's industry ministry named three firms, including Tencent Holdings Ltd music spin-off Maple Notes.",
      ['Maple Notes'],
    ],
  ])('%s', (_, text, names) => {
    expect(new Set(subjectsOf(text))).toEqual(new Set(names));
  });

  it('takes a registered name for that of a firm', () => {
    const named = read(
      'Beijing Maple Technology Co and Fenghua Inc were named by the MIIT for privacy breaches of their apps.',
    ).mentions.filter((one) => one.role === 'subject');
    expect(named.map((one) => one.kind)).toEqual(['entity', 'entity']);
  });
});
