import type { CompanyView } from '../ask/company-view.ts';
import type { Company } from '../domain/company.ts';
import type { CompanyId } from '../domain/ids.ts';
import type { WebDeps } from './deps.ts';
import type { RequestContext } from './request-context.ts';

/** The company that an address names, as of the requested day; null where there is none. */
export async function viewFor(context: RequestContext, deps: WebDeps): Promise<CompanyView | null> {
  const company: Company | undefined = deps.knowledge.catalog.companies.get(context.param('id') as CompanyId);
  if (company === undefined) return null;
  return context.past
    ? deps.views.at(company, context.language, context.at)
    : deps.views.now(company, context.language);
}
