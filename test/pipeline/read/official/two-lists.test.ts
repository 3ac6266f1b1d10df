import { describe, expect, it } from 'vitest';
import { kindOf } from '../../../../src/domain/act-kind.ts';
import { read } from '../../../support/reading.ts';

const names = (text: string, title: string) => {
  const notice = read(text, { title, published: '2024-05-20' });
  const named = (ids: readonly string[]) =>
    notice.mentions.filter((one) => ids.includes(one.id)).map((one) => one.name);
  return Object.fromEntries(notice.actions.map((one) => [kindOf(one.act), named(one.mentions)]));
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
      name: ['青禾停车', '木棉快递'],
      'delist-app': ['云雀外卖', '飞鸟租房'],
    });
  });

  it('one sentence with two annexes says which list is removed', () => {
    const list = (number: number, apps: readonly string[]) => [
      `附件${number}`,
      ...apps.map((app, at) => `${at + 1}、${app}（虚构市${app}有限公司，版本1.0.1，应用宝）`),
    ];
    const text = [
      '我局对2款APP予以通报（附件1），对2款未整改的APP予以下架（附件2）。',
      ...list(1, ['青禾停车', '木棉快递']),
      ...list(2, ['云雀外卖', '飞鸟租房']),
    ].join('\n');
    expect(names(text, '天津市通信管理局关于侵害用户权益APP的通报')).toEqual({
      name: ['青禾停车', '木棉快递'],
      'delist-app': ['云雀外卖', '飞鸟租房'],
    });
  });

  it('one list belongs to every step', () => {
    expect(
      names(
        '我局通报3款APP，均已下架：青禾停车、木棉快递、云雀外卖。',
        '关于侵害用户权益APP的通报',
      ),
    ).toEqual({ 'delist-app': [] });
  });

  const list = (apps: readonly string[], caption = '') =>
    `<table>${caption}<tr><td>序号</td><td>应用名称</td><td>开发者</td></tr>${apps.map((one, at) => `<tr><td>${at + 1}</td><td>${one}</td><td>${one}科技有限公司</td></tr>`).join('')}</table>`;
  const NAMED = ['木棉', '青禾', '绿萝'];
  const REMOVED = ['石榴', '腊梅'];
  const FOUND = '我局检测发现3款APP存在问题，现予以通报';

  it.each([
    [
      'two sentences',
      `<p>${FOUND}，责令限期整改：木棉、青禾、绿萝。</p><p>另有2款APP未按要求完成整改，现予以下架：石榴、腊梅。</p>`,
    ],
    [
      'two clauses of one',
      '<p>近期，我局依法对石榴、腊梅2款APP予以下架，并对木棉、青禾、绿萝3款APP予以通报。</p>',
    ],
    [
      'two annexes that one sentence cites',
      `<p>${FOUND}（附件1）；2款APP未按要求完成整改，现予以下架（附件2）。</p><p>附件1</p>${list(NAMED)}<p>附件2</p>${list(REMOVED)}`,
    ],
    [
      'two headings',
      `<p>${FOUND}；另有2款APP未按要求完成整改，现予以下架。</p><p>通报的APP名单</p>${list(NAMED)}<p>下架的APP名单</p>${list(REMOVED)}`,
    ],
    [
      'a table, and a sentence that recalls the earlier naming',
      `<p>${FOUND}（名单附后）。此前通报的石榴、腊梅2款APP未按要求完成整改，现予以下架。</p>${list(NAMED)}`,
    ],
    [
      'sentences that lead to the tables',
      `<p>我局对以下3款APP予以通报：</p>${list(NAMED)}<p>以下2款APP未按通报要求完成整改，现予以下架：</p>${list(REMOVED)}`,
    ],
    [
      'names in the sentences, behind what they failed to do',
      '<p>我局近期组织检测，对木棉、青禾、绿萝3款APP予以通报；对前期通报后未完成整改的石榴、腊梅2款APP予以下架。</p>',
    ],
    [
      'captions of the tables alone',
      `<p>我局现予以通报。</p>${list(NAMED, '<tr><td colspan="3">通报名单</td></tr>')}${list(REMOVED, '<tr><td colspan="3">下架名单</td></tr>')}`,
    ],
    [
      'a column of measures',
      `<p>我局现予以通报。</p><table><tr><td>序号</td><td>应用名称</td><td>开发者</td><td>处置措施</td></tr>${[...NAMED, ...REMOVED].map((one, at) => `<tr><td>${at + 1}</td><td>${one}</td><td>${one}科技有限公司</td><td>${REMOVED.includes(one) ? '下架' : '通报'}</td></tr>`).join('')}</table>`,
    ],
  ])('each app has the step of its own list: %s', (_, body) => {
    const title = '关于侵害用户权益行为的APP通报';
    const notice = read(`<h1>${title}</h1>${body}`, {
      title,
      format: 'html',
      authority: 'cn-guangdong-ca',
    });
    const hit = (type: string) => {
      const ids = notice.actions.find((one) => kindOf(one.act) === type)?.mentions ?? [];
      return notice.mentions.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
    };
    expect([hit('name'), hit('delist-app')]).toEqual([NAMED, REMOVED]);
  });
});
