import { Temporal } from 'temporal-polyfill';
import { type CalendarDate, daysBetween } from '../../domain/time.ts';

/** The day, or null where the calendar has none (31 April). */
export function dayOf(year: number, month: number, day: number): CalendarDate | null {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > lastDayOf(year, month))
    return null;
  return `${year}-${two(month)}-${two(day)}` as CalendarDate;
}

const two = (number: number) => String(number).padStart(2, '0');

/** By the plain Date, since every date of a text is asked for: the day before the first of the next month. */
const lastDayOf = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The day `days` calendar days later (earlier where negative). */
export function addDays(from: CalendarDate, days: number): CalendarDate {
  return Temporal.PlainDate.from(from).add({ days }).toString() as CalendarDate;
}

/** The same day `months` months later, or the last day of that month where it has none. */
export function addMonths(from: CalendarDate, months: number): CalendarDate {
  return Temporal.PlainDate.from(from).add({ months }).toString() as CalendarDate;
}

/** Last day of a month; without a year the month nearest to the publication. */
export function lastOfMonth(
  year: string | undefined,
  month: number,
  published: CalendarDate,
): CalendarDate | null {
  const first = year === undefined ? nearestDay(month, 28, published) : dayOf(Number(year), month, 1);
  if (first === null) return null;
  const day = Temporal.PlainDate.from(first);
  return day.with({ day: day.daysInMonth }).toString() as CalendarDate;
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(day: CalendarDate): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
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
