import type { LegalEntity } from '../../domain/company.ts';
import { controlEvidence, type Evidence, operatorEvidence } from '../../domain/evidence.ts';
import type { Match } from '../../domain/exposure.ts';
import type { CompanyId } from '../../domain/ids.ts';
import type { Mention } from '../../domain/notice.ts';
import { reason, reasons } from '../../domain/reason.ts';
import { type CalendarDate, holdsOn } from '../../domain/time.ts';
import { nameKey } from '../../knowledge/names/normalise.ts';
import { findApp } from './app-names.ts';
import { firmShape } from './firm-shape.ts';
import { AsOf, type DecidedName, type MapIndex } from './map-index.ts';
import { matchApp } from './match-app.ts';
import { type FirmVerdict, matchDeveloper, matchFirm, ownerIn } from './match-firm.ts';
import {
  type AppFacts,
  byBrand,
  byOwnName,
  bySeveral,
  CONFIDENCE,
  likely,
  type MatchCandidate,
  type MatchOutcome,
  named,
  nothing,
} from './outcome.ts';
import type { ChainEdge } from './ownership-chain.ts';

/** The parts of a Mention that matching needs. */
export type MentionFacts = Pick<
  Mention,
  'id' | 'kind' | 'name' | 'developer' | 'icp' | 'owner' | 'setting' | 'confidence' | 'namesake'
> & {
  /** Any version printed beside the name. */
  readonly version: string | null;
  /**
   * True for a notice of a provincial or municipal bureau, which names mostly apps of its own
   * place.
   */
  readonly local?: boolean;
};

/** A name in a cell or typed by a person: without any context. */
export const CELL = { id: 'cell', owner: null, setting: 'cell', confidence: 1 } as const;

/**
 * Matches one Mention to app, firm and company as of a day, and follows ownership up to the first
 * listed company or the private top. `likely` and `none` name no company, only candidates. The
 * reason is never empty.
 */
export function matchMention(mention: MentionFacts, index: MapIndex, day: CalendarDate): Match {
  const on = new AsOf(index, day);
  const decision = decisionOn(mention, on);
  const outcome =
    acceptedOutcome(mention, decision, on) ??
    unlessUnsure(withoutRejected(matchByRules(mention, on), decision, on), mention);
  return asMatch(mention, outcome, on);
}

/** Matches by the rules alone. Candidates are the first listed company above each, once. */
function matchByRules(mention: MentionFacts, on: AsOf): MatchOutcome {
  const outcome =
    mention.kind === 'entity' ? matchFirmMention(mention, on) : matchApp(appFacts(mention, on));
  const tops = new Map<CompanyId, MatchCandidate>();
  for (const { company, because } of outcome.candidates) {
    const top = on.chain(company).company;
    if (!tops.has(top)) tops.set(top, { company: top, because });
  }
  return { ...outcome, candidates: [...tops.values()] };
}

/** The last decision of a person that holds for the mention on the day. */
function decisionOn(mention: MentionFacts, on: AsOf): DecidedName | undefined {
  const { decided } = on.index;
  if (decided.size === 0) return undefined;
  return (decided.get(nameKey(mention.name)) ?? []).findLast(
    (decidedName) => holdsOn(decidedName, on.day) && holdsFor(decidedName, mention, on),
  );
}

function holdsFor(decided: DecidedName, mention: MentionFacts, on: AsOf): boolean {
  const { developer, company, anyDeveloper } = decided;
  if (anyDeveloper === true) return true;
  if (developer !== null)
    return (
      mention.developer !== null && firmShape(developer).key === firmShape(mention.developer).key
    );
  const judged = matchDeveloper(mention, on);
  if (judged === null) return true;
  const owner = ownerIn(judged);
  return company !== null && owner !== null && on.isGroup(company, owner);
}

/** A person's acceptance comes before every rule. */
function acceptedOutcome(
  mention: MentionFacts,
  decision: DecidedName | undefined,
  on: AsOf,
): MatchOutcome | null {
  const company = decision?.company ?? null;
  if (decision === undefined || company === null || !on.index.companies.has(company)) return null;
  const entry = findApp(mention.name, mention.kind, on).entries.find(
    (entry) => entry.company === company,
  );
  const { decidedBy: who, name, because: why } = decision;
  const because = reason('decided-is', { who, name, why, company: on.called(company) });
  return named('alias', CONFIDENCE.legalEntity, because, company, { app: entry?.app ?? null });
}

/**
 * A rejected question is not asked again. A rejection removes doubts only: where the rules are
 * certain of a company, or doubt another one, it has no effect, unless it rejected just that
 * company.
 */
function withoutRejected(
  outcome: MatchOutcome,
  decision: DecidedName | undefined,
  on: AsOf,
): MatchOutcome {
  if (decision === undefined || decision.company !== null) return outcome;
  const { decidedBy: who, name, because: why, not, overrides } = decision;
  const takesBack = overrides && outcome.company !== null && not.includes(outcome.company);
  const silences =
    outcome.kind === 'likely' &&
    outcome.candidates.every((matchCandidate) => not.includes(matchCandidate.company));
  if (!takesBack && !silences) return outcome;
  return nothing(
    reason('decided-not', { who, name, why, companies: not.map((one) => on.called(one)) }),
  );
}

/** Confidence of recognised letters below which a name alone is not enough. */
const SURE_LETTERS = 0.8;

