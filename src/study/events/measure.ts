import { type Listing, listingsOn, tickerOf } from '../../domain/company.ts';
import { type Reason, reason, reasons } from '../../domain/reason.ts';
import type { CalendarDate, Instant } from '../../domain/time.ts';
import { closeOf, type ExchangeHours, HOURS } from '../../present/markets.ts';
import type { StudyEvent } from '../company-days.ts';
import { abnormalReturns, estimationDays, pairedReturns } from './market-model.ts';
import type { PriceBook, PriceSeries } from './prices.ts';

/** Indexes that stand for a market, first choice first: a basket of Chinese internet ADRs moves with what these names share. */
const BENCHMARKS: Readonly<Record<string, readonly string[]>> = {
  us: ['KWEB', 'PGJ', 'MCHI'],
  china: ['CSI300', '000300.SS'],
  hongKong: ['HSI'],
};

/** The hours of an exchange that prices are measured on, and its indexes; null where none is known. */
export function venueOf(mic: string): { hours: ExchangeHours; benchmarks: readonly string[] } | null {
  const hours = HOURS[mic];
  const benchmarks = BENCHMARKS[hours?.name ?? ''];
  return hours === undefined || benchmarks === undefined ? null : { hours, benchmarks };
}

/**
 * Position of day 0 among trading days: the first session that CLOSES after the publication (scoring.md 8, traps 1 and 2). The
 * days come from the prices themselves, so that every holiday of the exchange is in them. -1 = none.
 */
export function dayZero(dates: readonly CalendarDate[], hours: ExchangeHours, published: Instant): number {
  let [low, high] = [0, dates.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (closeOf(dates[middle]!, hours) > published) high = middle;
    else low = middle + 1;
  }
  return low < dates.length ? low : -1;
}

type Moment = Pick<StudyEvent, 'company' | 'date' | 'at'>;

/** An event with the abnormal returns of one listing, and the files of both series. */
export type MeasuredEvent<E extends Moment = StudyEvent> = Exclude<ReturnType<typeof onListing>, Reason> & {
  readonly event: E;
};

interface ExcludedEvent<E> {
  readonly event: E;
  readonly because: Reason;
}

/** Days by which trading may lag the event before it is no reaction to it any more. */
const LONGEST_WAIT_DAYS = 7;

/**
 * Abnormal returns of an event: on the first listing in force that day whose prices reach around it; of several series the one
 * with the longest estimation window, an adjusted one first. Otherwise the reason why it is left out.
 * @param benchmarks names of indexes by MIC that come before the venue's own
 */
export function measureEvent<E extends Moment>(
  event: E,
  prices: PriceBook,
  benchmarks: Readonly<Record<string, string>> = {},
): MeasuredEvent<E> | ExcludedEvent<E> {
  const left: Reason[] = [];
  for (const listing of listingsOn(event.company, event.date)) {
    const found = onListing(event, listing, prices, benchmarks);
    if (!('code' in found)) return { event, ...found };
    left.push(reason('on-listing', { ticker: tickerOf(listing), why: found }));
  }
  const [first = reason('not-listed-then'), ...more] = left;
  return { event, because: reasons(first, ...more) };
}

export const isMeasured = <E extends Moment>(
  one: MeasuredEvent<E> | ExcludedEvent<E>,
): one is MeasuredEvent<E> => 'abnormal' in one;

function onListing(
  event: Moment,
  listing: Listing,
  prices: PriceBook,
  benchmarks: Readonly<Record<string, string>>,
) {
  const venue = venueOf(listing.mic);
  if (venue === null) return reason('close-unknown', { venue: listing.mic });
  const ticker = tickerOf(listing);
  const series = prices.of(ticker);
  if (series.length === 0) return reason('no-prices');
  const named = benchmarks[listing.mic];
  const names = named === undefined ? venue.benchmarks : [named];
  const indexes = names.flatMap((name) => prices.index(name) ?? []);
  if (indexes.length === 0) return reason('no-index', { choices: names });
  const tried = series.flatMap((own) => indexes.map((index) => onSeries(event, own, index, venue.hours)));
  const fitting = tried.flatMap((one) => ('code' in one ? [] : one));
  if (fitting.length === 0) return tried.find((one): one is Reason => 'code' in one)!;
  const { estimated: _, ...best } = fitting.reduce((one, other) =>
    other.estimated > one.estimated ? other : one,
  );
  return { ...best, ticker };
}

function onSeries(event: Moment, own: PriceSeries, index: PriceSeries, hours: ExchangeHours) {
  const returns = pairedReturns(own, index);
  const zero = dayZero(returns.dates, hours, event.at);
  if (zero < 0) return reason('prices-end', { own: own.dates.at(-1)!, index: index.dates.at(-1)! });
  if (zero === 0 && own.dates[0]! > event.date) return reason('prices-begin', { day: own.dates[0]! });
  const waited = (Date.parse(returns.dates[zero]!) - event.at) / 86_400_000;
  if (waited > LONGEST_WAIT_DAYS) return reason('no-trading', { days: LONGEST_WAIT_DAYS });
  if (zero < 1) return reason('no-return-before');
  return {
    benchmark: index.symbols[0]!,
    files: [own.file, index.file] as const,
    abnormal: abnormalReturns(returns, zero),
    estimated: estimationDays(returns, zero).length + (own.adjusted ? 0.5 : 0),
  };
}
