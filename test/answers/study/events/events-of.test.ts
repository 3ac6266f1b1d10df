import { describe, expect, test } from 'vitest';
import { eventsOf } from '../../../../src/answers/study/acts.ts';
import type { RegulatoryEvent } from '../../../../src/domain/score.ts';
import { standingOf } from '../../../../src/pipeline/score/score.ts';
import { SHANGHAI, step, weights } from '../../../pipeline/score/building.ts';
import { company } from '../../../support/companies.ts';

const ACME = company('acme');
const of = (...events: RegulatoryEvent[]) => {
  const standing = standingOf({
    company: ACME,
    events,
    rules: [],
    weights,
    zoneOf: () => SHANGHAI,
  });
  return eventsOf([{ company: ACME, standing }]).map(({ date, level, attested, official }) => ({
    date,
    level,
    attested,
    official,
  }));
};
const SURE = { attested: true, official: true };

describe('events of the study', () => {
  test('each act at the level that the ledger gave it', () => {
    expect(of(step('2021-06-01', 'name'), step('2021-07-01', 'delist-app'))).toEqual([
      { date: '2021-06-01', level: 1, ...SURE },
      { date: '2021-07-01', level: 4, ...SURE },
    ]);
  });

  test('two acts of one day move the price once: the gravest counts', () => {
    const day = '2021-07-01';
    expect(of(step(day, 'name'), step(day, 'review', { regulator: 'cn-cac' }))).toEqual([
      { date: day, level: 4, ...SURE },
    ]);
  });

  test('a closing is an event without level', () => {
    expect(of(step('2021-06-01', 'review'), step('2021-09-01', 'dropped')).at(-1)).toEqual({
      date: '2021-09-01',
      level: 'closing',
      ...SURE,
    });
  });

  test('what came through a listed child is the event of the child', () => {
    expect(of(step('2021-06-01', 'name', { via: 'child' as never }))).toEqual([]);
  });

  test('press that an official page confirmed is one event', () => {
    const press = step('2021-06-02', 'review', {
      origin: 'notice',
      evidence: 0.5,
      notice: 'p' as never,
    });
    const page = step('2021-06-03', 'review', { origin: 'notice', notice: 'o' as never });
    expect(of(press, page)).toEqual([{ date: '2021-06-03', level: 4, ...SURE }]);
    expect(of(press)).toEqual([{ date: '2021-06-02', level: 4, attested: true, official: false }]);
  });
});
