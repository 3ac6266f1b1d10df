import { describe, expect, test } from 'vitest';
import type { Company } from '../../../src/domain/company.ts';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { firmShape } from '../../../src/pipeline/map/firm-shape.ts';
import { createStemTable } from '../../../src/pipeline/map/stems.ts';
import {
  affiliate,
  company,
  companyMap,
  control,
  entity,
  listing,
} from '../../support/companies.ts';

type Group = NonNullable<Parameters<typeof company>[1]>;

/** The own name of the listed group by which a firm is called; null where it is called by none. */
function stemOf(name: string, group: Group, day = '2024-06-03', ...more: Company[]) {
  const listed = company('group', { listings: [listing('XSHE:000001')], ...group });
  const table = createStemTable(companyMap(listed, ...more));
  const found = table.find(firmShape(name), day as CalendarDate);
  return found === null ? null : `${found.stem} of ${found.company}`;
}

const led = (...places: string[]) => places.map((place, at) => `${place}颖飞${TRADES[at]}有限公司`);
const TRADES = ['科技', '软件', '网络', '传媒', '物流', '电子'];

describe('a name of two characters', () => {
  const zh = '颖飞股份有限公司';
  const six = ['北京', '上海', '杭州', '北京', '上海', '杭州'];
  test.each<[string, string[], string, string | null]>([
    ['no firm is called by it', [], '北京颖飞文化有限公司', null],
    ['one firm of the same place', ['北京'], '北京颖飞文化有限公司', null],
    ['two firms, one of the place', ['北京', '上海'], '北京颖飞文化有限公司', '颖飞 of group'],
    ['two firms, none of the place', ['北京', '上海'], '广州颖飞文化有限公司', null],
    ['two firms, nationwide as registered', ['北京', '上海'], '颖飞文化有限公司', '颖飞 of group'],
    ['six firms of three places', six, '广州颖飞文化有限公司', '颖飞 of group'],
    ['five firms of three places', six.slice(1), '广州颖飞文化有限公司', null],
    [
      'six firms of two places',
      six.map((place) => (place === '杭州' ? '北京' : place)),
      '广州颖飞文化有限公司',
      null,
    ],
  ])('%s', (_, places, name, expected) => {
    expect(stemOf(name, { zh, entities: led(...places) })).toBe(expected);
  });

  test('its own former names are no firms that are called by it', () => {
    const entities = [
      entity('颖飞股份有限公司', { relation: 'self' }),
      entity('北京颖飞科技有限公司', { relation: 'former-name' }),
      '北京颖飞网络有限公司',
    ];
    expect(stemOf('北京颖飞文化有限公司', { zh, entities })).toBeNull();
  });

  test('a firm that was closed does not count', () => {
    const entities = [
      '北京颖飞网络有限公司',
      entity('上海颖飞科技有限公司', { from: '2010', to: '2020' }),
    ];
    const of = (day: string) => stemOf('北京颖飞文化有限公司', { zh, entities }, day);
    expect([of('2009-06-03'), of('2019-06-03'), of('2024-06-03')]).toEqual([
      null,
      '颖飞 of group',
      null,
    ]);
  });
});

describe('a name that is registered with its trade', () => {
  test.each<[string, Group, string, string | null]>([
    ['nationwide', { zh: '颖飞网络股份有限公司' }, '颖飞网络软件有限公司', '颖飞网络 of group'],
    ['in a place', { zh: '颖飞网络股份有限公司' }, '北京颖飞网络软件有限公司', null],
    ['registered in a place', { zh: '上海颖飞网络股份有限公司' }, '颖飞网络软件有限公司', null],
    ['of three characters', { zh: '颖飞云股份有限公司' }, '颖飞云软件有限公司', null],
    [
      'as an alias alone',
      { aliases: ['颖飞网络'], entities: ['北京颖飞网络科技有限公司'] },
      '颖飞网络软件有限公司',
      null,
    ],
    [
      'as an entity with its place, and without it as the name',
      {
        zh: '颖飞网络股份有限公司',
        entities: [entity('上海颖飞网络股份有限公司', { relation: 'self' })],
      },
      '颖飞网络软件有限公司',
      null,
    ],
  ])('%s', (_, group, name, expected) => {
    expect(stemOf(name, group)).toBe(expected);
  });
});

