import { z } from 'zod';
import { type Evidence, edgeEvidence } from './evidence.ts';
import { exchangeOf } from './exchange.ts';
import { flag, list, listOf, orNull, orText, share, text, wrong } from './file-values.ts';
import { type AppId, CompanyId, SectorId } from './ids.ts';
import {
  type CalendarDate,
  type DaySpan,
  firstDay,
  holdsOn,
  overlaps,
  PartialDate,
} from './time.ts';

// Companies in the form of `config/companies/<id>.yml`, as people write it.

const days = { from: orNull(PartialDate), to: orNull(PartialDate) };
/** Without evidence it is unverified. */
const dated = { ...days, evidence: edgeEvidence.default(() => []) };
const ESTIMATE: Evidence = { kind: 'judgement', source: 'estimate', day: null };
/** A value or reach without evidence is an estimate by the author of the file. */
const judged = { ...days, evidence: edgeEvidence.default(() => [ESTIMATE]) };

/** A fact with its days, of which there is at least one. */
const edge = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape).superRefine((one, context) => {
    const span = one as unknown as DaySpan;
    if (overlaps(span, span)) return;
    const message = `"to" (${span.to}) is not after "from" (${span.from})`;
    const remedy = 'Correct the dates; "to" is the first day on which it no longer holds.';
    context.addIssue({ code: 'custom', ...wrong(message, remedy) });
  });

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is exactly ASCII
const IS_ASCII = /^[\x00-\x7f]*$/;

/**
 * A name in the languages we hold; at least one is present. `short` = the one of headlines, where
 * the full one hides the brand. `name: 微信`, or by language: a bare name
 * is English when it is plain ASCII, else Chinese.
 */
const Names = z.preprocess(
  (value) => (typeof value === 'string' ? { [IS_ASCII.test(value) ? 'en' : 'zh']: value } : value),
  z
    .strictObject({
      en: orNull(text),
      zh: orNull(text),
      zhHant: orNull(text),
      short: z.strictObject({ en: text.optional(), zh: text.optional() }).optional(),
    })
    .refine((names) => names.en !== null || names.zh !== null, 'a name in en or zh is needed'),
);
export type Names = z.infer<typeof Names>;

/**
 * A further name of a Company or App. `ordinary` = also an everyday word, so it needs a table cell,
 * quotes, a version or a developer. `shared` = another company bears it too and says so: alone the
 * name goes to Review.
 */
const Alias = edge({
  name: text,
  ...days,
  ordinary: flag.default(false),
  shared: flag.default(false),
});
export type Alias = z.infer<typeof Alias>;

/**
 * MIC (ISO 10383) and symbol of a security, with the days it traded. A symbol is always a string.
 */
const Listing = edge({
  mic: z
    .string()
    .regex(/^[A-Z0-9]{4}$/, 'a MIC is four capital letters or digits (ISO 10383)')
    .refine(isKnownMic, {
      error: ({ input }) => `unknown exchange "${input}"`,
      params: {
        remedy: 'Use the MIC of ISO 10383; a new exchange is added in src/domain/exchange.ts.',
      },
    }),
  symbol: text,
  /** Day of the reverse merger by which a business took over the shares of a listed shell. */
  reverseMerger: PartialDate.optional(),
  ...dated,
}).superRefine(({ from, reverseMerger }, context) => {
  if (reverseMerger === undefined) return;
  if (from !== null && firstDay(from) >= firstDay(reverseMerger)) return;
  const message =
    `the listing begins ${from ?? 'at no stated day'}, before the reverse merger of ` +
    `${reverseMerger}`;
  const remedy = 'Begin it on that day; until then the shares were those of the shell.';
  context.addIssue({ code: 'custom', ...wrong(message, remedy, ['from']) });
});
export type Listing = z.infer<typeof Listing>;

/**
 * Relation of a firm to the group. All of these resolve to the company; other firms are Affiliates.
 */
export const EntityRelation = z.enum([
  'self',
  'subsidiary',
  'contract',
  'consolidated',
  'branch',
  'former-name',
]);

/**
 * `sure: false` = its author doubted it; a match on it is `likely` and goes to Review. Without
 * `relation` it is `consolidated`: in the group, in a form that nobody has recorded.
 */
