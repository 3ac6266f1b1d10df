import { expect, test } from 'vitest';
import { companyByIsin } from '../../../src/answers/queries/find-company.ts';
import { readIsin } from '../../../src/domain/isin.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

const catalog = repositoryCatalog().catalog!;

test.each([
  ['KYG875721634', 'tencent'],
  ['US88032Q1094', 'tencent'],
  ['us 01609w1027', 'alibaba'],
  ['US0378331005', 'apple'],
  // Symbols of Korea stand in the ISIN itself.
  ['KR7005930003', 'samsung'],
  ['KR7035720002', 'kakao'],
  ['INE009A01021', 'infosys'],
  // Its symbol is also the code of an exchange.
  ['US5024413065', 'lvmh'],
])('%s is a share of %s', (isin, company) => {
  expect(companyByIsin(isin, catalog)).toBe(company);
});

test.each([
  ['KYG875721635', 'its check digit is wrong'],
  ['Tencent', 'it is a name'],
  ['KR7999999000', 'no company has the symbol'],
  ['US0000000000', 'no list has it'],
])('%s names nobody: %s', (text) => {
  expect(companyByIsin(text, catalog)).toBeNull();
});

test('blanks, hyphens and small letters do not matter', () => {
  expect(readIsin(' kyg 8757-21634 ')).toBe('KYG875721634');
});
