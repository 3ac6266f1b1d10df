import { Temporal } from 'temporal-polyfill';
import type { CalendarDate, Instant } from '../domain/time.ts';
import { dayIn } from '../present/words.ts';

export interface Publication {
  readonly day: CalendarDate | null;
  readonly at: Instant | null;
}

const STATED =
  /(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?(?:[T\s]*(\d{1,2}):(\d{2})(?::\d{2})?)?/u;

/**
 * When something was published: the feed's own instant, else the page's stated date, else the list's. A local time is in the
 * zone of the body that published. A date that lies after it was fetched is no publication date and is not taken.
 */
export function publicationOf(
  stated: readonly (string | null)[],
  machine: Instant | null,
  zone: string,
  fetchedAt: Instant,
): Publication {
  if (machine !== null && machine <= fetchedAt) return { day: dayIn(machine, zone), at: machine };
  const today = dayIn(fetchedAt, zone);
  for (const text of stated) {
    const match = text === null ? null : STATED.exec(text);
    if (match === null) continue;
    const [, year, month, day, hour, minute] = match;
    try {
      const date = Temporal.PlainDate.from(
        { year: Number(year), month: Number(month), day: Number(day) },
        { overflow: 'reject' },
      );
      if (date.toString() > today) continue;
      return {
        day: date.toString() as CalendarDate,
        at: hour === undefined ? null : momentOf(date, Number(hour), Number(minute), zone, fetchedAt),
      };
    } catch {
      // 2021-13-45 is no date: the next source of it is asked.
    }
  }
  return { day: null, at: null };
}

/** Midnight is what systems write when they know no time, so it counts as "day only". */
function momentOf(
  date: Temporal.PlainDate,
  hour: number,
  minute: number,
  zone: string,
  fetchedAt: Instant,
): Instant | null {
  if (hour === 0 && minute === 0) return null;
  const at = date.toZonedDateTime({
    timeZone: zone,
    plainTime: Temporal.PlainTime.from({ hour, minute }, { overflow: 'reject' }),
  });
  return at.epochMilliseconds <= fetchedAt ? (at.epochMilliseconds as Instant) : null;
}
