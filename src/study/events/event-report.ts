import { z } from 'zod';
import { Reason } from '../../domain/reason.ts';

const Statistic = z.object({ value: z.number(), p: z.number() }).nullable();

/** One level in one window. Returns are fractions; null = too few to say. */
const EventRow = z.object({
  level: z.union([z.literal('all'), z.literal('closing'), z.number().int().min(1).max(5)]),
  window: z.string(),
  events: z.number(),
  /** Days with events: each counts once. */
  days: z.number(),
  /** Events with a market model; the others are market-adjusted and stand only in the mean. */
  modelled: z.number(),
  meanCar: z.number().nullable(),
  /** 95 % interval of the mean over days. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** Events taken as independent: shown to be compared with, not to be believed. */
  patell: Statistic,
  /** Over days. */
  bmp: Statistic,
  /** Over events, corrected for what those of one day share. */
  kolariPynnonen: Statistic,
  /** Over days, ranks. */
  corrado: Statistic,
  /** p of BMP after Holm over all rows of the table. */
  holm: z.number().nullable(),
  verdict: z.enum(['too few', 'no effect found', 'effect']),
});
export type EventRow = z.infer<typeof EventRow>;

/** Does the price fall more, the graver the act? */
const SeverityTrend = z.object({
  window: z.string(),
  /** Levels with enough days to take part. */
  levels: z.array(z.number()),
  days: z.number(),
  /** One-sided: mean CAR falls with the level. */
  jonckheere: Statistic,
  /** Of -CAR in percent on severity units; the model takes it as 1. 95 % interval. */
  slope: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
});
export type SeverityTrend = z.infer<typeof SeverityTrend>;

/** `study events --json` */
export const EventReport = z.object({
  tables: z.array(
    z.object({
      of: z.enum(['attested-official', 'everything']),
      rows: z.array(EventRow),
      trends: z.array(SeverityTrend).default([]),
    }),
  ),
  events: z.number(),
  measured: z.number(),
  marketAdjusted: z.array(z.object({ company: z.string(), date: z.string(), ticker: z.string() })),
  excluded: z.array(z.object({ company: z.string(), date: z.string(), because: Reason })),
  /** Mean cumulative abnormal return from day -10 on, over days with events. */
  paths: z.array(
    z.object({
      level: EventRow.shape.level,
      points: z.array(z.object({ day: z.number(), car: z.number() })),
    }),
  ),
  files: z.object({
    used: z.array(z.string()),
    problems: z.array(z.object({ file: z.string(), because: z.string() })),
  }),
});
export type EventReport = z.infer<typeof EventReport>;
