import { z } from 'zod';
import { Act, ActObject, ActShare } from './act.ts';
import { ActKind } from './act-kind.ts';
import { ReachTier, ValueTier } from './company.ts';
import { Quality } from './facts.ts';
import { Grade } from './grade.ts';
import { AppId, CaseId, CompanyId, IssueId, NoticeId, RegulatorId } from './ids.ts';
import { BatchNumber, Fine } from './notice.ts';
import { Reason } from './reason.ts';
import { CalendarDate, Instant } from './time.ts';

export const Level = z.union([
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
  z.literal(5),
]);
export type Level = z.infer<typeof Level>;

/**
 * `investability` = who may hold the shares; `business` = everything else. Both add up to the
 * score.
 */
export const Part = z.enum(['business', 'investability']);
export type Part = z.infer<typeof Part>;

/** An app hit by an event. value, reach and ownership are the m, r and a of docs/scoring.md */
export const EventApp = z.strictObject({
  app: AppId.nullable(),
  name: z.string(),
  value: ValueTier,
  reach: ReachTier,
  ownership: z.number().min(0).max(1),
  issues: z.array(IssueId),
  /** Tier assumed for an ungraded app by the rule in config/scoring.yml; 0.35 when absent. */
  counted: ValueTier.optional(),
});
export type EventApp = z.infer<typeof EventApp>;

/**
 * What one authority did to one company in one Notice, history record or fact: the ledger's only
 * input.
 */
export const RegulatoryEvent = z.strictObject({
  id: z.string().min(1),
  company: CompanyId,
  regulator: RegulatorId,
  /** IANA zone of the regulator: its calendar days count. */
  zone: z.string(),
  date: CalendarDate,
  /** Moment from which the act is known; a date without time counts from 23:59 in the zone. */
  at: Instant,
  /** Kinds of everything that was done. */
  kinds: z.array(ActKind),
  /** The kind of act is stated only roughly; its title describes it. */
  quoted: z.literal(true).optional(),
  /** The act; the gravest where a notice reports several. */
  act: Act,
  /** Target of the act; apps are in `apps`. */
  object: ActObject,
  /** The object's and market's part of the company's revenue; null = not known. */
  share: ActShare.nullable().default(null),
  grade: Grade.exclude(['unconfirmed']).default('confirmed'),
  /** Level where a person overrode the default, with the reason; null = by rule. */
  override: z.strictObject({ level: Level, because: z.string() }).nullable(),
  apps: z.array(EventApp),
  /** Apps that the notice counts but does not name; each scores as minor. */
  unnamedApps: z.number().int().min(0),
  companyWide: z.boolean(),
  deadline: CalendarDate.nullable(),
  fine: Fine.nullable(),
  /** Several firms together (summons). */
  together: z.boolean(),
  /** Probe into the core business. */
  core: z.boolean(),
  batch: BatchNumber.nullable(),
  /**
   * Confidence: 1 for an authority's page or an attested record, 0.5 for press or unverified. It
   * never changes the score.
   */
  evidence: z.number().min(0).max(1),
  attested: z.boolean(),
  origin: z.enum(['notice', 'history', 'facts']),
  notice: NoticeId.nullable(),
  title: z.string(),
  url: z.string().nullable(),
  /**
   * Matter that joins acts of a person's record into one case; null = the ledger's rules decide.
   */
  matter: z.string().nullable(),
  /**
   * When it was withdrawn or replaced by a fuller report of the same act. It then counts at no
   * instant, past ones included.
   */
  withdrawnAt: Instant.nullable().optional(),
  /**
   * Market that the act reaches and its share of revenue (null = not known); none = all of the
   * company's.
   */
  market: z
    .strictObject({
      name: z.string(),
      share: z.number().nullable(),
      /** How the share was found: a table's line, the rule for the home market, by size. */
      by: z.enum(['stated', 'entry', 'home', 'size']).optional(),
    })
    .nullable()
    .optional(),
  /** What a fine or settlement costs, as a share of the group's revenue of the year before. */
  cost: z
    .strictObject({
      /** 0 to 1; null = neither amount nor share is known. */
      share: z.number().min(0).nullable(),
      /**
       * `revenue` = amount over the group's revenue; `stated` = the share that was stated; `class`
       * = over the revenue of a firm of its size; `unknown` = nothing is known.
       */
      by: z.enum(['revenue', 'stated', 'class', 'unknown']),
      /** Year of the revenue. */
      year: z.number().int().nullable(),
      quality: Quality,
    })
    .optional(),
  /** Day on which the act ended, if no later act reports it. */
  liftedOn: CalendarDate.nullable().optional(),
  /** Listed child through which this company is exposed. */
  via: CompanyId.nullable(),
  /** True where the ownership share is not recorded and the assumed value is used. */
  shareAssumed: z.boolean().optional(),
});
export type RegulatoryEvent = z.infer<typeof RegulatoryEvent>;

