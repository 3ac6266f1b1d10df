import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { readSeries } from '../events/prices.ts';

const Row = z.record(z.string(), z.unknown());
const Rows = z.union([z.array(Row), z.object({ data: z.array(Row) }).transform(({ data }) => data)]);

/** What an answer of a price source says, JSON rows or CSV, as the CSV that the study reads; a sentence where it says nothing of use. */
export function closesOf(
  text: string,
  file: string,
): { readonly csv: string } | { readonly because: string } {
  const json = /^\s*[[{]/.test(text);
  const found = json ? fromJson(text) : { csv: text };
  if ('because' in found) return found;
  const series = readSeries(found.csv, file);
  return typeof series === 'string' ? { because: `${json ? 'JSON rows' : 'CSV'}: ${series}` } : found;
}

/** Rows of objects with `date` and `close` or `adjusted_close`, alone or under `data`. */
function fromJson(text: string): { csv: string } | { because: string } {
  const parsed = Rows.safeParse(jsonOf(text));
  if (!parsed.success) return { because: 'JSON, but no list of rows' };
  const rows = parsed.data.map((row) => {
    const of = (...names: string[]) =>
      Object.entries(row).find(([key]) => names.includes(key.toLowerCase().replace(/[^a-z]/g, '')))?.[1];
    return {
      date: String(of('date', 'day') ?? '').slice(0, 10),
      adjusted: of('adjclose', 'adjustedclose'),
      close: of('close'),
    };
  });
  const adjusted = rows.every((row) => row.adjusted !== undefined && row.adjusted !== null);
  const table = rows.map((row) => [row.date, String((adjusted ? row.adjusted : row.close) ?? '')]);
  return { csv: stringify([['Date', adjusted ? 'AdjClose' : 'Close'], ...table]) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Where closes are kept or fetched: a folder of CSV files, or an address with a place for the ticker. */
export type PricePlace =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'http'; readonly template: string; readonly names: ReadonlyMap<string, string> };

const PLACES = /\{(ticker|code|exchange)\}/g;

/**
 * Reads PRICES: `prices/` or `https://prices.example.org/daily/{ticker}.csv`, and PRICE_NAMES: what the source calls a ticker
 * or an index (`HSI=^HSI`). Throws a sentence for an address that names no ticker.
 */
export function pricePlace(prices: string, names: readonly string[]): PricePlace {
  if (!/^https?:/i.test(prices)) return { kind: 'folder', folder: prices };
  if (!/\{(ticker|code)\}/.test(prices))
    throw new Error('PRICES is an address without {ticker} or {code}: say where in it the ticker stands.');
  const pairs = names.map((pair) => {
    const [ours, theirs] = pair.split('=', 2);
    if (!ours || !theirs) throw new Error(`PRICE_NAMES: "${pair}" is not OURS=THEIRS.`);
    return [ours, theirs] as const;
  });
  return { kind: 'http', template: prices, names: new Map(pairs) };
}

/** Address of one ticker: `0700.HK` is the ticker, `0700` its code and `HK` its exchange (`US` where it has no ending). */
export function priceAddress(
  { template, names }: Extract<PricePlace, { kind: 'http' }>,
  ticker: string,
): string {
  const theirs = names.get(ticker) ?? ticker;
  const [, code = theirs, exchange = 'US'] = /^(.+)\.([A-Z]{2})$/.exec(theirs) ?? [];
  const values = { ticker: theirs, code, exchange };
  return template.replaceAll(PLACES, (_, name: keyof typeof values) => encodeURIComponent(values[name]));
}
