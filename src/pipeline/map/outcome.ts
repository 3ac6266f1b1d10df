import type { App, LegalEntity } from '../../domain/company.ts';
import type { Match } from '../../domain/exposure.ts';
import type { CompanyId } from '../../domain/ids.ts';
import { bothNames, type Reason, reason, reasons } from '../../domain/reason.ts';
import type { AppFinding } from './app-names.ts';
import type { FirmAgreement } from './firm-table.ts';
import type { AsOf } from './map-index.ts';
import type { FirmVerdict } from './match-firm.ts';
import { daysOf, type NameEntry } from './name-entries.ts';
import { reachOn } from './ownership-chain.ts';

/** The facts about an app mention on a day, before any decision. */
export interface AppFacts {
  readonly name: string;
  readonly finding: AppFinding;
  /** Null where the text gives no developer. */
  readonly developer: FirmVerdict | null;
  /**
   * True in a cell, in quotes, in a list or beside a version: enough for an ordinary word to be a
   * name.
   */
  readonly marked: boolean;
  /** True for the list of a local bureau, which names apps of its place. */
  readonly local: boolean;
  /** Company that the text names as the owner: a hint, never evidence alone. */
  readonly owner: CompanyId | null;
  readonly on: AsOf;
}

export interface MatchCandidate {
  readonly company: CompanyId;
  readonly because: Reason;
}

/**
 * `kind` and `confidence` as in `Match`; `company` before climbing, null unless the match is good
 * enough to tell.
 */
export interface MatchOutcome {
  readonly kind: Match['kind'];
  readonly confidence: number;
  readonly because: Reason;
  readonly company: CompanyId | null;
  readonly app: App | null;
  readonly entity: LegalEntity | null;
  readonly candidates: readonly MatchCandidate[];
}

/**
 * Confidence of each kind of evidence (docs/scoring.md; what lies between is our own and measured
 * on gold labels). /
 */
export const CONFIDENCE = {
  appAndDeveloper: 0.99,
  legalEntity: 0.97,
  /** Cut off, the same name in another place or another legal form. */
  likeLegalEntity: 0.93,
  appAndBrand: 0.95,
  namedDeveloper: 0.95,
  appAlone: 0.92,
  /** A possessive in the press ("Tencent's Xriver") for an app that no list knows. */
  ownerStated: 0.9,
  ordinaryAlone: 0.6,
  likely: 0.7,
  likelyApp: 0.6,
  likelyFirm: 0.5,
} as const;

const NOBODY = { company: null, app: null, entity: null, candidates: [] };

/** A match that names a company; omitted parts are unknown. */
export function named(
  kind: MatchOutcome['kind'],
  confidence: number,
  because: Reason,
  company: CompanyId,
  known: { readonly app?: App | null; readonly entity?: LegalEntity | null } = {},
): MatchOutcome {
  return { ...NOBODY, kind, confidence, because, company, ...known };
}

export function nothing(because: Reason, candidates: readonly MatchCandidate[] = []): MatchOutcome {
  return { ...NOBODY, kind: 'none', confidence: 0, because, candidates };
}

/** Goes to Review: never names a company, only candidates. */
export function likely(
  because: Reason,
  confidence: number,
  candidates: readonly MatchCandidate[],
): MatchOutcome {
  return { ...NOBODY, kind: 'likely', confidence, because, candidates };
}

/** No everyday word, and longer than two characters unless a household name. */
export function isDistinctive(facts: Pick<AppFacts, 'finding' | 'on'>, entry: NameEntry): boolean {
  return !isOrdinary(facts, entry) && (!facts.finding.short || isHousehold(entry, facts.on));
}

/**
 * Also an everyday word. 知乎 is flagged as one, and with it the app's every name; where the company
 * goes by the Latin name too (Zhihu), and that one is not flagged, the Latin name is none.
 */
export function isOrdinary({ finding }: Pick<AppFacts, 'finding'>, entry: NameEntry): boolean {
  const ofCompany = finding.entries.filter(
    (nameEntry) =>
      nameEntry.app === null &&
      nameEntry.company === entry.company &&
      !/\p{Script=Han}/u.test(nameEntry.written),
  );
  return entry.ordinary && !(ofCompany.length > 0 && ofCompany.every((entry) => !entry.ordinary));
}

/**
 * A two-character household name: of an app with large or super reach, or of a company that runs
 * one (微信, 京东).
 */
function isHousehold(entry: NameEntry, on: AsOf): boolean {
  const apps =
    entry.app === null ? (on.index.companies.get(entry.company)?.apps ?? []) : [entry.app];
  return apps.some((app) => ['large', 'super'].includes(reachOn(app, on.day)));
}

const FOUND = {
  composed: 'entry-composed',
  bilingual: 'entry-bilingual',
  spelt: 'entry-spelt',
} as const;

const isFurther = (how: AppFinding['how']): how is keyof typeof FOUND => how in FOUND;

/** How the name was found. */
export function howFound({ name: text, finding, on }: AppFacts, entry: NameEntry): Reason {
  const { how, dropped } = finding;
  const name = dropped === '' ? text : reason('without', { name: text, dropped });
  const subject =
    entry.app === null
      ? reason('company-subject', { company: on.called(entry.company) })
      : reason('app-subject', { app: bothNames(entry.app.name, entry.app.id) });
  const days = daysOf(entry);
  if (how === 'package') return reason('entry-package', { name, subject, days });
  const byName = entry.how === 'alias' ? 'entry-alias' : 'entry-name';
  const code = isFurther(how) ? FOUND[how] : byName;
  return reason(code, { name, written: entry.written, subject, days });
}

