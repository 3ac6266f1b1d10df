import { describe, expect, test } from 'vitest';
import { readHistory } from '../../../src/knowledge/catalog/history.ts';

const ACTS = `
acts:
  - id: suit
    by: us-doj
    with: us-state-ags
    title: {en: A suit, zh: 诉讼}
    measure: sue
    form: civil
    acted: 2022-03-01
    public: 2022-03-02
    market: US
    about: {en: monopolisation, zh: 垄断}
    matter: us-acme-phones
    checked: 2022-09-01 docket 1:22-cv-1
    evidence: {kind: notice, url: "https://justice.example/1", seen: "2022-03-05"}
    hits:
      - {company: acme, object: {kind: line, en: phones, zh: 手机业务}, share: {value: 0.5, year: 2021, quality: stated}}
      - {company: other, share: minor}
  - id: fine
    by: us-ftc
    title: A fine
    measure: fine
    acted: 2022-04-01
    market: US
    evidence: press
    size:
      - {currency: USD, amount: 1200000}
      - {currency: USD, amount: 300000, kind: confiscation}
    hits: {company: acme, apps: [Shop], unnamedApps: 2}
`;
const RULING = `
acts:
  - id: ruling
    by: us-court
    title: A ruling
    on: [suit, fine]
    effect: annulled
    acted: 2023-02-01
    matter: us-acme-phones
    evidence: press
`;
const read = (acts = ACTS, ruling = RULING) =>
  readHistory([
    { path: 'config/history/2023.yml', text: ruling },
    { path: 'config/history/2022.yml', text: acts },
  ]);

describe('an act of the record', () => {
  test('states measure, object, market, size, matter and days; what it leaves out is not stated', () => {
    const { records, leftOut, problems } = read();
    expect([leftOut, problems]).toEqual([[], []]);
    const [suit, fine] = records;
    expect(suit).toMatchObject({
      regulator: 'us-doj',
      date: '2022-03-02',
      evidence: [{ kind: 'notice', seen: '2022-03-05' }],
      act: {
        measure: 'sue',
        form: 'civil',
        posture: 'filed',
        with: ['us-state-ags'],
        market: 'US',
        who: 'everyone',
        acted: '2022-03-01',
        effective: null,
        checked: { day: '2022-09-01', source: 'docket 1:22-cv-1' },
      },
    });
    expect(suit!.hits).toMatchObject([
      { object: { kind: 'line', name: { en: 'phones' } }, companyWide: false, marketShare: 0.5 },
      { object: { kind: 'company', name: null }, companyWide: true, part: { value: 'minor' } },
    ]);
    expect(fine!.hits).toMatchObject([
      {
        object: { kind: 'app' },
        fine: { currency: 'USD', amount: 1_200_000 },
        act: { size: [{ kind: 'penalty' }, { kind: 'confiscation', amount: 300_000 }] },
      },
    ]);
  });

  test('that changes others touches whom they touch, wherever they stand in the files', () => {
    const ruling = read().records.find(({ id }) => id === 'ruling')!;
    expect(ruling.act).toMatchObject({ measure: null, on: ['suit', 'fine'], effect: 'annulled' });
    expect(
      ruling.hits.map(({ company, object, act }) => [company, object.kind, act.market]),
    ).toEqual([
      ['acme', 'line', 'US'],
      ['other', 'company', 'US'],
      ['acme', 'app', 'US'],
    ]);
  });

  test.each([
    ['a form of another measure', 'form: civil', 'form: letter', '"letter" is no form of sue'],
    ['a fine without a sum', / {4}size:\n.*\n.*\n/, '', 'fine states no size'],
    ['no market', '    market: US\n    about', '    about', 'the act states no market'],
    [
      'a measure and an effect',
      'form: civil',
      'effect: upheld',
      'an act has a measure of its own or',
    ],
    [
      'a matter and a programme',
      'matter: us-acme',
      'programme: us-x\n    matter: us-acme',
      'a matter or a programme',
    ],
    [
      'an end before the act',
      'checked: 2022-09-01',
      'ended: 2021-09-01',
      '"ended" lies before the act',
    ],
    [
      'apps beside a line',
      'object: {kind: line',
      'apps: [Shop], object: {kind: line',
      'a hit names apps or another object',
    ],
    [
      'an unknown market',
      'market: US\n    about',
      'market: America\n    about',
      'a market is a country',
    ],
    [
      'a posture that has to be stated',
      /measure: sue\n {4}form: civil/,
      'measure: rule',
      'rule states no posture',
    ],
  ])('%s is refused with its line', (_, from, to, message) => {
    const { records, leftOut } = read(ACTS.replace(from, to));
    expect(leftOut[0]!.message).toContain(message);
    expect(leftOut[0]!.line).toBeGreaterThan(2);
    expect(records.map(({ id }) => id)).not.toContain('ruling');
  });

  test('not published is said of a sum, and an act on one that nobody recorded is refused', () => {
    const { records } = read(ACTS.replace(/size:\n.*\n.*\n/, 'size: not-published\n'));
    expect(records.find(({ id }) => id === 'fine')!.hits[0]).toMatchObject({
      fine: null,
      act: { size: [] },
    });
    const { leftOut } = read(ACTS, RULING.replace('[suit, fine]', 'none'));
    expect(leftOut).toMatchObject([{ message: 'ruling: there is no act "none"', line: 6 }]);
  });
});
