import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CalendarDate } from '../../../src/domain/time.ts';
import { loadCompanies } from '../../../src/knowledge/catalog/companies.ts';
import { readHistory, unknownIds } from '../../../src/knowledge/catalog/history.ts';
import { RulesFile, SectorsFile } from '../../../src/knowledge/catalog/lists.ts';
import { futureRecords } from '../../../src/knowledge/catalog/load.ts';
import { loadRegulators } from '../../../src/knowledge/catalog/regulators.ts';
import { loadWords } from '../../../src/knowledge/catalog/words.ts';
import { readYaml } from '../../../src/knowledge/catalog/yaml.ts';
import { companyFiles } from '../../support/company-files.ts';

const file = (path: string) => ({ path, text: readFileSync(path, 'utf8') });
const folder = (path: string) =>
  readdirSync(path)
    .filter((name) => name.endsWith('.yml'))
    .sort()
    .map((name) => file(`${path}/${name}`));

describe('config/history and config/rules.yml', () => {
  const history = readHistory(folder('config/history'));
  const { value, problems } = readYaml(file('config/rules.yml'), RulesFile);
  const rules = value!;

  test('are sound, and hold at least 500 acts from 2018 to 2026, 70 % attested', () => {
    expect([...history.problems, ...history.leftOut, ...problems]).toEqual([]);
    expect(history.records.length).toBeGreaterThanOrEqual(500);
    expect([
      history.records[0]!.date.slice(0, 4),
      history.records.at(-1)!.date.slice(0, 4),
    ]).toEqual(['2018', '2026']);
  });

  test('name only companies, bodies and sectors of the catalog', () => {
    const { companies } = loadCompanies(companyFiles());
    const { places, bureaus } = loadWords(folder('config/words'));
    const { regulators } = loadRegulators(folder('config/regulators'), places, bureaus);
    const sectors = readYaml(file('config/sectors.yml'), SectorsFile).value!;
    const known = {
      companies: new Set(companies.map((company) => company.id)),
      regulators: new Set(regulators.map((regulator) => regulator.id)),
      sectors: new Set(sectors.map((sector) => sector.id)),
    };
    const lost = (ids: typeof known) =>
      rules.flatMap(({ regulator, hits }) =>
        unknownIds(ids, {
          regulators: [regulator],
          companies: hits.map((one) => one.company),
          sectors: hits.map((one) => one.sector),
        }),
      );
    const files = folder('config/history');
    expect([...readHistory(files, { known }).leftOut, ...lost(known)]).toEqual([]);
    const nobody = { ...known, companies: new Set<never>() };
    const message = expect.stringContaining('there is no company');
    const { records, leftOut } = readHistory(files, { known: nobody });
    expect([records, leftOut[0], lost(nobody)[0]]).toMatchObject([[], { message }, { message }]);
  });

  test('an attested record rests on more than a judgement', () => {
    for (const { id, attested, evidence } of [...history.records, ...history.notes]) {
      expect(
        evidence.some((one) => one.kind !== 'judgement'),
        id,
      ).toBe(attested);
    }
    const attested = history.records.filter((record) => record.attested).length;
    expect(attested / history.records.length).toBeGreaterThanOrEqual(0.7);
  });

  test('the seed day stands there with its number and deadline', () => {
    const record = history.records.find((one) => one.id === 'cn-miit-2021-08-18-batch-17');
    expect(record).toMatchObject({
      batch: { yearly: 8, total: 17 },
      deadline: '2021-08-25',
      attested: true,
    });
    expect(record!.hits.find((hit) => hit.company === 'tencent')!.apps).toEqual([
      '微信',
      '企业微信',
      '腾讯视频',
      '腾讯地图',
    ]);
  });

  test('a law for everybody has its dates and hits nobody', () => {
    const law = rules.find((rule) => rule.id === 'personal-information-protection-law');
    expect(law).toMatchObject({ enacted: '2021-08-20', inForce: '2021-11-01', hits: [] });
    expect(law!.proposed).toMatch(/^2021-08/);
  });
});

