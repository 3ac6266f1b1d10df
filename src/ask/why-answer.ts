import { z } from 'zod';
import { RiskAnswer } from './answers.ts';

const factor = RiskAnswer.shape.factors.element.extend({
  /** Id of the act; null for a sector rule. */
  step: z.string().nullable(),
  /** severity, value, reach, ownership, evidence, decay, breadth: what each adds or takes, summing to `points`. */
  waterfall: z.array(z.object({ part: z.string(), points: z.number() })),
});

/** `why <ticker|name> --json`: stable; fields may be added, never renamed or dropped. */
export const WhyAnswer = RiskAnswer.omit({ cases: true, apps: true, factors: true }).extend({
  factors: z.array(factor),
  /** decay + closings + actions = to - from. */
  change: z.object({
    since: z.string(),
    from: z.number(),
    to: z.number(),
    decay: z.number(),
    closings: z.number(),
    actions: z.number(),
    /** Acts and rules told in between. */
    news: z.array(z.object({ id: z.string(), title: z.string() })),
  }),
  /** Among the companies of the sector that are listed on that day; equal scores share a rank. */
  sector: z.object({
    id: z.string(),
    place: z.object({ median: z.number(), rank: z.number(), of: z.number() }).nullable(),
  }),
  /** Probability of a new act within 90 days: shown only once every gate of the calibration is met. */
  p90: z.object({
    status: z.enum(['uncalibrated', 'calibrated']),
    value: z.number().nullable(),
    because: z.string(),
  }),
});
export type WhyAnswer = z.infer<typeof WhyAnswer>;
