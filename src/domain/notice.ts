import { z } from 'zod';
import { Act, ActObject } from './act.ts';
import { Span } from './document.ts';
import { Confirmation } from './evidence.ts';
import { Grade } from './grade.ts';
import {
  CompanyId,
  IssueId,
  ItemId,
  NoticeId,
  OutletId,
  RegulatorId,
  SectorId,
  SourceId,
} from './ids.ts';
import { Reason } from './reason.ts';
import { CalendarDate, Instant, plusDays } from './time.ts';

/** A value together with the text it came from and the rule that read it. */
const stated = <T extends z.ZodType>(value: T) =>
  z.strictObject({ value, span: Span, rule: z.string().min(1) });
export interface Stated<T> {
  readonly value: T;
  readonly span: Span;
  readonly rule: string;
}

/** Money as stated. `share` = share of revenue 0..1 where the text gives one. */
export const Fine = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/),
  amount: z.number().positive(),
  share: z.number().min(0).max(1).nullable(),
});
export type Fine = z.infer<typeof Fine>;

/**
 * One new act that the document reports. `phrase` is the original wording, `english` the
 * glossary's.
 */
export const Action = z.strictObject({
  /** What was done, as far as the text states it. */
  act: Act,
  /** The kind of act is stated only roughly; the title of the notice describes it. */
  quoted: z.literal(true).optional(),
  /** Its object where that is no app or firm of its mentions; null = these. */
  object: ActObject.nullable(),
  /** Confirmed, or reported by press that is not sure enough for that. */
  grade: Grade.exclude(['unconfirmed']),
  phrase: z.string().min(1),
  english: z.string().min(1),
  span: Span,
  rule: z.string().min(1),
  /** Ids of the Mentions it hits; empty = all subjects of the notice. */
  mentions: z.array(z.string()),
  /** True where the company as a whole is hit, not one app. */
  companyWide: z.boolean(),
  fine: Fine.nullable(),
  /** Where the press model decided: the calibrated probability of the least sure of its names. */
  probability: z.number().min(0).max(1).optional(),
  /** What confirmed it, where the reader alone was unsure. */
  confirmed: Confirmation.optional(),
});
export type Action = z.infer<typeof Action>;

/**
 * An accusation: the original phrase and its place in the closed glossary; null = not in the
 * glossary yet (Review).
 */
export const Accusation = z.strictObject({
  phrase: z.string().min(1),
  issue: IssueId.nullable(),
  span: Span,
});
export type Accusation = z.infer<typeof Accusation>;

export const MentionRow = z.strictObject({
  version: z.string().nullable(),
  store: z.string().nullable(),
  accusations: z.array(Accusation),
  span: Span,
});
export type MentionRow = z.infer<typeof MentionRow>;

/**
 * An app or firm as written. `subject` = censured, `store` = criticised as a store or platform,
 * `background` = context, never a censure.
 */
export const Mention = z.strictObject({
  id: z.string().min(1),
  kind: z.enum(['app', 'mini-program', 'sdk', 'entity']),
  role: z.enum(['subject', 'store', 'background']),
  roleBecause: Reason,
  name: z.string().min(1),
  developer: z.string().nullable(),
  developerInherited: z.boolean(),
  /** App filing number (App备案号), where given. */
  icp: z.string().nullable(),
  /**
   * Its owner by the words of the text ("Tencent's WeChat"): a known company here is press-stated
   * ownership of an app without another known owner.
   */
  owner: z.string().nullable(),
  rows: z.array(MentionRow),
  span: Span,
  rule: z.string().min(1),
  /** Setting of the name in the text, which decides what an ordinary word may match. */
  setting: z.enum(['cell', 'quoted', 'listed', 'prose']),
  /** 1 = exact text; lower where it was read off a picture. */
  confidence: z.number().min(0).max(1),
  /**
   * Words by which the text says that this app only carries the name of another ("是“李鬼”"): it never
   * names a company by itself.
   */
  namesake: z.string().min(1).optional(),
  /** The listed company of this name, for where the registry's own names match nothing. */
  company: CompanyId.optional(),
});
export type Mention = z.infer<typeof Mention>;

export const BatchNumber = z.strictObject({
  yearly: z.number().int().positive().nullable(),
  total: z.number().int().positive().nullable(),
});
export type BatchNumber = z.infer<typeof BatchNumber>;

/**
 * An authority as a text names it; `id` is null where the catalog has none of that name, and
 * `country` is what is known.
 */
export const StatedAuthority = z.strictObject({
  id: RegulatorId.nullable(),
  name: z.string(),
  country: z.string().nullable(),
  span: Span,
});

/**
 * An act that the press model read and that is not certain: not sure enough, or aimed at a person
 * of the company.
 */
