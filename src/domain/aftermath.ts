import { z } from 'zod';
import { Reason } from './reason.ts';

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
