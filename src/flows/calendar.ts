import chineseDays from 'chinese-days';
import type { Calendar } from '../alert/follow-ups.ts';
import { type CalendarDate, DAY_MS, type Instant } from '../domain/time.ts';
import { endOfDay } from '../present/words.ts';

const LAST_SECOND_MS = DAY_MS - 1_000;

/** Business days and clock times where a regulator sits: Chinese holidays and make-up days in China, weekends elsewhere. */
export function calendarOf(zone: string): Calendar {
  const chinese = zone === 'Asia/Shanghai';
  const works = (day: string) =>
    chinese ? chineseDays.isWorkday(day) : ![0, 6].includes(new Date(`${day}T12:00Z`).getUTCDay());
  return {
    businessDayBefore(day) {
      let at = Date.parse(`${day}T12:00Z`);
      do at -= DAY_MS;
      while (!works(new Date(at).toISOString().slice(0, 10)));
      return new Date(at).toISOString().slice(0, 10) as CalendarDate;
    },
    momentOf(day, time) {
      const [hour = '0', minute = '0'] = time.split(':');
      const midnight = endOfDay(day, zone) - LAST_SECOND_MS;
      return (midnight + (Number(hour) * 60 + Number(minute)) * 60_000) as Instant;
    },
  };
}
