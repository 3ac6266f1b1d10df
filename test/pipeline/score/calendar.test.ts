import { describe, expect, test } from 'vitest';
import { dayEnd, dayEndBefore, daysOf, yearOf } from '../../../src/pipeline/score/days.ts';
import { at } from './building.ts';

describe('the calendar of Beijing', () => {
  test('a day ends a second before midnight there', () => {
    expect(dayEnd(2022, 0)).toBe(at('2022-01-01'));
    expect(dayEnd(2022, 364)).toBe(at('2022-12-31'));
    expect(dayEnd(2022, -1)).toBe(at('2021-12-31'));
  });

  test('a year begins there at midnight', () => {
    expect(yearOf(at('2022-01-01T00:00:00+08:00'))).toBe(2022);
    expect(yearOf(at('2021-12-31T23:59:59+08:00'))).toBe(2021);
    expect([2020, 2021, 2100].map(daysOf)).toEqual([366, 365, 365]);
  });

  test.each([
    ['2022-03-01T12:00:00+08:00', '2022-02-28'],
    ['2022-03-01T23:59:59+08:00', '2022-03-01'],
    ['2022-03-01T23:59:58+08:00', '2022-02-28'],
    ['2022-01-01T10:00:00+08:00', '2021-12-31'],
  ])('the last end of a day by %s is that of %s', (instant, day) => {
    expect(dayEndBefore(at(instant))).toBe(at(day));
  });
});
