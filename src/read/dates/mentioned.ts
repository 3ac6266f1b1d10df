import { type CalendarDate, dayOf } from '../../domain/time.ts';
import { nearestDay } from './calendar.ts';

/** A day named in a text; offsets in that text. */
export interface MentionedDay {
  readonly start: number;
  readonly end: number;
  readonly date: CalendarDate;
}

const ZH = /(?:(20\d\d) ?年 ?|(今年|当年|本年))?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]/gu;
const MONTH_FIRST = /\b([A-Z][a-z]{2,8})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (20\d\d))?(?!\d)/gu;
const DAY_FIRST = /\b(\d{1,2})(?:st|nd|rd|th)? ([A-Z][a-z]{2,8})\.?(?:,? (20\d\d))?(?!\d)/gu;
export const MONTHS =
  'january february march april may june july august september october november december'.split(' ');

/** 1..12 for a month's name or its first three or four letters; 0 for anything else. */
function monthOf(name: string): number {
  const lower = name.toLowerCase();
  return lower === 'sept' ? 9 : MONTHS.findIndex((one) => one.startsWith(lower)) + 1;
}

/** Days that a folded text names, in its order; a year that it leaves out is the one nearest to the publication, if that is known. */
export function daysIn(text: string, published: CalendarDate | null): readonly MentionedDay[] {
  const found: MentionedDay[] = [];
  const add = (match: RegExpExecArray, year: string | undefined, month: number, day: string) => {
    const date =
      month === 0
        ? null
        : year !== undefined
          ? dayOf(Number(year), month, Number(day))
          : published === null
            ? null
            : nearestDay(month, Number(day), published);
    if (date !== null) found.push({ start: match.index, end: match.index + match[0].length, date });
  };
  for (const match of text.matchAll(ZH)) {
    const thisYear = match[2] === undefined || published === null ? undefined : published.slice(0, 4);
    add(match, match[1] ?? thisYear, Number(match[3]), match[4]!);
  }
  for (const match of text.matchAll(MONTH_FIRST)) add(match, match[3], monthOf(match[1]!), match[2]!);
  for (const match of text.matchAll(DAY_FIRST)) add(match, match[3], monthOf(match[2]!), match[1]!);
  return found.sort((one, other) => one.start - other.start);
}
