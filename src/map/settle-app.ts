import { daysInWords } from './map-index.ts';
import {
  type AppFacts,
  type Candidate,
  CONFIDENCE,
  developerWords,
  entryWords,
  isDistinctive,
  isOrdinary,
  likely,
  named,
  nothing,
  type Outcome,
} from './outcome.ts';
import { lowerOfGroup } from './ownership-chain.ts';
import { developerAlone } from './settle-developer.ts';

type Rule = { readonly id: string; readonly decide: (facts: AppFacts) => Outcome | null };

/** From the strongest evidence to none; the first rule that has an answer decides. */
const APP_RULES: readonly Rule[] = [
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
    decide: (facts) => nothing(`“${facts.name}” is in no list of names${developerWords(facts)}`),
  },
];

/** Decides an app mention by the ordered rules. */
export function settleApp(facts: AppFacts): Outcome {
  for (const rule of APP_RULES) {
    const outcome = rule.decide(facts);
    if (outcome !== null) return outcome;
  }
  throw new Error('the last rule always answers');
}

function appAndDeveloper(facts: AppFacts): Outcome | null {
  const { developer, finding } = facts;
  if (developer === null || (developer.is !== 'entity' && developer.is !== 'named')) return null;
  for (const entry of finding.entries) {
    const company = lowerOfGroup(entry.company, developer.company, facts.day, facts.index.companies);
    if (company === null) continue;
    const entity = developer.is === 'entity' ? developer.entity : null;
    const firmIsSure = entity === null || entity.sure;
    const appIsSure = entry.sure && finding.how !== 'family';
    const because = `${entryWords(facts, entry)}; developer ${developer.because}`;
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
function appAndMovedFirm(facts: AppFacts): Outcome | null {
  const { developer, finding } = facts;
  if (developer?.is !== 'brand' && developer?.is !== 'unknown') return null;
  if (finding.how === 'family') return null;
  for (const entry of finding.entries.filter((one) => one.sure)) {
    const moved = developer.laterOf.some(
      (company) => lowerOfGroup(entry.company, company, facts.day, facts.index.companies) !== null,
    );
    if (!moved || developer.laterOf.includes(entry.company)) continue;
    const because = `${entryWords(facts, entry)}; developer ${developer.because}, a company of the same group`;
    return named(kindOf(facts), CONFIDENCE.appAndBrand, because, entry.company, { app: entry.app });
  }
  return null;
}

/** A firm in no register whose name speaks for the app's owner: with a name that one group has alone, or with a brand. */
function appAndBrand(facts: AppFacts): Outcome | null {
  const { developer, finding } = facts;
  if (developer?.is !== 'brand' && developer?.is !== 'by-name') return null;
  const owners =
    developer.is === 'brand'
      ? developer.findings.map(({ brand, strong, because }) => ({ company: brand.company, strong, because }))
      : [{ company: developer.company, strong: true, because: developer.because }];
  const weak: Candidate[] = [];
  for (const entry of finding.entries) {
    for (const { company, strong, because: why } of owners) {
      if (lowerOfGroup(entry.company, company, facts.day, facts.index.companies) === null) continue;
      const because = `${entryWords(facts, entry)}; developer ${developer.because}`;
      if (strong && finding.how !== 'family' && entry.sure)
        return named(kindOf(facts), CONFIDENCE.appAndBrand, because, entry.company, { app: entry.app });
      weak.push({ company: entry.company, because: `${entryWords(facts, entry)}; ${why}` });
    }
  }
  if (weak.length === 0 || developer.is === 'by-name') return null;
  return likely(
    `${weak[0]!.because}; developer ${developer.because}: a person has to decide`,
    CONFIDENCE.likely,
    weak,
  );
}

/** The developer of record decides, unless a distinctive app name speaks for another company: then a person does. */
function appAgainstDeveloper(facts: AppFacts): Outcome | null {
  const { developer, finding } = facts;
  if (developer?.is !== 'entity' && developer?.is !== 'named' && developer?.is !== 'by-name') return null;
  const against =
    finding.how === 'family' || finding.how === 'spelt'
      ? []
      : finding.entries.filter((entry) => entry.sure && isDistinctive(facts, entry));
  if (against.length === 0) return null;
  const candidates = [
    { company: developer.company, because: developer.because },
    ...against.map((entry) => ({ company: entry.company, because: entryWords(facts, entry) })),
  ];
  return likely(
    `${entryWords(facts, against[0]!)}, but developer ${developer.because}: two companies, so a person has to decide`,
    CONFIDENCE.likely,
    candidates,
  );
}

/** Same name, another developer: not a match. A distinctive name goes to Review, an everyday word is dropped. */
function appAgainstStranger(facts: AppFacts): Outcome | null {
  const { developer, finding } = facts;
  if (developer === null || finding.entries.length === 0) return null;
  const candidates = finding.entries.map((entry) => ({
    company: entry.company,
    because: entryWords(facts, entry),
  }));
  const because = `${candidates[0]!.because}, but developer ${developer.because}: the same name by another developer is no match`;
  const distinctive =
    finding.how !== 'family' && finding.entries.some((entry) => isDistinctive(facts, entry));
  return distinctive ? likely(because, CONFIDENCE.likelyApp, candidates) : nothing(because, candidates);
}

function appAlone(facts: AppFacts): Outcome | null {
  const { finding, owner } = facts;
  if (finding.entries.length === 0) return null;
  const ofOwner = finding.entries.filter(
    (entry) =>
      owner !== null && lowerOfGroup(entry.company, owner, facts.day, facts.index.companies) !== null,
  );
  const entries = ofOwner.length > 0 ? ofOwner : finding.entries;
  const entry = entries[0]!;
  const said = ofOwner.length > 0 ? `; the text says it is ${owner}'s` : '';
  const because = `${entryWords(facts, entry)}${said}; no developer given`;
  const candidates = entries.map((one) => ({ company: one.company, because: entryWords(facts, one) }));
  if (new Set(entries.map((one) => one.company)).size > 1) {
    return likely(
      `“${facts.name}” is a name that several companies share; no developer given`,
      CONFIDENCE.likelyApp,
      candidates,
    );
  }
  if (finding.how === 'family') {
    return likely(`${because}, and “${finding.dropped}” may mark another app`, CONFIDENCE.likely, candidates);
  }
  if (!entry.sure)
    return likely(`${because}, and the edge to its company is doubtful`, CONFIDENCE.likely, candidates);
  const distinctive = isDistinctive(facts, entry);
  if (!distinctive && facts.local && ofOwner.length === 0) {
    return likely(
      `${because}; an everyday word or short name on the list of a local bureau is more likely a local app`,
      CONFIDENCE.likelyApp,
      candidates,
    );
  }
  if (!distinctive && !facts.marked && ofOwner.length === 0) {
    return nothing(
      `${because}; it is an everyday word or too short to be meant without a cell, quotes, a version or a developer`,
      candidates,
    );
  }
  const isWord = isOrdinary(facts, entry) && ofOwner.length === 0;
  const confidence = isWord ? CONFIDENCE.ordinaryAlone : CONFIDENCE.appAlone;
  return named(kindOf(facts), confidence, because, entry.company, { app: entry.app });
}

/** An app that no list knows, in the possessive of a company that we know: the press says whose it is. */
function ownerAlone(facts: AppFacts): Outcome | null {
  const { finding, owner, developer } = facts;
  if (owner === null || developer !== null || finding.entries.length > 0 || finding.expired.length > 0)
    return null;
  const because = `“${facts.name}” is in no list of names; the text says it is ${owner}'s`;
  return named('developer', CONFIDENCE.ownerStated, because, owner);
}

function expiredName(facts: AppFacts): Outcome | null {
  const { expired } = facts.finding;
  const entry = expired[0];
  if (entry === undefined) return null;
  const candidates = expired.map((one) => ({
    company: one.company,
    because: `owner of “${one.written}” ${daysInWords(one)}`,
  }));
  const because = `“${facts.name}” belonged to ${entry.company} ${daysInWords(entry)}, so not on ${facts.day}${developerWords(facts)}`;
  return facts.developer === null
    ? likely(because, CONFIDENCE.likelyFirm, candidates)
    : nothing(because, candidates);
}
