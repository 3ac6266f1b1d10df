import chineseDays from 'chinese-days';
import {
  type CalendarDate,
  dayOf,
  daysBetween,
  daysInMonth,
  plusDays,
} from '../../../domain/time.ts';

/** A day named in a text; offsets in that text. */
interface MentionedDay {
  readonly start: number;
  readonly end: number;
  readonly date: CalendarDate;
}

const ZH = /(?:(20\d\d) ?年 ?|(今年|当年|本年))?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]/gu;
const MONTH_FIRST =
  /\b([A-Z](?:[a-z]{2,8}|[A-Z]{2,8}))\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (20\d\d))?(?!\d)/gu;
const DAY_FIRST =
  /\b(\d{1,2})(?:st|nd|rd|th)? ([A-Z](?:[a-z]{2,8}|[A-Z]{2,8}))\.?(?:,? (20\d\d))?(?!\d)/gu;
const MONTHS =
  'january february march april may june july august september october november december'.split(
    ' ',
  );

/** 1..12 for a month's name or its first three or four letters; 0 for anything else. */
function monthOf(name: string): number {
  const lower = name.toLowerCase();
  return lower === 'sept' ? 9 : MONTHS.findIndex((one) => one.startsWith(lower)) + 1;
}

/**
 * Days that a folded text names, in its order; a year that it leaves out is the one nearest to the
 * publication, if that is known.
 */
export function daysIn(text: string, published: CalendarDate | null): readonly MentionedDay[] {
  const found: MentionedDay[] = [];
  const add = (match: RegExpExecArray, year: string | undefined, month: number, day: string) => {
    const near = () => (published === null ? null : nearestDay(month, Number(day), published));
    const date = year === undefined ? near() : dayOf(Number(year), month, Number(day));
    if (date !== null) found.push({ start: match.index, end: match.index + match[0].length, date });
  };
  for (const match of text.matchAll(ZH)) {
    const thisYear = match[2] === undefined ? undefined : published?.slice(0, 4);
    add(match, match[1] ?? thisYear, Number(match[3]), match[4]!);
  }
  for (const match of text.matchAll(MONTH_FIRST))
    add(match, match[3], monthOf(match[1]!), match[2]!);
  for (const match of text.matchAll(DAY_FIRST)) add(match, match[3], monthOf(match[2]!), match[1]!);
  return found.sort((mentionedDay, other) => mentionedDay.start - other.start);
}

/**
 * The day of a month and day without a year, seen from a day of publication: the nearest one that
 * is at most 60 days before it, so that "6 January" in a notice of December means next year. Null
 * where the calendar has no such day.
 */
function nearestDay(month: number, day: number, published: CalendarDate): CalendarDate | null {
  const year = Number(published.slice(0, 4));
  for (const one of [year - 1, year, year + 1]) {
    const date = dayOf(one, month, day);
    if (date !== null && daysBetween(date, published) <= 60) return date;
  }
  return null;
}

/** The same day `months` months later, or the last day of that month where it has none. */
export function addMonths(from: CalendarDate, months: number): CalendarDate {
  const [year, month, day] = from.split('-').map(Number) as [number, number, number];
  const all = year * 12 + month - 1 + months;
  const [thatYear, thatMonth] = [Math.floor(all / 12), (all % 12) + 1];
  return dayOf(thatYear, thatMonth, Math.min(day, daysInMonth(thatYear, thatMonth)))!;
}

/**
 * The last of `count` working days after a day, by the calendar of the People's Republic with its
 * make-up Saturdays and Sundays (State Council notices, as the package chinese-days holds them).
 * The day itself does not count. Null where the holidays of a year that is needed are not published
 * yet.
 */
export function addWorkingDays(from: CalendarDate, count: number): CalendarDate | null {
  let day = from;
  for (let left = count; left > 0; ) {
    day = plusDays(day, 1);
    if (!isKnownYear(day)) return null;
    if (chineseDays.isWorkday(day)) left -= 1;
  }
  return day;
}

/**
 * National Day is three days off in every year that is published; three days in a row are never all
 * weekend.
 */
function isKnownYear(day: CalendarDate): boolean {
  return ['10-01', '10-02', '10-03'].every(
    (one) => !chineseDays.isWorkday(`${day.slice(0, 4)}-${one}`),
  );
}