describe('which names of a group lead a firm', () => {
  const other = '北京卓泊岚科技有限公司';
  const firm = '北京颖飞洛科技有限公司';
  const ten = '颖飞洛卓泊岚芮珂沐棠';
  test.each<[string, Group, string, string | null]>([
    [
      'limited by shares',
      { zh: '颖飞洛股份有限公司' },
      '北京颖飞洛软件有限公司',
      '颖飞洛 of group',
    ],
    ['no registered name', { zh: '颖飞洛', entities: [other] }, '北京颖飞洛软件有限公司', null],
    [
      'in another form, with a firm of its own',
      { zh: '颖飞洛有限公司', entities: [other] },
      '北京颖飞洛软件有限公司',
      '颖飞洛 of group',
    ],
    [
      'in another form, without any but itself',
      { zh: '颖飞洛有限公司', entities: [entity('颖飞洛有限公司', { relation: 'self' })] },
      '北京颖飞洛软件有限公司',
      null,
    ],
    [
      'with a place in brackets',
      { zh: '颖飞洛（北京）股份有限公司' },
      '北京颖飞洛软件有限公司',
      '颖飞洛 of group',
    ],
    ['of ten characters', { zh: `${ten}股份有限公司` }, `${ten}软件有限公司`, `${ten} of group`],
    ['without a Chinese character', { zh: '上海ABC股份有限公司' }, '上海ABC软件有限公司', null],
    ['with Greek letters', { zh: 'α颖飞洛股份有限公司' }, 'α颖飞洛软件有限公司', null],
    ['of a firm of the group', { entities: [other] }, '上海卓泊岚软件有限公司', null],
    [
      'an alias by which a firm is called',
      { aliases: ['颖飞洛'], entities: [firm] },
      '上海颖飞洛软件有限公司',
      '颖飞洛 of group',
    ],
    [
      'an alias that is an everyday word',
      { aliases: [{ name: '颖飞洛', ordinary: true }], entities: [firm] },
      '上海颖飞洛软件有限公司',
      null,
    ],
    [
      'an alias that says group',
      { aliases: ['颖飞洛集团'], entities: [firm] },
      '上海颖飞洛软件有限公司',
      null,
    ],
    [
      'the name of an affiliate as well',
      {
        zh: '颖飞洛股份有限公司',
        affiliates: [affiliate('颖飞洛投资集团有限公司', 'parent-unlisted')],
      },
      '上海颖飞洛软件有限公司',
      null,
    ],
    [
      'everyday words, and one firm',
      { zh: '完美世界股份有限公司', entities: ['北京完美世界科技有限公司'] },
      '上海完美世界软件有限公司',
      null,
    ],
    [
      'everyday words, and two firms',
      {
        zh: '完美世界股份有限公司',
        entities: ['北京完美世界科技有限公司', '北京完美世界网络有限公司'],
      },
      '上海完美世界软件有限公司',
      '完美世界 of group',
    ],
  ])('%s', (_, group, name, expected) => {
    expect(stemOf(name, group)).toBe(expected);
  });

  test('the name in traditional characters alone', () => {
    const { name, ...rest } = company('group', { listings: [listing('XHKG:0001')] });
    const group = { ...rest, name: { ...name, zhHant: '穎飛洛股份有限公司' } };
    const table = createStemTable(companyMap(group));
    expect(table.find(firmShape('穎飛洛軟件有限公司'), '2024-06-03' as CalendarDate)).toMatchObject(
      { company: 'group' },
    );
  });

  test.each<[string, Group]>([
    [
      'a former name',
      {
        zh: '卓泊岚股份有限公司',
        entities: [
          entity('颖飞洛股份有限公司', { relation: 'former-name', from: '2015', to: '2020' }),
        ],
      },
    ],
    ['an alias', { aliases: [{ name: '颖飞洛', from: '2015', to: '2020' }], entities: [firm] }],
  ])('%s leads a firm while it holds', (_, group) => {
    const of = (day: string) => stemOf('上海颖飞洛软件有限公司', group, day);
    expect([of('2014-06-03'), of('2019-06-03'), of('2024-06-03')]).toEqual([
      null,
      '颖飞洛 of group',
      null,
    ]);
  });

  test('the name of a part is not that of the company above it, whose firms it leads', () => {
    const part = company('part', {
      zh: '颖飞洛数据股份有限公司',
      controlledBy: [control('group')],
    });
    expect(stemOf('上海颖飞洛软件有限公司', { entities: [firm] }, '2024-06-03', part)).toBeNull();
  });
});
