import { EXCHANGES } from '../../domain/exchange.ts';

/** `US` = any exchange of the United States, whose tickers have no suffix. */
const venueOf = (suffix: string) => (suffix === '' ? 'US' : suffix.slice(1));

/** What a suffix or prefix of a ticker means: `HKEX` → `HK`, `XSHG` → `SS`, `UW` → `US`. */
export const VENUE_OF: ReadonlyMap<string, string> = new Map(
  EXCHANGES.flatMap(({ mic, suffix, spellings }) =>
    [mic, ...spellings].map((spelling) => [spelling, venueOf(suffix)] as const),
  ),
);
