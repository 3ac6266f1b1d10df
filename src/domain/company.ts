import { z } from 'zod';
import { Evidence } from './evidence.ts';
import { AppId, CompanyId, SectorId } from './ids.ts';
import { type CalendarDate, holdsOn, PartialDate } from './time.ts';

const from = PartialDate.nullable();
const to = PartialDate.nullable();
/** Empty = unverified. */
const evidence = z.array(Evidence);

/** A name in the languages we hold; at least one is present. */
export const Names = z
  .strictObject({
    en: z.string().min(1).nullable(),
    zh: z.string().min(1).nullable(),
    zhHant: z.string().min(1).nullable(),
  })
  .refine((names) => names.en !== null || names.zh !== null, 'a name in en or zh is needed');
export type Names = z.infer<typeof Names>;

/** A further name of a Company or App. `ordinary` = also an everyday word, so it needs a table cell, quotes, a version or a developer. */
export const Alias = z.strictObject({ name: z.string().min(1), from, to, ordinary: z.boolean() });
export type Alias = z.infer<typeof Alias>;

/** MIC (ISO 10383) and symbol of a security, with the days it traded. A symbol is always a string. */
export const Listing = z.strictObject({
  mic: z.string().regex(/^[A-Z0-9]{4}$/),
  symbol: z.string().min(1),
  from,
  to,
  evidence,
});
export type Listing = z.infer<typeof Listing>;

/** How a firm belongs to the group. All of these resolve to the company; what does not is an Affiliate. */
export const EntityRelation = z.enum([
  'self',
  'subsidiary',
  'contract',
  'consolidated',
  'branch',
  'former-name',
]);

/** `sure: false` = its author doubted it; a match on it is `likely` and goes to Review. */
export const LegalEntity = z.strictObject({
  name: z.string().min(1),
  relation: EntityRelation,
  from,
  to,
  sure: z.boolean(),
  evidence,
});
export type LegalEntity = z.infer<typeof LegalEntity>;

/** A firm that looks like the group's and is not controlled by it; it never resolves to the company. */
export const Affiliate = z.strictObject({
  name: z.string().min(1),
  relation: z.enum(['affiliate', 'joint-venture', 'state-parent', 'parent-unlisted', 'parent-issuer']),
  from,
  to,
  evidence,
});
export type Affiliate = z.infer<typeof Affiliate>;

/** Share of the company's revenue behind an app (scoring.md 5.1): core >= 40 % or the door to it, major 10-40 %, minor < 10 %, trivial < 1 %. */
export const ValueTier = z.enum(['core', 'major', 'minor', 'trivial', 'unknown']);
export type ValueTier = z.infer<typeof ValueTier>;

/** User reach (scoring.md 5.3): super >= 500 M annual users at a >= RMB 1 tn issuer, large >= 50 M, other below. */
export const ReachTier = z.enum(['super', 'large', 'other', 'unknown']);
export type ReachTier = z.infer<typeof ReachTier>;

export const App = z.strictObject({
  id: AppId,
  name: Names,
  aliases: z.array(Alias),
  ordinary: z.boolean(),
  /** Legal entity that runs it, by name; null = not recorded. */
  operator: z.string().nullable(),
  value: z.array(z.strictObject({ tier: ValueTier, from, to, evidence })),
  reach: z.array(z.strictObject({ tier: ReachTier, from, to, evidence })),
  /** Android package ids or App Store bundle ids. */
  packages: z.array(z.string().min(1)),
  /** App filing numbers (ICP 备案号) without the app suffix. */
  icp: z.array(z.string().min(1)),
  sure: z.boolean(),
  from,
  to,
  evidence,
});
export type App = z.infer<typeof App>;

/** Who consolidates this company. It climbs. `share` = economic share 0..1, null = not recorded (scored as 0.5, flagged). */
export const Control = z.strictObject({
  company: CompanyId,
  by: z.enum(['majority', 'contract', 'consolidated']),
  share: z.number().min(0).max(1).nullable(),
  /** Share of the controller's revenue behind this company, in the tiers of an app; scores the exposure marked "via". */
  value: ValueTier,
  from,
  to,
  evidence,
});
export type Control = z.infer<typeof Control>;

/** A share without control. It is shown, and it never climbs. */
export const Stake = z.strictObject({
  holder: CompanyId,
  share: z.number().min(0).max(1).nullable(),
  from,
  to,
  evidence,
});

export const Company = z.strictObject({
  id: CompanyId,
  name: Names,
  country: z.string().regex(/^[A-Z]{2}$/),
  sector: SectorId,
  aliases: z.array(Alias),
  listings: z.array(Listing),
  controlledBy: z.array(Control),
  stakes: z.array(Stake),
  entities: z.array(LegalEntity),
  affiliates: z.array(Affiliate),
  apps: z.array(App),
  note: z.string().nullable(),
});
export type Company = z.infer<typeof Company>;

/** Listings in force on a day, in the order of the file (the first is the main one). */
export function listingsOn(company: Company, day: CalendarDate): Listing[] {
  return company.listings.filter((listing) => holdsOn(listing, day));
}

const YAHOO_SUFFIX: Readonly<Record<string, string>> = {
  XHKG: '.HK',
  XSHG: '.SS',
  XSHE: '.SZ',
  BJSE: '.BJ',
  XTKS: '.T',
  XKRX: '.KS',
  XKOS: '.KQ',
  XTAI: '.TW',
  ROCO: '.TWO',
  XSES: '.SI',
  XNSE: '.NS',
  XBOM: '.BO',
  XAMS: '.AS',
  XETR: '.DE',
  XLON: '.L',
  XIDX: '.JK',
  XPAR: '.PA',
  XSTO: '.ST',
  XASX: '.AX',
  XMAD: '.MC',
  XSWX: '.SW',
};

const UNITED_STATES: readonly string[] = ['XNYS', 'XNAS', 'XASE', 'ARCX', 'OTCM'];

/** Whether `tickerOf` knows how to write the exchange's tickers. */
export function isKnownMic(mic: string): boolean {
  return UNITED_STATES.includes(mic) || mic in YAHOO_SUFFIX;
}

/** Yahoo-style ticker: bare for the United States, `0700.HK`, `600104.SS`, `002024.SZ`. */
export function tickerOf(listing: Pick<Listing, 'mic' | 'symbol'>): string {
  return listing.symbol + (YAHOO_SUFFIX[listing.mic] ?? '');
}
