import { describe, expect, test } from 'vitest';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { brandsOf, tradeName } from '../../../src/pipeline/map/brands.ts';
import { firmShape } from '../../../src/pipeline/map/firm-shape.ts';
import { app, company, entity } from '../../support/companies.ts';

const DAY = '2021-08-18' as CalendarDate;

/** What the brands of one company say of a firm: word, strength and code of the reason. */
function say(owner: Parameters<typeof company>[1], firm: string): string[] {
  return brandsOf([company('acme', owner)])
    .find(firmShape(firm), DAY)
    .map(({ brand, strong, namesake, because }) => {
      const { code } = because as { code: string };
      const weak = namesake ? 'namesake' : 'weak';
      return `${brand.word} ${strong ? 'strong' : weak} ${code}`;
    });
}

describe('how strong a brand is', () => {
  const once = { aliases: ['烽燧'], entities: ['北京烽燧科技有限公司'] };
  const twice = { aliases: ['烽燧'], entities: ['北京烽燧科技有限公司', '上海烽燧网络有限公司'] };
  const derived = { entities: ['北京烽燧科技有限公司', '上海烽燧网络有限公司'] };
  const word = { ...twice, aliases: [{ name: '烽燧', ordinary: true }] };
  const sold = {
    aliases: ['烽燧'],
    entities: [entity('北京烽燧科技有限公司', { to: '2019' }), '上海烽燧网络有限公司'],
  };
  const nowhere = { aliases: ['烽燧'], entities: ['烽燧科技有限公司', '上海烽燧网络有限公司'] };
  test.each<[string, Parameters<typeof company>[1], string, string[]]>([
    ['its only place', once, '北京烽燧网络有限公司', ['烽燧 strong brand-same-place']],
    ['another place', once, '成都烽燧网络有限公司', ['烽燧 namesake brand-namesake']],
    ['no place', once, '烽燧网络有限公司', ['烽燧 namesake brand-namesake']],
    ['a third place of two', twice, '成都烽燧网络有限公司', ['烽燧 strong brand-many-places']],
    [
      'a trade name, third place',
      derived,
      '成都烽燧网络有限公司',
      ['烽燧 namesake brand-namesake'],
    ],
    ['a trade name, its place', derived, '北京烽燧网络有限公司', ['烽燧 strong brand-same-place']],
    ['an everyday word', word, '北京烽燧网络有限公司', ['烽燧 weak everyday-brand']],
    ['where it was sold', sold, '北京烽燧网络有限公司', ['烽燧 namesake brand-namesake']],
    [
      'a firm without a place counts as one',
      nowhere,
      '成都烽燧网络有限公司',
      ['烽燧 strong brand-many-places'],
    ],
    ['a group elsewhere', once, '成都烽燧集团有限公司', ['烽燧 weak brand-namesake']],
    ['a group limited by shares', once, '成都烽燧集团股份有限公司', ['烽燧 weak brand-namesake']],
    ['a holding company elsewhere', once, '成都烽燧控股有限公司', ['烽燧 weak brand-namesake']],
    ['a word behind another', once, '北京新烽燧网络有限公司', []],
  ])('%s', (_, owner, firm, expected) => {
    expect(say(owner, firm)).toEqual(expected);
  });
});

describe('a group beside a company limited by shares', () => {
  const by = (name: string, relation: 'self' | 'subsidiary' = 'self') => ({
    aliases: ['青山机场'],
    entities: [entity(name, { relation })],
  });
  test.each([
    ['is its parent', by('青山市机场股份有限公司'), '青山市机场集团有限公司', 'weak'],
    [
      'is not, limited by shares itself',
      by('青山市机场股份有限公司'),
      '青山市机场集团股份有限公司',
      'strong',
    ],
    [
      'is not, where the company is none',
      by('青山市机场有限公司'),
      '青山市机场集团有限公司',
      'strong',
    ],
    [
      'is not, where that is a subsidiary',
      by('青山市机场股份有限公司', 'subsidiary'),
      '青山市机场集团有限公司',
      'strong',
    ],
    [
      'is not, where that calls itself a group',
      by('青山市机场集团股份有限公司'),
      '青山市机场集团有限公司',
      'strong',
    ],
    [
      'is not, where the name is cut off',
      by('青山市机场股份有限公司'),
      '青山市机场集团有限',
      'strong',
    ],
    ['is no group', by('青山市机场股份有限公司'), '青山市机场商务有限公司', 'strong'],
  ])('%s', (_, owner, firm, strength) => {
    expect(say(owner, firm).map((line) => line.split(' ')[1])).toEqual([strength]);
  });
});

