import { describe, expect, it } from 'vitest';
import { read } from '../../../support/reading.ts';

const names = (text: string, title: string) => {
  const notice = read(text, { title, published: '2024-05-20' });
  const named = (ids: readonly string[]) =>
    notice.mentions.filter((one) => ids.includes(one.id)).map((one) => one.name);
  return Object.fromEntries(notice.actions.map((one) => [one.type, named(one.mentions)]));
};

describe('a page with two lists', () => {
  it('a removal in annex 2 does not hit the apps that annex 1 only names', () => {
    const text = [
      '一、截至目前，尚有2款APP未整改，现予以公开通报（附件1）。',
      '二、仍有2款APP未按要求完成整改，现予以全网下架处理（附件2）。',
      '附件1 通报名单',
      '1、青禾停车（虚构市青禾停车有限公司，版本1.0.1，应用宝）',
      '2、木棉快递（虚构市木棉快递有限公司，版本1.1.0，应用宝）',
      '附件2 下架名单',
      '1、云雀外卖（虚构市云雀科技有限公司，版本2.0.0，应用宝）',
      '2、飞鸟租房（虚构市飞鸟租房有限公司，版本2.1.0，应用宝）',
    ].join('\n');
    expect(names(text, '天津市通信管理局关于侵害用户权益APP的通报')).toMatchObject({
      named: ['青禾停车', '木棉快递'],
      'removed-from-stores': ['云雀外卖', '飞鸟租房'],
    });
  });

  it('one list belongs to every step', () => {
    expect(
      names(
        '我局通报3款APP，均已下架：青禾停车、木棉快递、云雀外卖。',
        '关于侵害用户权益APP的通报',
      ),
    ).toEqual({ 'removed-from-stores': [] });
  });
});
