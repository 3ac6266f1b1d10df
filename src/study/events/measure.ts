import { type Listing, listingsOn, tickerOf } from '../../domain/company.ts';
import type { StudyEvent } from './events-of.ts';
import {
  type Abnormal,
  abnormalReturns,
  ESTIMATION,
  type PairedReturns,
  pairedReturns,
} from './market-model.ts';
import type { PriceBook, PriceSeries } from './prices.ts';
import { dayZero, type Venue, venueOf } from './venues.ts';

/** An event with the abnormal returns of one listing. */
export interface MeasuredEvent {
  readonly event: StudyEvent;
  readonly ticker: string;
  readonly benchmark: string;
  /** Files of both series. */
  readonly files: readonly [string, string];
  readonly abnormal: Abnormal;
}

export interface ExcludedEvent {
  readonly event: StudyEvent;
  readonly because: string;
}

/** Days by which trading may lag the event before it is no reaction to it any more. */
const LONGEST_WAIT_DAYS = 7;

interface EventCandidate extends MeasuredEvent {
  readonly estimated: number;
}

/**
 * Abnormal returns of an event: on the first listing in force that day whose prices reach around it; of several series the one
 * with the longest estimation window, an adjusted one first. Otherwise the reason why it is left out.
 * @param benchmarks names of indexes by MIC that come before the venue's own
 */
export function measureEvent(
  event: StudyEvent,
  prices: PriceBook,
  benchmarks: Readonly<Record<string, string>>,
): MeasuredEvent | ExcludedEvent {
  const listings = listingsOn(event.company, event.date);
  if (listings.length === 0) return { event, because: 'not listed on that day' };
  const reasons: string[] = [];
  for (const listing of listings) {
    const found = onListing(event, listing, prices, benchmarks);
    if (typeof found !== 'string') return found;
    reasons.push(`${tickerOf(listing)}: ${found}`);
  }
  return { event, because: reasons.join('; ') };
}

export function isMeasured(one: MeasuredEvent | ExcludedEvent): one is MeasuredEvent {
  return 'abnormal' in one;
}

function onListing(
  event: StudyEvent,
  listing: Listing,
  prices: PriceBook,
  benchmarks: Readonly<Record<string, string>>,
): MeasuredEvent | string {
  const venue = venueOf(listing.mic);
  if (venue === null) return `the close of ${listing.mic} is not known here`;
  const series = prices.of(tickerOf(listing));
  if (series.length === 0) return 'no prices';
  const named = benchmarks[listing.mic];
  const names = named === undefined ? venue.benchmarks : [named];
  const indexes = names.flatMap((name) => prices.index(name) ?? []);
  if (indexes.length === 0) return `no index of ${names.join(' or ')}`;
  const tried = series.flatMap((own) => indexes.map((index) => onSeries(event, own, index, venue)));
  const fitting = tried.filter((one): one is EventCandidate => typeof one !== 'string');
  const best = fitting.reduce<EventCandidate | null>(
    (one, other) => (one === null || other.estimated > one.estimated ? other : one),
    null,
  );
  if (best === null) return String(tried.find((one) => typeof one === 'string'));
  const { estimated: _, ...measured } = best;
  return { ...measured, ticker: tickerOf(listing) };
}

function onSeries(
  event: StudyEvent,
  own: PriceSeries,
  index: PriceSeries,
  venue: Venue,
): EventCandidate | string {
  const returns = pairedReturns(own, index);
  const zero = dayZero(returns.dates, venue, event.at);
  if (zero < 0) return `prices end before the event (${own.dates.at(-1)}, ${index.dates.at(-1)})`;
  if (zero === 0 && own.dates[0]! > event.date) return `prices begin after the event (${own.dates[0]})`;
  const waited = (Date.parse(returns.dates[zero]!) - event.at) / 86_400_000;
  if (waited > LONGEST_WAIT_DAYS) return `no trading within ${LONGEST_WAIT_DAYS} days`;
  if (zero < 1) return 'too young: no return before the event';
  const abnormal = abnormalReturns(returns, zero);
  return {
    event,
    ticker: '',
    benchmark: index.symbols[0]!,
    files: [own.file, index.file],
    abnormal,
    estimated: estimationLength(returns, zero) + (own.adjusted ? 0.5 : 0),
  };
}

function estimationLength({ dates }: PairedReturns, zero: number): number {
  const from = Math.max(0, zero + ESTIMATION.from);
  return Math.max(0, Math.min(dates.length - 1, zero + ESTIMATION.to) - from + 1);
}
