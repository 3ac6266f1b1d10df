import { describe, expect, test } from 'vitest';
import type { Instant } from '../../src/domain/time.ts';
import { marketsOf } from '../../src/present/markets.ts';

const at = (text: string) => Date.parse(text) as Instant;
const one = (mic: string, when: string) => marketsOf([{ mic }], at(when))[0]!;

describe('which markets are open, or open next', () => {
  test.each([
    ['XHKG', '2021-08-18T10:00+08:00', null],
    ['XHKG', '2021-08-18T12:30+08:00', '2021-08-18T13:00+08:00'],
    ['XHKG', '2021-08-20T16:00+08:00', '2021-08-23T09:30+08:00'],
    ['XNAS', '2021-08-18T10:00+08:00', '2021-08-18T09:30-04:00'],
    ['XNAS', '2021-12-18T10:00+08:00', '2021-12-20T09:30-05:00'],
    ['XSHG', '2021-08-21T10:00+08:00', '2021-08-23T09:30+08:00'],
  ])('%s at %s', (mic, when, opens) => {
    expect(one(mic, when)).toMatchObject({ open: opens === null, opens: opens === null ? null : at(opens) });
  });

  test('two listings in the US are one market, and an unknown exchange is left out', () => {
    expect(
      marketsOf([{ mic: 'XNYS' }, { mic: 'XNAS' }, { mic: 'XXXX' }], at('2021-08-18T10:00Z')),
    ).toHaveLength(1);
  });
});
