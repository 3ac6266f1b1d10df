import { describe, expect, it } from 'vitest';
import type { Company } from '../../../src/domain/company.ts';
import { companyTable, openCompanies } from '../../../src/knowledge/catalog/company-table.ts';
import { readUniverse } from '../../../src/knowledge/catalog/universe.ts';
import { joinUniverse, withFirms } from '../../../src/knowledge/catalog/universe-companies.ts';
import { registeredKey } from '../../../src/knowledge/names/firm.ts';

const SOURCES = {
  path: 'config/universe/sources.tsv',
  text: 'code\tday\tkind\tsource\na\t2026-04-09\texchange-list\tList A\nn\t2026-08-22\texchange-list\tList N\n',
};
const HEAD = 'mic\tsymbol\tfrom\tto\tshort\tzh\ten\tcountry\tsector\tcompany\twas\tsources';

function read(market: string, ...lines: string[]) {
  return readUniverse(
    [{ path: `config/universe/${market}.tsv`, text: [HEAD, ...lines, ''].join('\n') }],
    SOURCES,
  );
}

/** A row of the United States: symbol, days, name, then what differs. */
const us = (symbol: string, from: string, to: string, en: string, company = '', was = '') =>
  `XNAS\t${symbol}\t${from}\t${to}\t\t\t${en}\t\t\t${company}\t${was}\tan`;

const FB = us(
  'FB',
  '2012-05-18',
  '~2022-06-09',
  'Meta Platforms Inc.',
  'xnas-meta',
  '~2021-11-02 Facebook Inc.',
);
const META = us('META', '~2022-06-10', '', 'Meta Platforms Inc.');

describe('readUniverse', () => {
  it('reads a row with its days, names, former names and sources', () => {
    const { rows, asOf } = read('us', FB);
    expect(asOf).toBe('2026-08-22');
    expect(rows[0]).toMatchObject({
      mic: 'XNAS',
      symbol: 'FB',
      from: '2012-05-18',
      to: '2022-06-09',
      country: 'US',
      sector: 'other',
      was: [{ name: 'Facebook Inc.', to: '2021-11-02' }],
      sources: [{ source: 'List A' }, { source: 'List N' }],
    });
    expect(joinUniverse([], rows).problems).toMatchObject([
      { line: 2, message: '"company" names xnas-meta, which is the id of no row' },
    ]);
  });

  it.each([
    ['a wrong exchange', 'hk', META, /^XNAS is no exchange of this file/],
    [
      'a symbol that is none',
      'us',
      us('no symbol', '', '', 'Some Inc.'),
      /"no symbol" is no symbol/,
    ],
    [
      'a day in the future',
      'us',
      us('ABC', '2027-01-04', '', 'Some Inc.'),
      /2027-01-04 is after the newest source/,
    ],
    [
      'a day that is none',
      'us',
      us('ABC', '2021-13-01', '', 'Some Inc.'),
      /"2021-13-01" is no day/,
    ],
    [
      'days in the wrong order',
      'us',
      us('ABC', '2021-03-01', '2020-03-01', 'Some Inc.'),
      /is not after the first/,
    ],
    ['no name', 'us', us('ABC', '', '', ''), /a name is missing/],
    ['an unknown source', 'us', META.replace(/an$/, 'x'), /sources.tsv lacks/],
    ['a cell too few', 'us', META.replace('\tan', ''), /11 cells instead of 12/],
  ])(
    'leaves out a row with %s, says file and line, and reads the rest',
    (_, market, line, message) => {
      const good =
        market === 'us' ? META : 'XHKG\t0700\t2004-06-16\t\t\t腾讯控股有限公司\t\t\t\t\t\tan';
      const { rows, problems } = read(market, line, good);
      expect(rows).toHaveLength(1);
      expect(problems).toMatchObject([{ file: `config/universe/${market}.tsv`, line: 2 }]);
      expect(problems[0]!.message).toMatch(message);
    },
  );

  it('leaves out the second of two living companies with one symbol, and takes two at different times', () => {
    const first = us('ABC', '2001-01-02', '2010-05-03', 'First Inc.', 'xnas-abc-2010');
    const second = us('ABC', '2012-01-03', '', 'Second Inc.');
    const third = us('ABC', '2013-01-03', '', 'Third Inc.');
    const { rows, problems } = read('us', first, second, third);
    expect(rows.map((row) => row.en)).toEqual(['First Inc.', 'Second Inc.']);
    expect(problems).toMatchObject([{ line: 4 }]);
    expect(problems[0]!.message).toBe(
      'XNAS:ABC is the symbol of Second Inc. on the same days (line 3)',
    );
  });

  it('leaves out the second of two rows with one symbol where no company is named: it may be another one', () => {
    const first = us('ABC', '2001-01-02', '2010-05-03', 'First Inc.');
    const { rows, problems } = read('us', first, us('ABC', '2012-01-03', '', 'Second Inc.'));
    expect(rows.map((row) => row.en)).toEqual(['First Inc.']);
    expect(problems[0]!.message).toBe(
      'XNAS:ABC is the symbol of First Inc. on other days (line 2)',
    );
  });

  it('says when the columns are not those of the table', () => {
    const { rows, problems } = readUniverse(
      [{ path: 'us.tsv', text: 'mic\tsymbol\nXNAS\tABC' }],
      SOURCES,
    );
    expect(rows).toEqual([]);
    expect(problems).toMatchObject([{ file: 'us.tsv', line: 1 }]);
  });
});

