import type { Listing } from '../../domain/company.ts';
import { EXCHANGES, TRADING_HOURS, type TradingHoursName } from '../../domain/exchange.ts';
import {
  type CalendarDate,
  dayIn,
  type Instant,
  instantAt,
  plusDays,
  weekdayOf,
} from '../../domain/time.ts';
import { MARKET_DAYS, type MarketDays } from './market-days.ts';

/** Holidays by trading hours; without an entry, answers state that holidays are not included. */
const HOLIDAYS: Partial<Record<TradingHoursName, MarketDays>> = {
  us: MARKET_DAYS.unitedStates,
  china: MARKET_DAYS.mainland,
  hongKong: MARKET_DAYS.hongKong,
};

/** Hours of an exchange: its name in `terms.exchange`, its sessions and its holidays. */
export interface ExchangeHours {
  readonly name: TradingHoursName;
  readonly zone: string;
  readonly days: MarketDays | null;
  readonly sessions: readonly (readonly [from: string, to: string])[];
}

function hoursOf(name: TradingHoursName): ExchangeHours {
  const { zone, sessions } = TRADING_HOURS[name];
  const parted = sessions.map((session) => {
    const [from = '', to = ''] = session.split('-');
    return [from, to] as const;
  });
  return { name, zone, days: HOLIDAYS[name] ?? null, sessions: parted };
}

const BY_NAME = new Map(
  (Object.keys(TRADING_HOURS) as TradingHoursName[]).map((name) => [name, hoursOf(name)]),
);
/** Regular hours by exchange (ISO 10383). */
export const HOURS: Readonly<Record<string, ExchangeHours>> = Object.fromEntries(
  EXCHANGES.flatMap(({ mic, hours }) => (hours === null ? [] : [[mic, BY_NAME.get(hours)!]])),
);

/** Longer than the longest closing of any exchange (the spring festival in mainland China). */
const AHEAD_DAYS = 14;

/**
 * The markets of some listings, each once: open now, or when they open next; `holidays` = whether
 * the exchange's holidays are taken into account.
 */
export function marketsOf(listings: readonly Pick<Listing, 'mic'>[], at: Instant) {
  return [...new Set(listings.flatMap((pick) => HOURS[pick.mic] ?? []))].map((exchangeHours) => {
    const session = nextSession(exchangeHours, at);
    const open = session !== undefined && session.from <= at;
    const opens = session === undefined || open ? null : session.from;
    const until = dayIn(opens ?? at, exchangeHours.zone);
    return {
      name: exchangeHours.name,
      open,
      opens,
      holidays: (exchangeHours.days?.(until) ?? null) !== null,
    };
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
 * Close of a trading day, half days included. Where prices exist for a day that the calendar calls
 * closed, the usual close.
 */
export function closeOf(day: CalendarDate, { days, sessions, zone }: ExchangeHours): Instant {
  const off = days?.(day)?.off ?? null;
  return instantAt(day, off === null || off === 'closed' ? sessions.at(-1)![1] : off, zone);
}
