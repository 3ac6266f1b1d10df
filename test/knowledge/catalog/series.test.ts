import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readSeriesTables } from '../../../src/knowledge/catalog/series.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

const shipped = (name: string) => {
  const path = `config/series/${name}`;
  return { path, text: readFileSync(path, 'utf8') };
};
const INDEX = 'id\tauthority\tkind\tfrom\tuntil\tentries\tcomplete\tsource';
const TABLE = 'day\tparty\tmeasure\tamount\tcurrency\tcompany';
const read = (line: string, entries: string[]) =>
  readSeriesTables((name) => ({
    path: `config/series/${name}`,
    text: `${name === 'series.tsv' ? [INDEX, line].join('\n') : [TABLE, ...entries].join('\n')}\n`,
  }));
const ENTRIES = ['2022-01-10\tAcme\tfine\t5\tEUR\t', '2022-03-01\tOther Ltd\twarn\t\t\tother'];

test('the shipped series are as their index says, of known authorities and companies', () => {
  const { series, problems } = readSeriesTables(shipped);
  expect(problems).toEqual([]);
  expect(series.map((one) => [one.id, one.entries, one.complete])).toEqual([
    ['au-accc-mergers', 798, 'yes'],
    ['cn-miit-app-lists', 58, 'yes'],
    ['cn-miit-named', 43, 'yes'],
    ['cn-miit-removals', 14, 'yes'],
    ['eu-cartel-fines', 619, 'yes'],
    ['fr-cnil-fines', 60, 'no'],
    ['ie-dpc-fines', 33, 'yes'],
    ['nl-ap-fines', 37, 'yes'],
    ['us-doj-antitrust-cases', 216, 'no'],
    ['us-fda-warning-letters', 3374, 'yes'],
    ['us-ofac-settlements', 1046, 'yes'],
    ['us-sec-aaer', 2877, 'yes'],
  ]);
  const catalog = repositoryCatalog().catalog!;
  expect(catalog.series).toEqual(series);
  for (const { authority, id } of series) {
    expect(catalog.regulators.has(authority as never), authority).toBe(true);
    const companies = shipped(`${id}.tsv`)
      .text.split('\n')
      .slice(1)
      .flatMap((line) => line.split('\t')[5] || []);
    expect(companies.filter((company) => !catalog.companies.has(company as never))).toEqual([]);
  }
});

test('a sound series is read', () => {
  const line = 'x-series\tx-body\tfines\t2022-01-10\t2022-03-01\t2\tyes\tpage';
  expect(read(line, ENTRIES)).toMatchObject({
    problems: [],
    series: [{ id: 'x-series', entries: 2 }],
    seriesActs: [{ series: 'x-series', day: '2022-03-01', company: 'other', measure: 'warn' }],
  });
});

test.each([
  ['another number of entries', '2022-01-10\t2022-03-01\t3', ENTRIES],
  ['another first day', '2022-01-11\t2022-03-01\t2', ENTRIES],
  ['another last day', '2022-01-10\t2022-03-02\t2', ENTRIES],
])('%s than its index says is a problem', (_, span, entries) => {
  const { problems } = read(`x-series\tx-body\tfines\t${span}\tyes\tpage`, entries);
  expect(problems[0]!.message).toContain('the index says');
});

test('a measure that is none is refused with its line', () => {
  const line = 'x-series\tx-body\tfines\t2022-01-10\t2022-03-01\t2\tyes\tpage';
  const { problems } = read(line, [ENTRIES[0]!, '2022-03-01\tOther\tscold\t\t\t']);
  expect(problems[0]).toMatchObject({ file: 'config/series/x-series.tsv', line: 3 });
});

test('the lists of apps of MIIT are numbered without a gap', () => {
  const lists = shipped('cn-miit-app-lists.tsv').text.trim().split('\n').slice(1);
  const numbers = lists.map((line) => Number(/\tlist (\d+): /.exec(line)?.[1]));
  expect(numbers).toEqual(Array.from({ length: 58 }, (_, n) => n + 1));
});
