import { describe, expect, it } from 'vitest';
import { read } from '../../../support/reading.ts';

const notice = (more: string) =>
  read(`福建省泉州市互联网信息办公室依法下架“木棉快报”“青禾秀”等43款App。\n${more}`, {
    title: '“木棉快报”被下架？',
  });

describe('an app that only carries the name of another', () => {
  it.each([
    '木棉快报官微回复称，被通报的“木棉快报”是“李鬼”，其并未下架。',
    '官方回应：名单中的“木棉快报”App系仿冒。',
  ])('%s', (more) => {
    const names = notice(more).mentions.filter((one) => one.namesake !== undefined);
    expect(names.map((one) => one.name)).toEqual(['木棉快报']);
  });

  it('is not told of an app that the text leaves alone', () => {
    expect(notice('木棉快报表示将整改。').mentions.some((one) => one.namesake !== undefined)).toBe(
      false,
    );
  });

  it('and the bureau of a city is known by the name of its province before it', () => {
    expect(notice('').regulator?.value).toBe('cn-quanzhou-cac');
  });
});
