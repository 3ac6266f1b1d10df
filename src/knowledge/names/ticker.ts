import { VENUE_OF } from './venues.ts';

/**
 * A ticker taken apart: the symbol in capitals, and the market where one is named. `US` = any
 * market of the United States.
 */
export type Ticker = { readonly symbol: string; readonly venue: string | null };

const AFTER = /^\$?([A-Z0-9][A-Z0-9-]{0,9})[. :]([A-Z][A-Z0-9]{0,5})$/u;
const BEFORE = /^([A-Z]{2,6})[:. ]([A-Z0-9][A-Z0-9-]{0,9})$/u;
const GLUED = /^(?:(SH|SZ|BJ|HK)(\d{4,6})|(\d{1,5})(HK))$/u;
const BARE = /^\$?([A-Z0-9][A-Z0-9.-]{0,9})$/u;

function unpadded(symbol: string): string {
  return symbol.replace(/^0+(?=\d)/u, '');
}

/** Hong Kong pads to four or five places as it likes; the six of the mainland all count. */
function tickerIn(symbol: string, venue: string | null): Ticker {
  const padded = /^\d{1,5}$/u.test(symbol) && (venue === null || venue === 'HK');
  return { symbol: padded ? unpadded(symbol) : symbol, venue };
}

/**
 * Reads `0700.HK`, `700 HK`, `00700`, `XHKG:0700`, `HKEX:700`, `sh600104`, `hk00700`, `$TCEHY`,
 * `BRK-B`, `BRK.B`, `7203 JT`, `TCOM UW Equity`. Null where the text has not the shape of a ticker;
 * a suffix that is no known market is kept as the market itself (`ABC.PA`).
 */
export function readTicker(text: string): Ticker | null {
  const flat = text
    .normalize('NFKC')
    .trim()
    .toUpperCase()
    .replace(/\s+/gu, ' ')
    // Bloomberg: 700 HK Equity
    .replace(/ EQUITY$/u, '')
    // a class of shares: BRK.B, BRK/B
    .replace(/^(\$?[A-Z]{1,5})[./]([A-CK])$/u, '$1-$2');
  const glued = GLUED.exec(flat);
  if (glued !== null) return tickerIn(glued[2] ?? glued[3]!, VENUE_OF.get(glued[1] ?? glued[4]!)!);
  const before = BEFORE.exec(flat);
  const marketBefore = before === null ? undefined : VENUE_OF.get(before[1]!);
  if (marketBefore !== undefined) return tickerIn(before![2]!, marketBefore);
  const after = AFTER.exec(flat);
  if (after !== null && (VENUE_OF.has(after[2]!) || flat.includes('.')))
    return tickerIn(after[1]!, VENUE_OF.get(after[2]!) ?? after[2]!);
  const bare = BARE.exec(flat);
  return bare === null ? null : tickerIn(bare[1]!, null);
}

/**
 * Whether a ticker that was asked for is the one that is held. A question without a market fits
 * every market; a held ticker without one trades in the United States, as tickers without a suffix
 * do.
 */
export function sameTicker(typed: Ticker, own: Ticker): boolean {
  return (
    typed.symbol === own.symbol && (typed.venue === null || typed.venue === (own.venue ?? 'US'))
  );
}
