import { DAY_MS, dayOf } from '../../../domain/time.ts';

/** A date as a list states it, in a form that the rest of the program reads, and its instant. */
export interface ListDate {
  /** Year first where it was understood, else as it stands there. */
  readonly stated: string;
  /** Epoch ms, only where the list states an instant. */
  readonly at: number | null;
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const monthOf = (name: string) => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;

const YEAR_FIRST = /\b20\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?(?:[T\s]+\d{1,2}:\d{2})?/u;
const YEAR_LAST = /\b(\d{1,2})([-/.])(\d{1,2})\2(20\d\d)(?:\s+(\d{1,2}:\d{2}))?/;
const DAY_MONTH = /\b(\d{1,2})(?:st|nd|rd|th)?[\s-]{1,3}([A-Za-z]{3,9})\.?,?[\s-]{1,3}(20\d\d)\b/;
const MONTH_DAY = /\b([A-Za-z]{3,9})\.?\s{1,3}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}(20\d\d)\b/;
const COMPACT = /\b(20\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?:\d{6})?\b/;
/** Days in the path of an address: `/2026-03/02/`, `/2026/3/2/`, `/t20260302_1.html`. */
const IN_ADDRESS = [
  /\/(20\d\d)[-_/](\d{1,2})[-/](\d{1,2})\//,
  /(?<!\d)(20\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])[-_./]/,
  /_(20\d\d)_(\d\d)\/(\d\d)\//,
];

/** Epoch milliseconds from 2001 to 2099, as a list writes them. */
const MILLISECONDS = /^\d{12,13}$/;
const SECONDS = /^\d{10}$/;

const isoDay = (year: string, month: number, day: string): string | null =>
  dayOf(Number(year), month, Number(day));

/**
 * A date of a list: seconds and milliseconds since 1970 are instants; `02/03/2026` is 2 March, or
 * 3 February where the list writes the month first; what is not understood stays as it is.
 */
export function listDate(text: string, monthFirst = false): ListDate {
  const bare = text.replace(/\s+/g, ' ').trim();
  if (MILLISECONDS.test(bare) || SECONDS.test(bare)) {
    return momentOf(Number(bare) * (SECONDS.test(bare) ? 1_000 : 1));
  }
  if (YEAR_FIRST.test(bare)) return { stated: bare, at: null };
  return { stated: dayIn(bare, monthFirst) ?? bare, at: null };
}

/** Midnight, in UTC or in China, is written for a day without a time. */
function momentOf(at: number): ListDate {
  const day = [0, 8 * 3_600_000].find((ahead) => (at + ahead) % DAY_MS === 0);
  return day === undefined
    ? { stated: new Date(at).toISOString(), at }
    : { stated: new Date(at + day).toISOString().slice(0, 10), at: null };
}

/** The day that a text names with its year, year first; null where it names none. */
function dayIn(text: string, monthFirst: boolean): string | null {
  const last = YEAR_LAST.exec(text);
  if (last !== null) {
    const [, first, , second, year, time] = last;
    const isMonthFirst = (monthFirst && Number(first) <= 12) || Number(second) > 12;
    const [month, day] = isMonthFirst ? [first!, second!] : [second!, first!];
    const found = isoDay(year!, Number(month), day);
    return found !== null && time !== undefined ? `${found} ${time}` : found;
  }
  const dayMonth = DAY_MONTH.exec(text);
  if (dayMonth !== null) return isoDay(dayMonth[3]!, monthOf(dayMonth[2]!), dayMonth[1]!);
  const monthDay = MONTH_DAY.exec(text);
  if (monthDay !== null) return isoDay(monthDay[3]!, monthOf(monthDay[1]!), monthDay[2]!);
  const compact = COMPACT.exec(text);
  return compact === null ? null : isoDay(compact[1]!, Number(compact[2]), compact[3]!);
}

/** The part of a text that is a date with its year; null where there is none. */
export function dateIn(text: string, monthFirst = false): string | null {
  return YEAR_FIRST.exec(text)?.[0] ?? dayIn(text, monthFirst);
}

/** The day that stands in the path of an address; null where none does. */
export function dateInAddress(url: string): string | null {
  for (const pattern of IN_ADDRESS) {
    const found = pattern.exec(url);
    const day = found && isoDay(found[1]!, Number(found[2]), found[3]!);
    if (day) return day;
  }
  return null;
}
