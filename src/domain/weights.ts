import { z } from 'zod';
import { Market, ObjectKind, Who } from './act.ts';
import { ReachTier, ValueTier } from './company.ts';
import type { Grades } from './grades.ts';
import { RegulatorId, SectorId } from './ids.ts';
import { Measure, Posture } from './measures.ts';
import { Level, Part } from './score.ts';

/** How long an act is in force: see `force` in config/scoring.yml. */
export const ForceKind = z.enum(['standing', 'inquiry', 'freeze', 'order', 'talk', 'list']);
export type ForceKind = z.infer<typeof ForceKind>;

/**
 * Whole for `days` without news; then towards `floor` until `years` are over (null = until lifted);
 * floor 0 = plain decay.
 */
export const Force = z.strictObject({
  days: z.number().int().positive(),
  floor: z.number().min(0).max(1),
  years: z.number().positive().nullable(),
});
export type Force = z.infer<typeof Force>;

const because = z.string().min(1);

/** A line of the table of measures: a measure, or one of its forms. */
export const MeasureWeight = z.strictObject({
  measure: Measure,
  /** More exact kind; a line without one holds for the others. */
  form: z.string().optional(),
  /** Level against a whole company; null = by its size. */
  level: Level.nullable(),
  /** How long it is in force; none = until its deadline and grace, else from its own day. */
  force: ForceKind.optional(),
  /** None = business. */
  part: Part.optional(),
  /**
   * It reaches the whole company wherever the authority sits (`yes`), or where the authority is of
   * this market: those of others count as minor.
   */
  everywhere: z.union([z.literal('yes'), Market]).optional(),
  because,
});
export type MeasureWeight = z.infer<typeof MeasureWeight>;

const BandName = z.enum(['watch', 'elevated', 'high', 'severe']);

/**
 * `config/scoring.yml`: every number of the model with its reason. Symbols are those of the model's
 * formulas.
 */
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
  /** Days without news in which an enacted rule or a draft counts whole. */
  lapseDays: z.strictObject({ value: z.number().int().positive(), because }),
  reopenDays: z.strictObject({ value: z.number().int().positive(), because }),
  repeatDays: z.strictObject({ value: z.number().int().positive(), because }),
  value: z.strictObject({ tiers: z.record(ValueTier, z.number().min(0).max(1)), because }),
  reach: z.strictObject({ tiers: z.record(ReachTier, z.number().positive()), because }),
  /** Ownership a of a consolidating listed ancestor whose share is not recorded. */
  assumedShare: z.strictObject({ value: z.number().min(0).max(1), because }),
  /**
   * What an app that nobody graded counts as: minor in `channelSectors`, major where the issuer has
   * at most `fewApps`, else unknown.
   */
  ungraded: z.strictObject({
    channelSectors: z.array(SectorId),
    fewApps: z.number().int().min(0),
    because,
  }),
  /** Stake from which a holder is touched by a listing that is stopped. */
  holderShare: z.strictObject({ value: z.number().min(0).max(1), because }),
  /** How long an act without news counts whole, and what is left of it afterwards. */
  force: z.strictObject({ kinds: z.record(ForceKind, Force), because }),
  measures: z.array(MeasureWeight).min(1),
  /** What an object counts as whose share of revenue nobody knows. */
  objects: z.strictObject({ tiers: z.record(ObjectKind, ValueTier), because }),
  /**
   * A foreign market without a line of `markets.tsv`: `ofProduct` times its part of the world's
   * product, at most `most`.
   */
  foreignMarket: z.strictObject({
    ofProduct: z.number().min(0),
    most: z.number().min(0).max(1),
    because,
  }),
  /** Part of an act that binds only some, where no share of revenue is stated. */
  who: z.strictObject({ factors: z.partialRecord(Who, z.number().min(0).max(1)), because }),
  /** Part of an act that counts while it stands in a posture; `years` = until it is forgotten. */
  postures: z.strictObject({
    factors: z.partialRecord(Posture, z.number().min(0).max(1)),
    proposedYears: z.number().positive(),
    because,
  }),
  /**
   * su of a fine = base + perCent * its share of the group's revenue in per cent, at most `most`.
   * Revenue not known: that of a firm of its size class, at most `unknownRevenue`.
   */
  fineUnits: z.strictObject({
    base: z.number(),
    perCent: z.number(),
    most: z.number(),
    unknownAmount: z.number(),
    unknownRevenue: z.number(),
    /** Revenue in US dollars that a firm without a known one is taken to have. */
    assumedRevenue: z.strictObject({ listed: z.number(), private: z.number() }),
    because,
  }),
  /** Fine levels by share of revenue: below each `share` the `level`; the last has share null. */
  fines: z.array(z.strictObject({ below: z.number().nullable(), level: Level })).min(1),
  /** Levels that hang on more than the type of act (docs/scoring.md). */
  special: z.strictObject({
    secondNaming: Level,
    summonedTogether: Level,
    coreProbe: Level,
    unknownFine: Level,
    because,
  }),
  /**
   * A press report joins an official act this many days away; a stored Notice is the act of a
   * history record this near.
   */
  press: z.strictObject({ days: z.number().int().min(0), because }),
  sameEvent: z.strictObject({ days: z.number().int().min(0), because }),
  /** The next step of each kind of case; the first row that fits its gravest act decides. */
  whatIf: z.array(
    z.strictObject({
      id: z.string().min(1),
      measures: z.array(Measure).min(1),
      bodies: z.array(RegulatorId).optional(),
      /** Only lists (true), or only acts that are none (false). */
      list: z.enum(['true', 'false']).optional(),
      /** Only cases in which the authority also did this. */
      within: Measure.optional(),
      next: z.strictObject({
        measure: Measure,
        form: z.string().optional(),
        share: z.number().min(0).max(1).optional(),
      }),
      /** With `{body}` and `{app}`. */
      en: z.string().min(1),
      zh: z.string().min(1),
      /** How it went before: quoted from the day on on which all of it was known. */
      precedent: z
        .strictObject({ since: z.iso.date(), en: z.string().min(1), zh: z.string().min(1) })
        .optional(),
      /** What is quoted instead once it was known. */
      later: z
        .strictObject({ since: z.iso.date(), en: z.string().min(1), zh: z.string().min(1) })
        .optional(),
    }),
  ),
  /** Lowest score of each band but the first: the one home of these numbers. */
  bands: z.strictObject({
    watch: z.number(),
    elevated: z.number(),
    high: z.number(),
    severe: z.number(),
    /** A company stays in a band until it has been below these for `leaveDays`. */
    leave: z.strictObject({
      watch: z.number(),
      elevated: z.number(),
      high: z.number(),
      severe: z.number(),
    }),
    leaveDays: z.number().int().positive(),
    /** An alert rings when the score enters `band`, or for an act of `points` by itself. */
    rings: z.strictObject({ band: BandName, points: z.number().positive() }),
    because,
  }),
});
/** The numbers of the model, with class and end of every measure. */
export type Weights = z.infer<typeof Weights> & { readonly grades: Grades };
