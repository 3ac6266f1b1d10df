import { z } from 'zod';
import { Affiliate, Control, EntityRelation, ReachTier, ValueTier } from '../domain/company.ts';
import { CompanyId, SectorId } from '../domain/ids.ts';
import { PartialDate } from '../domain/time.ts';
import { edgeEvidence } from './evidence-text.ts';
import { flag, listOf, orText } from './yaml-values.ts';

const text = z.string().min(1);
const share = z
  .string()
  .regex(/^(?:0(?:\.\d+)?|1(?:\.0+)?)$/, 'a share is a number from 0 to 1, for example 0.56')
  .transform(Number)
  .optional();
const dated = { from: PartialDate.optional(), to: PartialDate.optional(), evidence: edgeEvidence.optional() };

/** `name: 微信`, or by language. A bare name is English when it is plain ASCII, else Chinese. */
const names = z.preprocess(
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is exactly ASCII
  (value) => (typeof value === 'string' ? { [/^[\x00-\x7f]*$/.test(value) ? 'en' : 'zh']: value } : value),
  z
    .strictObject({ en: text.optional(), zh: text.optional(), zhHant: text.optional() })
    .refine((one) => one.en !== undefined || one.zh !== undefined, 'a name in en or zh is needed'),
);

const aliases = z
  .array(
    orText('name', z.strictObject({ name: text, from: dated.from, to: dated.to, ordinary: flag.optional() })),
  )
  .optional();

const app = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'an app id is lower-case words joined by hyphens'),
  name: names,
  aliases,
  ordinary: flag.optional(),
  operator: text.optional(),
  value: listOf(orText('tier', z.strictObject({ tier: ValueTier, ...dated }))).optional(),
  reach: listOf(orText('tier', z.strictObject({ tier: ReachTier, ...dated }))).optional(),
  packages: listOf(text).optional(),
  icp: listOf(text).optional(),
  sure: flag.optional(),
  ...dated,
});

const entity = z.strictObject({
  name: text,
  relation: EntityRelation.optional(),
  sure: flag.optional(),
  ...dated,
});

/**
 * `config/companies/<id>.yml`, as people write it. An edge without `evidence` is unverified; a value or reach without it
 * is a judgement. An entity without `relation` is `consolidated`: in the group, in a form that nobody has recorded.
 */
export const CompanyFile = z.strictObject({
  name: names,
  country: z.string().regex(/^[A-Z]{2}$/, 'a country is two capital letters (ISO 3166)'),
  sector: SectorId,
  aliases,
  listings: z
    .array(
      z.strictObject({
        mic: z.string().regex(/^[A-Z0-9]{4}$/, 'a MIC is four capital letters or digits (ISO 10383)'),
        symbol: text,
        ...dated,
      }),
    )
    .optional(),
  controlledBy: z
    .array(
      z.strictObject({
        company: CompanyId,
        by: Control.shape.by,
        share,
        value: ValueTier.optional(),
        ...dated,
      }),
    )
    .optional(),
  stakes: z.array(z.strictObject({ holder: CompanyId, share, ...dated })).optional(),
  entities: z.array(orText('name', entity)).optional(),
  affiliates: z
    .array(z.strictObject({ name: text, relation: Affiliate.shape.relation, ...dated }))
    .optional(),
  apps: z.array(app).optional(),
  note: text.optional(),
});
export type CompanyFile = z.output<typeof CompanyFile>;
