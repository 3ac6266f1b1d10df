import type { CompanyFacts, Quality } from '../../domain/facts.ts';
import type { CompanyId } from '../../domain/ids.ts';
import type { Weights } from '../../domain/weights.ts';

/** Years that a revenue may be older than the year before an act. */
const OLDEST_YEARS = 4;

/** A group's revenue in US dollars, of which year, and what the figure rests on. */
interface KnownRevenue {
  readonly usd: number;
  readonly year: number;
  readonly quality: Quality;
}

/** How a market's part of a revenue was found: a line of the table, the home rule, or by size. */
interface MarketPart {
  readonly share: number;
  readonly by: 'entry' | 'home' | 'size';
  readonly quality: Quality;
}

/** Indexes of the fact tables. */
export function moneyOf(facts: CompanyFacts, foreign: Weights['foreignMarket']) {
  const rates = Map.groupBy(facts.rates, (row) => row.currency);
  const revenues = Map.groupBy(facts.revenue, (row) => row.company as string);
  const markets = Map.groupBy(facts.markets, (row) => row.company as string);
  const sizes = new Map(facts.sizes.map((row) => [row.market as string, row]));

  /** The rate of the year, else of the latest year before it, else of the first known one. */
  const perUsd = (currency: string, year: number): number | null => {
    if (currency === 'USD') return 1;
    const own = rates.get(currency) ?? [];
    const past = own.filter((row) => row.year <= year);
    const nearest = past.length > 0 ? past : own.slice(0, 1);
    return latest(nearest)?.perUsd ?? null;
  };

  /** An amount in US dollars at the mean rate of a year; null = no rate is known. */
  const usd = (amount: number, currency: string, year: number): number | null => {
    const rate = perUsd(currency, year);
    return rate === null ? null : amount / rate;
  };

  return {
    usd,

    /**
     * Revenue of the group in the year before `year`, or the latest one before that, at most four
     * years older. Null = not known then.
     */
    revenueBefore(company: CompanyId, year: number): KnownRevenue | null {
      const own = (revenues.get(company) ?? []).filter(
        (row) => row.year < year && row.year >= year - 1 - OLDEST_YEARS,
      );
      const row = latest(own);
      const dollars = row && usd(row.revenue * 1e6, row.currency, row.year);
      return row && dollars ? { usd: dollars, year: row.year, quality: row.quality } : null;
    },

    /**
     * Part of a company's revenue that a market brings (0 to 1). A line of `markets.tsv` counts
     * first; a region takes its part of its country's line by size. Without one the home market
     * counts whole, and a foreign market by its size: half of its part of the world's product, at
     * most 0.2; where other markets have lines, its part of what these leave. A part of the home
     * market (a province, a state) counts by its size in it. Of a market's lines that of the
     * latest year up to `year` counts, else of the first. Null = a place without a known size.
     */
    marketPart(
      company: CompanyId,
      home: string | null,
      market: string,
      year: number,
    ): MarketPart | null {
      if (market === 'world') return { share: 1, by: 'entry', quality: 'stated' };
      const own = linesOf(markets.get(company) ?? [], year);
      const entry = own.find((row) => row.market === market);
      if (entry !== undefined) return { share: entry.share, by: 'entry', quality: entry.quality };
      const share =
        withinEntry(own, market, sizes) ??
        (market === home ? 1 : withoutEntry(own, home, market, { sizes, foreign }));
      if (share === null) return null;
      return { share, by: market === home && share === 1 ? 'home' : 'size', quality: 'judged' };
    },
  };
}

/** Of each market the line of the latest year up to one, else of the first. */
function linesOf(own: Markets, year: number): Markets {
  return [...Map.groupBy(own, (row) => row.market).values()].map((rows) => {
    const years = rows.map((row) => row.year);
    const past = years.filter((one) => one <= year);
    const chosen = past.length > 0 ? Math.max(...past) : Math.min(...years);
    return rows.find((row) => row.year === chosen)!;
  });
}

type Sizes = ReadonlyMap<string, CompanyFacts['sizes'][number]>;
type Markets = CompanyFacts['markets'];

/** A region of a market that has a line: its part of it by size. */
function withinEntry(own: Markets, market: string, sizes: Sizes): number | null {
  const size = sizes.get(market);
  const whole = sizes.get(size?.partOf ?? '');
  const wide = own.find((row) => row.market === whole?.market);
  return size && whole && wide ? (wide.share * size.size) / whole.size : null;
}

/** A part of the home market, or a foreign market, without any line: see `marketPart`. */
function withoutEntry(
  own: Markets,
  home: string | null,
  market: string,
  { sizes, foreign }: { sizes: Sizes; foreign: Weights['foreignMarket'] },
): number | null {
  const { ofProduct, most } = foreign;
  const size = sizes.get(market);
  if (size === undefined) return null;
  const whole = sizes.get(size.partOf);
  if (whole !== undefined && whole.market === home) return size.size / whole.size;
  const stated = new Set(own.map((row) => row.market as string));
  const apart = own.filter((row) => !stated.has(sizes.get(row.market)?.partOf ?? ''));
  if (apart.length === 0) return Math.min(most, ofProduct * size.size);
  const left = Math.max(0, 1 - apart.reduce((sum, row) => sum + row.share, 0));
  const taken = apart.reduce((sum, row) => sum + (sizes.get(row.market)?.size ?? 0), 0);
  return Math.min(most, left * Math.min(1, size.size / Math.max(size.size, 1 - taken)));
}

/** The row of the latest year. */
function latest<Row extends { readonly year: number }>(rows: readonly Row[]): Row | undefined {
  return rows.reduce<Row | undefined>(
    (best, row) => (best === undefined || row.year > best.year ? row : best),
    undefined,
  );
}