describe('identity', () => {
  const companiesOf = (...lines: string[]) =>
    joinUniverse([], read('us', ...lines).rows).others.map((company) => [
      company.id,
      company.name.en,
      company.listings.map(({ symbol }) => symbol),
    ]);

  it('is one company over a change of symbol, with the names of the row after which it is called', () => {
    expect(companiesOf(FB, META)).toEqual([['xnas-meta', 'Meta Platforms Inc.', ['META', 'FB']]]);
  });

  it('gives each company of a symbol that was used again its own rows', () => {
    expect(
      companiesOf(
        us('PARA', '2022-02-17', '2025-08-07', 'Paramount Global', 'xnas-para-2025'),
        us('PARA', '2026-08-07', '', 'Banzai International Inc.'),
        us('VIAC', '2019-12-05', '2022-02-17', 'ViacomCBS Inc.', 'xnas-para-2025'),
      ),
    ).toEqual([
      ['xnas-para-2025', 'Paramount Global', ['PARA', 'VIAC']],
      ['xnas-para', 'Banzai International Inc.', ['PARA']],
    ]);
  });

  it('a row of a company that has a file completes that company, by listing and day', () => {
    const [meta] = joinUniverse([], read('us', META).rows).others;
    const kept = {
      ...meta!,
      id: 'meta' as never,
      listings: [{ ...meta!.listings[0]!, evidence: [] }],
      entities: [],
    };
    const joined = joinUniverse([kept], read('us', FB, META, us('ABC', '', '', 'Other Inc.')).rows);
    expect(joined.others.map((one) => one.id)).toEqual(['xnas-abc']);
    expect(
      joined.filed[0]!.listings.map((one) => [one.symbol, one.from, one.to, one.evidence.length]),
    ).toEqual([
      ['META', '2022-06-10', null, 2],
      ['FB', '2012-05-18', '2022-06-09', 2],
    ]);
    expect(joined.filed[0]!.entities.map((one) => [one.name, one.relation])).toEqual([
      ['Facebook Inc.', 'former-name'],
    ]);
  });
});

