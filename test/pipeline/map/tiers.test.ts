import { describe, expect, test } from 'vitest';
import type { ValueTier } from '../../../src/domain/company.ts';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { highestReach, valueThrough } from '../../../src/pipeline/map/ownership-chain.ts';
import { app, company } from '../../support/companies.ts';

describe('the value of an app for a company further up is the least tier on the way', () => {
  test.each<[ValueTier, ValueTier[], ValueTier]>([
    ['core', [], 'core'],
    ['unknown', [], 'unknown'],
    ['core', ['major'], 'major'],
    ['core', ['core', 'minor'], 'minor'],
    ['major', ['core'], 'major'],
    ['core', ['unknown'], 'unknown'],
    ['minor', ['unknown'], 'minor'],
    ['unknown', ['minor'], 'minor'],
    ['unknown', ['core'], 'unknown'],
  ])('%s through %j is %s', (value, steps, reached) => {
    expect(valueThrough(value, steps)).toBe(reached);
  });
});

test('the highest reach counts only apps that the company has on the day', () => {
  const owner = company('a', {
    apps: [
      app('a/old', '旧', { reach: 'super', to: '2020' }),
      app('a/new', '新', { reach: 'large' }),
      app('a/x', '未'),
    ],
  });
  expect(highestReach(owner, '2019-06-01' as CalendarDate)).toBe('super');
  expect(highestReach(owner, '2021-08-18' as CalendarDate)).toBe('large');
  expect(highestReach(company('b'), '2021-08-18' as CalendarDate)).toBe('unknown');
});
