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

/** A span of days: `from` inclusive, `to` exclusive, null = open or not recorded. */
export const Validity = z.strictObject({ from: PartialDate.nullable(), to: PartialDate.nullable() });
export type Validity = z.infer<typeof Validity>;

/** Whether a dated fact holds on a day; `to` is exclusive, so that an alias has one owner a day. */
export function holdsOn(
  fact: { readonly from: PartialDate | null; readonly to: PartialDate | null },
  day: CalendarDate,
): boolean {
  return (fact.from === null || firstDay(fact.from) <= day) && (fact.to === null || day < firstDay(fact.to));
}

/** Milliseconds of a day without a change of clocks. */
export const DAY_MS = 86_400_000;

/** The day that many days after another; before it where `days` is negative. */
export function plusDays(day: CalendarDate, days: number): CalendarDate {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10) as CalendarDate;
}

/** Whole days from one calendar day to another; negative where `to` lies before `from`. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}
