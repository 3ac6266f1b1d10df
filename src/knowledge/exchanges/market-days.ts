import chineseDays from 'chinese-days';
import {
  type CalendarDate,
  dateOfDay,
  dayNumber,
  daysInMonth,
  plusDays,
  weekdayOf,
} from '../../domain/time.ts';

/**
 * What an exchange does on a weekday: closed, closed from an hour on (`13:00`, its own time), or
 * open as usual (null).
 */
export type DayOff = 'closed' | `${number}:${number}` | null;

/**
 * The calendar of an exchange; null = its days of that year are not known here. Never asked about a
 * Saturday or Sunday.
 */
export type MarketDays = (day: CalendarDate) => { readonly off: DayOff } | null;

const MONDAY = 1;
const THURSDAY = 4;
const SATURDAY = 6;
const SUNDAY = 7;
const yearOf = (day: CalendarDate) => Number(day.slice(0, 4));
const dated = (year: number, monthDay: string) => `${year}-${monthDay}` as CalendarDate;

/** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
export function easter(year: number): CalendarDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h =
    (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  return plusDays(dated(year, '03-01'), h + l - 7 * m + 21);
}

/** The nth weekday of a month; the last one before the end of the month where n is 0. */
function nth(year: number, month: number, wanted: number, n: number): CalendarDate {
  const before = dayNumber(dated(year, `${String(month).padStart(2, '0')}-01`)) - 1;
  const from = n === 0 ? before + daysInMonth(year, month) - 6 : before + 1 + (n - 1) * 7;
  return dateOfDay(from + ((wanted - weekdayOf(dateOfDay(from)) + 7) % 7));
}

/** Closings that no rule foretells: days of mourning for former presidents. */
const US_MOURNING = ['2018-12-05', '2025-01-09'];
/**
 * Month, and which Monday of it (0 = the last): Martin Luther King, Washington, Memorial and Labor
 * Day.
 */
const US_MONDAYS = { 1: 3, 2: 3, 5: 0, 9: 1 };

/**
 * NYSE and NASDAQ (NYSE rule 7.2): a holiday on a Saturday is kept on the Friday before, on a
 * Sunday on the Monday after; New Year's Day never in the old year.
 */
const unitedStates: MarketDays = (day) => {
  const year = yearOf(day);
  const observed = (monthDay: string) => {
    const date = dated(year, monthDay);
    return plusDays(date, { [SATURDAY]: -1, [SUNDAY]: 1 }[weekdayOf(date)] ?? 0);
  };
  const thanksgiving = nth(year, 11, THURSDAY, 4);
  const fixed = ['07-04', '12-25', ...(year < 2022 ? [] : ['06-19'])];
  if (weekdayOf(dated(year, '01-01')) !== SATURDAY) fixed.push('01-01');
  const mondays = Object.entries(US_MONDAYS).map(([month, n]) =>
    nth(year, Number(month), MONDAY, n),
  );
  const goodFriday = plusDays(easter(year), -2);
  const closed: string[] = [
    ...fixed.map(observed),
    ...mondays,
    goodFriday,
    thanksgiving,
    ...US_MOURNING,
  ];
  if (closed.includes(day)) return { off: 'closed' };
  // The third of July only where the holiday itself is a Tuesday to Friday.
  const independence = weekdayOf(dated(year, '07-04'));
  const early: string[] = [plusDays(thanksgiving, 1), dated(year, '12-24')];
  if (independence > MONDAY && independence < SATURDAY) early.push(dated(year, '07-03'));
  return { off: early.includes(day) ? '13:00' : null };
};

/** A day of the Chinese calendar, `08-15`; the first one where a leap month repeats it. */
const lunar = (year: number, monthDay: string) =>
  chineseDays.getSolarDateFromLunar(dated(year, monthDay)).date as CalendarDate;

const hongKongHolidays = new Map<number, ReadonlySet<string>>();

/**
 * General holidays of Hong Kong (General Holidays Ordinance, cap. 149), on which its exchange is
 * closed.
 */
function generalHolidays(year: number): ReadonlySet<string> {
  const known = hongKongHolidays.get(year);
  if (known !== undefined) return known;
  // Where one of the three days is a Sunday, the fourth takes its place.
  const spring = [0, 1, 2].map((n) => plusDays(lunar(year, '01-01'), n));
  if (spring.some((day) => weekdayOf(day) === SUNDAY)) spring.push(plusDays(spring[2]!, 1));
  const easterDays = [-2, -1, 1].map((n) => plusDays(easter(year), n));
  const holidays = new Set([...spring, ...easterDays]);
  const fixed = ['01-01', '05-01', '07-01', '10-01', '12-25', '12-26'].map((one) =>
    dated(year, one),
  );
  const lunarDays = ['04-08', '05-05', '09-09'].map((one) => lunar(year, one));
  const qingming = chineseDays.getSolarTermDate(year, 4, 'pure_brightness') as CalendarDate;
  // On a Sunday, or on another holiday: the next day that is neither.
  for (const day of [...fixed, ...lunarDays, qingming, plusDays(lunar(year, '08-15'), 1)]) {
    let at = day;
    while (weekdayOf(at) === SUNDAY || holidays.has(at)) at = plusDays(at, 1);
    holidays.add(at);
  }
  hongKongHolidays.set(year, holidays);
  return holidays;
}

/**
 * HKEX: closed on general holidays; on the eves of Christmas, New Year and Lunar New Year there is
 * no afternoon.
 */
const hongKong: MarketDays = (day) => {
  const year = yearOf(day);
  if (year < 2001 || year > 2099) return null;
  if (generalHolidays(year).has(day)) return { off: 'closed' };
  const eve = /-12-(?:24|31)$/.test(day) || plusDays(day, 1) === lunar(year, '01-01');
  return { off: eve ? '12:00' : null };
};

/**
 * Shanghai, Shenzhen and Beijing: closed on every day off of the State Council's yearly notice;
 * make-up Saturdays stay closed, too.
 */
const mainland: MarketDays = (day) => {
  // National Day is three days off in every year that is published; three days in a row are never
  // all weekend.
  const known = ['10-01', '10-02', '10-03'].every(
    (one) => !chineseDays.isWorkday(dated(yearOf(day), one)),
  );
  return known ? { off: chineseDays.isWorkday(day) ? null : 'closed' } : null;
};

export const MARKET_DAYS = { unitedStates, hongKong, mainland } as const;
