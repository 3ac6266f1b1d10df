import type { ActionType } from '../../../domain/notice.ts';
import type { CalendarDate } from '../../../domain/time.ts';
import { daysBetween } from '../../dates/calendar.ts';
import type { MentionedDay } from '../days.ts';

/** Steps that are told with the day on which they begin or end. */
const AHEAD: ReadonlySet<ActionType> = new Set(['rectification-ordered', 'rule-proposed', 'rule-enacted']);
const MONTHS = 120;

/** A day that lies further back than `allowed`. One without a year that would lie months ahead is of the past months: nothing was done on a day to come. */
export function liesBack(
  text: string,
  day: MentionedDay,
  news: CalendarDate,
  { allowed, type }: { allowed: number; type: ActionType },
): boolean {
  if (daysBetween(day.date, news) > allowed) return true;
  return (
    !AHEAD.has(type) &&
    /^\d{1,2} ?月/u.test(text.slice(day.start, day.end)) &&
    !/^(?:前|起|之前|以前|24时|24:00)/u.test(text.slice(day.end)) &&
    daysBetween(news, day.date) > MONTHS
  );
}
