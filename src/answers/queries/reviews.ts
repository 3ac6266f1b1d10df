import type { Alert, Signal } from '../../domain/alert.ts';
import type { CompanyId, NoticeId } from '../../domain/ids.ts';
import type { Notice } from '../../domain/notice.ts';
import type { Review, Store } from '../../domain/ports.ts';
import { bothNames, type Reason, reason } from '../../domain/reason.ts';
import { PROGRAM, type WrongPart } from '../../domain/reported-action.ts';
import { type CalendarDate, dayIn, type Instant, shanghaiDay } from '../../domain/time.ts';
import type { Knowledge } from '../../pipeline/standing/knowledge.ts';
import { type FindCompanies, oneCompany } from './find-company.ts';
import type { Requester } from './scopes.ts';

/** A person's verdict on a review. */
export interface ReviewVerdict {
  readonly verdict: 'accepted' | 'rejected';
  /** Ticker, name or id; may be empty where there is one candidate. */
  readonly company: string;
  readonly by: string;
  readonly because: string;
  readonly from?: CalendarDate;
  /** For a rejected alert: what was wrong; absent = `act`, this page only. */
  readonly wrong?: WrongPart;
  /** The name in question, where an alert named a company by several. */
  readonly name?: string;
}

/** Why nothing was decided. */
export interface Refused {
  readonly ok: false;
  /**
   * Decided before; by somebody just now; without author or reason; no company named; a company
   * that is not known.
   */
  readonly why: 'decided' | 'raced' | 'unsigned' | 'which' | 'unknown';
  readonly because: Reason;
  /** Candidate companies. */
  readonly candidates: readonly { readonly id: string; readonly name: string }[];
}

type Deciding = { readonly knowledge: Knowledge; readonly find: FindCompanies };

/**
 * Checks a verdict and saves it. A decision has an author and a reason, and is final, except one by
 * the program itself.
 */
export async function decideReview(
  deps: Deciding & { readonly store: Pick<Store, 'decideReview'> },
  review: Review,
  said: ReviewVerdict,
  now: Instant,
): Promise<{ ok: true; review: Review } | Refused> {
  const overrules = isOverruled(review, said);
  if (review.decision !== null && !overrules) {
    const { verdict, by } = review.decision;
    return no('decided', reason('review-decided', { decision: verdict, who: by }));
  }
  if (said.by.trim() === '' || said.because.trim() === '')
    return no('unsigned', reason('review-unsigned'));
  const meant = meantBy(deps, review, said, now);
  if ('ok' in meant) return meant;
  const decision = {
    verdict: said.verdict,
    ...meant,
    by: said.by.trim(),
    because: said.because.trim(),
    at: now,
    ...(overrules ? { overrules } : {}),
    ...(said.from === undefined ? {} : { from: said.from }),
  };
  if (!(await deps.store.decideReview(review.id, decision)))
    return no('raced', reason('review-raced'));
  return { ok: true, review: { ...review, decision } };
}

/** Whether a verdict overrules the program's own acceptance of an act. */
export const isOverruled = (
  { kind, decision }: Pick<Review, 'kind' | 'decision'>,
  { verdict }: Pick<ReviewVerdict, 'verdict'>,
): boolean => kind === 'unconfirmed' && decision?.by === PROGRAM && verdict === 'rejected';

type MeantByVerdict = Pick<NonNullable<Review['decision']>, 'company' | 'wrong' | 'name'>;

/** The company and the scope of a verdict. */
function meantBy(
  deps: Deciding,
  review: Review,
  said: ReviewVerdict,
  now: Instant,
): MeantByVerdict | Refused {
  if (review.kind === 'wrong-company') return meantOfAlert(deps, review, said, now);
  if (said.verdict === 'rejected' || review.name === undefined) return { company: null };
  const company = companyOf(deps, review, said, now);
  return typeof company === 'string' ? { company } : company;
}

/**
 * For an alert: accepted without a company, it was right; accepted for a company, the name that led
 * to another belongs to this one. Of several names one must be given.
 */
