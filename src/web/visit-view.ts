import type { CompanyView } from '../ask/company-view.ts';
import type { Company } from '../domain/company.ts';
import type { CompanyId } from '../domain/ids.ts';
import type { WebDeps } from './deps.ts';
import type { Visit } from './visit.ts';

/** The company that an address names, as of the visit's day; null where there is none. */
export async function viewFor(visit: Visit, deps: WebDeps): Promise<CompanyView | null> {
  const company: Company | undefined = deps.knowledge.catalog.companies.get(visit.param('id') as CompanyId);
  if (company === undefined) return null;
  return visit.past
    ? deps.views.at(company, visit.language, visit.at)
    : deps.views.now(company, visit.language);
}