describe('firms of a table', () => {
  const { rows, sources } = read('us', META, us('ABC', '2001-01-02', '', 'Other Inc.'));
  const joined = joinUniverse([], rows);
  const firms = (...lines: string[]) =>
    withFirms(
      joined,
      { path: 'firms.tsv', text: ['name\tcompany\tsource\tday', ...lines].join('\n') },
      sources,
    );
  const entitiesOf = ({ others }: ReturnType<typeof firms>, id: string) =>
    others.find((one) => one.id === id)!.entities.map((one) => [one.name, one.relation]);

  it('are added to the company of the symbol, with evidence of their own day', () => {
    const found = firms('元宇（上海）科技有限公司\tXNAS:META\ta\t2025-03-02');
    expect(found.problems).toEqual([]);
    expect(found.others.find((one) => one.id === 'xnas-meta')!.entities.at(-1)).toMatchObject({
      name: '元宇（上海）科技有限公司',
      relation: 'consolidated',
      from: null,
      to: null,
      evidence: [{ kind: 'exchange-list', source: 'List A', day: '2025-03-02' }],
    });
    expect(entitiesOf(found, 'xnas-abc')).toEqual([['Other Inc.', 'self']]);
  });

  it('are unverified where the line names no source', () => {
    const found = firms('元宇（上海）科技有限公司\tXNAS:META\t\t');
    expect(found.problems).toEqual([]);
    expect(found.others.find((one) => one.id === 'xnas-meta')!.entities.at(-1)!.evidence).toEqual(
      [],
    );
  });

  it.each([
    [
      'whose company is not there',
      '元宇有限公司\tXNAS:XYZ\ta\t2025-03-02',
      /XNAS:XYZ is no company/,
    ],
    [
      'of a source that is not there',
      '元宇有限公司\tXNAS:META\tz\t2025-03-02',
      /a firm has a letter/,
    ],
    ['without a day', '元宇有限公司\tXNAS:META\ta\t', /a firm has a letter/],
    [
      'that is another company',
      'Other, Inc\tXNAS:META\ta\t2025-03-02',
      /Other, Inc is a firm of xnas-abc/,
    ],
  ])('a line %s is left out and named, the rest is read', (_, line, message) => {
    const found = firms(line, '真有限公司\tXNAS:META\ta\t2025-03-02');
    expect(found.problems).toMatchObject([{ file: 'firms.tsv', line: 2 }]);
    expect(found.problems[0]!.message).toMatch(message);
    expect(entitiesOf(found, 'xnas-meta').at(-1)).toEqual(['真有限公司', 'consolidated']);
  });
});

describe('the table of the universe', () => {
  const { rows, sources } = read('us', FB, META, us('ABC', '2001-01-02', '', 'Other Holdings Inc'));
  const firm = 'name\tcompany\tsource\tday\n元宇有限公司\tXNAS:META\ta\t2025-03-02\n';
  const { others } = withFirms(joinUniverse([], rows), { path: 'firms.tsv', text: firm }, sources);
  const opened = (filed: readonly Company[]) => {
    const { companies, records } = companyTable({ filed, others }, { asOf: null, leftOut: [] });
    return openCompanies(companies, records);
  };
  const { universe: table } = opened([]);

  it('gives back each company as it was put in', () => {
    expect([...table.companies()]).toEqual(others);
    expect(table.get('xnas-meta')).toEqual(others.find((one) => one.id === 'xnas-meta'));
    expect(table.get('xnas-fb')).toBeUndefined();
  });

  it('gives back what only companies with a file have', () => {
    const known = others[0]!;
    const [listing] = known.listings;
    const days = { from: '2020' as never, to: null };
    const filed: Company = {
      ...known,
      id: 'filed' as never,
      name: { ...known.name, short: { en: 'Short' } },
      aliases: [
        { name: 'Plain', from: null, to: null, ordinary: false, shared: false },
        { name: 'Word', ...days, ordinary: true, shared: false },
        { name: 'Common', from: null, to: null, ordinary: false, shared: true },
      ],
      listings: [{ ...listing!, reverseMerger: '2021' as never }],
      stakes: [{ holder: 'other' as never, share: 0.25, ...days, evidence: [] }],
      note: 'a note',
    };
    const { companies } = opened([
      filed,
      { ...filed, id: 'bare' as never, stakes: [], note: null },
    ]);
    expect(companies.get('filed' as never)).toEqual(filed);
    expect(companies.get('bare' as never)).toEqual({
      ...filed,
      id: 'bare',
      stakes: [],
      note: null,
    });
  });

  it('finds companies by registered name, present and former', () => {
    const named = (name: string) => table.named(registeredKey(name)).map((one) => one.id);
    expect(named('Meta Platforms, Inc')).toEqual(['xnas-meta']);
    expect(named('Facebook, Inc.')).toEqual(['xnas-meta']);
    expect(named('Meta Platforms')).toEqual([]);
  });

  it('is known by id and not walked', () => {
    const kept = { ...table.get('xnas-abc')!, id: 'kept' as never };
    const { companies, universe } = opened([kept]);
    expect([universe.size, universe.get('kept')]).toEqual([others.length, undefined]);
    expect(companies.has('xnas-abc' as never)).toBe(true);
    expect(companies.get('xnas-abc' as never)?.name.en).toBe('Other Holdings Inc');
    const before = companies.get('kept' as never);
    expect([...companies]).toEqual([['kept', kept]]);
    expect([companies.size, companies.get('kept' as never)]).toEqual([1, before]);
    expect(companies.get('xnas-abc' as never)?.name.en).toBe('Other Holdings Inc');
  });
});