/** Whether an act was withdrawn or replaced; such an act counts nowhere. */
export const isWithdrawn = ({ withdrawnAt }: Pick<RegulatoryEvent, 'withdrawnAt'>): boolean =>
  typeof withdrawnAt === 'number';

export const CaseStage = z.enum([
  'named',
  'ordered',
  'deadline',
  'missed',
  'summoned',
  'frozen',
  'listed',
  'review',
  'suspended',
  'removed',
  'banned',
  'fined',
  'lapsed',
  'closed',
]);
export type CaseStage = z.infer<typeof CaseStage>;

/** Where a matter stands, apart from its age. */
export const MatterState = z.strictObject({
  code: z.enum([
    'in-force',
    'until',
    'open',
    'pending',
    'proposed',
    'stayed',
    'not-recorded',
    'done',
    'ended',
  ]),
  /** Day last seen; the planned end, the effective day, or that of the stay, deed or end. */
  day: CalendarDate,
});
export type MatterState = z.infer<typeof MatterState>;

/** Company x Regulator x matter, as it stood at an instant. */
export const Case = z.strictObject({
  id: CaseId,
  company: CompanyId,
  regulator: RegulatorId,
  stage: CaseStage,
  opened: CalendarDate,
  /** Deadline of the latest act that set one. */
  deadline: CalendarDate.nullable(),
  closed: CalendarDate.nullable(),
  /** False once grace, lapse or closure ended it. */
  open: z.boolean(),
  steps: z.array(
    z.strictObject({ step: z.string(), level: Level, levelRule: z.string(), date: CalendarDate }),
  ),
  title: z.string(),
  /** Absent in scores that were stored without it. */
  state: MatterState.optional(),
  /** Title of the act that shows the stage; absent where that is the first. */
  shown: z.string().optional(),
});
export type Case = z.infer<typeof Case>;

const STANDING: readonly MatterState['code'][] = [
  'in-force',
  'until',
  'open',
  'pending',
  'proposed',
  'stayed',
];

/** Whether a case still stands, however old: in force, open, announced or stayed. */
export const isStanding = ({ state, open }: Pick<Case, 'state' | 'open'>): boolean =>
  state === undefined ? open : STANDING.includes(state.code);

export const Band = z.enum(['background', 'watch', 'elevated', 'high', 'severe']);
export type Band = z.infer<typeof Band>;

/** One addend in points. `points` has one decimal and all points sum to the score. */
export const Factor = z.strictObject({
  id: z.string().min(1),
  points: z.number(),
  case: CaseId.nullable(),
  step: z.string().nullable(),
  part: Part.default('business'),
  /** Whether it rests on evidence a third party can check. */
  attested: z.boolean().default(true),
  because: Reason,
  /**
   * severity, value, reach, ownership, decay, breadth: the difference each makes, summing to
   * `points`.
   */
  waterfall: z.array(z.strictObject({ part: z.string(), points: z.number() })),
});
export type Factor = z.infer<typeof Factor>;

export const Score = z.strictObject({
  company: CompanyId,
  at: Instant,
  /** Version of weights and rules. */
  model: z.string(),
  /** 0..99.9 with one decimal. */
  score: z.number().min(0).max(99.9),
  band: Band,
  /** L in severity units (su). */
  load: z.number().min(0),
  /** Points by part; they sum to the score. */
  parts: z.strictObject({ business: z.number(), investability: z.number() }),
  /**
   * Points of attested factors, and the band that their load alone would give: it colours cards and
   * decides about pushes.
   */
  attested: z.strictObject({ points: z.number(), score: z.number(), band: Band }),
  factors: z.array(Factor),
  cases: z.array(Case),
  /** "value of Qunar not known, counted as minor", "unverified". */
  flags: z.array(Reason),
});
export type Score = z.infer<typeof Score>;