export const PressAction = z.strictObject({
  act: Act,
  quoted: z.literal(true).optional(),
  polarity: z.enum(['step', 'eased']),
  scope: z.enum(['company', 'app', 'person']),
  name: z.string().min(1),
  kind: z.enum(['app', 'entity']),
  /** The listed company of that name, where the name is one's own. */
  company: CompanyId.nullable(),
  /** Calibrated probability that it is a new act aimed at the name (or at a person of it). */
  probability: z.number().min(0).max(1),
  /** How sure it is; absent in rows that were stored before there were grades. */
  grade: Grade.optional(),
  /** Why it is at most unconfirmed, however sure the model is. */
  because: Reason.optional(),
  authority: StatedAuthority.nullable(),
  quote: z.string(),
  span: Span,
  quoteSpan: Span,
  fine: Fine.nullable(),
});
export type PressAction = z.infer<typeof PressAction>;

/** A question that strict reading left open. */
export const Doubt = z.strictObject({
  code: z.string().min(1),
  message: Reason,
  span: Span.nullable(),
});
export type Doubt = z.infer<typeof Doubt>;

/**
 * A rule that is proposed or enacted: its title and its dates. Hits on sectors are entered by a
 * person (docs/scoring.md).
 */
export const RuleAction = z.strictObject({
  title: z.string().min(1),
  effective: CalendarDate.nullable(),
  sectors: z.array(SectorId),
  span: Span,
});
export type RuleAction = z.infer<typeof RuleAction>;

/**
 * How the date of a notice was found where its own could not be taken: `skew` = it lay minutes
 * ahead of this machine's clock, `zone` = it is a local time under a false zone, `fetch` = it has
 * none, or one that cannot be: the moment at which the page was first seen.
 */
export const DatedBy = z.enum(['skew', 'zone', 'fetch']);
export type DatedBy = z.infer<typeof DatedBy>;

/** A Document that was read. */
export const Notice = z.strictObject({
  id: NoticeId,
  item: ItemId,
  source: SourceId.nullable(),
  /** Newspaper or agency that published it; null for an authority's own page. */
  outlet: OutletId.nullable(),
  url: z.string(),
  title: z.string(),
  language: z.enum(['zh', 'en']),
  /** Day of publication in the regulator's zone; null = neither source nor page says. */
  published: CalendarDate.nullable(),
  /** Exact time where known. */
  publishedAt: Instant.nullable(),
  /** Absent = both as stated by source or page. */
  datedBy: DatedBy.optional(),
  /** `action` = a new act of an authority; `none` = no act; `doubt` = goes to Review. */
  verdict: z.enum(['action', 'none', 'doubt']),
  /** The rule and phrase that decided; always present. */
  verdictBecause: Reason,
  /** From the text, never from the source that carried it. */
  regulator: stated(RegulatorId).nullable(),
  jointRegulators: z.array(RegulatorId),
  actions: z.array(Action),
  mentions: z.array(Mention),
  batch: stated(BatchNumber).nullable(),
  deadline: stated(CalendarDate).nullable(),
  /**
   * Headline number of censured apps, and partial counts by their words. Numbers of earlier lists
   * never stand here.
   */
  counts: z.strictObject({
    apps: stated(z.number().int().nonnegative()).nullable(),
    parts: z.array(z.strictObject({ name: z.string(), count: z.number().int(), span: Span })),
    /**
     * Sums that the text states over a period, and what is still open; `what` in the words of the
     * text, … for the number.
     */
    totals: z
      .array(
        z.strictObject({
          value: z.number().int().nonnegative(),
          what: z.string(),
          period: z.string().nullable(),
          span: Span,
        }),
      )
      .default([]),
  }),
  rules: z.array(RuleAction),
  /** True where the text announces a list that is not in it (annex, picture). */
  listElsewhere: z.boolean(),
  doubts: z.array(Doubt),
  /**
   * Present where it was processed again because of new knowledge, not because the page changed.
   */
  revised: z.enum(['review', 'confirmed', 'second-reader', 'registry']).optional(),
  /** Agencies that the report rests on or names: two reports of one agency are one account. */
  agencies: z.array(OutletId).optional(),
  /** Unconfirmed acts, which wait for a second outlet, the authority's own notice or a person. */
  unconfirmed: z.array(PressAction).optional(),
  /** Acts against persons of a company: history, never score or alert. */
  persons: z.array(PressAction).optional(),
  /** Version of the readers, so that a replay can name it. */
  reader: z.string(),
});
export type Notice = z.infer<typeof Notice>;

/** A title shorter than this names no act. */
const SHORT_TITLE = 8;

/**
 * Keys by which another official page of the same act is found: the number of its list, and its day
 * with those up to `near` around it.
 */
export function actKeys({ batch, published, title }: Notice, near = 0): string[] {
  const { total = null, yearly = null } = batch?.value ?? {};
  const days = published === null ? [] : Array.from({ length: 2 * near + 1 }, (_, at) => at - near);
  return [
    ...(total === null ? [] : [`total ${total}`]),
    ...(yearly === null || published === null ? [] : [`yearly ${yearly} ${published.slice(0, 4)}`]),
    ...days.map((away) => `day ${plusDays(published!, away)}`),
    // Found again whatever its date and address: a site that moves publishes its old pages anew.
    ...(title.length < SHORT_TITLE ? [] : [`title ${title}`]),
  ];
}
