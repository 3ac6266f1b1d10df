import { z } from 'zod';
import { ReachTier, ValueTier } from './company.ts';
import { ActionType } from './notice.ts';
import { Level } from './score.ts';

const because = z.string().min(1);

/** `config/scoring.yml`: every number of the model with its reason. Symbols are those of the model's formulas. */
export const Weights = z.strictObject({
  version: z.string().min(1),
  /** w(l) = ratio^(l-1) su. */
  severityRatio: z.strictObject({ value: z.number().gt(1), because }),
  /** S = 100 * (1 - 2^(-L/halfPoint)). */
  halfPoint: z.strictObject({ value: z.number().positive(), because }),
  /** Days in which the load of an ended action halves. */
  halfLifeDays: z.strictObject({ value: z.number().positive(), because }),
  /** M{x} = max + min(breadth * rest, cap * max). */
  breadth: z.strictObject({ value: z.number().min(0), cap: z.number().min(0), because }),
  /** z: what is left of a case that the regulator closed. */
  closedFactor: z.strictObject({ value: z.number().min(0).max(1), because }),
  graceDays: z.strictObject({ value: z.number().int().min(0), because }),
  lapseDays: z.strictObject({ value: z.number().int().positive(), because }),
  reopenDays: z.strictObject({ value: z.number().int().positive(), because }),
  repeatDays: z.strictObject({ value: z.number().int().positive(), because }),
  value: z.strictObject({ tiers: z.record(ValueTier, z.number().min(0).max(1)), because }),
  reach: z.strictObject({ tiers: z.record(ReachTier, z.number().positive()), because }),
  /** Ownership a of a consolidating listed ancestor whose share is not recorded. */
  assumedShare: z.strictObject({ value: z.number().min(0).max(1), because }),
  evidence: z.strictObject({
    official: z.number(),
    twoOutlets: z.number(),
    oneOutlet: z.number(),
    memory: z.number(),
    because,
  }),
  levels: z.array(z.strictObject({ type: ActionType, level: Level.nullable(), because })),
  /** Fine levels by share of revenue: below each `share` the `level`; the last has share null. */
  fines: z.array(z.strictObject({ below: z.number().nullable(), level: Level })).min(1),
  /** Levels that hang on more than the type of act (scoring.md 11). */
  special: z.strictObject({
    secondNaming: Level,
    summonedTogether: Level,
    coreProbe: Level,
    unknownFine: Level,
    because,
  }),
  /** A press report joins an official act this many days away; a stored Notice is the act of a history record this near. */
  press: z.strictObject({ days: z.number().int().min(0), because }),
  sameEvent: z.strictObject({ days: z.number().int().min(0), because }),
  bands: z.strictObject({
    watch: z.number(),
    elevated: z.number(),
    high: z.number(),
    severe: z.number(),
    because,
  }),
});
export type Weights = z.infer<typeof Weights>;