function meantOfAlert(
  deps: Deciding,
  review: Review,
  { wrong = 'act', ...said }: ReviewVerdict,
  now: Instant,
): MeantByVerdict | Refused {
  const isAccepted = said.verdict === 'accepted';
  if (isAccepted && said.company.trim() === '') return { company: null };
  if (!isAccepted && wrong === 'page') return { company: null, wrong };
  const company = companyOf(deps, review, said, now);
  if (typeof company !== 'string') return company;
  const reach = isAccepted ? {} : { wrong };
  if (!isAccepted && wrong === 'act') return { company, ...reach };
  const own = (review.names ?? []).filter((name) => (name.company === company) !== isAccepted);
  const texts = [...new Set(own.map((one) => one.text))];
  const name = said.name?.trim() || (texts.length === 1 ? texts[0] : undefined);
  if (name !== undefined && texts.includes(name)) return { company, ...reach, name };
  return no('which', reason('review-which-name', { choices: texts }));
}

function companyOf(
  { knowledge, find }: Deciding,
  review: Review,
  said: ReviewVerdict,
  now: Instant,
): CompanyId | Refused {
  const { companies } = knowledge.catalog;
  const query = said.company.trim();
  const candidates = [...new Set(review.candidates.map((candidate) => candidate.company))];
  if (query === '' && candidates.length === 1) return candidates[0]!;
  if (query === '' && candidates.length === 0) return no('which', reason('review-no-candidate'));
  if (query === '') {
    const choices = candidates.map((id) =>
      bothNames(companies.get(id)?.name ?? { en: id, zh: null }, id),
    );
    const offered = candidates.map((id) => ({ id, name: companies.get(id)?.name.en ?? id }));
    return no('which', reason('review-which', { choices }), offered);
  }
  if (companies.has(query as CompanyId)) return query as CompanyId;
  const taken = oneCompany(query, shanghaiDay(now), find, companies);
  return taken.found ? taken.company.id : no('unknown', taken.because, taken.candidates);
}

const no = (
  why: Refused['why'],
  because: Reason,
  candidates: Refused['candidates'] = [],
): Refused => ({
  ok: false,
  why,
  because,
  candidates,
});

/** "Wrong company?" as a Review: the names of the alert, and the reader's comment. */
export function reviewOfReader(
  alert: Alert & { readonly notice: NoticeId },
  signals: readonly Signal[],
  notice: Notice | null,
  said: string,
  who: Pick<Requester, 'by' | 'now'>,
): Review {
  const named = signals.flatMap((signal) =>
    signal.exposure.apps.map((app) => `${app.name} → ${signal.company}`),
  );
  const reported = (alert.unconfirmed ?? []).flatMap(({ name: text, company, day }) =>
    company === null ? [] : [{ text, developer: null, day, company }],
  );
  const companies = [...signals, ...reported].map(({ company }) => company);
  return {
    id: `${alert.notice}:word:${who.by}`,
    notice: alert.notice,
    kind: 'wrong-company',
    subject: named.slice(0, 20).join('; ') || [...new Set(companies)].join('; '),
    because:
      said.trim() === '' ? reason('wrong-company') : reason('reader-says', { text: said.trim() }),
    candidates: [...new Set(companies)].map((company) => ({
      company,
      because: reason('named-by-alert'),
    })),
    createdAt: who.now,
    names: [
      ...signals.flatMap((signal) => namesOf(signal, notice, dayIn(who.now, 'Asia/Shanghai'))),
      ...reported,
    ],
    decision: null,
  };
}

function namesOf(
  { company, exposure }: Signal,
  notice: Notice | null,
  today: CalendarDate,
): NonNullable<Review['names']> {
  const own = new Set(exposure.apps.map((app) => app.mention));
  return (notice?.mentions ?? [])
    .filter((mention) => own.has(mention.id))
    .map(({ name, developer }) => ({
      text: name,
      developer,
      day: notice?.published ?? today,
      company,
    }));
}
