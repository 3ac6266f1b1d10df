import { describe, expect, test } from 'vitest';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { firmShape } from '../../../src/pipeline/map/firm-shape.ts';
import { createFirmTable } from '../../../src/pipeline/map/firm-table.ts';
import { affiliate, company, entity } from '../../support/companies.ts';

const DAY = '2021-08-18' as CalendarDate;
const table = (...owner: Parameters<typeof company>[1][]) =>
  createFirmTable(owner.map((each, index) => company(`c${index}`, each)));

/** How a firm of one company is meant by a name; null where it is not. */
function found(owner: Parameters<typeof company>[1], name: string): string | null {
  const finding = table(owner).find(firmShape(name), DAY);
  if (finding === null) return null;
  const names = (all: typeof finding.found) => all.map(({ firm }) => firm.name).join('/');
  const { agreement, expired } = finding;
  return expired.length > 0
    ? `${agreement}, not then: ${names(expired)}`
    : `${agreement}: ${names(finding.found)}`;
}

describe('a name means a firm', () => {
  const han = { entities: ['深圳市某云计算机系统有限公司'] };
  const latin = { entities: ['Acme Cloud Systems Ltd.'] };
  test.each<[string, Parameters<typeof company>[1], string, string | null]>([
    [
      'by the same name',
      han,
      '深圳市某云计算机系统有限公司',
      'same name: 深圳市某云计算机系统有限公司',
    ],
    [
      'cut off after eight characters',
      han,
      '深圳市某云计算机',
      'cut off: 深圳市某云计算机系统有限公司',
    ],
    ['not after fewer', han, '深圳某云', null],
    ['not whole and shorter', han, '深圳市某云计算机有限公司', null],
    ['without its form', latin, 'Acme Cloud Systems', 'cut off: Acme Cloud Systems Ltd.'],
    [
      'two words without a form',
      { entities: ['Acme Cloud Ltd.'] },
      'Acme Cloud',
      'bare name: Acme Cloud Ltd.',
    ],
    ['one word without a form', { entities: ['Acme Ltd.'] }, 'Acme', null],
    ['a firm of which nothing is known', latin, 'Other Cloud Systems Ltd.', null],
    [
      'that was closed',
      { entities: [entity('北京某某科技有限公司', { to: '2019' })] },
      '北京某某科技有限公司',
      'same name, not then: 北京某某科技有限公司',
    ],
    [
      'by a name that it gave up',
      { entities: [entity('北京某某科技有限公司', { to: '2019', relation: 'former-name' })] },
      '北京某某科技有限公司',
      'same name: 北京某某科技有限公司',
    ],
    [
      'by the name of the company',
      { zh: '北京某某科技有限公司' },
      '北京某某科技有限公司',
      'same name: 北京某某科技有限公司',
    ],
    [
      'once, where the file repeats it',
      { zh: '北京某某科技有限公司', entities: ['北京某某科技有限公司'] },
      '北京某某科技有限公司',
      'same name: 北京某某科技有限公司',
    ],
    ['not by a short name of the company', { zh: '某某' }, '某某', null],
    [
      'that it only has a part of',
      { affiliates: [affiliate('北京某某科技有限公司', 'associate' as never)] },
      '北京某某科技有限公司',
      'same name: 北京某某科技有限公司',
    ],
  ])('%s', (_, owner, name, expected) => {
    expect(found(owner, name)).toBe(expected);
  });

  test('a firm that holds on the day stands before one that does not', () => {
    const both = table(
      { entities: [entity('北京某某科技有限公司', { to: '2019' })] },
      { entities: ['北京某某科技有限公司'] },
    ).find(firmShape('北京某某科技有限公司'), DAY)!;
    expect(both.found.map((entry) => entry.company)).toEqual(['c1']);
    expect(both.expired).toEqual([]);
  });
});

describe('the core of a Latin name', () => {
  const table = () =>
    createFirmTable([
      company('dahua', {
        entities: [
          'Zhejiang Dahua Technology Co., Ltd.',
          entity('Dahua Vision Ltd.', { to: '2019' }),
        ],
        affiliates: [affiliate('Dahua Lease Ltd.', 'associate' as never)],
      }),
      company('group', { entities: ['Acme Media Group Holdings Ltd.'] }),
    ]);
  test.each([
    ['dahua', 'dahua technology', true],
    ['dahua', 'dahua', false],
    ['group', 'dahua technology', false],
    ['dahua', 'dahua vision', false],
    ['dahua', 'dahua lease', false],
    ['group', 'acme media', true],
    ['group', 'acme media group', true],
  ])('%s has a firm called %s: %s', (id, core, has) => {
    expect(table().hasCore(id as never, core, DAY)).toBe(has);
  });

  test('a firm leads to its company', () => {
    const firms = table();
    const { firm } = firms.find(firmShape('Zhejiang Dahua Technology Co., Ltd.'), DAY)!.found[0]!;
    expect(firms.ownerOf(firm as never)).toBe('dahua');
    expect(firms.ownerOf(entity('Zhejiang Dahua Technology Co., Ltd.'))).toBeNull();
  });
});
