import { z } from 'zod';
import { ReachTier, ValueTier } from '../domain/company.ts';
import { Evidence } from '../domain/evidence.ts';
import { type Reason, SaidReason } from '../domain/reason.ts';
import { Reach } from '../domain/record.ts';
import { Band, CaseStage, Part } from '../domain/score.ts';

/** Shapes of what the command line prints with `--json`. They are stable: fields may be added, never renamed or dropped. */

const ListingAnswer = z.object({ mic: z.string(), symbol: z.string(), ticker: z.string() });

const CompanyAnswer = z.object({
  id: z.string(),
  name: z.string(),
  nameZh: z.string().nullable(),
  /** True where the company has no listing on the day of `at`. */
  private: z.boolean(),
});

const AppAnswerLine = z.object({ id: z.string(), name: z.string(), value: ValueTier, reach: ReachTier });

const PeakAnswer = z.object({ score: z.number(), band: Band, at: z.string() });

const OutlookAnswer = z.object({
  kind: z.enum(['removal', 'next', 'closing', 'quiet']),
  score: z.number(),
  /** Points against the score of today. */
  change: z.number(),
  because: SaidReason,
});

/** `risk <ticker|name> --json` */
export const RiskAnswer = z.object({
  company: CompanyAnswer,
  listings: z.array(ListingAnswer),
  /** ISO instant that the score is as of. */
  at: z.string(),
  /** 0..99.9, one decimal; the points of all factors sum to it. Null, without a band, where no act is known: see `record.state`. */
  score: z.number().nullable(),
  band: Band.nullable(),
  /** Points by part; they sum to the score. */
  parts: z.object({ business: z.number(), investability: z.number() }),
  /** Points that rest on something that somebody else can check. */
  confirmed: z.number(),
  record: Reach,
  model: z.string(),
  load: z.number(),
  factors: z.array(
    z.object({
      id: z.string(),
      points: z.number(),
      part: Part,
      confirmed: z.boolean(),
      because: SaidReason,
      case: z.string().nullable(),
    }),
  ),
  cases: z.array(
    z.object({
      id: z.string(),
      regulator: z.string(),
      stage: CaseStage,
      opened: z.string(),
      deadline: z.string().nullable(),
      closed: z.string().nullable(),
      open: z.boolean(),
      title: z.string(),
    }),
  ),
  apps: z.array(AppAnswerLine),
  flags: z.array(SaidReason),
  /** Highest score of the last two years. */
  peak: PeakAnswer,
  /** Points since 30 days ago. */
  change30: z.number(),
  /** What would change the score, each scored as if it happened at that instant. */
  outlook: z.array(OutlookAnswer),
  /** Why the search took this company. */
  taken: SaidReason.nullable(),
});
export type RiskAnswer = z.infer<typeof RiskAnswer>;

/** `app <name> --json` */
export const AppAnswer = z.object({
  query: z.string(),
  at: z.string(),
  match: z.enum(['exact', 'alias', 'developer', 'likely', 'none']),
  confidence: z.number(),
  reason: SaidReason,
  app: z
    .object({
      id: z.string(),
      name: z.string(),
      nameEn: z.string().nullable(),
      value: ValueTier,
      reach: ReachTier,
    })
    .nullable(),
  company: CompanyAnswer.nullable(),
  listings: z.array(ListingAnswer),
  /** Listed ancestors: the company is a subsidiary that they consolidate. */
  via: z.array(z.object({ company: CompanyAnswer, listings: z.array(ListingAnswer) })),
  /** `attested` = at least one evidence; otherwise the edge is unverified. */
  chain: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      edge: z.string(),
      attested: z.boolean(),
      evidence: z.array(Evidence),
    }),
  ),
  candidates: z.array(z.object({ company: z.string(), because: SaidReason })),
});
export type AppAnswer = z.infer<typeof AppAnswer>;

/** What a look-up answers when it found nothing or too much. */
export interface NotFound {
  readonly found: false;
  readonly because: Reason;
  readonly candidates: readonly { readonly id: string; readonly name: string }[];
}
