import { describe, expect, it } from 'vitest';
import { fineIn } from '../../../src/pipeline/read/document/money.ts';

describe('the amount of a fine', () => {
  it.each([
    ['处以其2019年中国境内销售额4557.12亿元4%的罚款,计182.28亿元', 'CNY', 18_228_000_000, 0.04],
    ['has fined it €200 409 000 today', 'EUR', 200_409_000, null],
    ['予以共计150万元罚款', 'CNY', 1_500_000, null],
    ['对涉案企业分别处以50万元罚款', 'CNY', 500_000, null],
    [
      'slapped a record 18 billion yuan ($2.75 billion) fine on Alibaba',
      'CNY',
      18_000_000_000,
      null,
    ],
    ['fined 3.44 billion yuan ($533.5 million)', 'CNY', 3_440_000_000, null],
    ['has been fined 345 million euros ($370 million)', 'EUR', 345_000_000, null],
    ['fined US$1.2 billion', 'USD', 1_200_000_000, null],
    ['fined $2.75 bln', 'USD', 2_750_000_000, null],
    ['imposed a penalty of ₹213.14 crore', 'INR', 2_131_400_000, null],
    ['a penalty of ₹91.00 lakh', 'INR', 9_100_000, null],
    ['a penalty of A$240 million', 'AUD', 240_000_000, null],
    ['a penalty surcharge of KRW 140 billion', 'KRW', 140_000_000_000, null],
    ['处以新台币2500万元罚款', 'TWD', 25_000_000, null],
    ['罚款港币1000万元', 'HKD', 10_000_000, null],
  ])('%s', (text, currency, amount, share) => {
    expect(fineIn(text)?.fine).toEqual({ currency, amount, share });
  });

  it('money that is no fine is none', () => {
    expect(fineIn('raised $4.4 billion in its initial public offering')).toBeNull();
    expect(fineIn('净利润达426亿元')).toBeNull();
  });
});
