import { linearRegression, mean, sum, sumNthPowerDeviations } from 'simple-statistics';
import { type Listing, listingsOn, tickerOf } from '../../domain/company.ts';
import { firstIndex } from '../../domain/first-index.ts';
import { type Reason, reason, reasons } from '../../domain/reason.ts';
import { type CalendarDate, DAY_MS, type Instant } from '../../domain/time.ts';
import { closeOf, type ExchangeHours, HOURS } from '../../knowledge/exchanges/hours.ts';
import type { StudyEvent } from './acts.ts';
import type { PriceBook, PriceSeries } from './prices.ts';

/**
 * Days of the estimation window around day 0, both ends counted, and how many returns it needs
 * (docs/event-study.md).
 */
export const ESTIMATION = { from: -250, to: -30, least: 120 } as const;
/** Days for which abnormal returns are given. */
export const WINDOW = { from: -10, to: 10 } as const;

/** From one day to another around day 0, both counted. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** The days of a window, in order. */
export const daysIn = ({ from, to }: Window): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n);

/**
 * Indexes that stand for a market, first choice first: a basket of Chinese internet ADRs moves with
 * what these names share.
 */
const BENCHMARKS: Readonly<Record<string, readonly string[]>> = {
  us: ['KWEB', 'PGJ', 'MCHI'],
  china: ['CSI300', '000300.SS'],
  hongKong: ['HSI'],
};

/**
 * The hours of an exchange that prices are measured on, and its indexes; null where none is known.
 */
export function venueOf(
  mic: string,
): { hours: ExchangeHours; benchmarks: readonly string[] } | null {
  const hours = HOURS[mic];
  const benchmarks = BENCHMARKS[hours?.name ?? ''];
  return hours === undefined || benchmarks === undefined ? null : { hours, benchmarks };
}

/**
 * Position of day 0 among trading days: the first session that CLOSES after the publication
 * (docs/event-study.md). The days come from the prices themselves, so that every holiday of
 * the exchange is in them. -1 = none.
 */
export function dayZero(
  dates: readonly CalendarDate[],
  hours: ExchangeHours,
  published: Instant,
): number {
  const zero = firstIndex(dates.length, (index) => closeOf(dates[index]!, hours) > published);
  return zero < dates.length ? zero : -1;
}

/**
 * Simple returns from one common trading day to the next: where one of the two did not trade, both
 * span the gap.
 */
export function pairedReturns(own: PriceSeries, market: PriceSeries) {
  const closes = new Map(market.dates.map((date, index) => [date, market.closes[index]!]));
  const common = own.dates.flatMap((date, index) => {
    const other = closes.get(date);
    return other === undefined ? [] : [{ date, own: own.closes[index]!, market: other }];
  });
  const later = common.slice(1);
  return {
    dates: later.map((one) => one.date),
    own: later.map((one, index) => one.own / common[index]!.own - 1),
    market: later.map((one, index) => one.market / common[index]!.market - 1),
  };
}

/**
 * Abnormal returns around day 0 (an index into the returns) by relative day, of the estimation
 * window and of the event. With fewer than 120 returns in the estimation window they are
 * market-adjusted (own less market's), and `kind` says so.
 */
function abnormalReturns({ dates, own, market }: ReturnType<typeof pairedReturns>, zero: number) {
  const around = (window: Window) =>
    daysIn(window).filter((day) => dates[zero + day] !== undefined);
  const estimation = around(ESTIMATION);
  const returns = (of: readonly number[]) => estimation.map((day) => of[zero + day]!);
  const model =
    estimation.length < ESTIMATION.least ? null : marketModel(returns(own), returns(market));
  const days = new Map(
    [...(model === null ? [] : estimation), ...around(WINDOW)].map((day) => {
      const index = market[zero + day]!;
      const ar = own[zero + day]! - (model === null ? index : model.alpha + model.beta * index);
      return [day, { ar, market: index, date: dates[zero + day]! }] as const;
    }),
  );
  const kind = model === null ? ('market-adjusted' as const) : ('market-model' as const);
  return { kind, model, days, estimated: estimation.length };
}

/**
 * Ordinary returns (y) explained by the market (x): `sigma` = standard deviation of the residuals
 * with m - 2 degrees of freedom, `m` = returns, `marketSquares` = sum of squared deviations of the
 * market's return from its mean.
 */
function marketModel(y: readonly number[], x: number[]) {
  const { m: beta, b: alpha } = linearRegression(x.map((one, index) => [one, y[index]!]));
  const residuals = y.map((one, index) => one - alpha - beta * x[index]!);
  const sigma = Math.sqrt(sum(residuals.map((residual) => residual ** 2)) / (x.length - 2));
  return {
    alpha,
    beta,
    sigma,
    m: x.length,
    marketMean: mean(x),
    marketSquares: sumNthPowerDeviations(x, 2),
  };
}

