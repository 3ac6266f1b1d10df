import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../../src/pipeline/decode/decode.ts';
import { readPartsOf } from '../../../../src/pipeline/flows/reader.ts';
import { ownersOf } from '../../../../src/pipeline/read/document/known-names.ts';
import { createPressReader } from '../../../../src/pipeline/read/press/press-reader.ts';
import { repositoryCatalog } from '../../../support/catalog.ts';

const catalog = repositoryCatalog().catalog!;
const read = createPressReader(readPartsOf(catalog));
const companyIn = (title: string, name: string) =>
  read(decodeText('', 'text'), { title }).findings.find((one) => one.name === name)?.company;

describe('what newspapers call a company', () => {
  it('leads to companies of the catalog', () => {
    const universe = new Set([...catalog.universe.companies()].map(({ id }) => id));
    const lost = [...ownersOf(catalog.words.coined.newspapers, catalog).values()].filter(
      (id) => !catalog.companies.has(id) && !universe.has(id),
    );
    expect(lost).toEqual([]);
  });

  it.each([
    ['SEC sues CVS over opioid prescriptions', 'CVS', 'cvs'],
    ['SEC fines Goldman Sachs $12 million', 'Goldman Sachs', 'goldman-sachs'],
    ['EU opens antitrust probe into Siemens', 'Siemens', 'xetr-sie'],
    ['FCA fines Lloyds over mortgages', 'Lloyds', 'xnys-lyg'],
    ['ASIC sues ANZ over fees', 'ANZ', 'anz'],
    ['Court fines Telstra over contracts', 'Telstra', 'telstra'],
    ['Nigeria orders Shell to pay for oil spill', 'Shell', 'xnys-shel'],
  ])('%s', (title, name, company) => {
    expect(companyIn(title, name)).toBe(company);
  });

  it.each([
    ['an everyday word without support', 'Shell company fined over tax', 'Shell'],
    ['the beginning of a longer word', 'Senator Elissa Slotkin faces probe', 'Elis'],
  ])('is not %s', (_, title, name) => {
    expect(companyIn(title, name) ?? null).toBeNull();
  });
});
