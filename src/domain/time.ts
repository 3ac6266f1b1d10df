import { z } from 'zod';

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The formatter of a locale and options, made once: making one takes fifty microseconds and a piece of memory that the collector
 * does not see, and every date of every message needs one.
 */
export function clockFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formats.set(key, made);
  return made;
}

/** Milliseconds since 1970-01-01T00:00Z. Every stored time is one. */
export const Instant = z.number().int().brand<'Instant'>();
export type Instant = z.infer<typeof Instant>;

/** A day of the calendar, `2021-08-18`, always together with a zone that the context names. */
export const CalendarDate = z.iso.date().brand<'CalendarDate'>();
export type CalendarDate = z.infer<typeof CalendarDate>;

/** A day, month or year: `2021-08-18`, `2021-08`, `2021`. A month or year stands for its first day. */
export const PartialDate = z
  .string()
  .regex(
    /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/,
    'a date is YYYY-MM-DD, YYYY-MM or YYYY',
  )
  .brand<'PartialDate'>();
export type PartialDate = z.infer<typeof PartialDate>;

/** First day that a partial date stands for. */
export function firstDay(date: PartialDate | CalendarDate): CalendarDate {
  return (date.length === 10 ? date : date.length === 7 ? `${date}-01` : `${date}-01-01`) as CalendarDate;
}

/** Days on which something holds: `from` inclusive, `to` exclusive, null = open. */
export type DaySpan = { readonly from: PartialDate | null; readonly to: PartialDate | null };

/** Whether a dated fact holds on a day; `to` is exclusive, so that an alias has one owner a day. */
export function holdsOn(fact: DaySpan, day: CalendarDate): boolean {
  return (fact.from === null || firstDay(fact.from) <= day) && (fact.to === null || day < firstDay(fact.to));
}

/** Milliseconds of a day without a change of clocks. */
export const DAY_MS = 86_400_000;

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

/** The day that many days after another; before it where `days` is negative. */
export const plusDays = (day: CalendarDate, days: number): CalendarDate => dateOfDay(dayNumber(day) + days);

/** Whole days from one calendar day to another; negative where `to` lies before `from`. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number => dayNumber(to) - dayNumber(from);

/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (day: CalendarDate): number => ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;

/** A day by its parts, or null where the calendar has none (31 April). */
export function dayOf(year: number, month: number, day: number): CalendarDate | null {
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month))
    return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as CalendarDate;
}

/** The day before the first of the next month. */
export const daysInMonth = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Milliseconds by which clocks of a zone are ahead of Greenwich at an instant. */
function aheadOf(zone: string, at: number): number {
  const shown = clockFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(at);
  return Date.parse(`${shown.replace(' ', 'T')}Z`) - Math.floor(at / 1_000) * 1_000;
}

/**
 * The instant at which clocks of a zone show a time (`HH:MM`) of a day. Where they are put back the first of two; where they are
 * put forward and never show it, as long after the change as it was to be.
 */
export function instantAt(date: CalendarDate, time: string, zone: string): Instant {
  const local = Date.parse(`${date}T${time}Z`);
  const [before, after] = [aheadOf(zone, local - DAY_MS), aheadOf(zone, local + DAY_MS)];
  const fits = [before, after].find((ahead) => aheadOf(zone, local - ahead) === ahead);
  return (local - (fits ?? before)) as Instant;
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
    instant = instantAt(dateOfDay(day), '00:00', zone);
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

/** Calendar day of an instant in a zone. */
export function dayIn(at: Instant, zone: string): CalendarDate {
  // A zone is within a day of Greenwich, so the midnights around the guess decide.
  const guess = Math.floor(at / DAY_MS);
  if (at >= midnight(guess + 1, zone)) return dateOfDay(guess + 1);
  return dateOfDay(at < midnight(guess, zone) ? guess - 1 : guess);
}

/** Time of day of an instant in a zone, `HH:MM`. */
export function localTime(at: Instant, zone: string): string {
  const hours = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return clockFormat('en-GB', { timeZone: zone, ...hours }).format(at);
}