/** Uncertain letters, or a text that calls the app a copy, make a match a question for a person. */
function unlessUnsure(outcome: MatchOutcome, { confidence, namesake }: MentionFacts): MatchOutcome {
  const { company, because } = outcome;
  if (company === null || (namesake === undefined && confidence >= SURE_LETTERS)) return outcome;
  const candidates = [{ company, because }];
  if (namesake !== undefined)
    return likely(reason('namesake-by-text', { phrase: namesake }), CONFIDENCE.likely, candidates);
  const letters = reason('picture-letters', { percent: Math.round(confidence * 100) });
  return likely(reasons(letters, because), outcome.confidence, candidates);
}

function appFacts(mention: MentionFacts, on: AsOf): AppFacts {
  return {
    name: mention.name,
    finding: findApp(mention.name, mention.kind, on),
    developer: matchDeveloper(mention, on),
    marked: isMarked(mention),
    local: mention.local ?? false,
    owner: ownerOf(mention, on),
    on,
  };
}

const isMarked = ({ setting, version }: MentionFacts) => setting !== 'prose' || version !== null;

function ownerOf({ owner }: MentionFacts, on: AsOf): CompanyId | null {
  if (owner === null || owner.trim() === '') return null;
  return ownerIn(matchFirm(owner, on));
}

/**
 * A mention that is itself a firm or company: registered name, company name, and last the platform
 * it is known by.
 */
function matchFirmMention(mention: MentionFacts, on: AsOf): MatchOutcome {
  const verdict = matchFirm(mention.name, on);
  const { because } = verdict;
  switch (verdict.is) {
    case 'entity': {
      const { company, entity } = verdict;
      return entity.sure
        ? named('exact', CONFIDENCE.legalEntity, because, company, { entity })
        : likely(because, CONFIDENCE.likely, [{ company, because }]);
    }
    case 'named': {
      const { company, entry } = verdict;
      const owner = ownerOf(mention, on);
      const hinted = owner !== null && on.isGroup(owner, company);
      if (entry.ordinary && !isMarked(mention) && !hinted)
        return nothing(reasons(because, reason('everyday-in-prose')), [{ company, because }]);
      const confidence = entry.ordinary && !hinted ? CONFIDENCE.ordinaryAlone : CONFIDENCE.appAlone;
      return named(entry.how === 'name' ? 'exact' : 'alias', confidence, because, company);
    }
    case 'by-name':
      return byOwnName(verdict, because);
    case 'affiliate':
      return nothing(because);
    case 'several':
      return bySeveral(verdict, because);
    default:
      return matchPlatform(mention, verdict, on);
  }
}

/**
 * Newspapers name firms by their product (豆瓣, 饿了么). The name of a registered firm is never read as
 * a product.
 */
function matchPlatform(
  mention: MentionFacts,
  verdict: Extract<FirmVerdict, { is: 'brand' | 'unknown' }>,
  on: AsOf,
): MatchOutcome {
  if (!firmShape(mention.name).whole) {
    const outcome = matchApp({ ...appFacts(mention, on), developer: null });
    if (outcome.kind !== 'none' || outcome.candidates.length > 0) return outcome;
  }
  return byBrand(verdict, verdict.because);
}

function asMatch(mention: MentionFacts, outcome: MatchOutcome, on: AsOf): Match {
  const { kind, app, entity, company: owner } = outcome;
  const unresolved: Match = {
    mention: mention.id,
    kind,
    confidence: outcome.confidence * mention.confidence,
    reason: outcome.because,
    app: app?.id ?? null,
    entity: entity?.name ?? null,
    owner,
    company: null,
    private: false,
    chain: [],
    candidates: [...outcome.candidates],
  };
  if (owner === null) return unresolved;
  const { company, private: isPrivate, chain } = on.chain(owner);
  const end = { day: on.day, company: on.called(company) };
  return {
    ...unresolved,
    reason: reasons(outcome.because, reason(isPrivate ? 'not-listed-on' : 'listed-on', end)),
    company,
    private: isPrivate,
    chain: [...ownChain(mention.name, outcome, owner, on), ...chain],
  };
}

/** Whether a firm of this relation is another one than the company itself. */
const isPartOf = (relation: LegalEntity['relation']) =>
  relation === 'subsidiary' || relation === 'contract' || relation === 'consolidated';

/** Each piece of evidence once: the same source may attest both app and firm. */
const onceEach = (evidence: readonly Evidence[]): Evidence[] => [
  ...new Map(evidence.map((one) => [`${one.kind} ${one.source} ${one.day}`, one])).values(),
];

/** The chain app → firm → company, as far as known. */
function ownChain(
  name: string,
  { app, entity: stated }: MatchOutcome,
  company: CompanyId,
  on: AsOf,
): ChainEdge[] {
  const operator = app?.operator ?? null;
  const entity =
    stated ??
    on.company(company).entities.find((legalEntity) => legalEntity.name === operator) ??
    null;
  const chain: ChainEdge[] = [];
  if (app !== null) {
    const byRegistry = entity !== null ? 'operated by' : 'app of';
    const edge = stated !== null ? 'developed by' : byRegistry;
    // A list that names the firm as operator attests that it runs the app, not who owns the firm.
    const evidence = [...app.evidence, ...operatorEvidence(entity?.evidence ?? [])];
    chain.push({ from: name, to: entity?.name ?? company, edge, evidence: onceEach(evidence) });
  }
  if (entity !== null) {
    const to = on.index.firms.ownerOf(entity) ?? company;
    const { name: firm, relation } = entity;
    const evidence = isPartOf(relation) ? controlEvidence(entity.evidence) : [...entity.evidence];
    chain.push({ from: firm, to, edge: relation, evidence });
  }
  return chain.length > 0 ? chain : [{ from: name, to: company, edge: 'name of', evidence: [] }];
}
