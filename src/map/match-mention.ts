import type { Match } from '../domain/exposure.ts';
import type { CompanyId } from '../domain/ids.ts';
import type { Mention } from '../domain/notice.ts';
import { reason, reasons } from '../domain/reason.ts';
import type { CalendarDate } from '../domain/time.ts';
import { findApp } from './app-names.ts';
import { acceptedOutcome, withoutRejected } from './decisions.ts';
import { firmShape } from './firm-shape.ts';
import { companyNamed, type MapIndex } from './map-index.ts';
import { matchDeveloper } from './match-developer.ts';
import { type FirmVerdict, matchFirm } from './match-firm.ts';
import { CONFIDENCE, likely, type MatchCandidate, type MatchOutcome, named, nothing } from './outcome.ts';
import { type ChainEdge, lowerOfGroup, ownershipChain } from './ownership-chain.ts';
import { settleApp } from './settle-app.ts';
import { byOwnName } from './settle-developer.ts';

/** What matching needs of a Mention. */
export type MentionFacts = Pick<
  Mention,
  'id' | 'kind' | 'name' | 'developer' | 'icp' | 'owner' | 'setting' | 'confidence' | 'namesake'
> & {
  /** Any version printed beside the name. */
  readonly version: string | null;
  /** The notice is a provincial or municipal bureau's: it names mostly apps of its own place. */
  readonly local?: boolean;
};

/** The facts of a Mention as `matchMention` takes them. */
export function factsOf(mention: Mention, local = false): MentionFacts {
  const version = mention.rows.map((row) => row.version).find((one) => one !== null && one !== '') ?? null;
  return { ...mention, version, local };
}

/**
 * Matches one Mention to app, firm and company as of a day, and climbs to the first listed company or the private top.
 * `likely` and `none` name no company: the candidates say who might be meant. The reason is never empty.
 */
export function matchMention(mention: MentionFacts, index: MapIndex, day: CalendarDate): Match {
  const accepted = acceptedOutcome(mention, index, day);
  if (accepted !== null) return asMatch(mention, accepted, index, day);
  const settled =
    mention.kind === 'entity' ? settleFirm(mention, index, day) : settleApp(appFacts(mention, index, day));
  const outcome = { ...settled, candidates: toListedOwners(settled.candidates, index, day) };
  return asMatch(mention, unlessUnsure(withoutRejected(outcome, mention, index, day), mention), index, day);
}

/** Candidates as a person knows them: the first listed company above each, once. */
function toListedOwners(
  candidates: MatchOutcome['candidates'],
  index: MapIndex,
  day: CalendarDate,
): MatchOutcome['candidates'] {
  const tops = new Map<CompanyId, MatchCandidate>();
  for (const { company, because } of candidates) {
    const top = ownershipChain(company, day, index.companies).company;
    if (!tops.has(top)) tops.set(top, { company: top, because });
  }
  return [...tops.values()];
}

/** Letters read off a picture that are less sure than this name nobody by themselves. */
const SURE_LETTERS = 0.8;

/** Where the letters themselves are unsure, or the text calls it a copy, whom they seem to name is a question for a person. */
function unlessUnsure(outcome: MatchOutcome, { confidence, namesake }: MentionFacts): MatchOutcome {
  if (outcome.company === null) return outcome;
  if (namesake !== undefined)
    return likely(reason('namesake-by-text', { phrase: namesake }), CONFIDENCE.likely, [
      { company: outcome.company, because: outcome.because },
    ]);
  if (confidence >= SURE_LETTERS) return outcome;
  const percent = Math.round(confidence * 100);
  const because = reasons(reason('picture-letters', { percent }), outcome.because);
  return likely(because, outcome.confidence, [{ company: outcome.company, because: outcome.because }]);
}

function appFacts(mention: MentionFacts, index: MapIndex, day: CalendarDate) {
  return {
    name: mention.name,
    finding: findApp(mention.name, mention.kind, day, index),
    developer: matchDeveloper(mention, index, day),
    marked: isMarked(mention),
    local: mention.local ?? false,
    owner: ownerOf(mention, index, day),
    day,
    index,
  };
}

function isMarked(mention: MentionFacts): boolean {
  return mention.setting !== 'prose' || mention.version !== null;
}

function ownerOf(mention: MentionFacts, index: MapIndex, day: CalendarDate): CompanyId | null {
  if (mention.owner === null || mention.owner.trim() === '') return null;
  const verdict = matchFirm(mention.owner, day, index);
  return verdict.is === 'entity' || verdict.is === 'named' ? verdict.company : null;
}

