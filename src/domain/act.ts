import { z } from 'zod';
import { ValueTier } from './company.ts';
import { RegulatorId } from './ids.ts';
import { Effect, ENDING_EFFECTS, Measure, Posture } from './measures.ts';
import { CalendarDate } from './time.ts';

/** Kinds of objects of an act. `company` = the company as a whole. */
export const ObjectKind = z.enum([
  'company',
  'subsidiary',
  'line',
  'app',
  'product',
  'function',
  'deal',
  'securities',
  'data',
  'goods-of-country',
  'sector',
  'person',
  'list-entry',
]);
export type ObjectKind = z.infer<typeof ObjectKind>;

/** A phrase in the languages in which it is known. */
export const Phrase = z.strictObject({ en: z.string().min(1), zh: z.string().min(1).nullable() });
export type Phrase = z.infer<typeof Phrase>;

/** The object of an act; apps are named separately, by the catalogue or as written. */
export const ActObject = z.strictObject({ kind: ObjectKind, name: Phrase.nullable() });
export type ActObject = z.infer<typeof ActObject>;
export const WHOLE_COMPANY: ActObject = { kind: 'company', name: null };
export const APPS: ActObject = { kind: 'app', name: null };

/** Who is bound by a measure. */
export const Who = z.enum([
  'everyone',
  'new-customers',
  'state-devices',
  'own-staff',
  'subsidised-networks',
  'public-buyers',
  'critical-infrastructure',
  'suppliers',
  'investors',
  'exporters',
]);
export type Who = z.infer<typeof Who>;

/** A country, a region of one (ISO 3166-2), the European Union, or the world. */
export const Market = z
  .string()
  .regex(
    /^(?:[A-Z]{2}(?:-[A-Z0-9]{1,3})?|world)$/,
    'a market is a country (CN), a region (US-CA), EU, or world',
  );

/** Share of the company's revenue in the object and market of an act. */
export const ActShare = z.union([
  z.strictObject({
    value: z.number().min(0).max(1),
    basis: z.string().nullable(),
    year: z.number().int().nullable(),
    source: z.string().nullable(),
    quality: z.enum(['stated', 'computed', 'judged']),
  }),
  z.strictObject({ tier: ValueTier, quality: z.literal('judged') }),
]);
export type ActShare = z.infer<typeof ActShare>;

export const SizeKind = z.enum([
  'penalty',
  'confiscation',
  'refund',
  'settlement',
  'duty',
  'bond',
  'frozen',
]);
export type SizeKind = z.infer<typeof SizeKind>;

/** A sum of money of an act. */
export const Size = z.strictObject({
  amount: z.number().positive(),
  currency: z.string().regex(/^[A-Z]{3}$/, 'a currency is three capital letters'),
  kind: SizeKind,
  per: z.enum(['total', 'each', 'day']),
  stage: z.enum(['proposed', 'preliminary', 'final']),
  /** One sum for several firms. */
  joint: z.boolean(),
  /** Share of revenue, 0 to 1, where it is stated, and of which revenue. */
  share: z.number().min(0).max(1).nullable(),
  basis: z.string().nullable(),
});
export type Size = z.infer<typeof Size>;

/** Number of units or users that an act concerns. */
export const Scope = z.strictObject({
  n: z.number().int().positive(),
  of: z.enum(['apps', 'users', 'vehicles', 'devices', 'people']),
});

/** A day on which an act was seen to stand or to have ended, with the place. */
export const Sighting = z.strictObject({
  day: CalendarDate,
  source: z.string().nullable(),
  url: z.url({ protocol: /^https?$/ }).nullable(),
});
export type Sighting = z.infer<typeof Sighting>;

const none = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().default(null);

/**
 * An act of an authority, in the one form that the record, both readers, the store and every output
 * share (docs/acts.md). Null = not stated. An act is a measure of its own or has an effect on
 * earlier acts, never both.
 */
export const Act = z.strictObject({
  measure: Measure.nullable(),
  /** More exact kind of the measure; one of those in its row of the table. */
  form: none(z.string()),
  posture: Posture,
  /** Acts that this one changes, by their ids, and how. */
  on: z.array(z.string()).default([]),
  effect: none(Effect),
  who: Who.default('everyone'),
  market: none(Market),
  /** What is alleged or found, as a noun phrase. */
  about: none(Phrase),
  /** What an order demands or a commitment promises, as a verb phrase. */
  terms: none(Phrase),
  /** Sums of the act; empty = none, or not published. */
  size: z.array(Size).default([]),
  scope: none(Scope),
  matter: none(z.string()),
  programme: none(z.string()),
  /** The authority that sued, where a court acts. */
  for: none(RegulatorId),
  /** Who acted together with the authority. */
  with: z.array(RegulatorId).default([]),
  /** Day on which it was decided; null = the day on which it was public. */
  acted: none(CalendarDate),
  /** Day from which it binds, where later. */
  effective: none(CalendarDate),
  deadline: none(CalendarDate),
  /** Planned last day. */
  until: none(CalendarDate),
  /** When and where it was seen to have ended, if no later act reports it. */
  ended: none(Sighting),
  /** Latest check that it still stood; null = not checked since. */
  checked: none(Sighting),
});
export type Act = z.infer<typeof Act>;

/** An act from its stated parts; all others are not stated. */
export const actOf = (stated: z.input<typeof Act>): Act => Act.parse(stated);

/** Whether an act ends or suspends the acts that it is on. */
export const endsOthers = ({ effect }: Pick<Act, 'effect'>): boolean =>
  effect !== null && ENDING_EFFECTS.includes(effect);
