import { Temporal } from 'temporal-polyfill';
import { type CalendarDate, DAY_MS, type Instant } from '../domain/time.ts';

/**
 * Days since 1970-01-01 of a calendar date; differences of two are whole days. By arithmetic (Hinnant, "chrono-compatible
 * low-level date algorithms", days_from_civil): a ledger of thousands of acts asks for it millions of times.
 */
export function dayNumber(date: CalendarDate): number {
  const digit = (index: number) => date.charCodeAt(index) - 48;
  const month = digit(5) * 10 + digit(6);
  // Years that begin in March, so that the leap day is the last one.
  const year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const ofEra = year - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + digit(8) * 10 + digit(9) - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

/** Written dates by day number: a score of many cases writes the same days again and again. */
const written = new Map<number, CalendarDate>();

/** Calendar date of a day number. */
export function dateOfDay(day: number): CalendarDate {
  let date = written.get(day);
  if (date === undefined) {
    date = new Date(day * DAY_MS).toISOString().slice(0, 10) as CalendarDate;
    written.set(day, date);
  }
  return date;
}

/** Midnights by zone and day: looking a zone up costs a thousand times the rest of a score, and the answer never changes. */
const midnights = new Map<string, Map<number, number>>();

function midnight(day: number, zone: string): number {
  let ofZone = midnights.get(zone);
  if (ofZone === undefined) {
    ofZone = new Map();
    midnights.set(zone, ofZone);
  }
  let instant = ofZone.get(day);
  if (instant === undefined) {
    instant = Temporal.PlainDate.from(dateOfDay(day)).toZonedDateTime(zone).epochMilliseconds;
    ofZone.set(day, instant);
  }
  return instant;
}

/** 24:00 of the day `days` after `date`, in the zone. */
export function endOfDay(date: CalendarDate, days: number, zone: string): Instant {
  return midnight(dayNumber(date) + days + 1, zone) as Instant;
}

/** 23:59 of a date in the zone: the moment from which an act without a time of day counts. */
export function lastMinute(date: CalendarDate, zone: string): Instant {
  return (endOfDay(date, 0, zone) - 60_000) as Instant;
}

/** Calendar date of an instant in the zone. */
export function dateAt(instant: Instant, zone: string): CalendarDate {
  // A zone is within a day of Greenwich, so the midnights around the guess decide.
  const guess = Math.floor(instant / DAY_MS);
  if (instant >= midnight(guess + 1, zone)) return dateOfDay(guess + 1);
  return dateOfDay(instant < midnight(guess, zone) ? guess - 1 : guess);
}