describe('Latin spellings', () => {
  const firm = { aliases: ['烽燧'], entities: ['北京烽燧科技有限公司'] };
  test.each<[string, Parameters<typeof company>[1], string, string[]]>([
    [
      'in its place',
      firm,
      'Beijing Fengsui Technology Co., Ltd.',
      ['烽燧 strong place-and-trade-name'],
    ],
    [
      'in four syllables, two of the name',
      firm,
      'Beijing Feng Sui Media Co., Ltd.',
      ['烽燧 strong place-and-trade-name'],
    ],
    ['elsewhere', firm, 'Chengdu Fengsui Technology Co., Ltd.', []],
    [
      'an everyday word',
      { ...firm, aliases: [{ name: '烽燧', ordinary: true }] },
      'Beijing Fengsui Co., Ltd.',
      [],
    ],
    [
      'of a firm that was sold',
      { aliases: ['烽燧'], entities: [entity('北京烽燧科技有限公司', { to: '2019' })] },
      'Beijing Fengsui Technology Co., Ltd.',
      [],
    ],
    [
      'of a firm without a place',
      { aliases: ['烽燧'], entities: ['烽燧科技有限公司'] },
      'Beijing Fengsui Co., Ltd.',
      [],
    ],
    [
      'a Latin name',
      { aliases: ['Ctrip'] },
      'Nanjing Ctrip Travel Co., Ltd.',
      ['ctrip strong brand-in-latin'],
    ],
    ['four letters', { aliases: ['Kuro'] }, 'Kuro Games Ltd.', ['kuro strong brand-in-latin']],
    ['three letters', { aliases: ['Kur'] }, 'Kur Games Ltd.', []],
    ['a word that everybody uses', { aliases: ['Smart'] }, 'Smart Games Ltd.', []],
    [
      'the name of an app',
      { apps: [app('acme/kuro', 'Kuro')] },
      'Kuro Games Ltd.',
      ['kuro strong brand-in-latin'],
    ],
    [
      'an everyday name of an app',
      { apps: [app('acme/kuro', 'Kuro', { ordinary: true })] },
      'Kuro Games Ltd.',
      ['kuro weak everyday-brand'],
    ],
    [
      'the English name',
      { en: 'Kuro Holdings Ltd.' },
      'Kuro Games Ltd.',
      ['kuro strong brand-in-latin'],
    ],
    ['a sentence for a name', { aliases: ['Kuro and three more words'] }, 'Kuro Games Ltd.', []],
    ['a Chinese name without any firm', { aliases: ['烽燧'] }, '北京烽燧科技有限公司', []],
  ])('%s', (_, owner, name, expected) => {
    expect(say(owner, name)).toEqual(expected);
  });
});

test('of several brands of a company the longest counts', () => {
  const owner = {
    aliases: ['烽燧', '烽燧星球'],
    entities: ['北京烽燧科技有限公司', '北京烽燧星球科技有限公司'],
  };
  expect(say(owner, '北京烽燧星球网络有限公司')).toEqual(['烽燧星球 strong brand-same-place']);
  expect(say(owner, '北京烽燧网络有限公司')).toEqual(['烽燧 strong brand-same-place']);
});

test.each([
  ['甲', null],
  ['甲乙', '甲乙'],
  ['甲乙丙丁戊己庚辛', '甲乙丙丁戊己庚辛'],
  ['甲乙丙丁戊己庚辛壬', null],
])('the trade name of %s is %s', (core, word) => {
  expect(tradeName(core)).toBe(word);
});
