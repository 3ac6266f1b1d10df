import type { Company } from '../domain/company.ts';
import type { NoticeId } from '../domain/ids.ts';
import type { Clock, Store } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import type { Language } from '../present/words.ts';
import { type CompanyView, companyView } from './company-view.ts';
import type { Knowledge } from './knowledge.ts';
import { createStaleCache } from './stale-cache.ts';

/** Views of companies for pages, drawings and files: a company with thousands of acts is put together once for all of them. */
export interface CompanyViews {
  now(company: Company, language: Language): Promise<CompanyView>;
  at(company: Company, language: Language, at: Instant): Promise<CompanyView>;
}

const MAX_CACHED = 60;

export function createCompanyViews({
  knowledge,
  store,
  clock,
}: {
  readonly knowledge: Knowledge;
  readonly store: Pick<Store, 'steps' | 'claims' | 'sourceStates' | 'gaps' | 'recall' | 'notices'>;
  readonly clock: Clock;
}): CompanyViews {
  const cache = createStaleCache<{ view: CompanyView; newest: NoticeId | null }>(clock, MAX_CACHED);
  const make = async (company: Company, language: Language, at: Instant, newest: NoticeId | null) => ({
    view: await companyView(knowledge, store, company, { at, now: clock.now(), language }),
    newest,
  });
  return {
    async now(company, language) {
      const [notice] = await store.notices({ company: company.id, limit: 1 });
      const newest = notice?.id ?? null;
      const key = `${company.id} ${language}`;
      const made = await cache.get(
        key,
        () => make(company, language, clock.now(), newest),
        (known) => known.newest !== newest,
      );
      return made.view;
    },
    async at(company, language, at) {
      const key = `${company.id} ${language} ${at}`;
      return (await cache.get(key, () => make(company, language, at, null))).view;
    },
  };
}
