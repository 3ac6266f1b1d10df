import { type CalendarDate, dayOf, daysBetween, daysInMonth } from '../../domain/time.ts';

/** The same day `months` months later, or the last day of that month where it has none. */
export function addMonths(from: CalendarDate, months: number): CalendarDate {
  const [year, month, day] = from.split('-').map(Number) as [number, number, number];
  const all = year * 12 + month - 1 + months;
  const [thatYear, thatMonth] = [Math.floor(all / 12), (all % 12) + 1];
  return dayOf(thatYear, thatMonth, Math.min(day, daysInMonth(thatYear, thatMonth)))!;
}

/** Last day of a month; without a year the month nearest to the publication. */
export function lastOfMonth(
  year: string | undefined,
  month: number,
  published: CalendarDate,
): CalendarDate | null {
  const first = year === undefined ? nearestDay(month, 28, published) : dayOf(Number(year), month, 1);
  if (first === null) return null;
  const of = Number(first.slice(0, 4));
  return dayOf(of, month, daysInMonth(of, month));
}

/**
 * The day of a month and day without a year, seen from a day of publication: the nearest one that is at most 60 days
 * before it, so that "6 January" in a notice of December means next year. Null where the calendar has no such day.
 */
export function nearestDay(month: number, day: number, published: CalendarDate): CalendarDate | null {
  const year = Number(published.slice(0, 4));
  for (const one of [year - 1, year, year + 1]) {
    const date = dayOf(one, month, day);
    if (date !== null && daysBetween(date, published) <= 60) return date;
  }
  return null;
}
