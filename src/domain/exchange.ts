/**
 * The exchanges that Tocsin knows. A row has all facts about an exchange; tickers, look-ups,
 * filters, market files and trading hours derive from this table.
 */
interface Exchange {
  /** ISO 10383. */
  readonly mic: string;
  readonly country: string;
  /** Suffix of a ticker in Yahoo's form; empty in the United States. */
  readonly suffix: string;
  /** Other spellings of the market by people, Bloomberg, Reuters and chart sites. */
  readonly spellings: readonly string[];
  /** Key of its trading hours; null = not known. */
  readonly hours: keyof typeof TRADING_HOURS | null;
}

/**
 * Regular sessions from Monday to Friday in the exchange's own time. Names stand in
 * `terms.exchange`.
 */
export const TRADING_HOURS = {
  us: { zone: 'America/New_York', sessions: ['09:30-16:00'] },
  china: { zone: 'Asia/Shanghai', sessions: ['09:30-11:30', '13:00-15:00'] },
  hongKong: { zone: 'Asia/Hong_Kong', sessions: ['09:30-12:00', '13:00-16:00'] },
  tokyo: { zone: 'Asia/Tokyo', sessions: ['09:00-11:30', '12:30-15:30'] },
  seoul: { zone: 'Asia/Seoul', sessions: ['09:00-15:30'] },
  taipei: { zone: 'Asia/Taipei', sessions: ['09:00-13:30'] },
  singapore: { zone: 'Asia/Singapore', sessions: ['09:00-12:00', '13:00-17:00'] },
  london: { zone: 'Europe/London', sessions: ['08:00-16:30'] },
  amsterdam: { zone: 'Europe/Amsterdam', sessions: ['09:00-17:30'] },
  xetra: { zone: 'Europe/Berlin', sessions: ['09:00-17:30'] },
} as const;
export type TradingHoursName = keyof typeof TRADING_HOURS;

const exchange = (
  mic: string,
  country: string,
  suffix: string,
  hours: Exchange['hours'],
  spellings: string,
): Exchange => ({ mic, country, suffix, hours, spellings: spellings.split(' ') });

/** Bloomberg writes its own codes for the exchanges of a country: `UW` and `UN` are `US`. */
const UNITED_STATES = 'US N O OQ K P A UN UW UQ UR UA UV UP UF PK OTC PINK NAS NASDAQ NYSE AMEX';

export const EXCHANGES: readonly Exchange[] = [
  exchange('XNYS', 'US', '', 'us', UNITED_STATES),
  exchange('XNAS', 'US', '', 'us', UNITED_STATES),
  exchange('XASE', 'US', '', 'us', UNITED_STATES),
  exchange('ARCX', 'US', '', 'us', UNITED_STATES),
  exchange('OTCM', 'US', '', 'us', `${UNITED_STATES} OTCB PINX`),
  exchange('XSHG', 'CN', '.SS', 'china', 'SS SH SHA SSE C1'),
  exchange('XSHE', 'CN', '.SZ', 'china', 'SZ SHE SZSE C2'),
  exchange('BJSE', 'CN', '.BJ', 'china', 'BJ BSE'),
  exchange('XHKG', 'HK', '.HK', 'hongKong', 'HK HKG HKEX SEHK'),
  exchange('XTKS', 'JP', '.T', 'tokyo', 'T JP JT TYO TSE'),
  exchange('XKRX', 'KR', '.KS', 'seoul', 'KS KP KRX'),
  exchange('XKOS', 'KR', '.KQ', 'seoul', 'KQ KOSDAQ'),
  exchange('XTAI', 'TW', '.TW', 'taipei', 'TW TT TPE'),
  exchange('ROCO', 'TW', '.TWO', 'taipei', 'TWO'),
  exchange('XSES', 'SG', '.SI', 'singapore', 'SI SP SGX'),
  exchange('XNSE', 'IN', '.NS', null, 'NS NSE IN IS'),
  exchange('XBOM', 'IN', '.BO', null, 'BO BOM IB'),
  exchange('XIDX', 'ID', '.JK', null, 'JK IJ IDX'),
  exchange('XASX', 'AU', '.AX', null, 'AX AU ASX'),
  exchange('XLON', 'GB', '.L', 'london', 'L LN LON LSE'),
  exchange('XAMS', 'NL', '.AS', 'amsterdam', 'AS NA AMS'),
  exchange('XETR', 'DE', '.DE', 'xetra', 'DE GR GY ETR XETRA'),
  exchange('XPAR', 'FR', '.PA', null, 'PA FP EPA'),
  exchange('XMIL', 'IT', '.MI', null, 'MI IM BIT'),
  exchange('XMAD', 'ES', '.MC', null, 'MC SM BME'),
  exchange('XSTO', 'SE', '.ST', null, 'ST STO'),
  exchange('XCSE', 'DK', '.CO', null, 'CO DC CPH'),
  exchange('XHEL', 'FI', '.HE', null, 'HE FH HEL'),
  exchange('XOSL', 'NO', '.OL', null, 'OL NO OSL'),
  exchange('XBRU', 'BE', '.BR', null, 'BR BB BRU'),
  exchange('XSWX', 'CH', '.SW', null, 'SW SE SWX'),
];

const BY_MIC: ReadonlyMap<string, Exchange> = new Map(EXCHANGES.map((row) => [row.mic, row]));

/** An exchange by its MIC; undefined where it is not known here. */
export const exchangeOf = (mic: string): Exchange | undefined => BY_MIC.get(mic);

/** MICs of the exchanges of a country, `CN` → Shanghai, Shenzhen, Beijing. */
export const micsOf = (country: string): string[] =>
  EXCHANGES.filter((row) => row.country === country).map((row) => row.mic);
