import { z } from 'zod';

/**
 * The same answers, each made once: what is asked for again and again is dear to make and never
 * changes.
 */
function remembered<Key, Value extends NonNullable<unknown>>(
  make: (key: Key) => Value,
): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key);
    if (value !== undefined) return value;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}

const formatOf = remembered(
  (key: string) => new Intl.DateTimeFormat(...(JSON.parse(key) as FormatOptions)),
);
type FormatOptions = [locale: string, options: Intl.DateTimeFormatOptions];

/**
 * The formatter of a locale and options, made once: each takes fifty microseconds and memory that
 * the collector does not see.
 */
export const clockFormat = (...of: FormatOptions): Intl.DateTimeFormat =>
  formatOf(JSON.stringify(of));

/** Milliseconds since 1970-01-01T00:00Z. Every stored time is one. */
export const Instant = z.number().int().brand<'Instant'>();
export type Instant = z.infer<typeof Instant>;

/** A day of the calendar, `2021-08-18`, always together with a zone that the context names. */
export const CalendarDate = z.iso.date().brand<'CalendarDate'>();
export type CalendarDate = z.infer<typeof CalendarDate>;

/**
 * A day, month or year: `2021-08-18`, `2021-08`, `2021`. A month or year stands for its first day.
 */
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
  return `${date}-01-01`.slice(0, 10) as CalendarDate;
}

/** Days on which something holds: `from` inclusive, `to` exclusive, null = open. */
export type DaySpan = { readonly from: PartialDate | null; readonly to: PartialDate | null };

/** Whether a dated fact holds on a day; `to` is exclusive, so that an alias has one owner a day. */
export function holdsOn(fact: DaySpan, day: CalendarDate): boolean {
  return (
    (fact.from === null || firstDay(fact.from) <= day) &&
    (fact.to === null || day < firstDay(fact.to))
  );
}

/** The days that both have in common, null if there are none. */
export function intersect(daySpan: DaySpan, other: DaySpan): DaySpan | null {
  const known = (days: (PartialDate | null)[]) =>
    days.filter((day) => day !== null).sort((a, b) => (firstDay(a) < firstDay(b) ? -1 : 1));
  const from = known([daySpan.from, other.from]).at(-1) ?? null;
  const to = known([daySpan.to, other.to])[0] ?? null;
  return from !== null && to !== null && firstDay(from) >= firstDay(to) ? null : { from, to };
}

/** Whether two spans share a day. */
export const overlaps = (daySpan: DaySpan, other: DaySpan): boolean =>
  intersect(daySpan, other) !== null;

/** Milliseconds of a day without a change of clocks. */
export const DAY_MS = 86_400_000;

/**
 * Days since 1970-01-01 of a calendar date. Remembered: a ledger asks millions of times, and
 * reading a date takes ten times as long.
 */
export const dayNumber = remembered((date: CalendarDate) => Date.parse(date) / DAY_MS);

/** Calendar date of a day number: a score of many cases writes the same days again and again. */
export const dateOfDay = remembered(
  (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10) as CalendarDate,
);

/** The day that many days after another; before it where `days` is negative. */
export const plusDays = (day: CalendarDate, days: number): CalendarDate =>
  dateOfDay(dayNumber(day) + days);

/** Whole days from one calendar day to another; negative where `to` lies before `from`. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number =>
  dayNumber(to) - dayNumber(from);

/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (day: CalendarDate): number => ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;

/** A day by its parts, or null where the calendar has none (31 April). */
export function dayOf(year: number, month: number, day: number): CalendarDate | null {
  if (
    year < 1900 ||
    year > 2199 ||
    month < 1 ||
    month > 12 ||
    day < 1 ||
    day > daysInMonth(year, month)
  )
    return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as CalendarDate;
}

/** The day before the first of the next month. */
export const daysInMonth = (year: number, month: number) =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Milliseconds by which clocks of a zone are ahead of Greenwich at an instant. */
function aheadOf(zone: string, at: number): number {
  const shown = clockFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at);
  return Date.parse(`${shown.replace(' ', 'T')}Z`) - Math.floor(at / 1_000) * 1_000;
}

/**
 * The instant at which clocks of a zone show a time (`HH:MM`) of a day. Where they are put back the
 * first of two; where they are put forward and never show it, as long after the change as it was to
 * be.
 */
export function instantAt(date: CalendarDate, time: string, zone: string): Instant {
  const local = Date.parse(`${date}T${time}Z`);
  const [before, after] = [aheadOf(zone, local - DAY_MS), aheadOf(zone, local + DAY_MS)];
  const fits = [before, after].find((ahead) => aheadOf(zone, local - ahead) === ahead);
  return (local - (fits ?? before)) as Instant;
}

/** Midnights by zone and day: looking a zone up costs a thousand times the rest of a score. */
const midnightsIn = remembered((zone: string) =>
  remembered((day: number) => instantAt(dateOfDay(day), '00:00', zone)),
);

/** 24:00 of the day `days` after `date`, in the zone. */
export function endOfDay(date: CalendarDate, days: number, zone: string): Instant {
  return midnightsIn(zone)(dayNumber(date) + days + 1);
}

/** 23:59 of a date in the zone: the moment from which an act without a time of day counts. */
export function lastMinute(date: CalendarDate, zone: string): Instant {
  return (endOfDay(date, 0, zone) - 60_000) as Instant;
}

/** Calendar day of an instant in a zone. */
export function dayIn(at: Instant, zone: string): CalendarDate {
  // A zone is within a day of Greenwich, so the midnights around the guess decide.
  const guess = Math.floor(at / DAY_MS);
  const midnight = midnightsIn(zone);
  if (at >= midnight(guess + 1)) return dateOfDay(guess + 1);
  return dateOfDay(at < midnight(guess) ? guess - 1 : guess);
}

/** Time of day of an instant in a zone, `HH:MM`. */
export function localTime(at: Instant, zone: string): string {
  const hours = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return clockFormat('en-GB', { timeZone: zone, ...hours }).format(at);
}

/** Day of an instant in Shanghai: what every date of a question and of a listing means. */
export function shanghaiDay(at: Instant): CalendarDate {
  return dayIn(at, 'Asia/Shanghai');
}
