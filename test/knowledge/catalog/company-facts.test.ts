import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FACT_TABLES, readFacts } from '../../../src/knowledge/catalog/company-facts.ts';
import { repositoryCatalog } from '../../support/catalog.ts';

const HEADS = {
  revenue: 'company\tyear\trevenue\tcurrency\tquality\tsource',
  markets: 'company\tmarket\tshare\tyear\tquality\tsource',
  'market-sizes': 'market\tsize\tpartOf\tquality\tsource',
  fx: 'currency\tyear\tperUsd\tquality\tsource',
};
const SOUND = {
  revenue: ['acme\t2022\t100\tEUR\tstated\treport'],
  markets: ['acme\tUS\t0.4\t2022\tjudged\tguess', 'acme\tEU\t0.6\t2022\tjudged\tguess'],
  'market-sizes': ['US\t0.25\t\tjudged\tx', 'EU\t0.2\t\tjudged\tx', 'DE\t0.05\tEU\tjudged\tx'],
  fx: ['EUR\t2022\t0.95\tstated\tx'],
};
type Table = keyof typeof HEADS;

const read = (changed: Partial<Record<Table, string[]>> = {}) =>
  readFacts((name) => ({
    path: `config/facts/${name}.tsv`,
    text: `${HEADS[name]}\n${(changed[name] ?? SOUND[name]).join('\n')}\n`,
  }));

describe('config/facts', () => {
  test('the shipped tables are sound and name companies of the catalog alone', () => {
    const { facts, problems } = readFacts((name) => {
      const path = `config/facts/${name}.tsv`;
      return { path, text: readFileSync(path, 'utf8') };
    });
    expect(problems).toEqual([]);
    const { companies, history } = repositoryCatalog().catalog!;
    const strangers = [...facts.revenue, ...facts.markets].filter(
      (row) => !companies.has(row.company),
    );
    expect(strangers).toEqual([]);
    const withRevenue = new Set(facts.revenue.map((row) => row.company));
    const hit = new Set(history.flatMap((record) => record.hits.map((one) => one.company)));
    const without = [...hit].filter((company) => !withRevenue.has(company));
    expect(without.length / hit.size).toBeLessThan(0.05);
    expect(new Set(facts.markets.map((row) => row.company)).size).toBeGreaterThanOrEqual(150);
  });

  test('sound tables are read, without their places', () => {
    const { facts, problems } = read();
    expect(problems).toEqual([]);
    expect(facts.revenue).toEqual([
      {
        company: 'acme',
        year: 2022,
        revenue: 100,
        currency: 'EUR',
        quality: 'stated',
        source: 'report',
      },
    ]);
    expect(facts.sizes.map((row) => row.market)).toEqual(['US', 'EU', 'DE']);
  });

  test.each<[Table, string, string]>([
    ['revenue', 'acme\t2022\t100\tGBP\tstated\treport', 'no rate of GBP'],
    ['revenue', 'acme\t2022\t-1\tEUR\tstated\treport', 'above 0'],
    ['revenue', 'acme\t2022\t100\tEUR\tguessed\treport', 'stated'],
    ['markets', 'acme\tUSA\t0.4\t2022\tjudged\tx', 'a market is'],
    ['markets', 'acme\tUS\t1.4\t2022\tjudged\tx', 'a share'],
    ['market-sizes', 'DE\t0.05\tXX\tjudged\tx', 'no market "XX"'],
    ['fx', 'EUR\t22\t0.95\tstated\tx', 'a year'],
  ])('%s: "%s" is refused', (table, line, message) => {
    const { problems } = read({ [table]: [line] });
    expect(problems[0]).toMatchObject({ file: `config/facts/${table}.tsv`, line: 2 });
    expect(problems[0]!.message).toContain(message);
  });

  test('a second line of one key, and markets beyond the whole revenue, are named', () => {
    expect(read({ fx: [...SOUND.fx, ...SOUND.fx] }).problems[0]!.message).toContain('second line');
    const markets = ['acme\tUS\t0.7\t2022\tjudged\tx', 'acme\tEU\t0.6\t2022\tjudged\tx'];
    expect(read({ markets }).problems[0]!.message).toContain('130 %');
    // A country within a market that has a line of its own is no further revenue.
    const within = [...SOUND.markets, 'acme\tDE\t0.2\t2022\tjudged\tx'];
    expect(read({ markets: within }).problems).toEqual([]);
  });

  test('every table has a head', () => {
    expect(Object.keys(HEADS).sort()).toEqual([...FACT_TABLES].sort());
  });
});
