import { describe, expect, test } from 'vitest';
import { type Act, actOf } from '../../../src/domain/act.ts';
import type { Effect } from '../../../src/domain/measures.ts';
import type { RegulatoryEvent } from '../../../src/domain/score.ts';
import { app, scoreOf, step } from './building.ts';

/** Cases as `<opened> <stage> <number of acts>`, in the order in which they opened. */
const cases = (events: readonly RegulatoryEvent[], when: string) =>
  scoreOf(events, when).cases.map((one) => `${one.opened} ${one.stage} ${one.steps.length}`);

const list = (
  date: string,
  total: number,
  name = '门店通',
  parts: Parameters<typeof step>[2] = {},
) =>
  step(date, ['name', 'rectify'], {
    deadline: `${date.slice(0, 8)}28`,
    batch: { yearly: null, total },
    apps: [app(name)],
    ...parts,
  });

describe('which case an act joins', () => {
  test.each<[string, RegulatoryEvent[], string[]]>([
    [
      'two lists are two cases',
      [list('2022-03-01', 1), list('2022-03-20', 2)],
      ['2022-03-01 ordered 1', '2022-03-20 ordered 1'],
    ],
    [
      'a removal joins the latest case of that body with that app',
      [list('2022-02-01', 1), list('2022-03-01', 2), step('2022-03-20', 'delist-app')],
      ['2022-02-01 lapsed 1', '2022-03-01 removed 2'],
    ],
    [
      'a removal of an app that no case names opens one',
      [list('2022-03-01', 1), step('2022-03-20', 'delist-app', { apps: [app('另一款')] })],
      ['2022-03-01 ordered 1', '2022-03-20 removed 1'],
    ],
    [
      'a removal by another body opens one',
      [list('2022-03-01', 1), step('2022-03-20', 'delist-app', { regulator: 'cn-cac' })],
      ['2022-03-01 ordered 1', '2022-03-20 removed 1'],
    ],
    [
      'a missed deadline joins the case whose deadline it is',
      [list('2022-03-01', 1), step('2022-03-26', 'missed-deadline')],
      ['2022-03-01 missed 2'],
    ],
    [
      'acts join an open review, numbered lists do not',
      [
        step('2022-03-01', 'review'),
        step('2022-03-10', 'no-new-clients', { apps: [app('另一款')] }),
        list('2022-03-15', 1),
      ],
      ['2022-03-01 suspended 2', '2022-03-15 ordered 1'],
    ],
    [
      'a list of several firms without a number stands by itself, too',
      [step('2022-03-01', 'summon'), step('2022-03-22', 'name', { together: true })],
      ['2022-03-01 summoned 1', '2022-03-22 named 1'],
    ],
    [
      'a second summons joins the first while that is open',
      [step('2022-03-01', 'summon'), step('2022-03-20', 'summon')],
      ['2022-03-01 summoned 2'],
    ],
    [
      'a merger fine is a case of its own and born closed',
      [
        step('2022-03-01', 'probe'),
        step('2022-03-20', 'merger-fined', { companyWide: true, apps: [] }),
      ],
      ['2022-03-01 review 1', '2022-03-20 fined 1'],
    ],
    [
      'a fine ends the open probe of its matter, whoever took it',
      [
        step('2022-03-01', 'probe', { matter: 'cn-acme' }),
        step('2022-03-20', 'fine', { matter: 'cn-acme', regulator: 'cn-court' }),
      ],
      ['2022-03-01 fined 2'],
    ],
    [
      'a fine without a matter ends nothing but itself',
      [step('2022-03-01', 'probe'), step('2022-03-20', 'fine')],
      ['2022-03-01 review 1', '2022-03-20 fined 1'],
    ],
    [
      'a fine ends no removal of its matter: that stands until it is lifted',
      [
        step('2022-03-01', 'delist-app', { matter: 'cn-acme' }),
        step('2022-03-20', 'fine', { matter: 'cn-acme' }),
      ],
      ['2022-03-01 removed 2'],
    ],
    ['a fine out of the blue is born closed', [step('2022-03-20', 'fine')], ['2022-03-20 fined 1']],
    [
      'a record that names the matter joins it, whatever lies between',
      [
        step('2022-01-01', 'probe', { matter: 'exclusivity' }),
        step('2022-01-05', 'fine', { matter: 'prices' }),
        step('2022-03-20', 'fine', { matter: 'exclusivity' }),
      ],
      ['2022-01-01 fined 2', '2022-01-05 fined 1'],
    ],
    ['a closing with nothing to close opens nothing', [step('2022-03-20', 'dropped')], []],
    [
      'a reinstatement ends the acts that touch only its apps',
      [
        step('2022-03-01', 'delist-app'),
        step('2022-03-02', 'delist-app', { apps: [app('门店通'), app('另一款')] }),
        step('2022-03-20', 'lifted'),
      ],
      ['2022-03-01 removed 2'],
    ],
  ])('%s', (_, events, expected) => {
    expect(cases(events, '2022-03-27')).toEqual(expected);
  });
});

