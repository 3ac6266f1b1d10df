import { describe, expect, test } from 'vitest';
import type { Instant } from '../../../src/domain/time.ts';
import { marketsOf } from '../../../src/knowledge/exchanges/hours.ts';

const at = (text: string) => Date.parse(text) as Instant;
const market = (mic: string, when: string) => marketsOf([{ mic }], at(when))[0]!;

describe('which markets are open, or open next', () => {
  test.each([
    ['XHKG', '2021-08-18T10:00+08:00', null],
    ['XHKG', '2021-08-18T12:30+08:00', '2021-08-18T13:00+08:00'],
    ['XHKG', '2021-08-20T16:00+08:00', '2021-08-23T09:30+08:00'],
    ['XNAS', '2021-08-18T10:00+08:00', '2021-08-18T09:30-04:00'],
    ['XNAS', '2021-12-18T10:00+08:00', '2021-12-20T09:30-05:00'],
    ['XSHG', '2021-08-21T10:00+08:00', '2021-08-23T09:30+08:00'],
    // Holidays: National Day of the mainland, the spring festival in Hong Kong, Thanksgiving and
    // the half day behind it.
    ['XSHG', '2021-09-30T15:00+08:00', '2021-10-08T09:30+08:00'],
    ['XHKG', '2021-02-11T12:00+08:00', '2021-02-16T09:30+08:00'],
    ['XNAS', '2021-11-25T10:00-05:00', '2021-11-26T09:30-05:00'],
    ['XNAS', '2021-11-26T12:59-05:00', null],
    ['XNAS', '2021-11-26T13:00-05:00', '2021-11-29T09:30-05:00'],
  ])('%s at %s', (mic, when, opens) => {
    expect(market(mic, when)).toMatchObject({
      open: opens === null,
      opens: opens === null ? null : at(opens),
    });
  });

  test('says where holidays are not known: of an exchange, and of a year that is not published', () => {
    expect(market('XHKG', '2021-08-18T10:00+08:00').holidays).toBe(true);
    expect(market('XTKS', '2021-08-18T10:00+08:00').holidays).toBe(false);
    expect(market('XSHG', '2060-08-18T10:00+08:00').holidays).toBe(false);
  });

  test('two listings in the US are one market, and an unknown exchange is left out', () => {
    expect(
      marketsOf([{ mic: 'XNYS' }, { mic: 'XNAS' }, { mic: 'XXXX' }], at('2021-08-18T10:00Z')),
    ).toHaveLength(1);
  });
});
