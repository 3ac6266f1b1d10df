import { describe, expect, test } from 'vitest';
import type { CompanyId } from '../../../src/domain/ids.ts';
import { isLicensed } from '../../../src/pipeline/second-reader/licence.ts';
import {
  type ConfirmedName,
  countStories,
  isRight,
  measuresOfLabel,
} from '../../../src/pipeline/second-reader/trial.ts';

const KNOWN = {
  companyOf: (name: string) => (['Acme', 'AcmePay'].includes(name) ? ('acme' as CompanyId) : null),
  isAuthority: (id: string, text: string) => id === 'gb-fca' && text === 'the watchdog FCA',
};
const confirmed = (some: Partial<ConfirmedName> = {}): ConfirmedName => ({
  name: 'Acme',
  company: null,
  measure: 'fine',
  authority: { id: 'gb-fca' as never, name: 'FCA' },
  day: '2024-03-04' as never,
  ...some,
});
const label = (some: object = {}) => ({
  type: 'fined',
  authority: 'FCA',
  targets: ['Acme'],
  ...some,
});

describe('right is name, measure and authority, all three', () => {
  test.each<[string, Partial<ConfirmedName>, object, boolean | null]>([
    ['all of them', {}, {}, true],
    ['a longer name', {}, { targets: ['Acme Holdings'] }, true],
    ['another name of the company', { name: 'AcmePay' }, {}, true],
    ['another company', { name: 'Bolt' }, {}, false],
    ['another measure', { measure: 'licence' }, {}, false],
    ['another authority', { authority: { id: null, name: 'SEC' } }, {}, false],
    ['the authority in other words', {}, { authority: 'the watchdog FCA' }, true],
    ['a label without an authority', {}, { authority: null }, true],
    ['an act that the table has no row for', {}, { type: 'eased' }, null],
  ])('%s', (_, some, labelled, right) => {
    expect(isRight(confirmed(some), [label(labelled)], KNOWN)).toBe(right);
  });

  test('a label of the press folder means measures of the table', () => {
    expect(measuresOfLabel('probe')).toEqual(['probe', 'review']);
    expect(measuresOfLabel('fined')).toEqual(['fine']);
    expect(measuresOfLabel('eased')).toEqual([]);
  });
});

describe('stories', () => {
  const judged = (day: string, right = true, name = 'Acme') => ({
    confirmed: confirmed({ day: day as never, name }),
    right,
  });

  test('a folder that is repeated six times counts once', () => {
    const folder = Array.from({ length: 36 }, (_, n) => judged('2024-03-04', true, `Firm ${n}`));
    const once = countStories(folder);
    expect(once).toEqual({ right: 36, wrong: 0 });
    expect(countStories(Array.from({ length: 6 }, () => folder).flat())).toEqual(once);
  });

  test('reports of one act within days are one story, and wrong where one of them is', () => {
    expect(countStories([judged('2024-03-04'), judged('2024-03-06')])).toEqual({
      right: 1,
      wrong: 0,
    });
    expect(countStories([judged('2024-03-04'), judged('2024-03-06', false)])).toEqual({
      right: 0,
      wrong: 1,
    });
    expect(countStories([judged('2024-03-04'), judged('2024-05-06')])).toEqual({
      right: 2,
      wrong: 0,
    });
  });
});

test.each([
  [481, 0, 245, 0, true],
  [183, 0, 122, 0, true],
  [182, 0, 182, 0, false],
  [900, 0, 121, 0, false],
  [900, 2, 237, 2, true],
  [900, 2, 236, 2, false],
  [900, 3, 242, 3, false],
  [477, 462, 243, 208, false],
])('%i and %i, of the unsure %i and %i: a licence is %s', (right, wrong, ur, uw, licensed) => {
  expect(isLicensed({ right, wrong, unsure: { right: ur, wrong: uw } })).toBe(licensed);
});
