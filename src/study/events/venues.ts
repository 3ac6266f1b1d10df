import { type CalendarDate, type Instant, instantAt } from '../../domain/time.ts';
import { MARKET_DAYS, type MarketDays } from '../../present/market-days.ts';

/** Where a listing trades: the zone and time of its close, and the index that stands for its market, first choice first. */
export interface Venue {
  readonly zone: string;
  readonly close: string;
  /** Its calendar, which knows the half days. */
  readonly days: MarketDays;
  readonly benchmarks: readonly string[];
}

/** A basket of Chinese internet ADRs moves with the market that these names share; broader ones stand in for it. */
const UNITED_STATES: Venue = {
  zone: 'America/New_York',
  close: '16:00',
  days: MARKET_DAYS.unitedStates,
  benchmarks: ['KWEB', 'PGJ', 'MCHI'],
};
const MAINLAND: Venue = {
  zone: 'Asia/Shanghai',
  close: '15:00',
  days: MARKET_DAYS.mainland,
  benchmarks: ['CSI300', '000300.SS'],
};

const VENUES: Readonly<Record<string, Venue>> = {
  XNYS: UNITED_STATES,
  XNAS: UNITED_STATES,
  XASE: UNITED_STATES,
  ARCX: UNITED_STATES,
  OTCM: UNITED_STATES,
  XHKG: { zone: 'Asia/Hong_Kong', close: '16:00', days: MARKET_DAYS.hongKong, benchmarks: ['HSI'] },
  XSHG: MAINLAND,
  XSHE: MAINLAND,
};

/** The venue of a MIC; null where its close is not known here. */
export function venueOf(mic: string): Venue | null {
  return VENUES[mic] ?? null;
}

/** The close of a session, daylight saving time and half days included. Prices are right where a calendar calls a day closed. */
export function closeOf(date: CalendarDate, venue: Venue): number {
  const off = venue.days(date)?.off ?? null;
  const time = off === null || off === 'closed' ? venue.close : off;
  return instantAt(date, time, venue.zone);
}

/**
 * Position of day 0 among trading days: the first session that CLOSES after the publication (scoring.md 8, traps 1 and 2). The
 * days come from the prices themselves, so that every holiday of the exchange is in them. -1 = none.
 */
export function dayZero(dates: readonly CalendarDate[], venue: Venue, published: Instant): number {
  let [low, high] = [0, dates.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (closeOf(dates[middle]!, venue) > published) high = middle;
    else low = middle + 1;
  }
  return low < dates.length ? low : -1;
}