const LegalEntity = edge({
  name: text,
  relation: EntityRelation.default('consolidated'),
  sure: flag.default(true),
  ...dated,
});
export type LegalEntity = z.infer<typeof LegalEntity>;

/**
 * A firm that looks like the group's and is not controlled by it; it never resolves to the company.
 */
const Affiliate = edge({
  name: text,
  relation: z.enum([
    'affiliate',
    'joint-venture',
    'state-parent',
    'parent-unlisted',
    'parent-issuer',
  ]),
  ...dated,
});
export type Affiliate = z.infer<typeof Affiliate>;

/**
 * Share of the company's revenue behind an app (docs/scoring.md): core >= 40 % or the door to it,
 * major 10-40 %, minor < 10 %, trivial < 1 %.
 */
export const ValueTier = z.enum(['core', 'major', 'minor', 'trivial', 'unknown']);
export type ValueTier = z.infer<typeof ValueTier>;

/**
 * User reach (docs/scoring.md): super >= 500 M annual users at a >= RMB 1 tn issuer, large >= 50 M,
 * other below.
 */
export const ReachTier = z.enum(['super', 'large', 'other', 'unknown']);
export type ReachTier = z.infer<typeof ReachTier>;

const AppEntry = edge({
  id: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'an app id is lower-case words joined by hyphens'),
  name: Names,
  aliases: list(orText('name', Alias)),
  ordinary: flag.default(false),
  /** Legal entity that runs it, by name; null = not recorded. */
  operator: orNull(text),
  value: listOf(orText('tier', edge({ tier: ValueTier, ...judged }))).default(() => []),
  reach: listOf(orText('tier', edge({ tier: ReachTier, ...judged }))).default(() => []),
  /** Android package ids or App Store bundle ids. */
  packages: listOf(text).default(() => []),
  /** App filing numbers (ICP 备案号) without the app suffix. */
  icp: listOf(text).default(() => []),
  sure: flag.default(true),
  ...dated,
});
/** `id` is that of the company, a slash, and that of the file. */
export type App = Omit<z.infer<typeof AppEntry>, 'id'> & { id: AppId };

/**
 * The controller that consolidates this company; ownership is followed through it. `share` =
 * economic share 0..1, null = not recorded (scored as 0.5, flagged).
 */
const Control = edge({
  company: CompanyId,
  by: z.enum(['majority', 'contract', 'consolidated']),
  share: orNull(share),
  /**
   * Share of the controller's revenue behind this company, in the tiers of an app; scores the
   * exposure marked "via".
   */
  value: ValueTier.default('unknown'),
  ...dated,
});
export type Control = z.infer<typeof Control>;

/** A share without control. It is shown, and ownership is not followed through it. */
const Stake = edge({ holder: CompanyId, share: orNull(share), ...dated });

export const CompanyFile = z.strictObject({
  name: Names,
  country: z.string().regex(/^[A-Z]{2}$/, 'a country is two capital letters (ISO 3166)'),
  sector: SectorId,
  aliases: list(orText('name', Alias)),
  listings: list(Listing),
  controlledBy: list(Control),
  stakes: list(Stake),
  entities: list(orText('name', LegalEntity)),
  affiliates: list(Affiliate),
  apps: list(AppEntry),
  note: orNull(text),
});
/** A group of firms with its own listing, or a private top. `id` is the name of its file. */
export type Company = Omit<z.infer<typeof CompanyFile>, 'apps'> & { id: CompanyId; apps: App[] };

/** Listings in force on a day, in the order of the file (the first is the main one). */
export function listingsOn(company: Company, day: CalendarDate): Listing[] {
  return company.listings.filter((listing) => holdsOn(listing, day));
}

/** Whether `tickerOf` knows how to write the exchange's tickers. */
export function isKnownMic(mic: string): boolean {
  return exchangeOf(mic) !== undefined;
}

/** Yahoo-style ticker: bare for the United States, `0700.HK`, `600104.SS`, `002024.SZ`. */
export function tickerOf(listing: Pick<Listing, 'mic' | 'symbol'>): string {
  return listing.symbol + (exchangeOf(listing.mic)?.suffix ?? '');
}
