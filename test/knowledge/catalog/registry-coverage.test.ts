import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { coverage, coveragePage } from '../../../scripts/registry-coverage.ts';
import type { SectorId } from '../../../src/domain/ids.ts';
import { loadCompanies } from '../../../src/knowledge/catalog/companies.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

const games = { id: 'games' as SectorId, en: 'Games', zh: '游戏' };

test('counts what is attested, what is doubted, and where it trades', () => {
  const { companies } = loadCompanies([
    {
      path: 'haze.yml',
      text: `
name: 雾里
country: CN
sector: games
listings: [{mic: XNYS, symbol: HAZE, to: 2021}, {mic: XHKG, symbol: 0099}]
entities: [雾里有限公司, {name: 雾有限公司, sure: false, evidence: notice list 3 2021-08-18}]
apps: [{id: fog, name: 雾岛, evidence: [judgement guess 2021, store HarmonyOS AppGallery 2025-09-22]}]
`,
    },
    { path: 'mist.yml', text: 'name: 岚\ncountry: CN\nsector: games\n' },
  ]);
  const found = coverage(companies, [games]);
  expect(found.total).toEqual({
    of: 'all',
    companies: 2,
    listed: 1,
    neverListed: 1,
    entities: { all: 2, attested: 1 },
    unsureEntities: 1,
    apps: { all: 1, attested: 1 },
    unsureApps: 0,
    edges: { all: 5, attested: 2 },
  });
  expect(found.byMarket.filter((line) => line.companies > 0).map((line) => line.of)).toEqual([
    'Hong Kong',
    'never listed',
  ]);
});

test('counts who runs an app and whose the firm is apart', () => {
  const { companies } = loadCompanies([
    {
      path: 'haze.yml',
      text: `
name: 雾里
country: CN
sector: games
listings: [{mic: XHKG, symbol: 0099}]
entities:
  - {name: 雾有限公司, evidence: notice list 3 2021-08-18}
  - {name: 霭有限公司, evidence: [filing annual report 2021-04-20, policy Ai 2021-08-18]}
  - {name: 霏有限公司, evidence: press The Paper 2021-08-18}
  - {name: 雾里有限公司, relation: self, evidence: filing annual report 2021-04-20}
apps: [{id: fog, name: 雾岛}]
`,
    },
  ]);
  expect(coverage(companies, [games]).firms[0]).toEqual({
    of: 'all',
    companies: 1,
    firms: 3,
    operator: 2,
    control: 1,
  });
});

test('docs/coverage.md tells what the registry holds today', () => {
  const { companies, sectors, universe } = repositoryCatalog().catalog!;
  // out of date? `node scripts/coverage.ts` writes it anew
  expect(readFileSync('docs/coverage.md', 'utf8')).toBe(
    coveragePage(coverage([...companies.values()], [...sectors.values()], universe)),
  );
});
