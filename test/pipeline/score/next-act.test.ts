import { describe, expect, test } from 'vitest';
import type { CompanyId } from '../../../src/domain/ids.ts';
import type { NextTable } from '../../../src/domain/next-table.ts';
import { DAY_MS, type Instant } from '../../../src/domain/time.ts';
import {
  nextActOf,
  nextProbability,
  type Peer,
  type WholeSeries,
} from '../../../src/pipeline/score/next-act.ts';
import { at } from './building.ts';

const peer = (id: string, sector = 'internet'): Peer => ({
  id: id as CompanyId,
  sector,
  country: 'US',
});
const series = (id: string, days: readonly string[], whom = peer('acme')): WholeSeries => ({
  id,
  authority: `body-${id}`,
  from: at('2020-01-01'),
  until: at('2024-12-31'),
  acts: days.map((day) => ({ at: at(day), company: whom })),
});
const TABLE: NextTable = {
  version: '2025-01-01',
  until: '2022-12-31',
  horizonDays: 90,
  halfLifeDays: 180,
  series: ['one', 'two'],
  count: { intercept: -3, slope: 2 },
  quiet: null,
  train: { n: 1000, hits: 30 },
  test: { n: 1000, hits: 30 },
  model: { auc: 0.8, brier: 0.02, mean: 0.03 },
  decayedCount: { auc: 0.7, brier: 0.03, mean: 0.03 },
  skill: 0.1,
  low: 0.05,
  high: 0.2,
  sizes: { all: 100, peers: { 'internet US': 10 } },
  rates: [
    { series: 'one', peers: 'internet US', months: 100, hits: 4 },
    { series: 'two', peers: 'internet US', months: 100, hits: 10 },
  ],
};
const when = (day: string) => ({ at: at(day), fittedUntil: at('2022-12-31'), load: 0 });
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

describe('another act within 90 days, as answers tell it', () => {
  test('is the probability of the table from the decayed count, beside the rate of its peers', () => {
    const found = nextActOf(
      TABLE,
      [series('one', ['2023-12-01'])],
      peer('acme'),
      when('2024-05-29'),
    )!;
    const count = 2 ** -((at('2024-05-29') - at('2023-12-01')) / DAY_MS / 180);
    expect(found.probability).toBeCloseTo(sigmoid(-3 + 2 * Math.log1p(count)), 12);
    expect(found.base).toBeCloseTo(0.04, 12);
    expect(found.authorities).toEqual([{ id: 'body-one', until: at('2024-12-31') }]);
    expect(found.version).toBe('2025-01-01');
  });

  test('a company without a recent act is judged by its peers, any other by its own count', () => {
    const quiet = { below: 1 / 16, intercept: -2, coefficients: { peers: 0.5, others: 1 } };
    const table = { count: TABLE.count, quiet };
    const values = { count: 0.06, authority: -4, peers: -3, others: 0.2, score: 9 };
    expect(nextProbability(table, values)).toBeCloseTo(sigmoid(-2 - 1.5 + 0.2), 12);
    expect(nextProbability(table, { ...values, count: 1 / 16 })).toBeCloseTo(
      sigmoid(-3 + 2 * Math.log1p(1 / 16)),
      12,
    );
    expect(nextProbability({ ...table, quiet: null }, values)).toBeCloseTo(
      sigmoid(-3 + 2 * Math.log1p(0.06)),
      12,
    );
  });

  test('of several authorities it is that any of them acts', () => {
    const all = [series('one', []), series('two', [])];
    const found = nextActOf(TABLE, all, peer('acme'), when('2024-05-29'))!;
    const own = sigmoid(-3);
    expect(found.probability).toBeCloseTo(1 - (1 - own) ** 2, 12);
    expect(found.base).toBeCloseTo(1 - 0.96 * 0.9, 12);
  });

  test('a later act is not seen', () => {
    const cut = nextActOf(TABLE, [series('one', ['2023-12-01'])], peer('acme'), when('2024-05-29'));
    const whole = series('one', ['2023-12-01', '2024-06-01']);
    expect(nextActOf(TABLE, [whole], peer('acme'), when('2024-05-29'))).toEqual(cut);
  });

  const one = [series('one', ['2023-12-01'])];
  test.each([
    ['there is no table', null, one, '2024-05-29'],
    ['it is no better than the decayed count', { ...TABLE, skill: 0 }, one, '2024-05-29'],
    ['the day was fitted', TABLE, one, '2022-12-31'],
    ['the series ended more than a year before', TABLE, one, '2026-01-02'],
    ['the series was not fitted', { ...TABLE, series: ['two'] }, one, '2024-05-29'],
    ['no series', TABLE, [], '2024-05-29'],
  ])('nothing is said where %s', (_, table, all, day) => {
    expect(nextActOf(table as NextTable | null, all, peer('acme'), when(day))).toBeNull();
  });

  test('nothing is said of a company whose kind the authority never touched', () => {
    expect(nextActOf(TABLE, one, peer('other', 'travel'), when('2024-05-29'))).toBeNull();
  });

  test('nothing is said of less than one in a thousand', () => {
    const rare = (intercept: number) => ({ ...TABLE, count: { intercept, slope: 0 } });
    const told = (intercept: number) =>
      nextActOf(rare(intercept), one, peer('acme'), when('2024-05-29'));
    expect(told(-6.9)?.probability).toBeCloseTo(sigmoid(-6.9), 12);
    expect(told(-6.91)).toBeNull();
  });

  test('half a year of a series has to be over', () => {
    const young = { ...one[0]!, from: at('2024-05-01') as Instant };
    expect(nextActOf(TABLE, [young], peer('acme'), when('2024-05-29'))).toBeNull();
  });
});
