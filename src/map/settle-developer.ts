import type { FirmAgreement, FirmVerdict } from './match-firm.ts';
import {
  type AppFacts,
  type Candidate,
  CONFIDENCE,
  entryWords,
  isDistinctive,
  likely,
  named,
  nothing,
  type Outcome,
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
export function developerAlone(facts: AppFacts): Outcome | null {
  const { developer } = facts;
  switch (developer?.is) {
    case 'entity':
      return byEntity(facts, developer);
    case 'named':
      return byCompanyName(facts, developer);
    case 'several':
      return likely(
        `developer ${developer.because}: nobody can tell which`,
        CONFIDENCE.likelyFirm,
        developer.companies.map((company) => ({ company, because: developer.because })),
      );
    case 'affiliate':
      return byAffiliate(facts, developer);
    case 'by-name':
      return byOwnName(developer, `${appWords(facts)}; developer ${developer.because}`);
    case 'brand':
      return facts.finding.entries.length > 0 ? null : byBrand(facts, developer);
    default:
      return null;
  }
}

type Verdict<Kind extends FirmVerdict['is']> = Extract<FirmVerdict, { is: Kind }>;

function appWords(facts: AppFacts): string {
  const entry = facts.finding.entries[0];
  return entry === undefined
    ? `“${facts.name}” is no app of the catalog`
    : `${entryWords(facts, entry)}, which proves too little`;
}

function byEntity(facts: AppFacts, developer: Verdict<'entity'>): Outcome {
  const because = `${appWords(facts)}; developer ${developer.because}`;
  const confidence = FIRM_CONFIDENCE[developer.agreement];
  if (!developer.entity.sure || confidence === null) {
    const candidates = [{ company: developer.company, because: developer.because }];
    return likely(because, CONFIDENCE.likely, candidates);
  }
  return named('developer', confidence, because, developer.company, { entity: developer.entity });
}

/**
 * A firm that is named after one listed group: a person decides. Of 106 rows of public lists with a distinctive name, used
 * nationwide or in the group's own place, 7 were strangers, parents or minority holdings and 36 could not be told.
 */
export function byOwnName({ company, because }: Verdict<'by-name'>, reason: string): Outcome {
  return likely(`${reason}: a person has to decide`, CONFIDENCE.likelyFirm, [{ company, because }]);
}

/** 李宁 in a cell for developers may be a person: a short name needs a legal form, or an app of the same owner. */
function byCompanyName(facts: AppFacts, developer: Verdict<'named'>): Outcome {
  const because = `${appWords(facts)}; developer ${developer.because}`;
  const { ordinary, written } = developer.entry;
  if (!ordinary && (developer.whole || [...written].length > 3)) {
    return named('developer', CONFIDENCE.namedDeveloper, because, developer.company);
  }
  return likely(`${because}: an everyday word or a short name alone proves no owner`, CONFIDENCE.likelyFirm, [
    { company: developer.company, because: developer.because },
  ]);
}

/** A parent of the group may print its name under the group's app: a person decides. Other affiliates resolve to nobody. */
function byAffiliate(facts: AppFacts, developer: Verdict<'affiliate'>): Outcome {
  const isParent = developer.relation.includes('parent');
  const entry = facts.finding.entries.find((one) => isParent || one.company !== developer.company);
  if (entry === undefined || facts.finding.how === 'family' || !isDistinctive(facts, entry)) {
    return nothing(`developer ${developer.because}`);
  }
  return likely(`${entryWords(facts, entry)}, but developer ${developer.because}`, CONFIDENCE.likelyApp, [
    { company: entry.company, because: entryWords(facts, entry) },
  ]);
}

function byBrand(facts: AppFacts, developer: Verdict<'brand'>): Outcome {
  const because = `${appWords(facts)}; developer ${developer.because}: a brand alone proves no owner`;
  const candidates: Candidate[] = developer.findings.map((one) => ({
    company: one.brand.company,
    because: one.because,
  }));
  return developer.findings.some((one) => one.strong)
    ? likely(because, CONFIDENCE.likelyFirm, candidates)
    : nothing(because, candidates);
}
