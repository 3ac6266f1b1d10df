import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { CalendarDate, PartialDate } from '../../../src/domain/time.ts';
import { knownFirms } from '../../../src/knowledge/importers/proposal.ts';
import {
  importAppFilings,
  importApple,
  importHuawei,
} from '../../../src/knowledge/importers/stores.ts';
import { importSubsidiaries, type Report } from '../../../src/knowledge/importers/subsidiaries.ts';
import { affiliate, app, company, companyMap, entity } from '../../support/companies.ts';

const day = '2026-01-05' as CalendarDate;
const REGISTRY = knownFirms(
  companyMap(
    company('harbour', {
      en: 'Harbour Games Holdings Ltd.',
      entities: [
        entity('成都海港互动科技有限公司'),
        entity('Chengdu Harbour Interactive Technology Co., Ltd.'),
      ],
      affiliates: [affiliate('深圳海港银行股份有限公司', 'affiliate')],
      apps: [app('harbour/voyage', '海港远征')],
    }),
  ),
);
const read = (name: string) => readFileSync(`test/fixtures/importers/${name}`, 'utf8');
const short = (found: ReturnType<typeof importApple>) =>
  'problem' in found
    ? found.problem
    : found.proposals.map(({ company, do: what, value, evidence }) =>
        [
          company,
          what,
          value.id ?? value.name,
          evidence?.kind,
          evidence?.source,
          evidence?.day,
        ].join(' '),
      );

test('Apple’s look-up attests an app and its firm, proposes another app, and leaves strangers alone', () => {
  expect(short(importApple(read('itunes-lookup.json'), REGISTRY, day))).toEqual([
    'harbour attest voyage store App Store com.harbour.voyage 2026-01-05',
    'harbour attest 成都海港互动科技有限公司 store App Store com.harbour.voyage 2026-01-05',
    'harbour add-app 海港新城 store App Store com.harbour.town 2026-01-05',
  ]);
});

test('AppGallery’s two layouts; the app of an affiliate is not the company’s', () => {
  expect(short(importHuawei(read('appgallery.json'), REGISTRY, day))).toEqual([
    'harbour attest voyage store Huawei AppGallery com.harbour.voyage.hm 2026-01-05',
    'harbour attest 成都海港互动科技有限公司 store Huawei AppGallery com.harbour.voyage.hm 2026-01-05',
    'harbour add-app 海港相册 store Huawei AppGallery com.harbour.album 2026-01-05',
  ]);
});

test('a filing attests with its own day', () => {
  expect(short(importAppFilings(read('app-filings.json'), REGISTRY, day))).toEqual([
    'harbour attest voyage register MIIT app filing 蜀ICP备21000001号-3A 2023-11-06',
    'harbour attest 成都海港互动科技有限公司 register MIIT app filing 蜀ICP备21000001号-3A 2023-11-06',
  ]);
});

test.each([
  ['importApple', importApple],
  ['importHuawei', importHuawei],
  ['importAppFilings', importAppFilings],
])('%s says so where the file is something else', (_, read) => {
  for (const text of ['{', '[{}]', '"x"'])
    expect(read(text, REGISTRY, day)).toHaveProperty('problem');
});

const report: Report = {
  company: REGISTRY.companies.get('harbour')!,
  source: '20-F exhibit 8.1',
  day: '2025-04-30' as PartialDate,
};

test('exhibit 8 of a 20-F: subsidiaries, and firms held by contract; former names are cut off', () => {
  const { proposals, problems } = importSubsidiaries(read('exhibit-8.htm'), report, REGISTRY);
  expect(problems).toEqual([]);
  expect(proposals).toMatchObject([
    { do: 'add-entity', value: { name: 'Harbour Games (HK) Limited', relation: 'subsidiary' } },
    {
      do: 'attest',
      value: { edge: 'entity', name: 'Chengdu Harbour Interactive Technology Co., Ltd.' },
      evidence: { kind: 'filing', source: '20-F exhibit 8.1', day: '2025-04-30' },
    },
    {
      do: 'add-entity',
      value: { name: 'Beijing Harbour Network Technology Co., Ltd.', relation: 'contract' },
    },
  ]);
});

test('the table of an A-share annual report; an affiliate is reported and not taken in', () => {
  const { proposals, problems } = importSubsidiaries(read('subsidiaries.csv'), report, REGISTRY);
  expect(proposals.map((one) => `${one.do} ${one.value.name}`)).toEqual([
    'attest 成都海港互动科技有限公司',
    'add-entity 成都海港云科技有限公司',
  ]);
  expect(problems).toEqual([expect.stringContaining('is an affiliate of harbour')]);
});