describe('an act that names the acts which it changes', () => {
  const on = (act: string, effect: Effect) =>
    actOf({ measure: null, posture: 'final', on: [act], effect });
  const probe = step('2022-03-01', 'probe', { id: 'probe/acme' });
  const other = step('2022-03-02', 'probe', { id: 'other/acme', matter: 'another' });
  const court = (act: Act) =>
    step('2022-04-01', 'dropped', { regulator: 'cn-court', act, id: 'ruling/acme' });

  test('ends these alone, whoever took them', () => {
    expect(cases([probe, other, court(on('probe', 'annulled'))], '2022-05-01')).toEqual([
      '2022-03-01 closed 1',
      '2022-03-02 review 1',
    ]);
  });

  test('that upholds one ends nothing, and on one that is not held does nothing', () => {
    for (const act of [on('probe', 'upheld'), on('prob', 'annulled')])
      expect(cases([probe, other, court(act)], '2022-05-01')).toEqual([
        '2022-03-01 review 1',
        '2022-03-02 review 1',
      ]);
  });
});

describe('stages over time', () => {
  test.each<[string, RegulatoryEvent, [string, string, boolean][]]>([
    [
      'a list with a deadline',
      list('2022-03-01', 1),
      [
        ['2022-03-28', 'ordered', true],
        ['2022-03-29', 'deadline', true],
        ['2022-04-04', 'deadline', true],
        ['2022-04-05', 'lapsed', false],
      ],
    ],
    [
      'a naming without a deadline',
      step('2022-03-01', 'name'),
      [
        ['2022-03-08', 'named', true],
        ['2022-03-09', 'lapsed', false],
      ],
    ],
    [
      'a review without news',
      step('2022-03-01', 'review'),
      [
        ['2025-02-28', 'review', true],
        ['2025-03-01', 'lapsed', false],
      ],
    ],
  ])('%s', (_, act, expected) => {
    for (const [when, stage, open] of expected) {
      expect(scoreOf([act], when).cases[0], when).toMatchObject({ stage, open });
    }
  });

  test('a fine a year later closes the review of which nothing was heard', () => {
    const matter = 'cn-didi';
    const didi = [step('2021-07-02', 'review', { matter }), step('2022-07-21', 'fine', { matter })];
    expect(scoreOf(didi, '2022-07-20').cases[0]).toMatchObject({ stage: 'review', open: true });
    expect(cases(didi, '2022-07-21')).toEqual(['2021-07-02 fined 2']);
  });

  test('after two years without news an act opens a case of its own', () => {
    const events = [step('2019-07-02', 'review'), step('2021-07-21', 'fine')];
    expect(cases(events, '2021-07-21')).toEqual(['2019-07-02 review 1', '2021-07-21 fined 1']);
  });

  test.each<[string, RegulatoryEvent, [string, number][]]>([
    [
      'a ban keeps a quarter, half of that when it is lifted',
      step('2020-01-01', 'licence/shut', { liftedOn: '2022-12-01' as never }),
      [
        ['2020-12-31', 1],
        ['2021-05-01', 0.25 + 0.75 / 2],
        ['2022-11-30', 0.26],
        ['2022-12-01', 0.13],
      ],
    ],
    [
      'a ban counts nothing after three years without news',
      step('2020-01-01', 'licence/shut'),
      [
        ['2022-12-29', 0.26],
        ['2023-01-01', 0],
      ],
    ],
    [
      'a probe keeps a quarter for three years',
      step('2020-01-01', 'probe'),
      [
        ['2022-12-29', 0.26],
        ['2023-01-01', 0],
      ],
    ],
    [
      'a freeze counts whole for 180 days and then fades',
      step('2020-01-01', 'pause/updates'),
      [
        ['2020-06-28', 1],
        ['2020-10-28', 0.5],
      ],
    ],
    [
      'an order without a deadline likewise',
      step('2020-01-01', 'rectify'),
      [
        ['2020-06-28', 1],
        ['2020-10-28', 0.5],
      ],
    ],
    [
      'a summons of one firm counts whole for 90 days',
      step('2020-01-01', 'summon'),
      [
        ['2020-03-30', 1],
        ['2020-07-29', 0.5],
      ],
    ],
    [
      'apps that a list had removed return without a word',
      step('2020-01-01', 'delist-app', { together: true }),
      [
        ['2020-02-29', 1],
        ['2020-06-30', 0.5],
      ],
    ],
    [
      'a fine fades from its own day and is not halved',
      step('2020-01-01', 'fine', { fine: { currency: 'CNY', amount: 1, share: 0.04 } }),
      [
        ['2020-01-01', 1],
        ['2020-04-30', 0.5],
      ],
    ],
  ])('%s', (_, act, expected) => {
    const whole = scoreOf([{ ...act, liftedOn: null }], '2020-01-01').load;
    for (const [day, part] of expected)
      expect(scoreOf([act], day).load / whole, day).toBeCloseTo(part, 2);
  });

  test('a closed case is at half and halves again in 120 days', () => {
    const events = [step('2022-01-01', 'review'), step('2022-06-01', 'dropped')];
    expect(scoreOf(events, '2022-05-31').load).toBe(15.625);
    expect(scoreOf(events, '2022-06-01').load).toBeCloseTo(7.8125, 2);
    expect(scoreOf(events, '2022-09-29').load).toBeCloseTo(3.90625, 2);
  });
});

describe('days are days of the body', () => {
  test('the same deadline ends thirteen hours later in New York', () => {
    const there = step('2022-01-10', 'rectify', {
      deadline: '2022-01-20',
      zone: 'America/New_York',
    });
    const end = Date.parse('2022-01-28T00:00:00-05:00');
    const load = (at: number) => scoreOf([there], new Date(at).toISOString()).load;
    expect(load(end)).toBe(2.5);
    expect(load(end + 60_000)).toBeLessThan(2.5);
  });
});
