import type { CompanyId } from '../../domain/ids.ts';
import { html } from '../html.ts';
import { noticeTable } from '../notice-parts.ts';
import type { WebPage } from '../page.ts';
import { companyName, paged, pageQuery } from '../parts.ts';

/** Everything that was read, or what names one company (`?company=tencent`), newest first. */
export const notices: WebPage = {
  path: '/notices',
  async render(context) {
    const { words, href, deps } = context;
    const company = context.query('company') as CompanyId;
    const of: { readonly company?: CompanyId } = deps.knowledge.catalog.companies.has(company)
      ? { company }
      : {};
    const found = await deps.store.notices({ ...of, ...context.asThen, ...pageQuery(context) });
    const { rows, nav } = paged(found, context);
    return {
      title:
        of.company === undefined
          ? words.notices
          : `${words.notices}${words.colon}${companyName(company, context)}`,
      atom: '/feeds/all.atom',
      body: html`<p><a href="${href('/notices.csv')}">${words.csv}</a> · <a href="/feeds/all.atom">${words.atom}</a></p>${noticeTable(words.notices, rows, context)}${nav}`,
    };
  },
};
