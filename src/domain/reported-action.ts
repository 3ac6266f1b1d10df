import { z } from 'zod';
import type { ObjectKind } from './act.ts';
import { ActKind } from './act-kind.ts';
import { Confirmation } from './evidence.ts';
import { CompanyId, type ItemId, NoticeId, OutletId, RegulatorId } from './ids.ts';
import type { Measure, Posture } from './measures.ts';
import { kindNamed } from './old-acts.ts';
import { Reason } from './reason.ts';
import { CalendarDate, Instant } from './time.ts';

/**
 * The outcome of a reported act: it was confirmed, a person or an authority called it wrong
 * (`because`), or the page no longer reports it.
 */
export const ReportedOutcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('confirmed'), by: Confirmation.nullable() }),
  z.strictObject({ kind: z.literal('rejected'), by: z.string(), because: z.string() }),
  z.strictObject({ kind: z.literal('gone') }),
]);
export type ReportedOutcome = z.infer<typeof ReportedOutcome>;

/**
 * An act of an authority against one name, as one page reports it, certain or not; a newer version
 * of the page replaces its reports.
 */
export const ReportedAction = z.strictObject({
  /** The page: a hash of source and key, the same for every version. */
  page: z.string().min(1),
  /** `<type>:<company or name>`. */
  step: z.string().min(1),
  notice: NoticeId,
  /**
   * `alerted` = sure enough for alerts and the score; `person` = against a person of the company:
   * history, never score or alert.
   */
  state: z.enum(['alerted', 'unconfirmed', 'person']),
  /** The company, where the name certainly means it. */
  company: CompanyId.nullable(),
  /** Companies that may be meant. */
  candidates: z.array(z.strictObject({ company: CompanyId, because: Reason })),
  name: z.string().min(1),
  kind: ActKind,
  /** `reported` = delivered as such; absent = below that, or certain. */
  grade: z.literal('reported').optional(),
  /** Why it is at most unconfirmed: a second report of the same changes nothing. */
  because: Reason.optional(),
  /** Publication, else detection. */
  day: CalendarDate,
  /** Null = an authority's own page. */
  outlet: OutletId.nullable(),
  /** Agencies on which the report rests or which it names. */
  agencies: z.array(OutletId),
  /** As the text names it; null = the text names none. */
  authority: z.strictObject({ id: RegulatorId.nullable(), name: z.string() }).nullable(),
  /** Calibrated probability; null for what is certain. */
  probability: z.number().min(0).max(1).nullable(),
  quote: z.string(),
  title: z.string(),
  url: z.string(),
  detectedAt: Instant,
  /** Its outcome, in a message that is sent or edited because of it. */
  outcome: ReportedOutcome.optional(),
});
export type ReportedAction = z.infer<typeof ReportedAction>;

/**
 * What was wrong about an alert, and so how far a rejection reaches. `act` = it did not hit this
 * company: this page only. `page` = the page reports no act at all: every company of it. `match` =
 * the name, by the developer as printed, is not the company's, from a day on. `company` = the same
 * by whatever developer.
 */
export const WRONG_PARTS = ['act', 'page', 'match', 'company'] as const;
export type WrongPart = (typeof WRONG_PARTS)[number];

type ReviewedName = {
  readonly text: string;
  readonly developer: string | null;
  readonly day: CalendarDate;
};

const REVIEWED = ':unconfirmed:';

/** Id of the review of an unconfirmed act: the same for every version of its page. */
export const reviewIdOf = ({ page, step }: Pick<ReportedAction, 'page' | 'step'>): string =>
  `${page}${REVIEWED}${step}`;

/** The act of such a review: its kind, and the company or name that it hits. */
export function reviewedAct(id: string): { readonly kind: ActKind | null; readonly name: string } {
  const [kind = '', ...name] = id.slice(id.indexOf(REVIEWED) + REVIEWED.length).split(':');
  return { kind: kindNamed(kind), name: name.join(':') };
}

/** The key of an act in today's kinds, from one that version 0.2 stored (`fined:acme`). */
export function keyNow(key: string): string {
  const [kind = '', ...name] = key.split(':');
  return [kindNamed(kind) ?? kind, ...name].join(':');
}

