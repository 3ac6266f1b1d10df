import { phrasesOf } from '../../base/i18n/messages.ts';
import { term } from '../../base/i18n/sentence.ts';
import { type Language, localeOf, moment } from '../../base/i18n/words.ts';
import type { CardLine } from '../../domain/card.ts';
import type { Listing } from '../../domain/company.ts';
import {
  type CalendarDate,
  dayIn,
  type Instant,
  instantAt,
  plusDays,
  weekdayOf,
} from '../../domain/time.ts';
import { MARKET_DAYS, type MarketDays } from './market-days.ts';
import { line } from './plain-card.ts';

/**
 * Hours of an exchange: its name in `terms.exchange`, its regular sessions from Monday to Friday,
 * and its holidays; where these are not known here, the line that is made of it says so.
 */
const hours = (name: string, zone: string, sessions: string, days: MarketDays | null = null) => ({
  name,
  zone,
  days,
  sessions: sessions.split(' ').map((one) => [one.slice(0, 5), one.slice(6)] as const),
});
export type ExchangeHours = ReturnType<typeof hours>;

const { unitedStates, hongKong, mainland } = MARKET_DAYS;
const EXCHANGES: readonly (readonly [mics: readonly string[], hours: ExchangeHours])[] = [
  [
    ['XNYS', 'XNAS', 'XASE', 'ARCX', 'OTCM'],
    hours('us', 'America/New_York', '09:30-16:00', unitedStates),
  ],
  [['XSHG', 'XSHE', 'BJSE'], hours('china', 'Asia/Shanghai', '09:30-11:30 13:00-15:00', mainland)],
  [['XHKG'], hours('hongKong', 'Asia/Hong_Kong', '09:30-12:00 13:00-16:00', hongKong)],
  [['XTKS'], hours('tokyo', 'Asia/Tokyo', '09:00-11:30 12:30-15:30')],
  [['XKRX'], hours('seoul', 'Asia/Seoul', '09:00-15:30')],
  [['XTAI'], hours('taipei', 'Asia/Taipei', '09:00-13:30')],
  [['XSES'], hours('singapore', 'Asia/Singapore', '09:00-12:00 13:00-17:00')],
  [['XLON'], hours('london', 'Europe/London', '08:00-16:30')],
  [['XAMS'], hours('amsterdam', 'Europe/Amsterdam', '09:00-17:30')],
  [['XETR'], hours('xetra', 'Europe/Berlin', '09:00-17:30')],
];
/** Regular hours by exchange (ISO 10383). */
export const HOURS: Readonly<Record<string, ExchangeHours>> = Object.fromEntries(
  EXCHANGES.flatMap(([mics, own]) => mics.map((mic) => [mic, own])),
);

/** The longest closing of any exchange, the spring festival of the mainland, is shorter. */
const AHEAD_DAYS = 14;

/**
 * The markets of some listings, each once: open now, or when they open next; `holidays` = whether
 * the exchange's holidays are in it.
 */
export function marketsOf(listings: readonly Pick<Listing, 'mic'>[], at: Instant) {
  return [...new Set(listings.flatMap((one) => HOURS[one.mic] ?? []))].map((one) => {
    const session = nextSession(one, at);
    const open = session !== undefined && session.from <= at;
    const opens = session === undefined || open ? null : session.from;
    const until = dayIn(opens ?? at, one.zone);
    return { name: one.name, open, opens, holidays: (one.days?.(until) ?? null) !== null };
  });
}

/** The session that an instant lies in, or the next one. */
function nextSession(hours: ExchangeHours, at: Instant) {
  const today = dayIn(at, hours.zone);
  for (let n = 0; n <= AHEAD_DAYS; n++) {
    const session = sessionsOn(hours, plusDays(today, n)).find(({ to }) => at < to);
    if (session !== undefined) return session;
  }
  return undefined;
}

/** The sessions of a day; none on a holiday, and shorter ones on a half day. */
function sessionsOn({ sessions, days, zone }: ExchangeHours, day: CalendarDate) {
  if (weekdayOf(day) > 5) return [];
  const off = days?.(day)?.off ?? null;
  return sessions.flatMap(([from, to]) => {
    if (off !== null && (off === 'closed' || from >= off)) return [];
    const end = off !== null && off < to ? off : to;
    return [{ from: instantAt(day, from, zone), to: instantAt(day, end, zone) }];
  });
}

/**
 * The end of a trading day, half days included. Where the calendar calls it closed and prices say
 * otherwise, the usual one.
 */
export function closeOf(day: CalendarDate, { days, sessions, zone }: ExchangeHours): Instant {
  const off = days?.(day)?.off ?? null;
  return instantAt(day, off === null || off === 'closed' ? sessions.at(-1)![1] : off, zone);
}

/** Which of the markets are open, and when the others open next; null where no market is known. */
export function marketLine(
  listings: readonly Listing[],
  at: Instant,
  language: Language,
): CardLine | null {
  const say = phrasesOf('card', language);
  const markets = marketsOf(listings, at);
  if (markets.length === 0) return null;
  const nameOf = (one: (typeof markets)[number]) => term('exchange', one.name, language);
  const texts = markets.map((one) => {
    const when = one.opens === null ? '' : moment(one.opens, 'Asia/Shanghai', language);
    return say(when === '' ? 'marketOpen' : 'marketOpens', { name: nameOf(one), when });
  });
  const unknown = markets.filter((one) => !one.holidays).map(nameOf);
  const said =
    unknown.length === 0 ? '' : ` (${say('regularHours', { names: unknown.join(', ') })})`;
  return line(localeOf(language).markets, `${texts.join(' · ')}${said}`, 'quiet');
}
