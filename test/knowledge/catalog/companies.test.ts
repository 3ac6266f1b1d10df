import { describe, expect, test } from 'vitest';
import { loadCompanies } from '../../../src/knowledge/catalog/companies.ts';
import type { Problem, SourceFile } from '../../../src/knowledge/catalog/yaml.ts';

const file = (id: string, ...lines: string[]): SourceFile => ({
  path: `config/companies/${id}.yml`,
  text: ['country: CN', 'sector: games', ...lines, ''].join('\n'),
});
const loadCompany = (...lines: string[]) =>
  loadCompanies([file('haze', 'name: 雾里游戏', ...lines)]);
const said = (problems: readonly Problem[]) =>
  problems.map((problem) => `${problem.line}:${problem.column} ${problem.message}`);

describe('one company file', () => {
  test.each([
    ['from: 2011-03-02, reverseMerger: 2016-04', 'the listing begins 2011-03-02, before'],
    ['reverseMerger: 2016-04', 'the listing begins at no stated day, before'],
    ['from: 2016-04, reverseMerger: 2016-04', null],
  ])('a listing with %s', (days, problem) => {
    const { problems } = loadCompany(`listings: [{mic: XSHE, symbol: "002558", ${days}}]`);
    expect(said(problems)).toEqual(problem === null ? [] : [expect.stringContaining(problem)]);
  });

  test('is short for people and full for the program', () => {
    const { companies, problems } = loadCompany(
      'aliases: [雾里, {name: Haze, ordinary: true, to: 2021}]',
      'listings: [{mic: XHKG, symbol: 0099, from: 2019-05-06}]',
      'entities: [雾里（杭州）网络有限公司, {name: 雾里游戏有限公司, relation: self, sure: false}]',
      'apps: [{id: fog, name: 雾岛, value: core, packages: com.haze.fog, evidence: notice list 3 2021-08-18}]',
    );
    expect(problems).toEqual([]);
    const unverified: unknown[] = [];
    const judgement = [{ kind: 'judgement', source: 'estimate', day: null }];
    const notice = [{ kind: 'notice', source: 'list 3', day: '2021-08-18' }];
    const open = { from: null, to: null };
    expect(companies[0]).toEqual({
      id: 'haze',
      name: { en: null, zh: '雾里游戏', zhHant: null },
      country: 'CN',
      sector: 'games',
      aliases: [
        { name: '雾里', ...open, ordinary: false, shared: false },
        { name: 'Haze', from: null, to: '2021', ordinary: true, shared: false },
      ],
      listings: [
        { mic: 'XHKG', symbol: '0099', from: '2019-05-06', to: null, evidence: unverified },
      ],
      controlledBy: [],
      stakes: [],
      entities: [
        {
          name: '雾里（杭州）网络有限公司',
          relation: 'consolidated',
          sure: true,
          ...open,
          evidence: unverified,
        },
        { name: '雾里游戏有限公司', relation: 'self', sure: false, ...open, evidence: unverified },
      ],
      affiliates: [],
      apps: [
        {
          id: 'haze/fog',
          name: { en: null, zh: '雾岛', zhHant: null },
          aliases: [],
          ordinary: false,
          operator: null,
          // a notice shows that the app is theirs, not how much it earns
          value: [{ tier: 'core', ...open, evidence: judgement }],
          reach: [],
          packages: ['com.haze.fog'],
          icp: [],
          sure: true,
          ...open,
          evidence: notice,
        },
      ],
      note: null,
    });
  });

  test.each([
    ['an unknown key', ['listing: []'], '4:1 unknown key "listing"'],
    [
      'an unknown key deep inside',
      ['apps: [{id: fog, name: 雾岛, operators: x}]'],
      '4:28 unknown key "operators"',
    ],
    [
      'an impossible date',
      ['aliases: [{name: 雾, from: 2021-13}]'],
      '4:21 "aliases.0.from": a date is YYYY-MM-DD, YYYY-MM or YYYY',
    ],
    ['a missing key', ['stakes: [{share: 0.2}]'], '4:10 "stakes.0.holder" is missing'],
    [
      'a share in percent',
      ['stakes: [{holder: haze, share: 20}]'],
      '4:25 "stakes.0.share": a share is a number from 0 to 1, for example 0.56',
    ],
    [
      'an address that is none',
      [
        'entities: [{name: 雾有限公司, evidence: {kind: filing, source: report, day: 2021, url: "file:///x"}}]',
      ],
      '4:78 "entities.0.evidence.0.url": Invalid URL',
    ],
    [
      'broken YAML',
      ['aliases: [雾'],
      '5:1 not readable as YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
  ])('names the line and column of %s', (_, lines, message) => {
    const { companies, problems } = loadCompany(...lines);
    expect(companies).toEqual([]);
    expect(said(problems)[0]).toBe(message);
    expect(problems[0]!.remedy).not.toBe('');
  });

  test('lists the keys that are known where one is not', () => {
    const { problems } = loadCompany('listings: [{mic: XHKG, ticker: 0099}]');
    expect(problems.map((problem) => problem.remedy)).toContain(
      'Remove it or correct its name; known here: mic, symbol, reverseMerger, from, to, evidence.',
    );
  });

  test('an edge without evidence is unverified', () => {
    const { companies, problems } = loadCompany('entities: [雾里有限公司]');
    expect(problems).toEqual([]);
    expect(companies[0]!.entities[0]!.evidence).toEqual([]);
  });

  test.each([
    ['a kind that there is not', 'rumour a friend 2021-08-18', 'Invalid option'],
    ['no day', 'filing annual report', 'evidence is a kind, a source and a day'],
    ['nothing but a kind', 'notice', 'evidence is a kind, a source and a day'],
  ])('evidence with %s is refused', (_, text, message) => {
    const { problems } = loadCompany(`entities: [{name: 雾里有限公司, evidence: ${text}}]`);
    expect(said(problems)[0]).toContain(message);
    expect(problems[0]!.line).toBe(4);
  });

  test('is called by the id of its company', () => {
    expect(said(loadCompanies([file('Haze Games', 'name: 雾里')]).problems)[0]).toMatch(
      /^1:1 the name of the file/,
    );
  });
});

describe('all company files together', () => {
  const two = (first: string[], second: string[]) =>
    said(
      loadCompanies([
        file('haze', 'name: 雾里游戏', ...first),
        file('mist', 'name: 岚游戏', ...second),
      ]).problems,
    );

  test.each([
    [
      'an alias',
      ['aliases: [雾島]'],
      ['aliases: [雾岛]'],
      '4:11 "雾岛" belongs to haze too (from the beginning)',
    ],
    [
      'an alias and an app',
      ['apps: [{id: fog, name: Fog Isle}]'],
      ['aliases: [ＦＯＧ isle]'],
      '4:11 "ＦＯＧ isle" belongs to haze too (from the beginning)',
    ],
    [
      'a firm',
      ['entities: [雾岛有限公司]'],
      ['entities: [{name: 雾岛有限公司, from: 2021}]'],
      '4:12 "雾岛有限公司" belongs to haze too (from 2021)',
    ],
    [
      'a security',
      ['listings: [{mic: XHKG, symbol: 0099}]'],
      ['listings: [{mic: XHKG, symbol: 0099}]'],
      '4:12 "XHKG:0099" belongs to haze (listing 1) too (from the beginning)',
    ],
  ])('%s has one owner a day', (_, first, second, message) => {
    expect(two(first, second)).toEqual([message]);
  });

  test('a name that both say they share belongs to both, and to one of them alone it does not', () => {
    const shared = 'aliases: [{name: 雾岛, shared: true}]';
    expect(two([shared], [shared])).toEqual([]);
    expect(two([shared], ['aliases: [雾岛]'])).toEqual([
      '4:11 "雾岛" belongs to haze too (from the beginning)',
    ]);
  });

  test('a name may pass on: the day of `to` is the next owner’s first', () => {
    expect(
      two(
        ['aliases: [{name: 雾岛, to: 2021-09-23}]'],
        ['aliases: [{name: 雾岛, from: 2021-09-23}]'],
      ),
    ).toEqual([]);
    expect(
      two(
        ['aliases: [{name: 雾岛, to: 2021-09-24}]'],
        ['aliases: [{name: 雾岛, from: 2021-09-23}]'],
      ),
    ).toEqual(['4:11 "雾岛" belongs to haze too (from 2021-09-23)']);
  });

  test('a company and its own app may share a name, two of its apps may not', () => {
    expect(two(['aliases: [雾岛]', 'apps: [{id: fog, name: 雾岛}]'], [])).toEqual([]);
    expect(
      two(['apps: [{id: fog, name: 雾岛}, {id: fog-hd, name: 岛, aliases: [雾岛]}]'], []),
    ).toHaveLength(1);
  });

  test.each([
    [
      'an exchange that nobody knows',
      ['listings: [{mic: XXXX, symbol: A}]'],
      '4:13 unknown exchange "XXXX"',
    ],
    [
      'a controller that is not there',
      ['controlledBy: [{company: gone, by: majority}]'],
      '4:17 there is no company "gone"',
    ],
    ['a holder that is not there', ['stakes: [{holder: gone}]'], '4:11 there is no company "gone"'],
    [
      'an end before the beginning',
      ['aliases: [{name: 雾, from: 2021-05, to: 2021-05-01}]'],
      '4:11 "to" (2021-05-01) is not after "from" (2021-05)',
    ],
    [
      'a firm that is both controlled and not',
      ['entities: [雾有限公司]', 'affiliates: [{name: 雾有限公司, relation: affiliate}]'],
      '5:14 "雾有限公司" is an entity and an affiliate on the same day',
    ],
    [
      'two apps of one id',
      ['apps: [{id: fog, name: 雾}, {id: fog, name: 岛}]'],
      '4:29 two apps have the id "fog"',
    ],
  ])('refuse %s', (_, lines, message) => {
    expect(two(lines, [])).toEqual([message]);
  });

  test('refuse a circle of control, on a day on which it closes', () => {
    const circle = (from: string) =>
      two(
        ['controlledBy: [{company: mist, by: majority, to: 2021}]'],
        [`controlledBy: [{company: haze, by: contract, from: ${from}}]`],
      );
    expect(circle('2020-12')).toHaveLength(2);
    expect(circle('2021')).toEqual([]);
  });

  test('refuse a sector outside the closed list', () => {
    const { problems } = loadCompanies([file('haze', 'name: 雾里')], new Set(['media']));
    expect(said(problems)).toEqual(['2:1 unknown sector "games"']);
  });
});
