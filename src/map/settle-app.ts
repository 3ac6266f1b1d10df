import type { CompanyId } from '../domain/ids.ts';
import { type Reason, reason, reasons } from '../domain/reason.ts';
import { companyNamed, daysOf } from './map-index.ts';
import {
  type AppFacts,
  CONFIDENCE,
  developerReason,
  howFound,
  isDistinctive,
  isOrdinary,
  likely,
  type MatchCandidate,
  type MatchOutcome,
  named,
  nothing,
} from './outcome.ts';
import { lowerOfGroup } from './ownership-chain.ts';
import { developerAlone } from './settle-developer.ts';

type AppRule = { readonly id: string; readonly decide: (facts: AppFacts) => MatchOutcome | null };

/** From the strongest evidence to none; the first rule that has an answer decides. */
const APP_RULES: readonly AppRule[] = [
  { id: 'app and developer of one group', decide: appAndDeveloper },
  { id: 'app, and a firm that moved within its group', decide: appAndMovedFirm },
  { id: 'app and brand in the name of the developer', decide: appAndBrand },
  { id: 'app of one company, developer of another', decide: appAgainstDeveloper },
  { id: 'developer alone', decide: developerAlone },
  { id: 'same name, another developer', decide: appAgainstStranger },
  { id: 'app alone', decide: appAlone },
  { id: 'name of other days', decide: expiredName },
  { id: 'owner by the text alone', decide: ownerAlone },
  {
    id: 'unknown',
    decide: (facts) => nothing(reasons(reason('unknown-name', { name: facts.name }), developerReason(facts))),
  },
];

/** Decides an app mention by the ordered rules. */
export function settleApp(facts: AppFacts): MatchOutcome {
  for (const rule of APP_RULES) {
    const outcome = rule.decide(facts);
    if (outcome !== null) return outcome;
  }
  throw new Error('the last rule always answers');
}

function appAndDeveloper(facts: AppFacts): MatchOutcome | null {
  const { developer, finding } = facts;
  if (developer === null || (developer.is !== 'entity' && developer.is !== 'named')) return null;
  for (const entry of finding.entries) {
    const company = lowerOfGroup(entry.company, developer.company, facts.day, facts.index.companies);
    if (company === null) continue;
    const entity = developer.is === 'entity' ? developer.entity : null;
    const firmIsSure = entity === null || entity.sure;
    const appIsSure = entry.sure && finding.how !== 'family';
    const because = reasons(howFound(facts, entry), developerReason(facts));
    // The text shows that app and firm belong together, not whose they are: one of the edges must be sure.
    if (!appIsSure && !firmIsSure) return likely(because, CONFIDENCE.likely, [{ company, because }]);
    const isFamily = finding.how === 'family';
    if (isFamily) return named('developer', CONFIDENCE.legalEntity, because, developer.company, { entity });
    const confidence = appIsSure && firmIsSure ? CONFIDENCE.appAndDeveloper : CONFIDENCE.appAndBrand;
    const owner = !appIsSure ? developer.company : firmIsSure ? company : entry.company;
    return named(kindOf(facts), confidence, because, owner, { app: entry.app, entity });
  }
  return null;
}

function kindOf(facts: AppFacts): 'exact' | 'alias' {
  return facts.finding.how === 'name' || facts.finding.how === 'package' ? 'exact' : 'alias';
}

/** The firm is recorded under a company of the same group from a later day on: it moved inside, as the app did. */
function appAndMovedFirm(facts: AppFacts): MatchOutcome | null {
  const { developer, finding } = facts;
  if (developer?.is !== 'brand' && developer?.is !== 'unknown') return null;
  if (finding.how === 'family') return null;
  for (const entry of finding.entries.filter((one) => one.sure)) {
    const moved = developer.laterOf.some(
      (company) => lowerOfGroup(entry.company, company, facts.day, facts.index.companies) !== null,
    );
    if (!moved || developer.laterOf.includes(entry.company)) continue;
    const because = reasons(howFound(facts, entry), reason('same-group', { why: developerReason(facts) }));
    return named(kindOf(facts), CONFIDENCE.appAndBrand, because, entry.company, { app: entry.app });
  }
  return null;
}

/**
 * A firm in no register whose name speaks for the app's owner: with a name that one group has alone, or with a brand. A brand that a
 * stranger elsewhere may bear as well is enough beside a distinctive app that the owner is known for, not beside its own name. With
 * the developer taken out of the registry, 514 of 1,644 rows of store, policy and filing lists came out right by the first two and
 * 95 more by the third; none came out wrong, nor any of 10,000 rows of other firms.
 */
function appAndBrand(facts: AppFacts): MatchOutcome | null {
  const { developer, finding } = facts;
  if (developer?.is !== 'brand' && developer?.is !== 'by-name') return null;
  const owners =
    developer.is === 'brand'
      ? developer.findings.map((one) => ({ ...one, company: one.brand.company }))
      : [{ company: developer.company, strong: true, namesake: false, because: developer.because }];
  const weak: MatchCandidate[] = [];
  for (const entry of finding.entries) {
    for (const { company, strong, namesake, because: why } of owners) {
      if (lowerOfGroup(entry.company, company, facts.day, facts.index.companies) === null) continue;
      const because = reasons(howFound(facts, entry), developerReason(facts));
      const agrees = namesake && entry.app !== null && isDistinctive(facts, entry);
      if ((strong || agrees) && finding.how !== 'family' && entry.sure) {
        const confidence = strong ? CONFIDENCE.appAndBrand : CONFIDENCE.likeLegalEntity;
        return named(kindOf(facts), confidence, because, entry.company, { app: entry.app });
      }
      weak.push({ company: entry.company, because: reasons(howFound(facts, entry), why) });
    }
  }
  if (weak.length === 0 || developer.is === 'by-name') return null;
  return likely(
    reason('person-decides', { why: reasons(weak[0]!.because, developerReason(facts)) }),
    CONFIDENCE.likely,
    weak,
  );
}

