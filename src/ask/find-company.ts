import type { Company } from '../domain/company.ts';
import type { CompanyId } from '../domain/ids.ts';
import type { Width } from '../domain/name-search.ts';
import type { CalendarDate } from '../domain/time.ts';
import { BEST_INEXACT } from '../names/search.ts';
import type { NotFound } from './answers.ts';
import { labelOf } from './risk.ts';

/** A company that a text may mean. */
export interface Hit {
  readonly company: CompanyId;
  /** 0..1; from `SURE` on it may be taken without asking. */
  readonly score: number;
  /** "700 is a symbol of 0700.HK". */
  readonly because: string;
}

/** Companies that a text may mean on a day, best first. */
export type FindCompanies = (
  query: string,
  day: CalendarDate,
  limit: number,
  width?: Width,
) => readonly Hit[];

const SURE = 0.8;
/** A second hit this close to the first makes the question ambiguous. */
const CLOSE = 0.05;

/** Takes one company or answers why not, with what may have been meant: nobody is looked up on a guess. */
export function oneCompany(
  query: string,
  day: CalendarDate,
  find: FindCompanies,
  companies: ReadonlyMap<CompanyId, Company>,
): { found: true; company: Company; because: string } | NotFound {
  const asId = companies.get(query.trim().toLowerCase() as CompanyId);
  if (asId !== undefined && query.includes('-'))
    return { found: true, company: asId, because: `${query} is its id here` };
  const exact = find(query, day, 8, 'exact');
  // Nothing that a walk through all names could bring would come near to such a hit.
  const plain = (exact[0]?.score ?? 0) - BEST_INEXACT >= CLOSE;
  const hits = plain ? exact : find(query, day, 8);
  const [first, second] = hits;
  const candidates = hits.flatMap((hit) => {
    const company = companies.get(hit.company);
    return company === undefined ? [] : [{ id: hit.company, name: labelOf(company, day) }];
  });
  if (first === undefined) {
    if (asId !== undefined) return { found: true, company: asId, because: `${query} is its id here` };
    return {
      found: false,
      because: `No company is known here as “${query}”. Try a ticker (TCOM, 0700.HK) or a name in English, Chinese or pinyin.`,
      candidates,
    };
  }
  const ambiguous =
    second !== undefined &&
    second.company !== first.company &&
    first.score - second.score < CLOSE &&
    first.score < 1;
  if (first.score < SURE || ambiguous)
    return { found: false, because: `“${query}” is not clear.`, candidates };
  return { found: true, company: companies.get(first.company)!, because: first.because };
}
