import { z } from 'zod';

/** Features of a forecast for a company without a recent act of the authority. */
const NextFeature = z.enum(['authority', 'peers', 'others', 'score']);
export type NextFeature = z.infer<typeof NextFeature>;

const counted = z.strictObject({ n: z.number().int(), hits: z.number().int() });
const Judged = z.strictObject({
  auc: z.number().nullable(),
  brier: z.number(),
  /** Mean probability, to be compared with the rate. */
  mean: z.number(),
});

/**
 * `config/facts/next.json`: how likely another act of an authority within 90 days is, fitted on
 * whole series of authorities (`config/series`) and frozen under a version. Made by `study next
 * --until <day> --freeze`. It is shown only where `skill` is above 0.
 */
export const NextTable = z.strictObject({
  version: z.string(),
  /** Last day of the fitted data: there is no forecast for a day before it. */
  until: z.iso.date(),
  horizonDays: z.number().int(),
  halfLifeDays: z.number().int(),
  /** Series that were fitted on. */
  series: z.array(z.string()),
  /** The decayed count alone: 1 / (1 + e^−(intercept + slope · ln(1 + count))). */
  count: z.strictObject({ intercept: z.number(), slope: z.number() }),
  /**
   * What is forecast instead where the decayed count is below `below`; null where nothing was
   * better than the count.
   */
  quiet: z
    .strictObject({
      below: z.number(),
      intercept: z.number(),
      coefficients: z.partialRecord(NextFeature, z.number()),
    })
    .nullable(),
  train: counted,
  test: counted,
  model: Judged,
  decayedCount: Judged,
  /** 1 − Brier / Brier of the decayed count, on what came after `until`; 95 % over companies. */
  skill: z.number(),
  low: z.number(),
  high: z.number(),
  /** Listed companies of the catalog, in all and by sector and country. */
  sizes: z.strictObject({
    all: z.number().int(),
    peers: z.record(z.string(), z.number().int()),
  }),
  /** How many month-ends of companies of a sector and country an act followed; 0 is left out. */
  rates: z.array(
    z.strictObject({
      series: z.string(),
      peers: z.string(),
      months: z.number().int().positive(),
      hits: z.number().int().positive(),
    }),
  ),
});
export type NextTable = z.infer<typeof NextTable>;
