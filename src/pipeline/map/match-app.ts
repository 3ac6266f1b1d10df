import type { CompanyId } from '../../domain/ids.ts';
import { type Reason, reason, reasons } from '../../domain/reason.ts';
import { ledByName } from './led-names.ts';
import type { FirmVerdict } from './match-firm.ts';
import { daysOf, type NameEntry } from './name-entries.ts';
import {
  type AppFacts,
  CONFIDENCE,
  candidatesOf,
  developerAlone,
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

/** From the strongest evidence to none; the first rule that has an answer decides. */
const RULES: readonly ((facts: AppFacts) => MatchOutcome | null)[] = [
  appAndDeveloper,
  appAndMovedFirm,
  appAndBrand,
  appAgainstDeveloper,
  developerAlone,
  appAgainstStranger,
  appAlone,
  expiredName,
  ownerAlone,
  ledByName,
];

/** Decides an app mention by the ordered rules. */
export function matchApp(facts: AppFacts): MatchOutcome {
  for (const rule of RULES) {
    const outcome = rule(facts);
    if (outcome !== null) return outcome;
  }
  return nothing(reasons(reason('unknown-name', { name: facts.name }), developerReason(facts)));
}

/** An app and its developer are of one group. */
function appAndDeveloper(facts: AppFacts): MatchOutcome | null {
  const { developer, finding, on } = facts;
  if (developer?.is !== 'entity' && developer?.is !== 'named') return null;
  for (const entry of finding.entries) {
    const company = on.lower(entry.company, developer.company);
    if (company !== null) return ofOneGroup(facts, entry, developer, company);
  }
  return null;
}

/** Agreement of both: `company` is the lower one of those that entry and developer lead to. */
function ofOneGroup(
  facts: AppFacts,
  entry: NameEntry,
  developer: Extract<FirmVerdict, { readonly is: 'entity' | 'named' }>,
  company: CompanyId,
): MatchOutcome {
  const entity = developer.is === 'entity' ? developer.entity : null;
  const firmIsSure = entity === null || entity.sure;
  const isFamily = facts.finding.how === 'family';
  const appIsSure = entry.sure && !isFamily;
  const because = bothSay(facts, entry);
  // The text shows that app and firm belong together, not who owns them: one of the edges must be
  // certain.
  if (!appIsSure && !firmIsSure) return likely(because, CONFIDENCE.likely, [{ company, because }]);
  if (isFamily)
    return named('developer', CONFIDENCE.legalEntity, because, developer.company, { entity });
  const confidence = appIsSure && firmIsSure ? CONFIDENCE.appAndDeveloper : CONFIDENCE.appAndBrand;
  const ofApp = firmIsSure ? company : entry.company;
  const owner = appIsSure ? ofApp : developer.company;
  return named(kindOf(facts), confidence, because, owner, { app: entry.app, entity });
}

const kindOf = ({ finding: { how } }: AppFacts) =>
  how === 'name' || how === 'package' ? 'exact' : 'alias';

const bothSay = (facts: AppFacts, entry: NameEntry): Reason =>
  reasons(howFound(facts, entry), developerReason(facts));

/**
 * The firm is recorded under a company of the same group from a later day on: it moved inside, as
 * the app did.
 */
function appAndMovedFirm(facts: AppFacts): MatchOutcome | null {
  const { developer, finding, on } = facts;
  if ((developer?.is !== 'brand' && developer?.is !== 'unknown') || finding.how === 'family')
    return null;
  const { laterOf } = developer;
  const entry = finding.entries.find(
    ({ sure, company }) =>
      sure && !laterOf.includes(company) && laterOf.some((one) => on.isGroup(company, one)),
  );
  if (entry === undefined) return null;
  const because = reasons(
    howFound(facts, entry),
    reason('same-group', { why: developerReason(facts) }),
  );
  return named(kindOf(facts), CONFIDENCE.appAndBrand, because, entry.company, { app: entry.app });
}

/**
 * A firm in no register whose name speaks for the app's owner: with a name that one group has
 * alone, or with a brand. A brand that a stranger elsewhere may bear as well is enough beside a
 * distinctive app that the owner is known for, not beside its own name. With the developer taken
 * out of the registry, 514 of 1,644 rows of store, policy and filing lists came out right by the
 * first two and
 * 95 more by the third; none came out wrong, nor any of 10,000 rows of other firms.
 */
function appAndBrand(facts: AppFacts): MatchOutcome | null {
  const { developer, finding, on } = facts;
  if (developer?.is !== 'brand' && developer?.is !== 'by-name') return null;
  const owners = ownersOf(developer);
  const pairs = finding.entries.flatMap((entry) =>
    owners
      .filter(({ company }) => on.isGroup(entry.company, company))
      .map((owner) => ({ entry, owner })),
  );
  const proof = pairs.find(
    ({ entry, owner }) =>
      finding.how !== 'family' && entry.sure && (owner.strong || agrees(facts, entry, owner)),
  );
  if (proof !== undefined) {
    const { entry, owner } = proof;
    const confidence = owner.strong ? CONFIDENCE.appAndBrand : CONFIDENCE.likeLegalEntity;
    return named(kindOf(facts), confidence, bothSay(facts, entry), entry.company, {
      app: entry.app,
    });
  }
  const weak = pairs.map(
    ({ entry, owner }): MatchCandidate => ({
      company: entry.company,
      because: reasons(howFound(facts, entry), owner.because),
    }),
  );
  if (weak.length === 0 || developer.is === 'by-name') return null;
  const why = reasons(weak[0]!.because, developerReason(facts));
  return likely(reason('person-decides', { why }), CONFIDENCE.likely, weak);
}

/** The owner indicated by the name of an unregistered firm. */
interface NamedOwner {
  readonly company: CompanyId;
  readonly strong: boolean;
  readonly namesake: boolean;
  readonly because: Reason;
}

function ownersOf(
  developer:
    | Extract<FirmVerdict, { readonly is: 'by-name' }>
    | Extract<FirmVerdict, { readonly findings: unknown }>,
): readonly NamedOwner[] {
  if (developer.is !== 'by-name')
    return developer.findings.map((found) => ({ ...found, company: found.brand.company }));
  const { company, because } = developer;
  return [{ company, strong: true, namesake: false, because }];
}

/** A brand that strangers may bear, beside a distinctive app of its owner. */
const agrees = (facts: AppFacts, entry: NameEntry, { namesake }: NamedOwner): boolean =>
  namesake && entry.app !== null && isDistinctive(facts, entry);

/**
 * The developer of record decides, unless a distinctive app name speaks for another company: then a
 * person does.
 */
function appAgainstDeveloper(facts: AppFacts): MatchOutcome | null {
  const { developer, finding } = facts;
  if (developer?.is !== 'entity' && developer?.is !== 'named' && developer?.is !== 'by-name')
    return null;
  if (finding.how === 'family' || finding.how === 'spelt') return null;
  const against = candidatesOf(
    facts,
    finding.entries.filter((entry) => entry.sure && isDistinctive(facts, entry)),
  );
  if (against.length === 0) return null;
  const { company, because } = developer;
  return likely(
    reason('two-companies', { app: against[0]!.because, developer: because }),
    CONFIDENCE.likely,
    [{ company, because }, ...against],
  );
}

/**
 * Same name, another developer: not a match. A distinctive name goes to Review, an everyday word is
 * dropped.
 */
function appAgainstStranger(facts: AppFacts): MatchOutcome | null {
  const { developer, finding } = facts;
  if (developer === null || finding.entries.length === 0) return null;
  const candidates = candidatesOf(facts, finding.entries);
  const params = { app: candidates[0]!.because, developer: developer.because };
  const because = reason('other-developer', params);
  const distinctive =
    finding.how !== 'family' && finding.entries.some((entry) => isDistinctive(facts, entry));
  return distinctive
    ? likely(because, CONFIDENCE.likelyApp, candidates)
    : nothing(because, candidates);
}

function appAlone(facts: AppFacts): MatchOutcome | null {
  const { name, finding, owner, on } = facts;
  if (finding.entries.length === 0) return null;
  const ofOwner = finding.entries.filter(
    (entry) => owner !== null && on.isGroup(entry.company, owner),
  );
  const isHinted = ofOwner.length > 0;
  const entries = isHinted ? ofOwner : finding.entries;
  const entry = entries[0]!;
  const candidates = candidatesOf(facts, entries);
  const noDeveloper = reason('no-developer');
  if (entries.some((nameEntry) => nameEntry.company !== entry.company))
    return likely(
      reasons(reason('name-shared', { name }), noDeveloper),
      CONFIDENCE.likelyApp,
      candidates,
    );
  const said = isHinted ? [saysOwner(owner!, facts)] : [];
  const because = reasons(candidates[0]!.because, ...said, noDeveloper);
  if (finding.how === 'family')
    return likely(
      reason('other-edition', { why: because, word: finding.dropped }),
      CONFIDENCE.likely,
      candidates,
    );
  if (!entry.sure)
    return likely(reason('doubtful-edge', { why: because }), CONFIDENCE.likely, candidates);
  if (!isHinted && !isDistinctive(facts, entry)) {
    if (facts.local)
      return likely(reasons(because, reason('local-namesake')), CONFIDENCE.likelyApp, candidates);
    if (!facts.marked) return nothing(reasons(because, reason('unmarked-word')), candidates);
  }
  const isWord = !isHinted && isOrdinary(facts, entry);
  const confidence = isWord ? CONFIDENCE.ordinaryAlone : CONFIDENCE.appAlone;
  return named(kindOf(facts), confidence, because, entry.company, { app: entry.app });
}

function expiredName(facts: AppFacts): MatchOutcome | null {
  const { finding, name, developer, on } = facts;
  const [entry] = finding.expired;
  if (entry === undefined) return null;
  const candidates = finding.expired.map((entry) => ({
    company: entry.company,
    because: reason('owner-of', { name: entry.written, days: daysOf(entry) }),
  }));
  const params = { name, days: daysOf(entry), day: on.day, company: on.called(entry.company) };
  const because = reasons(reason('name-of-other-days', params), developerReason(facts));
  return developer === null
    ? likely(because, CONFIDENCE.likelyFirm, candidates)
    : nothing(because, candidates);
}

/** An unknown app in the possessive of a known company: the press states its owner. */
function ownerAlone(facts: AppFacts): MatchOutcome | null {
  const { name, owner, developer } = facts;
  if (owner === null || developer !== null) return null;
  const because = reasons(reason('unknown-name', { name }), saysOwner(owner, facts));
  return named('developer', CONFIDENCE.ownerStated, because, owner);
}

const saysOwner = (owner: CompanyId, { on }: AppFacts): Reason =>
  reason('text-says-owner', { company: on.called(owner) });
