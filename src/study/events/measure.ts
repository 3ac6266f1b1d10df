import { type Listing, listingsOn, tickerOf } from '../../domain/company.ts';
import { type Reason, reason, reasons } from '../../domain/reason.ts';
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
  readonly because: Reason;
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
  const left: Reason[] = [];
  for (const listing of listings) {
    const found = onListing(event, listing, prices, benchmarks);
    if (!('code' in found)) return found;
    left.push(reason('on-listing', { ticker: tickerOf(listing), why: found }));
  }
  const [first = reason('not-listed-then'), ...more] = left;
  return { event, because: reasons(first, ...more) };
}

export function isMeasured(one: MeasuredEvent | ExcludedEvent): one is MeasuredEvent {
  return 'abnormal' in one;
}

function onListing(
  event: StudyEvent,
  listing: Listing,
  prices: PriceBook,
  benchmarks: Readonly<Record<string, string>>,
): MeasuredEvent | Reason {
  const venue = venueOf(listing.mic);
  if (venue === null) return reason('close-unknown', { venue: listing.mic });
  const series = prices.of(tickerOf(listing));
  if (series.length === 0) return reason('no-prices');
  const named = benchmarks[listing.mic];
  const names = named === undefined ? venue.benchmarks : [named];
  const indexes = names.flatMap((name) => prices.index(name) ?? []);
  if (indexes.length === 0) return reason('no-index', { choices: names });
  const tried = series.flatMap((own) => indexes.map((index) => onSeries(event, own, index, venue)));
  const fitting = tried.filter((one): one is EventCandidate => !('code' in one));
  const best = fitting.reduce<EventCandidate | null>(
    (one, other) => (one === null || other.estimated > one.estimated ? other : one),
    null,
  );
  if (best === null) return tried.find((one): one is Reason => 'code' in one)!;
  const { estimated: _, ...measured } = best;
  return { ...measured, ticker: tickerOf(listing) };
}

function onSeries(
  event: StudyEvent,
  own: PriceSeries,
  index: PriceSeries,
  venue: Venue,
): EventCandidate | Reason {
  const returns = pairedReturns(own, index);
  const zero = dayZero(returns.dates, venue, event.at);
  if (zero < 0) return reason('prices-end', { own: own.dates.at(-1)!, index: index.dates.at(-1)! });
  if (zero === 0 && own.dates[0]! > event.date) return reason('prices-begin', { day: own.dates[0]! });
  const waited = (Date.parse(returns.dates[zero]!) - event.at) / 86_400_000;
  if (waited > LONGEST_WAIT_DAYS) return reason('no-trading', { days: LONGEST_WAIT_DAYS });
  if (zero < 1) return reason('no-return-before');
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
