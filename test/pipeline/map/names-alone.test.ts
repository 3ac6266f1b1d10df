import { expect, test } from 'vitest';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { createMapIndex } from '../../../src/pipeline/map/map-index.ts';
import { CELL, matchMention } from '../../../src/pipeline/map/match-mention.ts';
import { app, company, companyMap, entity } from '../../support/companies.ts';

const companies = companyMap(
  company('xiang', {
    zh: '象医控股有限公司',
    aliases: ['象医', { name: 'Mola', ordinary: true, shared: true }],
    entities: [entity('北京象医科技有限公司')],
    apps: [app('xiang/doctor', '象医好大夫')],
  }),
  company('mola', {
    en: 'Mola Wallet Inc.',
    apps: [
      app('mola/wallet', 'Mola Wallet', {
        aliases: [{ name: 'MOLA', ordinary: true, shared: true }],
      }),
    ],
  }),
);
// Made for each look-up, so that every test asks the tables anew.
const index = () => createMapIndex(companies, { products: { services: ['网上药店', '会员中心'] } });

function match(name: string, developer: string | null = null) {
  const none = { icp: null, version: null };
  const mention = { ...CELL, ...none, kind: 'app' as const, name, developer };
  const { kind, company, candidates } = matchMention(
    mention,
    index(),
    '2026-11-30' as CalendarDate,
  );
  return [kind, company, candidates.map((one) => one.company)];
}

test.each([
  ['象医好大夫网上药店', ['likely', null, ['xiang']]],
  ['象医会员中心', ['likely', null, ['xiang']]],
  ['象医好大夫网上药房', ['none', null, []]],
])('%s: a known name and a service of the words file goes to Review', (name, expected) => {
  expect(match(name)).toEqual(expected);
});

test('a shared name alone goes to Review with both; beside a developer it is told', () => {
  expect(match('Mola')).toEqual(['likely', null, ['mola', 'xiang']]);
  expect(match('MOLA', '北京象医科技有限公司').slice(1, 2)).toEqual(['xiang']);
});
