import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { CalendarDate } from '../../domain/time.ts';

/** Daily closes of one security or index from one file; series are never stitched together. */
export type PriceSeries = Exclude<ReturnType<typeof readSeries>, string>;
export type PriceBook = ReturnType<typeof readPrices>;

/**
 * Reads a folder of CSV files, also in subfolders: `Date` and `Close` or `AdjClose` (which counts
 * first), one file a ticker (`BABA.csv`, `0700.HK.csv`). `-adj` and a span of years at the end of a
 * name are left out, several tickers of one security are joined by hyphens (`DIDI-DIDIY.csv`), and
 * what lies in a folder named `index` is an index.
 */
export function readPrices(folder: string) {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.toLowerCase().endsWith('.csv'))
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort();
  const read = paths.map((path) => {
    const file = relative(folder, path).split(sep).join('/');
    const series = readSeries(readFileSync(path, 'utf8'), file);
    return typeof series === 'string' ? { file, because: series } : series;
  });
  const series = read.filter((one) => 'closes' in one);
  const named = (name: string, isIndex: boolean) =>
    series.filter(
      (priceSeries) => priceSeries.isIndex === isIndex && priceSeries.symbols.includes(name),
    );
  return {
    /** Series of a ticker, in the order of their files. */
    of: (ticker: string) => named(ticker, false),
    index: (name: string) => named(name, true)[0] ?? null,
    /** Files that could not be used, and why. */
    problems: read.filter((one) => 'because' in one),
  };
}

/** A series, or what keeps the text from being one. */
export function readSeries(text: string, file: string) {
  let rows: Record<string, string>[];
  try {
    rows = parse(text, { columns: true, skip_empty_lines: true, trim: true, bom: true });
  } catch (error) {
    return `it is no CSV table: ${(error as Error).message}`;
  }
  const columns = Object.keys(rows[0] ?? {});
  const adjusted = columns.find((name) => /^adj[ _]?close$/i.test(name));
  const close = adjusted ?? columns.find((name) => /^close$/i.test(name));
  const date = columns.find((name) => /^date$/i.test(name));
  if (close === undefined || date === undefined)
    return 'it has no columns Date and Close or AdjClose';
  const valid = rows
    .flatMap((row) => {
      const day = CalendarDate.safeParse(row[date]).data;
      return day !== undefined && Number(row[close]) > 0
        ? [{ day, close: Number(row[close]) }]
        : [];
    })
    .sort((a, b) => a.day.localeCompare(b.day))
    .filter((row, index, all) => row.day !== all[index - 1]?.day);
  if (valid.length < 2) return 'it holds fewer than two closes';
  const stem = basename(file).replace(/\.csv$/i, '');
  return {
    /** Path of the file within the folder. */
    file,
    /**
     * Tickers that it holds, as `tickerOf` writes them: `BABA`, `0700.HK`; a renamed security has
     * several.
     */
    symbols: symbolsOf(stem),
    /** True where splits and dividends are taken out. */
    adjusted: adjusted !== undefined,
    isIndex: file.split('/').includes('index'),
    /** Trading days of its exchange, ascending. */
    dates: valid.map((row) => row.day),
    closes: valid.map((row) => row.close),
  };
}

function symbolsOf(stem: string): string[] {
  const name = stem.replace(/-adj(?:-\d{4}-\d{4})?$/i, '').replace(/^\^/, '');
  const parts = name.split('-');
  return parts.length > 1 && parts.every((part) => /^[A-Z0-9.]{2,}$/.test(part))
    ? [...parts, name]
    : [name];
}

const Row = z.record(z.string(), z.unknown());
const Rows = z.union([
  z.array(Row),
  z.object({ data: z.array(Row) }).transform(({ data }) => data),
]);

/**
 * What an answer of a price source says, JSON rows or CSV, as the CSV that the study reads; a
 * sentence where it says nothing of use.
 */
export function closesOf(
  text: string,
  file: string,
): { readonly csv: string } | { readonly because: string } {
  const json = /^\s*[[{]/.test(text);
  const csv = json ? fromJson(text) : text;
  if (csv === null) return { because: 'JSON, but no list of rows' };
  const series = readSeries(csv, file);
  return typeof series === 'string'
    ? { because: `${json ? 'JSON rows' : 'CSV'}: ${series}` }
    : { csv };
}

/** Rows of objects with `date` and `close` or `adjusted_close`, alone or under `data`. */
function fromJson(text: string): string | null {
  let found: z.infer<typeof Rows>;
  try {
    found = Rows.parse(JSON.parse(text));
  } catch {
    return null;
  }
  const rows = found.map((row) => {
    const of = (...names: string[]) =>
      Object.entries(row).find(([key]) =>
        names.includes(key.toLowerCase().replace(/[^a-z]/g, '')),
      )?.[1];
    const date = String(of('date', 'day') ?? '').slice(0, 10);
    return { date, adjusted: of('adjclose', 'adjustedclose'), close: of('close') };
  });
  const adjusted = rows.every((row) => row.adjusted != null);
  const table = rows.map((row) => [row.date, String((adjusted ? row.adjusted : row.close) ?? '')]);
  return stringify([['Date', adjusted ? 'AdjClose' : 'Close'], ...table]);
}

/**
 * Reads PRICES: a folder of CSV files (`prices/`) or an address
 * (`https://prices.example.org/daily/{ticker}.csv`), and PRICE_NAMES: what the source calls a
 * ticker or an index (`HSI=^HSI`). `addressOf` a ticker: `0700.HK` is the ticker, `0700` its code
 * and `HK` its exchange (`US` where it has no ending). Throws a sentence for an address that names
 * no ticker.
 */
export function pricePlace(prices: string, names: readonly string[]) {
  if (!/^https?:/i.test(prices)) return { kind: 'folder' as const, folder: prices };
  if (!/\{(ticker|code)\}/.test(prices))
    throw new Error(
      'PRICES is an address without {ticker} or {code}: say where in it the ticker stands.',
    );
  const known = new Map(
    names.map((pair) => {
      const [ours, theirs] = pair.split('=', 2);
      if (!ours || !theirs) throw new Error(`PRICE_NAMES: "${pair}" is not OURS=THEIRS.`);
      return [ours, theirs];
    }),
  );
  const addressOf = (given: string) => {
    const ticker = known.get(given) ?? given;
    const [, code = ticker, exchange = 'US'] = /^(.+)\.([A-Z]{2})$/.exec(ticker) ?? [];
    const values = { ticker, code, exchange };
    return prices.replaceAll(/\{(ticker|code|exchange)\}/g, (_, name: keyof typeof values) =>
      encodeURIComponent(values[name]),
    );
  };
  return { kind: 'http' as const, addressOf };
}
