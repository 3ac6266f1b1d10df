import { z } from 'zod';
import { ActKind } from './act-kind.ts';
import { CaseId, CompanyId, RegulatorId } from './ids.ts';
import { CaseStage } from './score.ts';
import { CalendarDate, Instant } from './time.ts';

/** A moment at which something became known: the load just before it and at it, in su. */
const Jump = z.strictObject({
  at: Instant,
  before: z.number(),
  after: z.number(),
  /** The attested part; absent = all of it. */
  sureBefore: z.number().optional(),
  sureAfter: z.number().optional(),
});

/** A case as it stood from an instant until the next span of it. */
const CaseSpan = z.strictObject({
  from: Instant,
  stage: CaseStage,
  deadline: CalendarDate.nullable(),
  open: z.boolean(),
});

/**
 * A company on every day of a calendar year (Beijing's), with what is known by now: lists, charts,
 * ranks and comparisons of days are made of these rows.
 */
export const StandingYear = z.strictObject({
  company: CompanyId,
  year: z.number().int(),
  /** Load in su at 23:59:59 of the last day of the year before, and of each day of the year. */
  loads: z.array(z.number()),
  /** The attested part of it; null = all of it. */
  sure: z.array(z.number()).nullable(),
  jumps: z.array(Jump),
  /** Cases that were open in the year. */
  cases: z.array(
    z.strictObject({
      id: CaseId,
      regulator: RegulatorId,
      title: z.string(),
      spans: z.array(CaseSpan),
    }),
  ),
  /** Acts that became known in the year. */
  acts: z.array(z.strictObject({ at: Instant, kinds: z.array(ActKind) })),
  /** Moment from which anything is known of the company, in any year; null = never. */
  since: Instant.nullable(),
});
export type StandingYear = z.infer<typeof StandingYear>;
