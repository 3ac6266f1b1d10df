import chineseDays from 'chinese-days';
import { type CalendarDate, plusDays } from '../../domain/time.ts';

/**
 * The last of `count` working days after a day, by the calendar of the People's Republic with its make-up Saturdays and
 * Sundays (State Council notices, as the package chinese-days holds them). The day itself does not count. Null where the
 * holidays of a year that is needed are not published yet.
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

/** National Day is three days off in every year that is published; three days in a row are never all weekend. */
function isKnownYear(day: CalendarDate): boolean {
  const year = day.slice(0, 4);
  return ['10-01', '10-02', '10-03'].every((one) => !chineseDays.isWorkday(`${year}-${one}`));
}
