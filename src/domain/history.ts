import { z } from 'zod';
import { ReachTier, ValueTier } from './company.ts';
import { Evidence } from './evidence.ts';
import { CompanyId, RegulatorId, SectorId } from './ids.ts';
import { ActionType, BatchNumber, Fine } from './notice.ts';
import { CalendarDate } from './time.ts';

/** A regulatory event known before the first run: one act of one body, with every company it hit. It never alerts. */
export const HistoryRecord = z.strictObject({
  /** `cn-miit-2021-08-18-batch-17`. */
  id: z.string().min(1),
  regulator: RegulatorId,
  date: CalendarDate,
  title: z.strictObject({ en: z.string().min(1), zh: z.string().nullable() }),
  batch: BatchNumber.nullable(),
  deadline: CalendarDate.nullable(),
  /** Names the case that several records of one matter belong to; null = the ledger's rules decide. */
  matter: z.string().nullable(),
  /** Day on which the act ended where no record of its own tells it. */
  liftedOn: CalendarDate.nullable(),
  /** Day on which somebody last saw the act stand. */
  inForce: CalendarDate.nullable(),
  hits: z.array(
    z.strictObject({
      company: CompanyId,
      types: z.array(ActionType).min(1),
      /** Apps by a name that the catalog resolves on that day. */
      apps: z.array(z.string().min(1)),
      unnamedApps: z.number().int().min(0),
      companyWide: z.boolean(),
      together: z.boolean(),
      core: z.boolean(),
      fine: Fine.nullable(),
      /** Market that the act reaches: a country (`IN`), or `EU`; null = all of the company's. */
      market: z.string().nullable(),
      /** That market's share of the company's revenue, 0..1; null = not known, counted as minor. */
      marketShare: z.number().min(0).max(1).nullable(),
      /** Tiers of the part that is hit where it is less than the app or company: a ban in one country of many. */
      part: z.strictObject({ value: ValueTier, reach: ReachTier }).nullable(),
    }),
  ),
  /** False = unverified, and shown so. */
  attested: z.boolean(),
  evidence: z.array(Evidence),
});
export type HistoryRecord = z.infer<typeof HistoryRecord>;

/** Something dated that carries no load (listing, lawsuit, media signal): shown in the history. */
export const HistoryNote = z.strictObject({
  id: z.string().min(1),
  company: CompanyId,
  date: CalendarDate,
  kind: z.string().min(1),
  title: z.strictObject({ en: z.string().min(1), zh: z.string().nullable() }),
  attested: z.boolean(),
  evidence: z.array(Evidence),
});
export type HistoryNote = z.infer<typeof HistoryNote>;

/** A rule for a sector with its stages. `hits` are entered by a person; a law for everybody has none and adds nothing. */
export const SectorRule = z.strictObject({
  id: z.string().min(1),
  regulator: RegulatorId,
  title: z.strictObject({ en: z.string().min(1), zh: z.string().nullable() }),
  proposed: CalendarDate.nullable(),
  enacted: CalendarDate.nullable(),
  inForce: CalendarDate.nullable(),
  dropped: CalendarDate.nullable(),
  /** Level at each stage by what it touches (scoring.md 4). */
  level: z.strictObject({
    proposed: z.number().int().min(1).max(5),
    enacted: z.number().int().min(1).max(5),
  }),
  hits: z.array(
    z.strictObject({
      sector: SectorId.nullable(),
      company: CompanyId.nullable(),
      exposure: z.union([z.literal(0.1), z.literal(0.5), z.literal(1)]),
      evidence: z.array(Evidence),
    }),
  ),
  attested: z.boolean(),
  evidence: z.array(Evidence),
});
export type SectorRule = z.infer<typeof SectorRule>;

/** How often something followed, from counted batches; never from the hand-picked history. */
export const BaseRate = z.strictObject({
  id: z.string().min(1),
  of: z.string().min(1),
  rate: z.number().min(0).max(1),
  n: z.number().int().positive(),
  low: z.number().min(0).max(1),
  high: z.number().min(0).max(1),
  years: z.string(),
  batches: z.array(z.strictObject({ named: z.number().int(), removed: z.number().int() })),
  source: z.string().min(1),
});
export type BaseRate = z.infer<typeof BaseRate>;
