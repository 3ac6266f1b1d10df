import type { CalendarDate } from '../../../domain/time.ts';
import { daysBetween } from '../../dates/calendar.ts';
import { daysIn } from '../days.ts';

/** A sentence that turns to what led to the news: "近来，有关部门加大了监管力度。". */
const TURNS_BACK =
  /^\W*(?:近来|近年来?|近期以来|近几?个?[月年]来|一段时间以来|长期以来|事实上|公开(?:资料|信息|报道))/u;

/** Behind such a sentence what is dated some days back is no news. */
export function goesOnWithPast(text: string, before: string, published: CalendarDate | null): boolean {
  if (published === null || !TURNS_BACK.test(before)) return false;
  const [day] = daysIn(text, published);
  return day !== undefined && daysBetween(day.date, published) > 1;
}
