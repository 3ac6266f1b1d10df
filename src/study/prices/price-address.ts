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
