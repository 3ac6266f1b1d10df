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
 * What became of an act that was only reported: something confirmed it, a person or an authority
 * said that it is wrong (`because`), or the page no longer says so.
 */
export const ReportedOutcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('confirmed'), by: Confirmation.nullable() }),
  z.strictObject({ kind: z.literal('rejected'), by: z.string(), because: z.string() }),
  z.strictObject({ kind: z.literal('gone') }),
]);
export type ReportedOutcome = z.infer<typeof ReportedOutcome>;

/**
 * What one page says that an authority did to one name, certain or not sure enough; a newer version
 * of the page replaces its claims.
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
  /** Where the name is certainly one company's. */
  company: CompanyId.nullable(),
  /** Companies that may be meant. */
  candidates: z.array(z.strictObject({ company: CompanyId, because: Reason })),
  name: z.string().min(1),
  kind: ActKind,
  /** `reported` = delivered as such; absent = below that, or certain. */
  grade: z.literal('reported').optional(),
  /** Why it is unconfirmed at most: a second report that says the same changes nothing. */
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
  /** What became of it, in a message that is sent or changed when it did. */
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

/** The question about an unconfirmed act: the same for every version of its page. */
export const reviewIdOf = ({ page, step }: Pick<ReportedAction, 'page' | 'step'>): string =>
  `${page}${REVIEWED}${step}`;

/** The act that such a question is about: its kind, and the company or name that it hits. */
export function reviewedAct(id: string): { readonly kind: ActKind | null; readonly name: string } {
  const [kind = '', ...name] = id.slice(id.indexOf(REVIEWED) + REVIEWED.length).split(':');
  return { kind: kindNamed(kind), name: name.join(':') };
}

/** The key of an act as version 0.2 stored it (`fined:acme`), or a kind of now, in kinds of now. */
export function keyNow(key: string): string {
  const [kind = '', ...name] = key.split(':');
  return [kindNamed(kind) ?? kind, ...name].join(':');
}

/** The id of a question, with the key of its act in kinds of now. */
export function reviewIdNow(id: string): string {
  const [page = '', step] = id.split(REVIEWED);
  return step === undefined ? id : reviewIdOf({ page, step: keyNow(step) });
}

/** Who decides where the program itself confirmed an act: another outlet, or a second reader. */
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
  /** Of "wrong company?": every name by which the alert reached a company. */
  readonly names?: readonly (ReviewedName & { readonly company: CompanyId })[];
  /**
   * `rejected` = none of the candidates is meant; of "wrong company?" `company` is the one that is
   * taken back, null = every one that the page names.
   */
  readonly decision: {
    verdict: 'accepted' | 'rejected';
    company: CompanyId | null;
    /** Of a rejected alert: what was wrong about it. Absent = `act`. */
    wrong?: WrongPart | undefined;
    /** The name that it is about, where the alert reached the company by several. */
    name?: string | undefined;
    by: string;
    because: string;
    at: Instant;
    /** True where it takes back what the program itself had accepted. */
    overrules?: boolean | undefined;
    /**
     * First day on which it holds, where the decider knows an earlier or later one than the
     * notice's.
     */
    from?: CalendarDate;
  } | null;
}

/**
 * Why a second reader gave no answer. The words of its server are never stored: they may hold the
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
 * A piece of an answer that stands verbatim in the document; spans are of its text, none for what
 * stands in the title alone.
 */
export interface Verbatim {
  readonly text: string;
  readonly spans: readonly { readonly start: number; readonly end: number }[];
  readonly inTitle: boolean;
}

/** An act of an answer, as far as its words stand in the document; null = not stated there. */
export interface VerifiedAction {
  /** `other` = an act that the table of measures has no row for. */
  readonly measure: Measure | 'other';
  /** `ended` = an earlier act is lifted, closed or withdrawn. */
  readonly posture: Posture | 'ended';
  readonly object: ObjectKind;
  readonly market: string | null;
  /** As the text writes it. */
  readonly amount: string | null;
  readonly authority: Verbatim | null;
  readonly isNew: boolean;
  /** The words in which the act stands. */
  readonly quote: Verbatim;
  readonly targets: readonly { readonly name: Verbatim; readonly quote: Verbatim }[];
}

export interface VerifiedReading {
  readonly steps: readonly VerifiedAction[];
  readonly bystanders: readonly string[];
}

/** One question to a second reader: the row stands before the question is asked. */
export interface SecondReading {
  readonly item: ItemId;
  readonly notice: NoticeId;
  readonly state: 'waiting' | 'answered' | 'settled' | 'failed';
  readonly attempts: number;
  /** Hash of model, prompt, schema, parameters, title, text and date; null until it was asked. */
  readonly key: string | null;
  readonly model: string | null;
  readonly failure: { readonly kind: ReadingFailure; readonly status: number | null } | null;
  /** The answer as it came, and what of it stands in the document. */
  readonly raw: string | null;
  readonly verified: VerifiedReading | null;
  readonly tokens: { readonly input: number; readonly output: number } | null;
  /** Millionths of a dollar. */
  readonly cost: number;
  readonly at: Instant;
}
