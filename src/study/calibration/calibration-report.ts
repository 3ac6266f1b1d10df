import { z } from 'zod';

const Interval = z.object({ low: z.number(), median: z.number(), high: z.number() });
const Baseline = z.enum(['group-base-rate', 'count-365d', 'days-since']);

const Judged = z.object({
  baseRate: z.number(),
  brier: z.number(),
  logScore: z.number(),
  /** 1 - Brier(P90) / Brier(baseline), with bootstrap percentiles 5, 50, 95 by issuer and by batch. */
  skill: z.array(z.object({ against: Baseline, value: z.number(), byIssuer: Interval, byBatch: Interval })),
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
    z.object({ from: z.number(), to: z.number(), n: z.number(), meanP: z.number(), rate: z.number() }),
  ),
});
export type JudgedForecasts = z.infer<typeof Judged>;

const Gate = z.object({ id: z.string(), asks: z.string(), value: z.number().nullable(), met: z.boolean() });
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

/** What P90 must meet to be shown (scoring.md 8). */
export const GATES: readonly {
  readonly id: string;
  readonly asks: string;
  readonly found: (judged: JudgedForecasts) => { readonly value: number; readonly met: boolean };
}[] = [
  {
    id: 'skill-over-base-rate',
    asks: 'skill against the group base rate above 0 at the 5th bootstrap percentile, by issuer and by batch',
    found: ({ skill }) => {
      const value = Math.min(skill[0]!.byIssuer.low, skill[0]!.byBatch.low);
      return { value, met: value > 0 };
    },
  },
  {
    id: 'skill-over-count',
    asks: 'median skill at least that of the count of 365 days',
    found: ({ skill }) => {
      const value = Math.min(skill[1]!.byIssuer.median, skill[1]!.byBatch.median);
      return { value, met: value >= 0 };
    },
  },
  {
    id: 'auc',
    asks: 'AUC at least 0.65 (above 0.85 is treated as a leak until shown otherwise)',
    found: ({ auc }) => ({ value: auc ?? 0, met: (auc ?? 0) >= 0.65 }),
  },
  {
    id: 'slope',
    asks: 'calibration slope 0.7 to 1.3',
    found: ({ slope }) => ({ value: slope, met: slope >= 0.7 && slope <= 1.3 }),
  },
  {
    id: 'lift10',
    asks: 'lift of the ten highest at least 1.5',
    found: ({ lift10 }) => ({ value: lift10, met: lift10 >= 1.5 }),
  },
];
