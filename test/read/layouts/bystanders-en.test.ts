import { describe, expect, it } from 'vitest';
import { read } from '../../support/reading.ts';

const subjectsOf = (text: string) =>
  read(text)
    .mentions.filter((one) => one.role === 'subject')
    .map((one) => one.name);

describe('known names in an English sentence of a step against others', () => {
  it.each([
    ['SAMR fined Maple Shop 3 million yuan for forcing merchants not to use Meituan.', ['Maple Shop']],
    ['SAMR fined Maple Shop 500,000 yuan over its purchase of Green Rice from Alibaba.', ['Maple Shop']],
    [
      'The MIIT summoned Maple Shop on Friday, after complaints about links on Weibo and Didi.',
      ['Maple Shop'],
    ],
    [
      'Maple Ride was summoned by the CAC on Friday; Tencent and Alibaba, which hold stakes in it, declined to comment.',
      ['Maple Ride'],
    ],
    ['The CAC summoned executives of Maple Notes, which competes with Weibo and Didi.', ['Maple Notes']],
    [
      'Maple Video, whose backers include Tencent, Alibaba and Meituan, was fined by the CAC on Friday.',
      ['Maple Video'],
    ],
    [
      'Maple Ride and Green Rice were among the 43 apps named by the MIIT; both use Weibo accounts.',
      ['Maple Ride', 'Green Rice'],
    ],
  ])('%s', (text, names) => {
    expect(subjectsOf(text)).toEqual(names);
  });
});
