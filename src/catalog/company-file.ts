import { z } from 'zod';
import { Affiliate, Control, EntityRelation, ReachTier, ValueTier } from '../domain/company.ts';
import { CompanyId, SectorId } from '../domain/ids.ts';
import { PartialDate } from '../domain/time.ts';
import { edgeEvidence } from './evidence-text.ts';
import { flag, list, listOf, orNull, orText, text } from './yaml-values.ts';

const share = orNull(
  z
    .string()
    .regex(/^(?:0(?:\.\d+)?|1(?:\.0+)?)$/, 'a share is a number from 0 to 1, for example 0.56')
    .transform(Number),
);
const days = { from: orNull(PartialDate), to: orNull(PartialDate) };
const dated = { ...days, evidence: edgeEvidence.default(() => []) };
/** A value or reach that states no evidence is an estimate of whoever wrote the file. */
const judged = {
  ...days,
  evidence: edgeEvidence.default(() => [
    { kind: 'judgement' as const, source: 'estimate', day: null as never },
  ]),
};

/** `name: 微信`, or by language. A bare name is English when it is plain ASCII, else Chinese. */
const names = z.preprocess(
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is exactly ASCII
  (value) => (typeof value === 'string' ? { [/^[\x00-\x7f]*$/.test(value) ? 'en' : 'zh']: value } : value),
  z
    .strictObject({ en: orNull(text), zh: orNull(text), zhHant: orNull(text) })
    .refine((one) => one.en !== null || one.zh !== null, 'a name in en or zh is needed'),
);

const aliases = list(orText('name', z.strictObject({ name: text, ...days, ordinary: flag.default(false) })));

const app = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'an app id is lower-case words joined by hyphens'),
  name: names,
  aliases,
  ordinary: flag.default(false),
  operator: orNull(text),
  value: listOf(orText('tier', z.strictObject({ tier: ValueTier, ...judged }))).default(() => []),
  reach: listOf(orText('tier', z.strictObject({ tier: ReachTier, ...judged }))).default(() => []),
  packages: listOf(text).default(() => []),
  icp: listOf(text).default(() => []),
  sure: flag.default(true),
  ...dated,
});

const entity = z.strictObject({
  name: text,
  relation: EntityRelation.default('consolidated'),
  sure: flag.default(true),
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
  listings: list(
    z.strictObject({
      mic: z.string().regex(/^[A-Z0-9]{4}$/, 'a MIC is four capital letters or digits (ISO 10383)'),
      symbol: text,
      ...dated,
    }),
  ),
  controlledBy: list(
    z.strictObject({
      company: CompanyId,
      by: Control.shape.by,
      share,
      value: ValueTier.default('unknown'),
      ...dated,
    }),
  ),
  stakes: list(z.strictObject({ holder: CompanyId, share, ...dated })),
  entities: list(orText('name', entity)),
  affiliates: list(z.strictObject({ name: text, relation: Affiliate.shape.relation, ...dated })),
  apps: list(app),
  note: orNull(text),
});
