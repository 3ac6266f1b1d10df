import type { CompanyId } from '../../domain/ids.ts';
import { withParts } from '../../domain/lazily.ts';
import type { Store } from '../../domain/ports.ts';
import { type Review, reviewedAct, reviewIdNow } from '../../domain/reported-action.ts';
import type { PartialDate } from '../../domain/time.ts';
import { type DecidedName, decidedNames } from '../../pipeline/map/map-index.ts';
import type { RejectedAct } from '../../pipeline/map/rejected-acts.ts';
import type { Knowledge, Refutation } from '../../pipeline/standing/knowledge.ts';

/** Decided names of a Review for the mapping; empty where it decides none. */
export function decidedNamesOf(review: Review): DecidedName[] {
  const { decision, kind } = review;
  if (decision === null) return [];
  const isAccepted = decision.verdict === 'accepted';
  if (kind === 'wrong-company') return namesOfAlert(review, decision);
  // That the authority did not act says nothing about the name.
  if (kind === 'unconfirmed' && !isAccepted) return [];
  if (review.name === undefined || (isAccepted && decision.company === null)) return [];
  const not = review.candidates.map((candidate) => candidate.company);
  return [decidedName(review.name, decision, { not, overrides: false, anyDeveloper: false })];
}

type Decided = NonNullable<Review['decision']>;

/**
 * For a review of an alert: accepted for a company, its names become that company's; rejected for
 * its match, they are not the withdrawn company's. Any other decision concerns only the page.
 */
function namesOfAlert(review: Review, decision: Decided): DecidedName[] {
  const { verdict, company, wrong = 'act', name } = decision;
  if (company === null) return [];
  const named = (review.names ?? []).filter((one) => name === undefined || one.text === name);
  const others = named.filter((one) => one.company !== company);
  if (verdict === 'accepted')
    return others.map((one) =>
      decidedName(one, decision, { not: [one.company], overrides: true, anyDeveloper: false }),
    );
  if (wrong !== 'match' && wrong !== 'company') return [];
  const how = { not: [company], overrides: true, anyDeveloper: wrong === 'company' };
  return named
    .filter((one) => one.company === company)
    .map((one) => decidedName(one, { ...decision, company: null }, how));
}

function decidedName(
  { text, developer, day }: NonNullable<Review['name']>,
  { verdict, company, by, because, from }: Decided,
  how: Pick<DecidedName, 'not' | 'overrides' | 'anyDeveloper'>,
): DecidedName {
  return {
    name: text,
    developer,
    company: verdict === 'accepted' ? company : null,
    ...how,
    from: String(from ?? day) as PartialDate,
    to: null,
    decidedBy: by,
    because,
  };
}

/** The act of its page that a decided Review withdraws; null where there is none. */
export function rejectedActOf({ id, kind, notice, decision }: Review): RejectedAct | null {
  if (decision?.verdict !== 'rejected') return null;
  const { company, by, because, wrong = 'act' } = decision;
  if (kind === 'unconfirmed' && decision.overrules === true) {
    // The authority did not act: withdraws the confirmed act, and no other.
    const { kind: confirmedKind, name } = reviewedAct(id);
    return { notice, company: name as CompanyId, confirmedKind, by, because };
  }
  if (kind !== 'wrong-company') return null;
  return { notice, company: wrong === 'page' ? null : company, by, because };
}

/** A refuted report, by the id of its review. */
function refutedReportOf({ id, kind, decision }: Review): [string, Refutation][] {
  if (kind !== 'unconfirmed' || decision?.verdict !== 'rejected') return [];
  return [[reviewIdNow(id), { by: decision.by, because: decision.because }]];
}

/**
 * The same knowledge with all decisions of people so far. Reading them costs less than reading one
 * notice, so they are read before each mapping: a decision applies from the next notice on.
 */
export async function withDecisions(
  knowledge: Knowledge,
  store: Pick<Store, 'decisions'>,
): Promise<Knowledge> {
  const reviews = await store.decisions();
  const decided = decidedNames(reviews.flatMap(decidedNamesOf));
  const rejected = reviews.flatMap((review) => rejectedActOf(review) ?? []);
  const refuted = new Map(reviews.flatMap((review) => refutedReportOf(review)));
  return withParts(knowledge, {
    index: withParts(knowledge.index, { decided }),
    rejected,
    refuted,
  });
}
