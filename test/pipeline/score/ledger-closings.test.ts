import { describe, expect, test } from 'vitest';
import type { RegulatoryEvent } from '../../../src/domain/score.ts';
import { app, step } from './building.ts';
import { cases, change, ledgerOf } from './ledgers.ts';

type Parts = Parameters<typeof step>[2];
const never = Number.POSITIVE_INFINITY;
const isClosed = (...events: RegulatoryEvent[]) =>
  ledgerOf(...events).matters.map(({ entries }) =>
    entries.map(({ closedAt }) => closedAt !== never),
  );

describe('a decision', () => {
  test('ends the inquiry of its matter, and not itself', () => {
    const matter = { matter: 'm' };
    const probe = step('2022-03-01', 'probe', matter);
    expect(isClosed(probe, step('2022-04-01', 'finding', matter))).toEqual([[true, false]]);
    expect(isClosed(step('2022-04-01', 'finding'))).toEqual([[false]]);
  });
});

describe('the account that takes the place of another', () => {
  test('stays in its case', () => {
    const first = step('2022-01-10', 'rectify', { id: 'record', origin: 'history' });
    const other = step('2022-01-11', 'rectify', { id: 'list', batch: { total: 9, yearly: null } });
    const page = step('2022-01-12', 'rectify', {
      id: 'page',
      origin: 'notice',
      notice: 'n' as never,
    });
    expect(cases(first, other, page)).toEqual([['record', 'page'], ['list']]);
  });
});

describe('a closing without a matter', () => {
  const probe = (date: string, parts: Parts = {}) => step(date, 'probe', parts);
  const end = (date: string, parts: Parts = {}) =>
    step(date, 'dropped', { origin: 'notice', apps: [], ...parts });

  test('ends the only case that is open, whatever was closed before', () => {
    const events = [probe('2022-03-01'), end('2022-03-15'), probe('2022-04-01'), end('2022-05-01')];
    expect(isClosed(...events)).toEqual([[true], [true]]);
    expect(ledgerOf(...events).unplaced).toEqual([]);
  });

  test('ends what still stands, however long nothing was heard of it', () => {
    expect(isClosed(probe('2019-07-02'), end('2021-12-01'))).toEqual([[true]]);
    expect(isClosed(probe('2016-07-02'), end('2021-12-01'))).toEqual([[false]]);
  });

  test('that names an app of no case is filed nowhere', () => {
    const other = end('2022-04-01', { apps: [app('b')] });
    expect(ledgerOf(probe('2022-03-01'), other).unplaced).toEqual([other]);
  });

  test('ends an act that only counts its apps', () => {
    const counted = step('2022-03-01', 'delist-app', { matter: 'm', apps: [], unnamedApps: 3 });
    expect(isClosed(counted, step('2022-04-01', 'lifted', { matter: 'm' }))).toEqual([[true]]);
  });
});

describe('an act that changes others', () => {
  const probe = step('2022-03-01', 'probe', { id: 'probe' });
  const other = step('2022-03-02', 'probe', { id: 'other', matter: 'm' });
  const fine = (parts: Parts = {}) =>
    step('2022-03-01', 'fine', { fine: { currency: 'CNY', amount: 1, share: 0.04 }, ...parts });
  const less = { fine: { currency: 'CNY', amount: 1, share: 0.01 } } as Parts;

  test('changes each that it names, and nothing else', () => {
    const third = step('2022-03-03', 'probe', { matter: 'n' });
    const ruling = change('2022-04-01', 'annulled', ['probe', 'other']);
    const { matters, unplaced } = ledgerOf(probe, other, third, ruling);
    expect(matters.map(({ entries }) => entries[0]!.changes)).toEqual([[ruling], [ruling], []]);
    expect(matters.map(({ entries }) => entries[0]!.breaks.length)).toEqual([1, 1, 0]);
    expect(unplaced).toEqual([]);
  });

  test('stands beside an act of which it names one change of several', () => {
    const first = change('2022-04-01', 'upheld', ['probe'], {}, { id: 'first' } as Parts);
    const second = change('2022-05-01', 'upheld', ['probe'], {}, { id: 'second' } as Parts);
    const onSecond = change('2022-06-01', 'upheld', ['second']);
    const { matters } = ledgerOf(probe, first, second, onSecond);
    expect(matters[0]!.entries[0]!.changes).toEqual([first, second, onSecond]);
  });

  test('reduces a fine alone, and only where that is what it does', () => {
    const reductions = (event: RegulatoryEvent, by: RegulatoryEvent) =>
      ledgerOf(event, by).matters[0]!.entries[0]!.reductions;
    const own = fine({ id: 'fine' } as Parts);
    expect(reductions(own, change('2022-04-01', 'reduced', ['fine'], {}, less))).toHaveLength(1);
    expect(reductions(own, change('2022-04-01', 'upheld', ['fine'], {}, less))).toEqual([]);
    expect(reductions(probe, change('2022-04-01', 'reduced', ['probe'], {}, less))).toEqual([]);
  });
});
