import { describe, expect, test } from 'vitest';
import type { CalendarDate } from '../../../src/domain/time.ts';
import { easter, MARKET_DAYS } from '../../../src/knowledge/exchanges/market-days.ts';

/** Weekdays of a year on which a market is closed, or closes early. */
function daysOff(
  market: keyof typeof MARKET_DAYS,
  year: number,
  kind: 'closed' | string,
): string[] {
  const days = Array.from({ length: 366 }, (_, n) => new Date(Date.UTC(year, 0, 1 + n)))
    .filter((day) => day.getUTCFullYear() === year && ![0, 6].includes(day.getUTCDay()))
    .map((day) => day.toISOString().slice(0, 10));
  return days
    .filter((day) => MARKET_DAYS[market](day as CalendarDate)?.off === kind)
    .map((day) => day.slice(5));
}

test.each([
  [2018, '2018-04-01'],
  [2021, '2021-04-04'],
  [2024, '2024-03-31'],
  [2026, '2026-04-05'],
  [2038, '2038-04-25'],
])('Easter of %i', (year, day) => {
  expect(easter(year)).toBe(day);
});

// As the exchanges published them.
describe('New York', () => {
  test.each([
    [2021, '01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24', '11-26'],
    [2022, '01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26', '11-25'],
    [
      2025,
      '01-01 01-09 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25',
      '07-03 11-28 12-24',
    ],
    [2026, '01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25', '11-27 12-24'],
  ])('%i', (year, closed, early) => {
    expect(daysOff('unitedStates', year, 'closed').join(' ')).toBe(closed);
    expect(daysOff('unitedStates', year, '13:00').join(' ')).toBe(early);
  });
});

describe('Hong Kong', () => {
  test.each([
    [
      2020,
      '01-01 01-27 01-28 04-10 04-13 04-30 05-01 06-25 07-01 10-01 10-02 10-26 12-25',
      '01-24 12-24 12-31',
    ],
    [
      2021,
      '01-01 02-12 02-15 04-02 04-05 04-06 05-19 06-14 07-01 09-22 10-01 10-14 12-27',
      '02-11 12-24 12-31',
    ],
    [
      2022,
      '02-01 02-02 02-03 04-05 04-15 04-18 05-02 05-09 06-03 07-01 09-12 10-04 12-26 12-27',
      '01-31',
    ],
    [
      2024,
      '01-01 02-12 02-13 03-29 04-01 04-04 05-01 05-15 06-10 07-01 09-18 10-01 10-11 12-25 12-26',
      '02-09 12-24 12-31',
    ],
    [
      2025,
      '01-01 01-29 01-30 01-31 04-04 04-18 04-21 05-01 05-05 07-01 10-01 10-07 10-29 12-25 12-26',
      '01-28 12-24 12-31',
    ],
    [
      2026,
      '01-01 02-17 02-18 02-19 04-03 04-06 04-07 05-01 05-25 06-19 07-01 10-01 10-19 12-25',
      '02-16 12-24 12-31',
    ],
    // The new moon of February 2027 is four minutes before midnight.
    [
      2027,
      '01-01 02-08 02-09 03-26 03-29 04-05 05-13 06-09 07-01 09-16 10-01 10-08 12-27',
      '02-05 12-24 12-31',
    ],
  ])('%i', (year, closed, half) => {
    expect(daysOff('hongKong', year, 'closed').join(' ')).toBe(closed);
    expect(daysOff('hongKong', year, '12:00').join(' ')).toContain(half);
  });
});

describe('Shanghai and Shenzhen', () => {
  test('2021', () => {
    expect(daysOff('mainland', 2021, 'closed').join(' ')).toBe(
      '01-01 02-11 02-12 02-15 02-16 02-17 04-05 05-03 05-04 05-05 06-14 09-20 09-21 10-01 10-04 10-05 10-06 10-07',
    );
  });

  test('a year that is not published is not known', () => {
    expect(MARKET_DAYS.mainland('2060-10-01' as CalendarDate)).toBeNull();
  });
});
