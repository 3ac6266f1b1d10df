import { beforeAll, expect, test } from 'vitest';
import { companySearch, oneCompany } from '../../../src/answers/queries/find-company.ts';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { type Knowledge, knowledgeOf } from '../../../src/pipeline/standing/knowledge.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

let knowledge: Knowledge;
beforeAll(() => {
  knowledge = knowledgeOf(repositoryCatalog().catalog!);
});

function answer(query: string): string | null {
  const day = '2026-09-01' as CalendarDate;
  const found = oneCompany(query, day, companySearch(knowledge), knowledge.catalog.companies);
  return found.found ? found.company.id : null;
}

/** What people type: tickers of every market in their usual spellings, names, old codes. */
test.each([
  ['DADA', 'dada'],
  ['宏碁', 'xtai-2353'],
  ['BYD', 'byd'],
  ['SAP.DE', 'sap'],
  ['017670.KS', 'sk-telecom'],
  ['7203.T', 'toyota'],
  ['RELIANCE.NS', 'reliance'],
  ['700 HK', 'tencent'],
  ['$TCOM', 'trip-com'],
  ['$BABA', 'alibaba'],
  ['MT', 'xnys-mt'],
  ['Total', 'xnys-tte'],
  ['SK텔레콤', 'sk-telecom'],
  ['メルカリ', 'mercari'],
  ['LINE', 'ly-corp'],
  ['YOKU', 'youku-tudou'],
  ['835305', 'innovative-data'],
  ['腾讯 携程', null],
  ['rusal', 'rusal'],
  ['sea', 'sea'],
  ['SE', 'sea'],
  ['0251.HK', 'xhkg-0251'],
])('%s is looked up as %s', (query, company) => {
  expect(answer(query)).toBe(company);
});