/** The developer of record decides, unless a distinctive app name speaks for another company: then a person does. */
function appAgainstDeveloper(facts: AppFacts): MatchOutcome | null {
  const { developer, finding } = facts;
  if (developer?.is !== 'entity' && developer?.is !== 'named' && developer?.is !== 'by-name') return null;
  const against =
    finding.how === 'family' || finding.how === 'spelt'
      ? []
      : finding.entries.filter((entry) => entry.sure && isDistinctive(facts, entry));
  if (against.length === 0) return null;
  const candidates = [
    { company: developer.company, because: developer.because },
    ...against.map((entry) => ({ company: entry.company, because: howFound(facts, entry) })),
  ];
  return likely(
    reason('two-companies', { app: howFound(facts, against[0]!), developer: developer.because }),
    CONFIDENCE.likely,
    candidates,
  );
}

/** Same name, another developer: not a match. A distinctive name goes to Review, an everyday word is dropped. */
function appAgainstStranger(facts: AppFacts): MatchOutcome | null {
  const { developer, finding } = facts;
  if (developer === null || finding.entries.length === 0) return null;
  const candidates = finding.entries.map((entry) => ({
    company: entry.company,
    because: howFound(facts, entry),
  }));
  const because = reason('other-developer', {
    ...{ app: candidates[0]!.because, developer: developer.because },
  });
  const distinctive =
    finding.how !== 'family' && finding.entries.some((entry) => isDistinctive(facts, entry));
  return distinctive ? likely(because, CONFIDENCE.likelyApp, candidates) : nothing(because, candidates);
}

function appAlone(facts: AppFacts): MatchOutcome | null {
  const { finding, owner } = facts;
  if (finding.entries.length === 0) return null;
  const ofOwner = finding.entries.filter(
    (entry) =>
      owner !== null && lowerOfGroup(entry.company, owner, facts.day, facts.index.companies) !== null,
  );
  const entries = ofOwner.length > 0 ? ofOwner : finding.entries;
  const entry = entries[0]!;
  const said = owner !== null && ofOwner.length > 0 ? [saysOwner(owner, facts)] : [];
  const because = reasons(howFound(facts, entry), ...said, reason('no-developer'));
  const candidates = entries.map((one) => ({ company: one.company, because: howFound(facts, one) }));
  if (new Set(entries.map((one) => one.company)).size > 1) {
    return likely(
      reasons(reason('name-shared', { name: facts.name }), reason('no-developer')),
      CONFIDENCE.likelyApp,
      candidates,
    );
  }
  if (finding.how === 'family') {
    return likely(
      reason('other-edition', { why: because, word: finding.dropped }),
      CONFIDENCE.likely,
      candidates,
    );
  }
  if (!entry.sure) return likely(reason('doubtful-edge', { why: because }), CONFIDENCE.likely, candidates);
  const distinctive = isDistinctive(facts, entry);
  if (!distinctive && facts.local && ofOwner.length === 0) {
    return likely(reasons(because, reason('local-namesake')), CONFIDENCE.likelyApp, candidates);
  }
  if (!distinctive && !facts.marked && ofOwner.length === 0) {
    return nothing(reasons(because, reason('unmarked-word')), candidates);
  }
  const isWord = isOrdinary(facts, entry) && ofOwner.length === 0;
  const confidence = isWord ? CONFIDENCE.ordinaryAlone : CONFIDENCE.appAlone;
  return named(kindOf(facts), confidence, because, entry.company, { app: entry.app });
}

/** An app that no list knows, in the possessive of a company that we know: the press says whose it is. */
function ownerAlone(facts: AppFacts): MatchOutcome | null {
  const { finding, owner, developer } = facts;
  if (owner === null || developer !== null || finding.entries.length > 0 || finding.expired.length > 0)
    return null;
  const because = reasons(reason('unknown-name', { name: facts.name }), saysOwner(owner, facts));
  return named('developer', CONFIDENCE.ownerStated, because, owner);
}

const saysOwner = (owner: CompanyId, { index }: AppFacts): Reason =>
  reason('text-says-owner', { company: companyNamed(owner, index) });

function expiredName(facts: AppFacts): MatchOutcome | null {
  const { expired } = facts.finding;
  const entry = expired[0];
  if (entry === undefined) return null;
  const candidates = expired.map((one) => ({
    company: one.company,
    because: reason('owner-of', { name: one.written, days: daysOf(one) }),
  }));
  const because = reasons(
    reason('name-of-other-days', {
      ...{ name: facts.name, days: daysOf(entry), day: facts.day },
      company: companyNamed(entry.company, facts.index),
    }),
    developerReason(facts),
  );
  return facts.developer === null
    ? likely(because, CONFIDENCE.likelyFirm, candidates)
    : nothing(because, candidates);
}
