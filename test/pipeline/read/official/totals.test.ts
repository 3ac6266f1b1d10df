import { describe, expect, it } from 'vitest';
import { read } from '../../../support/reading.ts';

const totalsOf = (text: string, title: string, published = '2021-08-23') =>
  read(text, { title, published }).counts.totals.map(({ value, period }) => [value, period]);

describe('sums that a text states beside the number of its own list', () => {
  it('an article on 43 apps keeps what was named and removed since January', () => {
    const text =
      'The Ministry of Industry and Information Technology sent warning notices to the makers of 43 apps and told them to rectify by August 25. Counting from January, 351 apps have received notices this year, and 25 apps were removed from app stores, a broadcaster counted.';
    const notice = read(text, {
      title: 'Regulator orders 43 apps to rectify',
      published: '2021-08-23',
    });
    expect(notice.counts.apps?.value).toBe(43);
    expect(notice.actions.map((one) => one.phrase)).toContain('orders 43 apps to rectify');
    expect(notice.counts.totals.map(({ value, what, period }) => [value, what, period])).toEqual([
      [351, '… apps have received notices this year', 'this year'],
      [25, '… apps were removed from app stores', 'this year'],
    ]);
  });

  it('a sum of a report that names nobody is kept too', () => {
    const text =
      '截至11月16日，已组织检测21批次共244万款App，累计通报2049款违规App，下架540款拒不整改的App。';
    expect(totalsOf(text, '工信部：540款拒不整改App被下架', '2021-11-17')).toEqual([
      [2049, '截至11月16日'],
      [540, '截至11月16日'],
    ]);
  });

  it('what is still open beside another number is a sum without a period', () => {
    const text = '我部通报了90款APP，现予以公布。截至目前，尚有39款APP未按要求完成整改。';
    expect(totalsOf(text, '关于90款侵害用户权益APP的通报')).toEqual([[39, null]]);
  });
});
