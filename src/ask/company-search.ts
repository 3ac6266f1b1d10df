import { type Company, listingsOn } from '../domain/company.ts';
import type { CompanyId } from '../domain/ids.ts';
import type { EntryKind, SearchHit } from '../domain/name-search.ts';
import { reason } from '../domain/reason.ts';
import { type CalendarDate, holdsOn } from '../domain/time.ts';
import { controllersOn } from '../map/ownership-chain.ts';
import { searchedNames } from '../names/searched-names.ts';
import type { CompanyHit, FindCompanies } from './find-company.ts';
import type { Knowledge } from './knowledge.ts';

/** A name that did not hold on the day still finds its company, behind whoever had the name then. */
const OTHER_DAYS = 0.09;
/** A company that is part of another and not listed itself comes behind that one under the name they share. */
const ABSORBED = 0.06;

/**
 * Search for people: ticker with or without market, names in either script and in English, old names, pinyin, initials,
 * homophones, misspellings; by a company's own names and by its apps', over companies with a file and those of the universe.
 * The index knows no day, the answer does.
 */
export function companySearch({ catalog }: Pick<Knowledge, 'catalog'>): FindCompanies {
  const { companies, search } = catalog;
  const namesOf = (id: CompanyId, kind: EntryKind) =>
    searchedNames(companies.get(id)!).find((entry) => entry.kind === kind)?.names ?? [];
  return (query, day, limit, width) => {
    const best = new Map<CompanyId, CompanyHit>();
    // A company is found by its apps too, and days may change the order, so more is asked for than is wanted.
    for (const found of search(query, 4 * limit + 8, width)) {
      const company = companies.get(found.id)!;
      const holds = namesOf(found.id, found.kind)[found.name]!.days.every((span) => holdsOn(span, day));
      const hit = hitOf(found, holds, company, day);
      if (hit.score > (best.get(found.id)?.score ?? -1)) best.set(found.id, hit);
    }
    return [...best.values()]
      .sort((a, b) => b.score - a.score || (a.company < b.company ? -1 : 1))
      .slice(0, limit);
  };
}

function hitOf(found: SearchHit<CompanyId>, holds: boolean, company: Company, day: CalendarDate): CompanyHit {
  const listed = listingsOn(company, day).length > 0;
  // A company that nobody keeps a file of and that is not listed on the day is rarely meant by a name.
  const gone = found.how !== 'ticker' && !listed && company.apps.length === 0 && company.listings.length > 0;
  const absorbed = found.how !== 'ticker' && !listed && controllersOn(company, day).length > 0;
  const score = found.score - (holds && !gone ? 0 : OTHER_DAYS) - (absorbed ? ABSORBED : 0);
  const { how, matched, why } = found;
  const late = how === 'ticker' ? 'listing-not-in-force' : 'not-that-day';
  const because = holds ? why : reason(late, { why });
  return { company: found.id, score: Math.min(1, score), because, how, matched };
}
