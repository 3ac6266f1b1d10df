import { linearRegression, mean, sum, sumNthPowerDeviations } from 'simple-statistics';
import type { CalendarDate } from '../../domain/time.ts';
import type { PriceSeries } from './prices.ts';

/** Days of the estimation window around day 0, both ends counted, and how many returns it needs (scoring.md 8). */
export const ESTIMATION = { from: -250, to: -30, least: 120 } as const;
/** Days for which abnormal returns are kept. */
export const WINDOW = { from: -10, to: 10 } as const;

/** From one day to another around day 0, both counted. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Simple returns on the trading days that a security and its benchmark share. */
type PairedReturns = ReturnType<typeof pairedReturns>;

/** Returns from one common day to the next: where one of the two did not trade, both span the gap. */
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

export type Abnormal = ReturnType<typeof abnormalReturns>;

/** Positions among the returns of the days of a window around day 0. */
function positions({ dates }: PairedReturns, zero: number, { from, to }: Window): number[] {
  const [first, last] = [Math.max(0, zero + from), Math.min(dates.length - 1, zero + to)];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n);
}

/** Returns of the estimation window that there are. */
export const estimationDays = (returns: PairedReturns, zero: number): number[] =>
  positions(returns, zero, ESTIMATION);

/**
 * Abnormal returns around day 0 (an index into the returns), estimation window included, by relative day. With fewer than 120 returns in the
 * estimation window they are market-adjusted (own less market's), and `kind` says so.
 */
export function abnormalReturns(returns: PairedReturns, zero: number) {
  const estimation = estimationDays(returns, zero);
  const model = estimation.length < ESTIMATION.least ? null : fitMarketModel(returns, estimation);
  const days = new Map<number, { ar: number; market: number; date: CalendarDate }>();
  for (const index of [...(model === null ? [] : estimation), ...positions(returns, zero, WINDOW)]) {
    const market = returns.market[index]!;
    const expected = model === null ? market : model.alpha + model.beta * market;
    days.set(index - zero, { ar: returns.own[index]! - expected, market, date: returns.dates[index]! });
  }
  const kind = model === null ? ('market-adjusted' as const) : ('market-model' as const);
  return { kind, model, days };
}

/**
 * Ordinary returns explained by the market: `sigma` = standard deviation of the residuals with m - 2 degrees of freedom, `m` = returns,
 * `marketSquares` = sum of squared deviations of the market's return from its mean.
 */
function fitMarketModel({ own, market }: PairedReturns, indexes: readonly number[]) {
  const x = indexes.map((index) => market[index]!);
  const y = indexes.map((index) => own[index]!);
  const { m: beta, b: alpha } = linearRegression(x.map((one, index) => [one, y[index]!]));
  const residuals = y.map((one, index) => one - alpha - beta * x[index]!);
  const sigma = Math.sqrt(sum(residuals.map((one) => one ** 2)) / (x.length - 2));
  return { alpha, beta, sigma, m: x.length, marketMean: mean(x), marketSquares: sumNthPowerDeviations(x, 2) };
}

/** Sum over the days of a window; null where a day of it is missing. */
export function sumOver({ from, to }: Window, of: (day: number) => number | undefined): number | null {
  let total = 0;
  for (let day = from; day <= to; day++) {
    const value = of(day);
    if (value === undefined) return null;
    total += value;
  }
  return total;
}

/** Abnormal return over a window; null where a day of it is missing. */
export const carOver = ({ days }: Pick<Abnormal, 'days'>, window: Window): number | null =>
  sumOver(window, (day) => days.get(day)?.ar);

/**
 * How many variances of one day a CAR of L days has, the error of the forecast included: L + L²/M + (Σ(Rm - mean))²/ΣSq(Rm).
 * Null without a market model.
 */
export function forecastVariance({ model, days }: Abnormal, window: Window): number | null {
  if (model === null) return null;
  const length = window.to - window.from + 1;
  const drift = sumOver(window, (day) => (days.get(day)?.market ?? model.marketMean) - model.marketMean)!;
  return length + length ** 2 / model.m + drift ** 2 / model.marketSquares;
}
