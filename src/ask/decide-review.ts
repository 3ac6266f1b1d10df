import type { CompanyId } from '../domain/ids.ts';
import type { Review, Store } from '../domain/ports.ts';
import { bothNames, type Reason, reason } from '../domain/reason.ts';
import type { CalendarDate, Instant } from '../domain/time.ts';
import { type FindCompanies, oneCompany } from './find-company.ts';
import type { Knowledge } from './knowledge.ts';
import { dayOf } from './risk.ts';

/** What a person says about a review. */
export interface ReviewVerdict {
  readonly verdict: 'accepted' | 'rejected';
  /** Ticker, name or id; may be empty where there is one candidate. */
  readonly company: string;
  readonly by: string;
  readonly because: string;
  readonly from?: CalendarDate;
}

export type DecidedReview = { readonly ok: true; readonly review: Review } | Refused;

/** Why nothing was decided. */
export interface Refused {
  readonly ok: false;
  /** Decided before; by somebody just now; without author or reason; no company named; a company that is not known. */
  readonly why: 'decided' | 'raced' | 'unsigned' | 'which' | 'unknown';
  readonly because: Reason;
  /** Companies that may be meant. */
  readonly candidates: readonly { readonly id: string; readonly name: string }[];
}

/** Checks a verdict and saves it. A decision has an author and a reason, and it is taken once. */
export async function decideReview(
  deps: {
    readonly store: Pick<Store, 'decideReview'>;
    readonly knowledge: Knowledge;
    readonly find: FindCompanies;
  },
  review: Review,
  said: ReviewVerdict,
  now: Instant,
): Promise<DecidedReview> {
  if (review.decision !== null)
    return no(
      'decided',
      reason('review-decided', { decision: review.decision.verdict, who: review.decision.by }),
    );
  if (said.by.trim() === '' || said.because.trim() === '') return no('unsigned', reason('review-unsigned'));
  const names = said.verdict === 'accepted' ? review.name !== undefined : review.kind === 'wrong-company';
  const company = names ? companyOf(deps, review, said, now) : null;
  if (company !== null && typeof company !== 'string') return company;
  const decision = {
    verdict: said.verdict,
    company,
    by: said.by.trim(),
    because: said.because.trim(),
    at: now,
    ...(said.from === undefined ? {} : { from: said.from }),
  };
  if (!(await deps.store.decideReview(review.id, decision))) return no('raced', reason('review-raced'));
  return { ok: true, review: { ...review, decision } };
}

function companyOf(
  { knowledge, find }: { readonly knowledge: Knowledge; readonly find: FindCompanies },
  review: Review,
  said: ReviewVerdict,
  now: Instant,
): CompanyId | Refused {
  const { companies } = knowledge.catalog;
  const query = said.company.trim();
  const candidates = [...new Set(review.candidates.map((one) => one.company))];
  if (query === '' && candidates.length === 1) return candidates[0]!;
  if (query === '')
    return no(
      'which',
      candidates.length === 0
        ? reason('review-no-candidate')
        : reason('review-which', {
            choices: candidates.map((id) => bothNames(companies.get(id)?.name ?? { en: id, zh: null }, id)),
          }),
      candidates.map((id) => ({ id, name: companies.get(id)?.name.en ?? id })),
    );
  if (companies.has(query as CompanyId)) return query as CompanyId;
  const taken = oneCompany(query, dayOf(now), find, companies);
  return taken.found ? taken.company.id : no('unknown', taken.because, taken.candidates);
}

const no = (why: Refused['why'], because: Reason, candidates: Refused['candidates'] = []): Refused => ({
  ...{ ok: false, why, because, candidates },
});
