import { describe, expect, test } from 'vitest';
import type { RegulatoryEvent } from '../../../src/domain/score.ts';
import { severityOf } from '../../../src/pipeline/score/severity.ts';
import { app, step, weights } from './building.ts';

const filed = (one: RegulatoryEvent) => ({
  event: one,
  account: { until: Number.POSITIVE_INFINITY },
});
const level = (one: RegulatoryEvent, earlier: RegulatoryEvent[] = []) => {
  const { level, rule } = severityOf(one, earlier.map(filed), weights);
  return [level, rule];
};
const fine = (share: number | null) =>
  step('2022-01-10', 'fine', { fine: { currency: 'CNY', amount: 1_000_000, share } });

describe('the level of an act', () => {
  test.each<[string, RegulatoryEvent, number, string]>([
    ['a naming', step('2022-01-10', 'name'), 1, 'name'],
    [
      'a naming with a deadline',
      step('2022-01-10', 'name', { deadline: '2022-01-20' }),
      2,
      'named-with-deadline',
    ],
    ['an order', step('2022-01-10', 'rectify'), 2, 'rectify'],
    ['a missed deadline', step('2022-01-10', 'missed-deadline'), 3, 'missed-deadline'],
    ['a summons of one firm', step('2022-01-10', 'summon'), 2, 'summon'],
    [
      'a summons of several',
      step('2022-01-10', 'summon', { together: true }),
      1,
      'summoned-together',
    ],
    ['a fine below 0.1 %', fine(0.0009), 1, 'fine-below-0.1%-of-revenue'],
    ['a fine below 1 %', fine(0.001), 2, 'fine-below-1%-of-revenue'],
    ['a fine below 3 %', fine(0.01), 3, 'fine-below-3%-of-revenue'],
    ['a fine of 3 %', fine(0.03), 4, 'fine-from-top-share'],
    ['a fine of unknown share', fine(null), 1, 'fine-of-unknown-amount'],
    ['a merger fine', step('2022-01-10', 'merger-fined'), 1, 'fine-of-unknown-amount'],
    ['a blocked merger', step('2022-01-10', 'deal/prohibited'), 3, 'deal-prohibited'],
    ['an update freeze', step('2022-01-10', 'pause/updates'), 3, 'pause-updates'],
    ['a probe', step('2022-01-10', 'probe'), 3, 'probe'],
    [
      'a probe into the core',
      step('2022-01-10', 'probe', { core: true }),
      4,
      'probe-into-core-business',
    ],
    ['a review', step('2022-01-10', 'review'), 4, 'review'],
    ['a removal', step('2022-01-10', 'delist-app'), 4, 'delist-app'],
    ['a ban', step('2022-01-10', 'licence/shut'), 5, 'licence-shut'],
    ['several types: the highest', step('2022-01-10', ['name', 'delist-app']), 4, 'delist-app'],
    [
      'a person who overrode it',
      step('2022-01-10', 'name', { override: { level: 3, because: 'read out on television' } }),
      3,
      'override: read out on television',
    ],
  ])('%s', (_, one, expected, rule) => {
    expect(level(one)).toEqual([expected, rule]);
  });
});

describe('a second naming', () => {
  const again = step('2022-06-01', ['name', 'rectify'], { deadline: '2022-06-08' });
  const first = (date: string, parts: Parameters<typeof step>[2] = {}) =>
    step(date, ['name', 'rectify'], { deadline: '2022-01-20', ...parts });

  test.each<[string, RegulatoryEvent, number]>([
    ['the same app, its deadline passed', first('2022-01-10'), 3],
    ['a year before to the day', first('2021-06-01', { deadline: '2021-06-08' }), 3],
    ['longer ago', first('2021-05-31', { deadline: '2021-06-08' }), 2],
    ['the deadline still runs', first('2022-05-20', { deadline: '2022-06-01' }), 2],
    ['the first gave no deadline', step('2022-01-10', 'name'), 2],
    ['another app of the company', first('2022-01-10', { apps: [app('另一款')] }), 2],
    ['another body', first('2022-01-10', { regulator: 'cn-cac' }), 2],
    ['an unverified record', first('2022-01-10', { attested: false, evidence: 0.5 }), 2],
  ])('%s', (_, earlier, expected) => {
    expect(level(again, [earlier])[0]).toBe(expected);
  });

  test('raises the app that is named again, not its siblings', () => {
    const both = { ...again, apps: [app('另一款'), app('门店通')] };
    const severity = severityOf(both, [filed(first('2022-01-10'))], weights);
    expect(severity).toMatchObject({ level: 3, rule: 'second-naming', apps: [2, 3] });
  });
});
