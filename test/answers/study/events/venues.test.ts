import { expect, test } from 'vitest';
import { dayZero } from '../../../../src/answers/study/abnormal.ts';
import type { CalendarDate, Instant } from '../../../../src/domain/time.ts';
import { closeOf, HOURS } from '../../../../src/knowledge/exchanges/hours.ts';

test.each([
  ['an ordinary day in New York, summer time', 'XNAS', '2021-08-18', '2021-08-18T20:00:00Z'],
  ['an ordinary day in New York, winter time', 'XNYS', '2021-12-01', '2021-12-01T21:00:00Z'],
  ['the day after Thanksgiving closes at 13:00', 'XNAS', '2021-11-26', '2021-11-26T18:00:00Z'],
  ['Christmas Eve in Hong Kong closes at noon', 'XHKG', '2021-12-24', '2021-12-24T04:00:00Z'],
  ['Shanghai', 'XSHG', '2021-08-18', '2021-08-18T07:00:00Z'],
] as const)('%s', (_, mic, date, close) => {
  expect(new Date(closeOf(date as CalendarDate, HOURS[mic]!)).toISOString()).toBe(
    close.replace('Z', '.000Z'),
  );
});

test('what is published on the afternoon of a half day moves the next session', () => {
  const dates = ['2021-12-23', '2021-12-24', '2021-12-28'] as CalendarDate[];
  const at = (time: string) => Date.parse(`2021-12-24T${time}+08:00`) as Instant;
  expect(dayZero(dates, HOURS.XHKG!, at('11:00'))).toBe(1);
  expect(dayZero(dates, HOURS.XHKG!, at('14:00'))).toBe(2);
});
