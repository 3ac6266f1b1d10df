import { z } from 'zod';
import { Reason } from './reason.ts';
import type { Instant } from './time.ts';

const Interval = z.object({ low: z.number(), median: z.number(), high: z.number() });
const Baseline = z.enum(['group-base-rate', 'count-365d', 'days-since']);

const Judged = z.object({
  baseRate: z.number(),
  brier: z.number(),
  logScore: z.number(),
  /**
   * 1 - Brier(P90) / Brier(baseline), with bootstrap percentiles 5, 50, 95 by issuer and by batch.
   */
  skill: z.array(
    z.object({ against: Baseline, value: z.number(), byIssuer: Interval, byBatch: Interval }),
  ),
  /** The same of each baseline against the group's base rate. */
  baselineSkill: z.array(z.object({ id: Baseline, value: z.number() })),
  auc: z.number().nullable(),
  /** Logistic regression of what happened on logit(P90): 0 and 1 are perfect. */
  intercept: z.number(),
  slope: z.number(),
  /** Brier = mcb - dsc + unc (isotonic recalibration). */
  mcb: z.number(),
  dsc: z.number(),
  unc: z.number(),
  /** Hit rate of the ten highest of each month-end over the base rate. */
  lift10: z.number(),
  reliability: z.array(
    z.object({
      from: z.number(),
      to: z.number(),
      n: z.number(),
      meanP: z.number(),
      rate: z.number(),
    }),
  ),
});
export type JudgedForecasts = z.infer<typeof Judged>;

const Gate = z.object({
  id: z.string(),
  asks: z.string(),
  value: z.number().nullable(),
  met: z.boolean(),
});
export type Gate = z.infer<typeof Gate>;

/** `study calibration --json` */
export const CalibrationReport = z.object({
  snapshots: z.number(),
  issuers: z.number(),
  from: z.number().nullable(),
  years: z.object({ judged: z.array(z.number()), final: z.number().nullable() }),
  /** On all of it: L0 a quarter over all groups, b, and L0 by sector. */
  fit: z.object({ rate: z.number(), b: z.number(), groups: z.record(z.string(), z.number()) }),
  parts: z.array(
    z.object({
      /** `fresh` = without further acts in a case that was open already. */
      label: z.enum(['all', 'fresh']),
      period: z.enum(['pooled', 'final-year']),
      n: z.number(),
      hits: z.number(),
      judged: Judged.nullable(),
    }),
  ),
  gates: z.array(Gate),
  status: z.enum(['calibrated', 'uncalibrated']),
  /** The history was picked by hand: whatever the gates say, nothing is calibrated. */
  handPicked: z.boolean(),
  because: z.string(),
});
export type CalibrationReport = z.infer<typeof CalibrationReport>;

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

/** What a study command last found, when, and by which command. */
export interface SavedStudy<Report> {
  readonly at: Instant;
  readonly command: string;
  readonly report: Report;
}

/** What was last computed; null = never here. */
export interface Studies {
  readonly calibration: SavedStudy<CalibrationReport> | null;
  readonly events: SavedStudy<EventReport> | null;
}

/** Sessions after which a word about prices is worth a message. */
export const Session = z.enum(['T+1', 'T+5']);
export type Session = z.infer<typeof Session>;

const Move = z.object({
  /** T+1 or T+5: abnormal return from the close before day 0 to that session. */
  session: Session,
  /** Fraction; null = the session is not over yet, or not in the prices. */
  abnormal: z.number().nullable(),
  /** Earlier acts of the same level on any company, each day once. */
  comparable: z.object({
    events: z.number(),
    days: z.number(),
    mean: z.number().nullable(),
    /** 95 % interval of the mean; null below four days. */
    low: z.number().nullable(),
    high: z.number().nullable(),
  }),
});

const Rival = z.object({ company: z.string(), acts: z.number(), last: z.string() });

/** What followed an alert: `study aftermath <alert> --json`, and what its follow-ups tell. */
export const Aftermath = z.object({
  alert: z.string(),
  title: z.string(),
  companies: z.array(
    z.object({
      company: z.string(),
      level: z.number(),
      /** Listing that was measured; null with the reason. */
      ticker: z.string().nullable(),
      day0: z.string().nullable(),
      benchmark: z.string().nullable(),
      kind: z.enum(['market-model', 'market-adjusted']).nullable(),
      notMeasured: Reason.nullable(),
      moves: z.array(Move),
      rivals: z.object({
        sector: z.string(),
        /** Listed companies of the sector on that day, without the company itself. */
        of: z.number(),
        /** Those that an authority acted on in the 24 months before, the latest first. */
        named: z.array(Rival),
      }),
    }),
  ),
});
export type Aftermath = z.infer<typeof Aftermath>;