/** The companies of some entries, each with how its name was found. */
export function candidatesOf(facts: AppFacts, entries: readonly NameEntry[]): MatchCandidate[] {
  return entries.map((entry) => ({ company: entry.company, because: howFound(facts, entry) }));
}

/** What the text says of the developer. */
export function developerReason({ developer }: Pick<AppFacts, 'developer'>): Reason {
  return developer === null
    ? reason('no-developer')
    : reason('developer', { why: developer.because });
}

/**
 * Confidence by a firm's name alone. A bare Latin name may be a person, so it proves nothing by
 * itself.
 */
const FIRM_CONFIDENCE: Readonly<Record<FirmAgreement, number | null>> = {
  'same name': CONFIDENCE.legalEntity,
  'other form': CONFIDENCE.likeLegalEntity,
  branch: CONFIDENCE.legalEntity,
  'cut off': CONFIDENCE.likeLegalEntity,
  'other place': CONFIDENCE.likeLegalEntity,
  'bare name': null,
};

/**
 * A match by the developer alone, where the app's name tells nothing or too little; null = none.
 */
export function developerAlone(facts: AppFacts): MatchOutcome | null {
  const { developer } = facts;
  switch (developer?.is) {
    case 'entity':
      return byEntity(facts, developer);
    case 'named':
      return byCompanyName(facts, developer);
    case 'several':
      return bySeveral(developer, reason('cannot-tell', { why: developerReason(facts) }));
    case 'affiliate':
      return byAffiliate(facts, developer);
    case 'by-name':
      return byOwnName(developer, appAndDeveloper(facts));
    case 'brand':
      return facts.finding.entries.length > 0
        ? null
        : byBrand(developer, reason('brand-alone', { why: appAndDeveloper(facts) }));
    default:
      return null;
  }
}

type DeveloperVerdict<Kind extends FirmVerdict['is']> = FirmVerdict & { readonly is: Kind };

/** Reason from the app's name, which tells nothing or too little, and the developer. */
function appAndDeveloper(facts: AppFacts): Reason {
  const entry = facts.finding.entries[0];
  const app =
    entry === undefined
      ? reason('unknown-app', { name: facts.name })
      : reason('too-little', { why: howFound(facts, entry) });
  return reasons(app, developerReason(facts));
}

function byEntity(facts: AppFacts, developer: DeveloperVerdict<'entity'>): MatchOutcome {
  const { company, entity, because } = developer;
  const confidence = FIRM_CONFIDENCE[developer.agreement];
  return entity.sure && confidence !== null
    ? named('developer', confidence, appAndDeveloper(facts), company, { entity })
    : likely(appAndDeveloper(facts), CONFIDENCE.likely, [{ company, because }]);
}

/**
 * A firm that is named after one listed group. Unless it is limited by shares a person decides: of
 * 106 rows of public lists with a distinctive name, used nationwide or in the group's own place, 7
 * were strangers, parents or minority holdings and 36 could not be made out.
 */
export function byOwnName(
  { company, sure, because }: DeveloperVerdict<'by-name'>,
  why: Reason,
): MatchOutcome {
  return sure
    ? named('developer', CONFIDENCE.likeLegalEntity, why, company)
    : likely(reason('person-decides', { why }), CONFIDENCE.likelyFirm, [{ company, because }]);
}

/** A name that several companies have: a person decides. */
export function bySeveral(
  { companies, because }: DeveloperVerdict<'several'>,
  why: Reason,
): MatchOutcome {
  const candidates = companies.map((company) => ({ company, because }));
  return likely(why, CONFIDENCE.likelyFirm, candidates);
}

/**
 * 李宁 in a cell for developers may be a person: a short name needs a legal form, or an app of the
 * same owner.
 */
function byCompanyName(facts: AppFacts, developer: DeveloperVerdict<'named'>): MatchOutcome {
  const { company, because, entry, whole } = developer;
  const why = appAndDeveloper(facts);
  return !entry.ordinary && (whole || [...entry.written].length > 3)
    ? named('developer', CONFIDENCE.namedDeveloper, why, company)
    : likely(reason('everyday-owner', { why }), CONFIDENCE.likelyFirm, [{ company, because }]);
}

/**
 * A parent of the group may print its name under the group's app: a person decides. Other
 * affiliates resolve to nobody.
 */
function byAffiliate(facts: AppFacts, developer: DeveloperVerdict<'affiliate'>): MatchOutcome {
  const isParent = developer.relation.includes('parent');
  const entry = facts.finding.entries.find(
    (entry) => isParent || entry.company !== developer.company,
  );
  if (entry === undefined || facts.finding.how === 'family' || !isDistinctive(facts, entry))
    return nothing(developerReason(facts));
  const app = howFound(facts, entry);
  return likely(
    reason('but-developer', { app, developer: developer.because }),
    CONFIDENCE.likelyApp,
    [{ company: entry.company, because: app }],
  );
}

/** A firm of which only brands are known: a strong one is a question for a person. */
export function byBrand(
  { findings }: Pick<DeveloperVerdict<'brand' | 'unknown'>, 'findings'>,
  because: Reason,
): MatchOutcome {
  const candidates = findings.map((brandFinding) => ({
    company: brandFinding.brand.company,
    because: brandFinding.because,
  }));
  return findings.some((brandFinding) => brandFinding.strong)
    ? likely(because, CONFIDENCE.likelyFirm, candidates)
    : nothing(because, candidates);
}
