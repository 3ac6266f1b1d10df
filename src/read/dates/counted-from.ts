import type { CalendarDate } from '../../domain/time.ts';
import { daysBetween } from './calendar.ts';
import { daysIn } from './mentioned.ts';

const FROM_THAT_DAY =
  /^ (?:counting |calculated )?(?:from|of|after|as of) (?:that|the same) (?:date|day)\b/iu;
const REACH = 62;

/** The day that a period counts from: publication, or "30 days from that date" the day told before; null where none is. */
export function countedFrom(
  behind: string,
  texts: readonly string[],
  published: CalendarDate | null,
): CalendarDate | null {
  if (published === null || !FROM_THAT_DAY.test(behind)) return published;
  const told = texts.flatMap((text) => daysIn(text, published).map((one) => one.date));
  return told.find((day) => day <= published && daysBetween(day, published) <= REACH) ?? null;
}