describe('a history file', () => {
  const text = `
acts:
  - id: a
    by: cn-miit
    acted: 2022-03-01
    title: A list
    measure: rectify
    market: CN
    evidence: {kind: press, source: a newspaper}
    hits:
      - acme
      - {company: other, apps: 门店通}
notes:
  - {id: b, companies: [acme, other], date: 2022-03-02, kind: lawsuit, title: A suit}
`;
  const read = (changed: string) =>
    readHistory([{ path: 'config/history/2022.yml', text: changed }]);

  test('fills in what is left out: whole company, not attested', () => {
    const { records, notes, problems } = read(text);
    expect(problems).toEqual([]);
    expect(records[0]!.hits).toMatchObject([
      { company: 'acme', companyWide: true, object: { kind: 'company' } },
      { company: 'other', companyWide: false, object: { kind: 'app' }, apps: ['门店通'] },
    ]);
    expect(records[0]!.attested).toBe(true);
    expect(notes.map((note) => [note.id, note.attested])).toEqual([
      ['b-acme', false],
      ['b-other', false],
    ]);
  });

  test.each([
    ['an id that stands twice', 'id: b', 'id: a', '"a" stands twice', 14],
    ['an act of another year', '2022-03-01', '2021-03-01', '2021-03-01 is not in 2022', 5],
    ['an unknown key', 'title: A list', 'titel: A list', 'unknown key "titel"', 6],
    ['an unknown measure', 'measure: rectify', 'measure: rectified', 'measure', 7],
    [
      'no evidence at all',
      '    evidence: {kind: press, source: a newspaper}\n',
      '',
      'the record states no evidence',
      3,
    ],
    ['evidence without kind', '{kind: press, source', '{source', '"evidence.0.kind"', 9],
  ])('%s is said with its line, and only that entry is left out', (_, from, to, message, line) => {
    const { problems, leftOut, records, notes } = read(text.replace(from, to));
    expect(problems).toEqual([]);
    expect(leftOut).toHaveLength(1);
    expect(leftOut[0]).toMatchObject({ file: 'config/history/2022.yml', line });
    expect(leftOut[0]!.message).toContain(message);
    expect(records.length + new Set(notes.map((note) => note.date)).size).toBe(1);
  });

  test('two entries of one act: the second is left out and names the first, another measure is not', () => {
    const again = (measure: string) =>
      text.replace(
        'notes:',
        `  - id: c
    by: cn-miit
    acted: 2022-03-01
    title: The list once more
    measure: ${measure}
    market: CN
    evidence: unverified
    hits: [acme]
notes:`,
      );
    expect(read(again('rectify')).leftOut).toMatchObject([
      { line: 13, message: '"c" tells the same act as "a"' },
    ]);
    const { records, leftOut } = read(again('name'));
    expect([records.map((one) => [one.id, one.attested]), leftOut]).toEqual([
      [
        ['a', true],
        ['c', false],
      ],
      [],
    ]);
  });

  test('the form of version 0.1 is refused, with what to write in its place', () => {
    const { records, problems } = read(`
records:
  - {id: a, regulator: cn-miit, date: 2022-03-01, types: [named, rectification-ordered], hits: [acme]}
  - {id: b, regulator: cn-cac, date: 2022-03-02, types: reinstated}
`);
    expect(records).toEqual([]);
    expect(problems).toMatchObject([
      { line: 3, message: 'a is in the form of version 0.1' },
      {
        line: 4,
        remedy: expect.stringContaining('by: cn-cac, acted: 2022-03-02, on: …, effect: lifted'),
      },
    ]);
    expect(problems[0]!.remedy).toContain(
      'by: cn-miit, acted: 2022-03-01, measure: rectify, market: …',
    );
  });

  test('check-catalog names file and line of an act that has not happened, among those of the folder', () => {
    const home = mkdtempSync(join(tmpdir(), 'tocsin-history-'));
    mkdirSync(join(home, 'history'));
    writeFileSync(join(home, 'history', '2022.yml'), text);
    const found = futureRecords(home, CalendarDate.parse('2022-02-28'));
    expect(found).toMatchObject([
      {
        file: join(home, 'history', '2022.yml'),
        line: 3,
        message: 'a: 2022-03-01 is in the future',
        remedy: expect.stringContaining('Correct the date'),
      },
    ]);
    expect(futureRecords(home, CalendarDate.parse('2022-03-01'))).toEqual([]);
    rmSync(home, { recursive: true });
  });

  test('a rule without a date, with falling levels or with a hit on nobody is named', () => {
    const rule = `
- id: r
  regulator: cn-cac
  title: A rule
  level: {proposed: 4, enacted: 2}
  hits: [{exposure: 1}]
`;
    const { problems } = readYaml({ path: 'config/rules.yml', text: rule }, RulesFile);
    expect(problems.map((one) => one.message)).toEqual([
      'levels go from 1 to 5, and an enacted rule is at least as grave as its draft',
      'a hit names a sector or a company, one of them',
      'the rule has no date',
    ]);
  });
});
