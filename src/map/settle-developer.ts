import { type Reason, reason, reasons } from '../domain/reason.ts';
import type { FirmAgreement } from './firm-table.ts';
import type { FirmVerdict } from './match-firm.ts';
import {
  type AppFacts,
  CONFIDENCE,
  developerReason,
  howFound,
  isDistinctive,
  likely,
  type MatchOutcome,
  named,
  nothing,
} from './outcome.ts';

/** How sure a firm's name alone makes us. A bare Latin name may be a person, so it proves nothing by itself. */
const FIRM_CONFIDENCE: Readonly<Record<FirmAgreement, number | null>> = {
  'same name': CONFIDENCE.legalEntity,
  'other form': CONFIDENCE.likeLegalEntity,
  branch: CONFIDENCE.legalEntity,
  'cut off': CONFIDENCE.likeLegalEntity,
  'other place': CONFIDENCE.likeLegalEntity,
  'bare name': null,
};

/** What the developer says where the app's name says nothing, or too little. Null = nothing either. */
export function developerAlone(facts: AppFacts): MatchOutcome | null {
  const { developer } = facts;
  switch (developer?.is) {
    case 'entity':
      return byEntity(facts, developer);
    case 'named':
      return byCompanyName(facts, developer);
    case 'several':
      return likely(
        reason('cannot-tell', { why: developerReason(facts) }),
        CONFIDENCE.likelyFirm,
        developer.companies.map((company) => ({ company, because: developer.because })),
      );
    case 'affiliate':
      return byAffiliate(facts, developer);
    case 'by-name':
      return byOwnName(developer, appAndDeveloper(facts));
    case 'brand':
      return facts.finding.entries.length > 0 ? null : byBrand(facts, developer);
    default:
      return null;
  }
}

type DeveloperVerdict<Kind extends FirmVerdict['is']> = FirmVerdict & { readonly is: Kind };

/** What the app's name says, which is nothing or too little, and what the developer says. */
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
 * A firm that is named after one listed group. Unless it is limited by shares a person decides: of 106 rows of public lists
 * with a distinctive name, used nationwide or in the group's own place, 7 were strangers, parents or minority holdings and 36
 * could not be told.
 */
export function byOwnName(
  { company, sure, because }: DeveloperVerdict<'by-name'>,
  why: Reason,
): MatchOutcome {
  return sure
    ? named('developer', CONFIDENCE.likeLegalEntity, why, company)
    : likely(reason('person-decides', { why }), CONFIDENCE.likelyFirm, [{ company, because }]);
}

/** 李宁 in a cell for developers may be a person: a short name needs a legal form, or an app of the same owner. */
function byCompanyName(facts: AppFacts, developer: DeveloperVerdict<'named'>): MatchOutcome {
  const { company, because, entry, whole } = developer;
  const why = appAndDeveloper(facts);
  return !entry.ordinary && (whole || [...entry.written].length > 3)
    ? named('developer', CONFIDENCE.namedDeveloper, why, company)
    : likely(reason('everyday-owner', { why }), CONFIDENCE.likelyFirm, [{ company, because }]);
}

/** A parent of the group may print its name under the group's app: a person decides. Other affiliates resolve to nobody. */
function byAffiliate(facts: AppFacts, developer: DeveloperVerdict<'affiliate'>): MatchOutcome {
  const isParent = developer.relation.includes('parent');
  const entry = facts.finding.entries.find((one) => isParent || one.company !== developer.company);
  if (entry === undefined || facts.finding.how === 'family' || !isDistinctive(facts, entry))
    return nothing(developerReason(facts));
  const app = howFound(facts, entry);
  return likely(reason('but-developer', { app, developer: developer.because }), CONFIDENCE.likelyApp, [
    { company: entry.company, because: app },
  ]);
}

function byBrand(facts: AppFacts, { findings }: DeveloperVerdict<'brand' | 'unknown'>): MatchOutcome {
  const because = reason('brand-alone', { why: appAndDeveloper(facts) });
  const candidates = findings.map((one) => ({ company: one.brand.company, because: one.because }));
  return findings.some((one) => one.strong)
    ? likely(because, CONFIDENCE.likelyFirm, candidates)
    : nothing(because, candidates);
}
