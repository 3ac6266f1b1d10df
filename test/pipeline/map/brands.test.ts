import { describe, expect, test } from 'vitest';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { brandsOf, tradeName } from '../../../src/pipeline/map/brands.ts';
import { firmShape } from '../../../src/pipeline/map/firm-shape.ts';
import { company, entity } from '../../support/companies.ts';

const brands = brandsOf([
  company('trip-com', {
    en: 'Trip.com Group Ltd.',
    aliases: ['携程', 'Ctrip'],
    entities: ['上海携程商务有限公司', '携程计算机技术（上海）有限公司'],
  }),
  company('fenghuo', { entities: ['北京烽燧科技有限公司'] }),
  company('xiaoxiang', {
    aliases: [{ name: '小象', ordinary: true }],
    entities: ['北京小象信息技术有限公司', '上海小象网络有限公司'],
  }),
  company('jiupiao', {
    entities: [
      entity('北京旧票科技有限公司', { to: '2019' }),
      entity('上海旧票科技有限公司', { to: '2019' }),
    ],
  }),
  company('dongfang', { entities: ['上海东方软件有限公司', '北京东方网络有限公司'] }),
  company('china-mobile', { en: 'China Mobile Ltd.' }),
  company('qingshan', {
    aliases: ['青山机场'],
    entities: [entity('青山市机场股份有限公司', { relation: 'self' })],
  }),
]);
const find = (name: string, day = '2021-08-18') =>
  brands
    .find(firmShape(name), day as CalendarDate)
    .map(({ brand, strong }) => `${brand.word} of ${brand.company}${strong ? '' : ', weak'}`)
    .join('; ');

describe('the brand at the head of a firm’s name', () => {
  test.each([
    ['上海携程国际旅行社有限公司', '携程 of trip-com'],
    ['成都携程旅行社有限公司', '携程 of trip-com'],
    ['Nanjing Ctrip Travel Agency Co., Ltd.', 'ctrip of trip-com'],
    // A Latin spelling counts together with the place.
    ['Beijing Fengsui Technology Co., Ltd.', '烽燧 of fenghuo'],
    ['Beijing Feng Sui Technology Co., Ltd.', '烽燧 of fenghuo'],
    ['Chengdu Fengsui Technology Co., Ltd.', ''],
    ['Fengsui Technology Co., Ltd.', ''],
    // One firm in one place: the trade name is protected there and nowhere else.
    ['北京烽燧网络有限公司', '烽燧 of fenghuo'],
    ['成都烽燧网络有限公司', '烽燧 of fenghuo, weak'],
    ['北京小象互娱科技有限公司', '小象 of xiaoxiang, weak'],
    // Trade names that the group itself does not go by count in their places only.
    ['上海东方游戏有限公司', '东方 of dongfang'],
    ['成都东方游戏有限公司', '东方 of dongfang, weak'],
    // A group beside a company limited by shares is its parent more often than its subsidiary.
    ['青山市机场商务有限公司', '机场 of qingshan'],
    ['青山市机场（集团）有限公司', '机场 of qingshan, weak'],
    ['青山市机场控股有限公司', '机场 of qingshan, weak'],
    // It must lead the name, and generic words lead nothing.
    ['上海新携程网络有限公司', ''],
    ['Mobile Something Ltd.', ''],
    ['Trip Star Ltd.', ''],
  ])('%s: %s', (name, found) => {
    expect(find(name)).toBe(found);
  });

  test('firms that were sold lend their brand no strength', () => {
    expect(find('北京旧票网络有限公司', '2018-01-01')).toBe('旧票 of jiupiao');
    expect(find('北京旧票网络有限公司')).toBe('旧票 of jiupiao, weak');
  });
});

test.each([
  ['携程商务', '携程'],
  ['天盈九州网络技术', '天盈九州'],
  ['航空', null],
  ['字', null],
])('the trade name of %s is %s', (core, word) => {
  expect(tradeName(core)).toBe(word);
});
