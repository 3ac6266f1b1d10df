import { z } from 'zod';
import { ReachTier, ValueTier } from './company.ts';
import { Evidence } from './evidence.ts';
import { CompanyId, RegulatorId, SectorId } from './ids.ts';
import { ActionType, BatchNumber, Fine } from './notice.ts';
import { Step, StepApp } from './score.ts';
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

const span = {
  /** First and last day of the history; null = it holds nothing of them. */
  from: CalendarDate.nullable(),
  until: CalendarDate.nullable(),
  /** Day since which their sources are watched; null = nothing is. */
  watchedSince: CalendarDate.nullable(),
  /** Their sources that answered at least once, and how many of these cannot be seen now. */
  sources: z.number().int(),
  gaps: z.number().int(),
};

/** How far knowledge of a company reaches. A day without knowledge is never a quiet day. */
export const Reach = z.strictObject({
  /** Over the bodies of the company's country. */
  ...span,
  /** The same for each body that acted against the company, in the order of the first act. */
  bodies: z.array(
    z.strictObject({
      regulator: z.string(),
      name: z.strictObject({ en: z.string(), zh: z.string() }),
      ...span,
    }),
  ),
  /** `acts` = acts are known and the score counts them; `no-acts` = none where knowledge reaches; `no-data` = it does not reach. */
  state: z.enum(['acts', 'no-acts', 'no-data']),
  /** Why it does not reach the instant; null = it does. */
  because: z.enum(['no-record', 'before-record', 'after-record', 'future']).nullable(),
});
export type Reach = z.infer<typeof Reach>;

/** One act against one company, stated by hand: facts replace history, notices and rules where a score is checked. */
export const Fact = Step.omit({
  ...{ at: true, override: true, evidence: true, origin: true, notice: true, url: true },
  ...{ withdrawnAt: true, shareAssumed: true },
}).extend({
  zone: z.string().min(1),
  title: z.string().min(1),
  /** Everything that the score needs is stated, so that no catalog is asked. */
  apps: z.array(StepApp.omit({ counted: true }).extend({ name: z.string().min(1) })),
  market: z.strictObject({ name: z.string(), share: z.number().min(0).max(1).nullable() }).nullable(),
  liftedOn: CalendarDate.nullable(),
});
export type Fact = z.infer<typeof Fact>;

/** One dated line: an act of an authority, a stage of a sector rule, or a note, which carries no load. */
export const HistoryEntry = z.object({
  id: z.string(),
  date: z.string(),
  /** `person` = against a person of the company; it carries no load. */
  kind: z.enum(['act', 'closing', 'rule', 'note', 'person']),
  /** Body that acted; null for notes. */
  regulator: z.string().nullable(),
  /** Types of act, stage of the rule, or kind of note. */
  types: z.array(z.string()),
  /** 1 to 5; null where it carries no level. */
  level: z.number().nullable(),
  title: z.string(),
  apps: z.array(z.string()),
  /** Listed child through which the company is touched. */
  via: z.string().nullable(),
  /** True where somebody else can check it; false = unverified. */
  attested: z.boolean(),
  origin: z.enum(['notice', 'press', 'history', 'facts', 'catalog']),
  url: z.string().nullable(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;
