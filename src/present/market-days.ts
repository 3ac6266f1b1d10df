import chineseDays from 'chinese-days';
import { DAY_MS } from '../domain/time.ts';

/** What an exchange does on a weekday: closed, closed from an hour on (`13:00`, its own time), or open as usual (null). */
export type DayOff = 'closed' | `${number}:${number}` | null;

/** The calendar of an exchange; null = its days of that year are not known here. Days are `2021-08-18`, never a Saturday or Sunday. */
export type MarketDays = (day: string) => { readonly off: DayOff } | null;

const stamp = (day: string) => Date.parse(`${day}T00:00Z`);
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
const plus = (day: string, days: number) => dayOf(stamp(day) + days * DAY_MS);
/** 0 = Sunday. */
const weekday = (day: string) => new Date(stamp(day)).getUTCDay();

/** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
export function easter(year: number): string {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return `${year}-${two(month)}-${two(((h + l - 7 * m + 114) % 31) + 1)}`;
}

const two = (n: number) => String(n).padStart(2, '0');

/** The nth weekday of a month; -1 = the last. */
function nth(year: number, month: number, wanted: number, n: number): string {
  if (n < 0) {
    const last = dayOf(Date.UTC(year, month, 0));
    return plus(last, -((weekday(last) - wanted + 7) % 7));
  }
  const first = `${year}-${two(month)}-01`;
  return plus(first, ((wanted - weekday(first) + 7) % 7) + (n - 1) * 7);
}

/** Closings that no rule foretells: days of mourning for former presidents. */
const US_MOURNING = ['2018-12-05', '2025-01-09'];

/** NYSE and NASDAQ (NYSE rule 7.2): a holiday on a Saturday is kept on the Friday before, on a Sunday on the Monday after; New Year's Day never in the old year. */
const unitedStates: MarketDays = (day) => {
  const year = Number(day.slice(0, 4));
  const observed = (date: string) => plus(date, { 6: -1, 0: 1 }[weekday(date)] ?? 0);
  const newYear = `${year}-01-01`;
  const closed = [
    weekday(newYear) === 6 ? '' : observed(newYear),
    nth(year, 1, 1, 3),
    nth(year, 2, 1, 3),
    plus(easter(year), -2),
    nth(year, 5, 1, -1),
    ...(year >= 2022 ? [observed(`${year}-06-19`)] : []),
    observed(`${year}-07-04`),
    nth(year, 9, 1, 1),
    nth(year, 11, 4, 4),
    observed(`${year}-12-25`),
    ...US_MOURNING,
  ];
  if (closed.includes(day)) return { off: 'closed' };
  const thanksgiving = nth(year, 11, 4, 4);
  const independence = weekday(`${year}-07-04`);
  const early = [
    plus(thanksgiving, 1),
    `${year}-12-24`,
    // Only where the holiday itself is a Tuesday to Friday.
    ...(independence >= 2 && independence <= 5 ? [`${year}-07-03`] : []),
  ];
  return { off: early.includes(day) ? '13:00' : null };
};

/** Made when it is first asked for: it takes a while, and most starts of the program ask for none. */
let lunarFormat: Intl.DateTimeFormat | null = null;

/** `8/15`, or `6bis/1` in a leap month. */
function lunar(day: string): string {
  lunarFormat ??= new Intl.DateTimeFormat('en-u-ca-chinese', {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'numeric',
  });
  const parts = lunarFormat.formatToParts(stamp(day));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('month')}/${part('day')}`;
}

/** Ching Ming: the fifteenth day after the spring equinox; the usual formula for the years 2001 to 2099. */
function chingMing(year: number): string {
  const y = year % 100;
  return `${year}-04-${two(Math.floor(0.2422 * y + 4.81) - Math.floor(y / 4))}`;
}

const hongKongHolidays = new Map<number, ReadonlySet<string>>();

/** General holidays of Hong Kong (General Holidays Ordinance, cap. 149), on which its exchange is closed. */
function generalHolidays(year: number): ReadonlySet<string> {
  const known = hongKongHolidays.get(year);
  if (known !== undefined) return known;
  const days = Array.from({ length: 366 }, (_, index) => plus(`${year}-01-01`, index)).filter((day) =>
    day.startsWith(String(year)),
  );
  const named = new Map(days.map((day) => [lunar(day), day]));
  const newYear = named.get('1/1')!;
  // Where one of the three days is a Sunday, the fourth takes its place.
  const spring = [0, 1, 2].map((n) => plus(newYear, n));
  if (spring.some((day) => weekday(day) === 0)) spring.push(plus(newYear, 3));
  const sunday = easter(year);
  const holidays = new Set([...spring, plus(sunday, -2), plus(sunday, -1), plus(sunday, 1)]);
  const movable = [
    `${year}-01-01`,
    chingMing(year),
    `${year}-05-01`,
    named.get('4/8')!,
    named.get('5/5')!,
    `${year}-07-01`,
    plus(named.get('8/15')!, 1),
    `${year}-10-01`,
    named.get('9/9')!,
    `${year}-12-25`,
    `${year}-12-26`,
  ];
  // On a Sunday, or on another holiday: the next day that is neither.
  for (const day of movable) {
    let at = day;
    while (weekday(at) === 0 || holidays.has(at)) at = plus(at, 1);
    holidays.add(at);
  }
  hongKongHolidays.set(year, holidays);
  return holidays;
}

/** HKEX: closed on general holidays; on the eves of Christmas, New Year and Lunar New Year there is no afternoon. */
const hongKong: MarketDays = (day) => {
  const year = Number(day.slice(0, 4));
  if (year < 2001 || year > 2099) return null;
  if (generalHolidays(year).has(day)) return { off: 'closed' };
  const eve = day.endsWith('-12-24') || day.endsWith('-12-31') || lunar(plus(day, 1)) === '1/1';
  return { off: eve ? '12:00' : null };
};

/** Shanghai, Shenzhen and Beijing: closed on every day off of the State Council's yearly notice; make-up Saturdays stay closed, too. */
const mainland: MarketDays = (day) => {
  const year = day.slice(0, 4);
  // National Day is three days off in every year that is published; three days in a row are never all weekend.
  const known = ['10-01', '10-02', '10-03'].every((one) => !chineseDays.isWorkday(`${year}-${one}`));
  return known ? { off: chineseDays.isWorkday(day) ? null : 'closed' } : null;
};

export const MARKET_DAYS = { unitedStates, hongKong, mainland } as const;
