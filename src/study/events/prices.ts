import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { parse } from 'csv-parse/sync';
import { CalendarDate } from '../../domain/time.ts';

/** Daily closes of one security or index from one file; series are never stitched together. */
export type PriceSeries = Exclude<ReturnType<typeof readSeries>, string>;
export type PriceBook = ReturnType<typeof readPrices>;

/**
 * Reads a folder of CSV files, also in subfolders: `Date` and `Close` or `AdjClose` (which counts first), one file a ticker
 * (`BABA.csv`, `0700.HK.csv`). `-adj` and a span of years at the end of a name are left out, several tickers of one security
 * are joined by hyphens (`DIDI-DIDIY.csv`), and what lies in a folder named `index` is an index.
 */
export function readPrices(folder: string) {
  const series: PriceSeries[] = [];
  const problems: { file: string; because: string }[] = [];
  for (const path of csvFiles(folder)) {
    const file = relative(folder, path).split(sep).join('/');
    const read = readSeries(readFileSync(path, 'utf8'), file);
    if (typeof read === 'string') problems.push({ file, because: read });
    else series.push(read);
  }
  const stocks = series.filter((one) => !one.isIndex);
  const indexes = series.filter((one) => one.isIndex);
  const bySymbol = Map.groupBy(
    stocks.flatMap((one) => one.symbols.map((symbol) => ({ symbol, one }))),
    ({ symbol }) => symbol,
  );
  return {
    /** Series of a ticker, in the order of their files. */
    of: (ticker: string) => (bySymbol.get(ticker) ?? []).map(({ one }) => one),
    index: (name: string) => indexes.find((one) => one.symbols.includes(name)) ?? null,
    /** Files that could not be used, and why. */
    problems,
  };
}

function csvFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.toLowerCase().endsWith('.csv'))
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort();
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
  if (close === undefined || date === undefined) return 'it has no columns Date and Close or AdjClose';
  const valid = rows
    .map((row) => ({ date: CalendarDate.safeParse(row[date]), close: Number(row[close]) }))
    .filter((row) => row.date.success && row.close > 0)
    .map((row) => ({ date: row.date.data!, close: row.close }))
    .sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0))
    .filter((row, index, all) => index === 0 || row.date !== all[index - 1]!.date);
  if (valid.length < 2) return 'it holds fewer than two closes';
  const stem = basename(file).replace(/\.csv$/i, '');
  return {
    /** Path of the file within the folder. */
    file,
    /** Tickers that it holds, as `tickerOf` writes them: `BABA`, `0700.HK`; a renamed security has several. */
    symbols: symbolsOf(stem),
    /** True where splits and dividends are taken out. */
    adjusted: adjusted !== undefined,
    isIndex: file.split('/').includes('index'),
    /** Trading days of its exchange, ascending. */
    dates: valid.map((row) => row.date),
    closes: valid.map((row) => row.close),
  };
}

function symbolsOf(stem: string): string[] {
  const name = stem.replace(/-adj(?:-\d{4}-\d{4})?$/i, '').replace(/^\^/, '');
  const parts = name.split('-');
  return parts.length > 1 && parts.every((part) => /^[A-Z0-9.]{2,}$/.test(part)) ? [...parts, name] : [name];
}
