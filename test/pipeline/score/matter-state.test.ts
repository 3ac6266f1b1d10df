import { describe, expect, test } from 'vitest';
import type { ActKind } from '../../../src/domain/act-kind.ts';
import { gradeRowOf } from '../../../src/domain/grades.ts';
import { isStanding, type RegulatoryEvent } from '../../../src/domain/score.ts';
import { GradesFile } from '../../../src/knowledge/catalog/lists.ts';
import { scoreOf, step, weights } from './building.ts';

const act = (date: string, kind: ActKind, stated: object = {}, parts: object = {}) => {
  const event = step(date, kind, parts);
  return { ...event, act: { ...event.act, ...stated } } as RegulatoryEvent;
};
const stateOn = (day: string, ...events: RegulatoryEvent[]) => {
  const { state } = scoreOf(events, day).cases[0]!;
  return `${state!.code} ${state!.day}`;
};
const DAY = '2016-03-01';

describe('age never ends what somebody has to end', () => {
  test.each<[ActKind, object]>([
    ['inputs-cut', { form: 'entity-list' }],
    ['military-list', {}],
    ['block', {}],
    ['sale-ban', {}],
    ['invest-ban', {}],
    ['pause', { form: 'business' }],
    ['no-new-clients', {}],
  ] as [ActKind, object][])('%s %o', (kind, stated) => {
    const event = act(DAY, kind, stated);
    for (const day of ['2016-03-02', '2019-03-02', '2026-03-01'])
      expect(stateOn(day, event), day).toBe(`in-force ${DAY}`);
    expect(isStanding(scoreOf([event], '2026-03-01').cases[0]!)).toBe(true);
  });
});

describe('what ends of itself, or on its day, is never said to stand afterwards', () => {
  test.each<[string, RegulatoryEvent, string, string]>([
    ['an inquiry', act(DAY, 'probe'), '2019-08-31', 'open'],
    ['a suit', act(DAY, 'sue'), '2021-02-28', 'open'],
    ['an objection', act(DAY, 'charge', { posture: 'charged' }), '2018-03-01', 'open'],
    ['a removal', act(DAY, 'delist-app'), '2017-03-01', 'in-force'],
    ['a draft', act(DAY, 'sale-ban', { posture: 'proposed' }), '2018-03-01', 'proposed'],
    ['an order', act(DAY, 'order'), '2016-08-28', 'in-force'],
  ])('%s', (_, event, last, code) => {
    expect(stateOn(last, event)).toBe(`${code} ${DAY}`);
    const after = new Date(Date.parse(last) + 86_400_000).toISOString().slice(0, 10);
    expect(stateOn(after, event)).toBe(`not-recorded ${DAY}`);
    expect(isStanding(scoreOf([event], after).cases[0]!)).toBe(false);
  });

  test('an order with a deadline lives two weeks longer, and shows that day', () => {
    const event = act(DAY, 'rectify', {}, { deadline: '2016-03-10' });
    expect(stateOn('2016-03-24', event)).toBe(`in-force ${DAY}`);
    expect(stateOn('2016-03-25', event)).toBe('not-recorded 2016-03-10');
  });

  test('a naming is done after a quarter', () => {
    expect(stateOn('2016-05-30', act(DAY, 'name'))).toBe(`done ${DAY}`);
  });
});

test('a planned end and a recorded end are said', () => {
  expect(stateOn('2016-04-01', act(DAY, 'pause', { until: '2016-06-01' }))).toBe(
    'until 2016-06-01',
  );
  expect(stateOn('2016-07-01', act(DAY, 'pause', { until: '2016-06-01' }))).toBe(
    'ended 2016-06-01',
  );
});

describe('config/grades.yml', () => {
  test('the row of a form comes before that of its measure', () => {
    expect(gradeRowOf(weights.grades, 'inputs-cut', 'denial-order').class).toBe(4);
    expect(gradeRowOf(weights.grades, 'inputs-cut', 'entity-list').class).toBe(3);
  });

  const broken = (change: (rows: Record<string, unknown>[]) => void) => {
    const file = structuredClone(weights.grades) as never as {
      measures: Record<string, unknown>[];
    };
    change(file.measures);
    return GradesFile.safeParse(file).error?.issues.map(({ message }) => message);
  };
  test('says which measure has no row, two rows, or no course', () => {
    expect(broken(() => {})).toBeUndefined();
    expect(broken((rows) => rows.splice(0, 1))).toEqual(['name has no row of its own']);
    expect(broken((rows) => rows.push({ ...rows[1] }))).toEqual(['warn stands twice']);
    expect(broken((rows) => delete rows.find((row) => row.measure === 'probe')!.course)).toEqual([
      'probe: a course belongs to what ends of itself, and to that alone',
    ]);
  });
});

test('a show that is stopped is not a business that stands still', () => {
  const stopped = (kind: string) =>
    act(DAY, 'pause', { form: 'business' }, { object: { kind, name: null } });
  expect(stateOn('2026-03-01', stopped('line'))).toBe(`in-force ${DAY}`);
  expect(stateOn('2026-03-01', stopped('product'))).toBe(`not-recorded ${DAY}`);
});