/** The id of a question, with the key of its act in kinds of now. */
export function reviewIdNow(id: string): string {
  const [page = '', step] = id.split(REVIEWED);
  return step === undefined ? id : reviewIdOf({ page, step: keyNow(step) });
}

/** Author of decisions that the program itself made, by another outlet or a second reader. */
export const PROGRAM = 'tocsin';

/** A document or mention that a person has to decide. */
export interface Review {
  readonly id: string;
  readonly notice: NoticeId;
  readonly kind: 'notice' | 'mention' | 'wrong-company' | 'unconfirmed';
  readonly subject: string;
  readonly because: Reason;
  readonly candidates: readonly { company: CompanyId; because: Reason }[];
  readonly createdAt: Instant;
  /**
   * Of a mention: the name and developer as printed, and the day of the notice. A decision holds
   * from that day on.
   */
  readonly name?: ReviewedName;
  /** For "wrong company?": every name by which the alert named a company. */
  readonly names?: readonly (ReviewedName & { readonly company: CompanyId })[];
  /**
   * `rejected` = no candidate is meant; for "wrong company?" `company` is the withdrawn one, null =
   * every one that the page names.
   */
  readonly decision: {
    verdict: 'accepted' | 'rejected';
    company: CompanyId | null;
    /** For a rejected alert: what was wrong. Absent = `act`. */
    wrong?: WrongPart | undefined;
    /** The name that it is about, where the alert reached the company by several. */
    name?: string | undefined;
    by: string;
    because: string;
    at: Instant;
    /** True where it overrules the program's own acceptance. */
    overrules?: boolean | undefined;
    /**
     * First day on which it holds, where the decider knows an earlier or later one than the
     * notice's.
     */
    from?: CalendarDate;
  } | null;
}

/**
 * Why a second reader gave no answer. The server's own text is never stored: it may contain the
 * key.
 */
export type ReadingFailure =
  | 'refused'
  | 'invalid'
  | 'cut'
  | 'timeout'
  | 'limited'
  | 'unreachable'
  | 'over-budget'
  | 'too-long';

/**
 * A quotation of an answer, found verbatim in the document; spans are in its text, none for a
 * quotation of the title.
 */
export interface Verbatim {
  readonly text: string;
  readonly spans: readonly { readonly start: number; readonly end: number }[];
  readonly inTitle: boolean;
}

/**
 * An act of an answer, as far as its quotations were found in the document; null = not stated
 * there.
 */
export interface VerifiedAction {
  /** `other` = an act without a row in the table of measures. */
  readonly measure: Measure | 'other';
  /** `ended` = an earlier act is lifted, closed or withdrawn. */
  readonly posture: Posture | 'ended';
  readonly object: ObjectKind;
  readonly market: string | null;
  /** As the text writes it. */
  readonly amount: string | null;
  readonly authority: Verbatim | null;
  readonly isNew: boolean;
  /** The quotation that states the act. */
  readonly quote: Verbatim;
  readonly targets: readonly { readonly name: Verbatim; readonly quote: Verbatim }[];
}

export interface VerifiedReading {
  readonly steps: readonly VerifiedAction[];
  readonly bystanders: readonly string[];
}

/** One question to a second reader; the row is written before the question is sent. */
export interface SecondReading {
  readonly item: ItemId;
  readonly notice: NoticeId;
  readonly state: 'waiting' | 'answered' | 'settled' | 'failed';
  readonly attempts: number;
  /** Hash of model, prompt, schema, parameters, title, text and date; null until it was asked. */
  readonly key: string | null;
  readonly model: string | null;
  readonly failure: { readonly kind: ReadingFailure; readonly status: number | null } | null;
  /** The raw answer, and its parts that were found in the document. */
  readonly raw: string | null;
  readonly verified: VerifiedReading | null;
  readonly tokens: { readonly input: number; readonly output: number } | null;
  /** Millionths of a dollar. */
  readonly cost: number;
  readonly at: Instant;
}
