import { z } from 'zod';
import { positive, text, whole } from './file-values.ts';
import { CompanyId } from './ids.ts';
import { Measure } from './measures.ts';
import type { CalendarDate } from './time.ts';

/**
 * The quality of a figure: `stated` = written by its source, `computed` = from stated figures,
 * `judged` = an estimate, which every answer that uses it mentions.
 */
export const Quality = z.enum(['stated', 'computed', 'judged']);
export type Quality = z.infer<typeof Quality>;

const year = z
  .string()
  .regex(/^20\d\d$/, 'a year of four figures')
  .transform(Number);
const currency = z.string().regex(/^[A-Z]{3}$/, 'a currency is three capital letters');
const part = z
  .string()
  .regex(/^(?:0(?:\.\d+)?|1(?:\.0+)?)$/, 'a share is a number from 0 to 1, for example 0.56')
  .transform(Number);
const place = z
  .string()
  .regex(
    /^[A-Z]{2}(?:-[A-Z]{2,3})?$/,
    'a market is a country (IN), a region of one (US-CA), or EU',
  );

/** A line of `config/facts/revenue.tsv`: a company's revenue of a fiscal year, in millions. */
export const RevenueLine = z.strictObject({
  company: CompanyId,
  /** The calendar year that holds most of the fiscal year. */
  year,
  revenue: positive,
  currency,
  quality: Quality,
  source: text,
});
export type RevenueLine = z.infer<typeof RevenueLine>;

/** A line of `config/facts/markets.tsv`: the part of a company's revenue that one market brings. */
export const MarketLine = z.strictObject({
  company: CompanyId,
  market: place,
  share: part,
  year,
  quality: Quality,
  source: text,
});
export type MarketLine = z.infer<typeof MarketLine>;

/** A line of `config/facts/market-sizes.tsv`: a market's part of the world's product. */
export const MarketSizeLine = z.strictObject({
  market: place,
  size: part,
  /** The market that it is a part of; empty where it stands by itself. */
  partOf: z.union([place, z.literal('')]),
  quality: Quality,
  source: text,
});
export type MarketSizeLine = z.infer<typeof MarketSizeLine>;

/** A line of `config/facts/fx.tsv`: units of a currency for a US dollar, mean of the year. */
export const RateLine = z.strictObject({
  currency,
  year,
  perUsd: positive,
  quality: Quality,
  source: text,
});
export type RateLine = z.infer<typeof RateLine>;

/** A line of `config/series/series.tsv`: a source of which every entry stands in a table. */
export const SeriesLine = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'lower case words joined by hyphens'),
  authority: text,
  kind: text,
  from: z.iso.date(),
  until: z.iso.date(),
  entries: whole,
  /** Whether the table is complete for its span: rates are computed from complete ones only. */
  complete: z.enum(['yes', 'no']),
  source: text,
});
export type SeriesLine = z.infer<typeof SeriesLine>;

/** A line of the table of a series: what was done to a party, in the measures of acts. */
export const SeriesEntry = z.strictObject({
  day: z.iso.date(),
  party: text,
  measure: Measure,
  /** Empty where none is stated. */
  amount: z.union([positive, z.literal('')]),
  currency: z.union([currency, z.literal('')]),
  /** Where the party is a company of the catalog. */
  company: z.union([CompanyId, z.literal('')]),
});

/** An entry of a series on a company of the catalog. */
export interface SeriesAct {
  readonly series: string;
  readonly day: CalendarDate;
  readonly company: CompanyId;
  readonly measure: Measure;
}

/** All tables of `config/facts`. */
export interface CompanyFacts {
  readonly revenue: readonly RevenueLine[];
  readonly markets: readonly MarketLine[];
  readonly sizes: readonly MarketSizeLine[];
  readonly rates: readonly RateLine[];
}