/** Abnormal returns by relative day; the estimation window and the days of the event. */
export type DaySeries = ReadonlyMap<number, { readonly ar: number }>;

/** Cumulative abnormal return over a window; null where a day of it is missing. */
export function carOver(days: DaySeries, window: Window): number | null {
  const values = daysIn(window).flatMap((day) => days.get(day)?.ar ?? []);
  return values.length === daysIn(window).length
    ? values.reduce((total, one) => total + one, 0)
    : null;
}

/**
 * How many variances of one day a CAR of L days has, the error of the forecast included: L + L²/M +
 * (Σ(Rm - mean))²/ΣSq(Rm). Null without a market model.
 */
export function forecastVariance({ model, days }: Measured, window: Window): number | null {
  if (model === null) return null;
  const { length } = daysIn(window);
  const market = (day: number) => days.get(day)?.market ?? model.marketMean;
  const drift = daysIn(window).reduce((total, day) => total + market(day) - model.marketMean, 0);
  return length + length ** 2 / model.m + drift ** 2 / model.marketSquares;
}

type Moment = Pick<StudyEvent, 'company' | 'date' | 'at'>;

/** Abnormal returns of one listing, and the files of both series. */
type Measured = Exclude<ReturnType<typeof onListing>, Reason>;
export type MeasuredEvent = Measured & { readonly event: StudyEvent };

export const isMeasured = <One extends object>(
  one: One,
): one is Extract<One, { readonly days: unknown }> => 'days' in one;

/** Days by which trading may lag the event before it is no reaction to it any more. */
const LONGEST_WAIT_DAYS = 7;

/**
 * Abnormal returns of an event: on the first listing in force that day whose prices reach around
 * it; of several series the one with the longest estimation window, an adjusted one first.
 * Otherwise the reason why it is left out.
 * @param benchmarks names of indexes by MIC that come before the venue's own
 */
export function measureEvent(
  event: Moment,
  prices: PriceBook,
  benchmarks: Readonly<Record<string, string>> = {},
): Measured | { readonly because: Reason } {
  const left: Reason[] = [];
  for (const listing of listingsOn(event.company, event.date)) {
    const found = onListing(event, listing, prices, benchmarks);
    if (isMeasured(found)) return found;
    left.push(reason('on-listing', { ticker: tickerOf(listing), why: found }));
  }
  const [first = reason('not-listed-then'), ...more] = left;
  return { because: reasons(first, ...more) };
}

function onListing(
  event: Moment,
  { mic, ...listing }: Listing,
  prices: PriceBook,
  benchmarks: Readonly<Record<string, string>>,
) {
  const venue = venueOf(mic);
  if (venue === null) return reason('close-unknown', { venue: mic });
  const ticker = tickerOf({ ...listing, mic });
  const series = prices.of(ticker);
  if (series.length === 0) return reason('no-prices');
  const names = benchmarks[mic] === undefined ? venue.benchmarks : [benchmarks[mic]];
  const indexes = names.flatMap((name) => prices.index(name) ?? []);
  if (indexes.length === 0) return reason('no-index', { choices: names });
  const tried = series.flatMap((own) =>
    indexes.map((index) => onSeries(event, own, index, venue.hours)),
  );
  const [first, ...others] = tried.filter(isMeasured);
  if (first === undefined) return tried.find((one): one is Reason => 'code' in one)!;
  return {
    ticker,
    ...others.reduce((best, one) => (one.estimated > best.estimated ? one : best), first),
  };
}

function onSeries(event: Moment, own: PriceSeries, index: PriceSeries, hours: ExchangeHours) {
  const returns = pairedReturns(own, index);
  const zero = dayZero(returns.dates, hours, event.at);
  if (zero < 0) return reason('prices-end', { own: own.dates.at(-1)!, index: index.dates.at(-1)! });
  if (zero === 0 && own.dates[0]! > event.date)
    return reason('prices-begin', { day: own.dates[0]! });
  if (Date.parse(returns.dates[zero]!) - event.at > LONGEST_WAIT_DAYS * DAY_MS)
    return reason('no-trading', { days: LONGEST_WAIT_DAYS });
  if (zero < 1) return reason('no-return-before');
  const found = abnormalReturns(returns, zero);
  const estimated = found.estimated + (own.adjusted ? 0.5 : 0);
  return {
    ...found,
    estimated,
    benchmark: index.symbols[0]!,
    files: [own.file, index.file] as const,
  };
}
