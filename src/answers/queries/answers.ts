import { z } from 'zod';
import { type Company, listingsOn, ReachTier, tickerOf, ValueTier } from '../../domain/company.ts';
import { Evidence } from '../../domain/evidence.ts';
import { HistoryEntry, RecordCoverage } from '../../domain/history.ts';
import { type Reason, SaidReason } from '../../domain/reason.ts';
import { Band, Case, Part } from '../../domain/score.ts';
import { type CalendarDate, holdsOn } from '../../domain/time.ts';

/**
 * Shapes of what the command line prints with `--json`. They are stable: fields may be added, never
 * renamed or dropped.
 */

const ListingAnswer = z.object({ mic: z.string(), symbol: z.string(), ticker: z.string() });

const CompanyAnswer = z.object({
  id: z.string(),
  name: z.string(),
  nameZh: z.string().nullable(),
  /** True where the company has no listing on the day of `at`. */
  private: z.boolean(),
});

const FactorAnswer = z.object({
  id: z.string(),
  points: z.number(),
  part: Part,
  attested: z.boolean(),
  /** `attested` by its name of version 0.2; for one release. */
  confirmed: z.boolean(),
  because: SaidReason,
  case: z.string().nullable(),
});

/** `risk <ticker|name> --json` */
export const RiskAnswer = z.object({
  company: CompanyAnswer,
  listings: z.array(ListingAnswer),
  /** ISO instant that the score is as of. */
  at: z.string(),
  /**
   * 0..99.9, one decimal; the points of all factors sum to it. Null, without a band, where no act
   * is known: see `record.state`.
   */
  score: z.number().nullable(),
  band: Band.nullable(),
  /** Points by part; they sum to the score. */
  parts: z.object({ business: z.number(), investability: z.number() }),
  /** Points that rest on evidence a third party can check. */
  attested: z.number(),
  /** `attested` by its name of version 0.2; for one release. */
  confirmed: z.number(),
  record: RecordCoverage,
  model: z.string(),
  load: z.number(),
  factors: z.array(FactorAnswer),
  cases: z.array(z.object(Case.omit({ company: true, steps: true }).shape)),
  apps: z.array(z.object({ id: z.string(), name: z.string(), value: ValueTier, reach: ReachTier })),
  flags: z.array(SaidReason),
  /** Highest score of the last two years. */
  peak: z.object({ score: z.number(), band: Band, at: z.string() }),
  /** Points since 30 days ago. */
  change30: z.number(),
  /** The latest act, its day, its size and its points by itself. Null = no act is known. */
  latest: z
    .object({
      date: z.string(),
      /** The act, its day and its size: the first line of every answer. */
      lead: SaidReason,
      own: z.number(),
      /** False where it lowered the score: a decision that ends a case. */
      raises: z.boolean(),
      because: SaidReason.nullable(),
      /**
       * Mean signed abnormal return over two days after acts of its size, with its 95 % interval;
       * fractions. Null = no table of this model, too few such acts, or the act lowered the score.
       */
      expected: z
        .object({
          mean: z.number(),
          low: z.number(),
          high: z.number(),
          fell: z.number(),
          events: z.number(),
        })
        .nullable(),
    })
    .nullable(),
  /**
   * Probability of another act of an authority within 90 days, how often that was true of listed
   * companies of its sector and country, and the authorities with the last day to which their
   * series are whole. Null = not better than a decayed count, or no whole series tells of the
   * instant.
   */
  next: z
    .object({
      probability: z.number(),
      base: z.number(),
      days: z.number(),
      authorities: z.array(z.object({ id: z.string(), wholeUntil: z.string() })),
      table: z.string(),
    })
    .nullable(),
  /** What would change the score, each scored as if it happened at that instant. */
  outlook: z.array(
    z.object({
      kind: z.enum(['removal', 'next', 'closing', 'quiet']),
      score: z.number(),
      /** Points against the score of today. */
      change: z.number(),
      because: SaidReason,
    }),
  ),
  /** Why the search chose this company. */
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

/** `history <ticker|name> --json` */
export const HistoryAnswer = z.object({
  company: CompanyAnswer,
  at: z.string(),
  /** Newest first. */
  entries: z.array(HistoryEntry),
  taken: SaidReason.nullable(),
});
export type HistoryAnswer = z.infer<typeof HistoryAnswer>;

/** `why <ticker|name> --json` */
export const WhyAnswer = RiskAnswer.omit({ cases: true, apps: true, factors: true }).extend({
  factors: z.array(
    FactorAnswer.extend({
      /** Id of the act; null for a sector rule. */
      step: z.string().nullable(),
      /**
       * Contributions of severity, value, reach, ownership, evidence, decay and breadth, which sum
       * to `points`.
       */
      waterfall: z.array(z.object({ part: z.string(), points: z.number() })),
    }),
  ),
  /** decay + closings + actions = to - from. */
  change: z.object({
    since: z.string(),
    from: z.number(),
    to: z.number(),
    decay: z.number(),
    closings: z.number(),
    actions: z.number(),
    /** Acts and rules known in between. */
    news: z.array(z.object({ id: z.string(), title: z.string() })),
  }),
  /** Among the companies of the sector that are listed on that day; equal scores share a rank. */
  sector: z.object({
    id: z.string(),
    place: z.object({ median: z.number(), rank: z.number(), of: z.number() }).nullable(),
  }),
  /**
   * Probability of a new act within 90 days: shown only once every gate of the calibration is met.
   */
  p90: z.object({
    status: z.enum(['uncalibrated', 'calibrated']),
    value: z.number().nullable(),
    because: z.string(),
  }),
});
export type WhyAnswer = z.infer<typeof WhyAnswer>;
/** The answer of a look-up that found nothing or too much. */
export interface NotFound {
  readonly found: false;
  readonly because: Reason;
  readonly candidates: readonly { readonly id: string; readonly name: string }[];
}

/** Listings of a day as answers show them. */
export function listingsAnswer(company: Company, day: CalendarDate): RiskAnswer['listings'] {
  return listingsOn(company, day).map((listing) => ({
    mic: listing.mic,
    symbol: listing.symbol,
    ticker: tickerOf(listing),
  }));
}

/** A company as answers show it; `private` is as of the day. */
export function companyAnswer(company: Company, day: CalendarDate): RiskAnswer['company'] {
  return {
    id: company.id,
    name: company.name.en ?? company.name.zh ?? company.id,
    nameZh: company.name.zh,
    private: listingsOn(company, day).length === 0,
  };
}

/** Label of a company in lists: name and the tickers of the day. */
export function labelOf(
  company: Pick<Company, 'name' | 'listings' | 'id'>,
  day: CalendarDate,
): string {
  const tickers = company.listings.filter((listing) => holdsOn(listing, day)).map(tickerOf);
  const name = company.name.en ?? company.name.zh ?? company.id;
  const both =
    company.name.zh !== null && company.name.en !== null ? `${name} ${company.name.zh}` : name;
  return `${both} (${tickers.length === 0 ? 'private' : tickers.join(', ')})`;
}