/** A mention that is itself a firm or company: registered name, company name, and last the platform it is known by. */
function settleFirm(mention: MentionFacts, index: MapIndex, day: CalendarDate): MatchOutcome {
  const verdict = matchFirm(mention.name, day, index);
  const owner = ownerOf(mention, index, day);
  switch (verdict.is) {
    case 'entity': {
      const because = verdict.because;
      if (!verdict.entity.sure)
        return likely(because, CONFIDENCE.likely, [{ company: verdict.company, because }]);
      const { company, entity } = verdict;
      return named('exact', CONFIDENCE.legalEntity, because, company, { entity });
    }
    case 'named': {
      const { ordinary, how } = verdict.entry;
      const hinted = owner !== null && lowerOfGroup(owner, verdict.company, day, index.companies) !== null;
      if (ordinary && !isMarked(mention) && !hinted) {
        return nothing(reasons(verdict.because, reason('everyday-in-prose')), [
          { company: verdict.company, because: verdict.because },
        ]);
      }
      const confidence = ordinary && !hinted ? CONFIDENCE.ordinaryAlone : CONFIDENCE.appAlone;
      return named(how === 'name' ? 'exact' : 'alias', confidence, verdict.because, verdict.company);
    }
    case 'by-name':
      return byOwnName(verdict, verdict.because);
    case 'affiliate':
      return nothing(verdict.because);
    case 'several':
      return likely(
        verdict.because,
        CONFIDENCE.likelyFirm,
        verdict.companies.map((company) => ({ company, because: verdict.because })),
      );
    default:
      return settlePlatform(mention, verdict, index, day);
  }
}

/** Newspapers call firms by their product (豆瓣, 饿了么). A registered firm's name is never read as a product. */
function settlePlatform(
  mention: MentionFacts,
  verdict: FirmVerdict,
  index: MapIndex,
  day: CalendarDate,
): MatchOutcome {
  const isFirm = firmShape(mention.name).whole;
  if (!isFirm) {
    const outcome = settleApp({ ...appFacts(mention, index, day), developer: null });
    if (outcome.kind !== 'none' || outcome.candidates.length > 0) return outcome;
  }
  if (verdict.is !== 'brand') return nothing(verdict.because);
  const strong = verdict.findings.filter((one) => one.strong);
  const candidates = verdict.findings.map((one) => ({ company: one.brand.company, because: one.because }));
  return strong.length === 0
    ? nothing(verdict.because, candidates)
    : likely(verdict.because, CONFIDENCE.likelyFirm, candidates);
}

function asMatch(mention: MentionFacts, outcome: MatchOutcome, index: MapIndex, day: CalendarDate): Match {
  const blank = {
    mention: mention.id,
    kind: outcome.kind,
    confidence: outcome.confidence * mention.confidence,
    reason: outcome.because,
    app: outcome.app?.id ?? null,
    entity: outcome.entity?.name ?? null,
    owner: outcome.company,
    company: null,
    private: false,
    chain: [],
    candidates: outcome.candidates.map(({ company, because }) => ({ company, because })),
  };
  if (outcome.company === null) return blank;
  const ownership = ownershipChain(outcome.company, day, index.companies);
  const end = reason(ownership.private ? 'not-listed-on' : 'listed-on', {
    ...{ day, company: companyNamed(ownership.company, index) },
  });
  return {
    ...blank,
    reason: reasons(outcome.because, end),
    company: ownership.company,
    private: ownership.private,
    chain: [...ownChain(mention, outcome, index), ...ownership.chain],
  };
}

/** App → firm → company, as far as each is known. */
function ownChain(mention: MentionFacts, outcome: MatchOutcome, index: MapIndex): ChainEdge[] {
  const company = outcome.company!;
  const owner = index.companies.get(company)!;
  const named = outcome.app?.operator ?? null;
  const entity = outcome.entity ?? owner.entities.find((one) => one.name === named) ?? null;
  const chain: ChainEdge[] = [];
  if (outcome.app !== null) {
    chain.push({
      from: mention.name,
      to: entity?.name ?? company,
      edge: outcome.entity !== null ? 'developed by' : entity !== null ? 'operated by' : 'app of',
      evidence: [...outcome.app.evidence],
    });
  }
  if (entity !== null) {
    chain.push({
      from: entity.name,
      to: index.firms.ownerOf(entity) ?? company,
      edge: entity.relation,
      evidence: [...entity.evidence],
    });
  }
  if (chain.length === 0) chain.push({ from: mention.name, to: company, edge: 'name of', evidence: [] });
  return chain;
}
