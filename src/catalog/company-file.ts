import { z } from 'zod';
import { Affiliate, Control, EntityRelation, isKnownMic, ReachTier, ValueTier } from '../domain/company.ts';
import { CompanyId, SectorId } from '../domain/ids.ts';
import { type DaySpan, PartialDate } from '../domain/time.ts';
import { nameKey } from '../names/normalise.ts';
import { edgeEvidence } from './evidence-text.ts';
import { overlaps } from './spans.ts';
import { flag, list, listOf, orNull, orText, text, wrong } from './yaml-values.ts';

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

const FORWARD = 'Correct the dates; "to" is the first day on which it no longer holds.';

/** Something that holds for some days, of which there is at least one. */
const edge = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape).superRefine((one, context) => {
    const span = one as unknown as DaySpan;
    const message = `"to" (${span.to}) is not after "from" (${span.from})`;
    if (!overlaps(span, span)) context.addIssue({ code: 'custom', ...wrong(message, FORWARD) });
  });

/** `name: 微信`, or by language. A bare name is English when it is plain ASCII, else Chinese. */
const names = z.preprocess(
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is exactly ASCII
  (value) => (typeof value === 'string' ? { [/^[\x00-\x7f]*$/.test(value) ? 'en' : 'zh']: value } : value),
  z
    .strictObject({ en: orNull(text), zh: orNull(text), zhHant: orNull(text) })
    .refine((one) => one.en !== null || one.zh !== null, 'a name in en or zh is needed'),
);

const aliases = list(orText('name', edge({ name: text, ...days, ordinary: flag.default(false) })));

const app = edge({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'an app id is lower-case words joined by hyphens'),
  name: names,
  aliases,
  ordinary: flag.default(false),
  operator: orNull(text),
  value: listOf(orText('tier', edge({ tier: ValueTier, ...judged }))).default(() => []),
  reach: listOf(orText('tier', edge({ tier: ReachTier, ...judged }))).default(() => []),
  packages: listOf(text).default(() => []),
  icp: listOf(text).default(() => []),
  sure: flag.default(true),
  ...dated,
});

const mic = z
  .string()
  .regex(/^[A-Z0-9]{4}$/, 'a MIC is four capital letters or digits (ISO 10383)')
  .refine(isKnownMic, {
    error: ({ input }) => `unknown exchange "${input}"`,
    params: { remedy: 'Use the MIC of ISO 10383; a new exchange is added in src/domain/company.ts.' },
  });

const entity = edge({
  name: text,
  relation: EntityRelation.default('consolidated'),
  sure: flag.default(true),
  ...dated,
});

/**
 * `config/companies/<id>.yml`, as people write it. An edge without `evidence` is unverified; a value or reach without it
 * is a judgement. An entity without `relation` is `consolidated`: in the group, in a form that nobody has recorded.
 */
export const CompanyFile = z
  .strictObject({
    name: names,
    country: z.string().regex(/^[A-Z]{2}$/, 'a country is two capital letters (ISO 3166)'),
    sector: SectorId,
    aliases,
    listings: list(edge({ mic, symbol: text, ...dated })),
    controlledBy: list(
      edge({
        company: CompanyId,
        by: Control.shape.by,
        share,
        value: ValueTier.default('unknown'),
        ...dated,
      }),
    ),
    stakes: list(edge({ holder: CompanyId, share, ...dated })),
    entities: list(orText('name', entity)),
    affiliates: list(edge({ name: text, relation: Affiliate.shape.relation, ...dated })),
    apps: list(app),
    note: orNull(text),
  })
  .superRefine(({ affiliates, entities, apps }, context) => {
    const say = (...what: Parameters<typeof wrong>) =>
      context.addIssue({ code: 'custom', ...wrong(...what) });
    for (const [index, affiliate] of affiliates.entries()) {
      const key = nameKey(affiliate.name);
      if (entities.some((one) => nameKey(one.name) === key && overlaps(one, affiliate)))
        say(
          `"${affiliate.name}" is an entity and an affiliate on the same day`,
          'Decide whether it is controlled, or date both.',
          ['affiliates', index],
        );
    }
    for (const [index, { id }] of apps.entries())
      if (apps.findIndex((other) => other.id === id) !== index)
        say(`two apps have the id "${id}"`, 'Give one of them another id.', ['apps', index, 'id']);
  });
