import type { CardLine } from '../domain/card.ts';
import type { Listing } from '../domain/company.ts';
import { type CalendarDate, dayIn, type Instant, localTime, weekdayOf } from '../domain/time.ts';
import { type DayOff, MARKET_DAYS, type MarketDays } from './market-days.ts';
import { phrasesOf } from './messages.ts';
import { line } from './plain-card.ts';
import { term } from './sentence.ts';
import { type Language, localeOf, moment } from './words.ts';

/**
 * Hours of an exchange: its name in `terms.exchange`, its regular sessions from Monday to Friday, and its holidays; where these are not
 * known here, the line that is made of it says so.
 */
const hours = (name: string, zone: string, sessions: string, days: MarketDays | null = null) => ({
  ...{ name, zone, sessions: sessions.split(' '), days },
});
type Hours = ReturnType<typeof hours>;

const US = hours('us', 'America/New_York', '09:30-16:00', MARKET_DAYS.unitedStates);
const CHINA = hours('china', 'Asia/Shanghai', '09:30-11:30 13:00-15:00', MARKET_DAYS.mainland);
/** Regular hours by exchange (ISO 10383). */
const HOURS: Readonly<Record<string, Hours>> = {
  ...{ XNYS: US, XNAS: US, XASE: US, ARCX: US, OTCM: US, XSHG: CHINA, XSHE: CHINA, BJSE: CHINA },
  XHKG: hours('hongKong', 'Asia/Hong_Kong', '09:30-12:00 13:00-16:00', MARKET_DAYS.hongKong),
  XTKS: hours('tokyo', 'Asia/Tokyo', '09:00-11:30 12:30-15:30'),
  XKRX: hours('seoul', 'Asia/Seoul', '09:00-15:30'),
  XTAI: hours('taipei', 'Asia/Taipei', '09:00-13:30'),
  XSES: hours('singapore', 'Asia/Singapore', '09:00-12:00 13:00-17:00'),
  XLON: hours('london', 'Europe/London', '08:00-16:30'),
  XAMS: hours('amsterdam', 'Europe/Amsterdam', '09:00-17:30'),
  XETR: hours('xetra', 'Europe/Berlin', '09:00-17:30'),
};

const MINUTE = 60_000;
/** The longest closing of any exchange, the spring festival of the mainland, is shorter. */
const AHEAD_DAYS = 14;

export interface Market {
  readonly name: string;
  readonly open: boolean;
  /** When it opens next; null while it is open. */
  readonly opens: Instant | null;
  /** Whether the exchange's holidays are in it. */
  readonly holidays: boolean;
}

/** The markets of some listings, each once: open now, or when they open next. */
export function marketsOf(listings: readonly Pick<Listing, 'mic'>[], at: Instant): Market[] {
  const hours = [...new Set(listings.map((one) => HOURS[one.mic]).filter((one) => one !== undefined))];
  return hours.map((one) => {
    const open = isOpen(one, at);
    const opens = open ? null : nextOpening(one, at);
    const until = localOf(opens ?? at, one.zone).day;
    return { name: one.name, open, opens, holidays: (one.days?.(until) ?? null) !== null };
  });
}

/** Which of the markets are open, and when the others open next; null where no market is known. */
export function marketLine(listings: readonly Listing[], at: Instant, language: Language): CardLine | null {
  const say = phrasesOf('card', language);
  const markets = marketsOf(listings, at);
  if (markets.length === 0) return null;
  const texts = markets.map((one) =>
    one.opens === null
      ? say('marketOpen', { name: term('exchange', one.name, language) })
      : say('marketOpens', {
          name: term('exchange', one.name, language),
          when: moment(one.opens, 'Asia/Shanghai', language),
        }),
  );
  const unknown = markets.filter((one) => !one.holidays).map((one) => term('exchange', one.name, language));
  const said = unknown.length === 0 ? '' : ` (${say('regularHours', { names: unknown.join(', ') })})`;
  return line(localeOf(language).markets, `${texts.join(' · ')}${said}`, 'quiet');
}

function isOpen(hours: Hours, at: Instant): boolean {
  const { day, time, weekend } = localOf(at, hours.zone);
  return !weekend && sessionsOn(hours, day).some(({ from, to }) => from <= time && time < to);
}

/** The sessions of a weekday; none on a holiday, and shorter ones on a half day. */
function sessionsOn({ sessions, days }: Hours, day: string): { from: string; to: string }[] {
  const off: DayOff = days?.(day)?.off ?? null;
  if (off === 'closed') return [];
  return sessions.flatMap((session) => {
    const [from, to] = [session.slice(0, 5), session.slice(6)];
    if (off === null) return [{ from, to }];
    return from < off ? [{ from, to: to < off ? to : off }] : [];
  });
}

/** Quarter of an hour by quarter of an hour, on which every session of the table begins; days without one are skipped whole. */
function nextOpening(hours: Hours, at: Instant): Instant | null {
  const step = 15 * MINUTE;
  const end = at + AHEAD_DAYS * 1_440 * MINUTE;
  for (let then = Math.ceil(at / step) * step; then <= end; then += step)
    if (isOpen(hours, then as Instant)) return then as Instant;
  return null;
}

function localOf(at: Instant, zone: string): { day: CalendarDate; time: string; weekend: boolean } {
  const day = dayIn(at, zone);
  return { day, time: localTime(at, zone), weekend: weekdayOf(day) > 5 };
}
