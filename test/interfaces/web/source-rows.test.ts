import { expect, test } from 'vitest';
import { storedSentence } from '../../../src/domain/reason.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { daysOf, worstOf } from '../../../src/interfaces/web/pages/coverage.ts';

const DAY = 86_400_000;
const AT = 100 * DAY;
const source = { lastSuccessAt: AT as Instant, answeredSince: false, gaps: [] };
const ago = (days: number) => AT - days * DAY;
const gap = (from: number, to: number | null) => ({
  from: from as Instant,
  to: to as Instant | null,
  because: storedSentence('too-slow'),
});

test('days before the first look have no record, and a source that never answered has none', () => {
  const days = daysOf(source, AT, ago(10));
  expect(days).toHaveLength(30);
  expect(days.slice(0, 20)).not.toContain('seen');
  expect(new Set(days.slice(20))).toEqual(new Set(['seen']));
  expect(new Set(daysOf({ ...source, lastSuccessAt: null }, AT, ago(10)))).toEqual(
    new Set(['none']),
  );
});

test.each([
  ['of an hour', [gap(ago(2.5), ago(2.5) + DAY / 24)], ['seen', 'part', 'seen', 'seen']],
  ['of two days', [gap(ago(3), ago(1))], ['seen', 'gap', 'gap', 'seen']],
  ['that lasts', [gap(ago(1.2), null)], ['seen', 'seen', 'part', 'gap']],
])('a gap %s', (_, gaps, last) => {
  expect(daysOf({ ...source, gaps }, AT, ago(20)).slice(-4)).toEqual(last);
});

test('a body is as bad as its worst source', () => {
  const broken = { ...source, gaps: [gap(ago(1), null)] };
  expect(worstOf([source, broken].map((one) => daysOf(one, AT, ago(2)))).slice(-3)).toEqual([
    'none',
    'seen',
    'gap',
  ]);
  expect(new Set(worstOf([]))).toEqual(new Set(['none']));
});
