import { oneCompany } from '../../ask/find-company.ts';
import { listed as entriesOf } from '../../ask/set-up.ts';
import { watchlistOf } from '../../ask/watchlist.ts';
import { listingsOn, tickerOf } from '../../domain/company.ts';
import type { CompanyId } from '../../domain/ids.ts';
import { listed, queryOf } from '../company-list.ts';
import { companyTable, listForm } from '../company-table.ts';
import type { WebDeps } from '../deps.ts';
import { boardOf } from '../feeds/table-file.ts';
import { type Html, html } from '../html.ts';
import type { WebPage } from '../page.ts';
import { offsetOf } from '../parts.ts';
import type { RequestContext } from '../request-context.ts';

/** The companies that a reader follows here: kept on the server, or named in the address (`?list=TCOM,0700.HK`). */
export const watchlist: WebPage = {
  path: '/watchlist',
  async render(context, deps) {
    const { words } = context;
    const shared = context.query('list');
    const ids =
      shared === ''
        ? await watchlistOf(deps.store, deps.access.token)
        : companiesIn(shared, context, deps).found;
    const query = queryOf(context.query, ids);
    const { rows } = await boardOf(context, deps);
    const own = rows.filter((row) => ids.has(row.company.id));
    const names = own.map(({ company }) => {
      const [first] = listingsOn(company, context.day);
      return first === undefined ? company.id : tickerOf(first);
    });
    const saved =
      context.query('saved') === '1' ? html`<p role="status" class="saved">${words.list.saved}</p>` : '';
    return {
      title: words.watchlist,
      body: html`${saved}${
        own.length === 0
          ? html`<p class="quiet">${words.list.empty}</p>`
          : html`${listForm(own, query, deps, context)}${companyTable(listed(rows, query, context.day, context.language), offsetOf(context), context)}<p>${words.list.share} <a href="${context.href('/watchlist', { list: names.join(',') })}">${words.list.link}</a></p>`
      }${shared === '' ? editForm(names, context) : ''}`,
    };
  },
};

/** Companies that entries name, and the entries that name none. */
export function companiesIn(
  text: string,
  context: RequestContext,
  deps: WebDeps,
): { readonly found: ReadonlySet<CompanyId>; readonly unknown: readonly string[] } {
  const found = new Set<CompanyId>();
  const unknown: string[] = [];
  for (const entry of entriesOf(text).slice(0, 500)) {
    const one = oneCompany(entry, context.day, deps.find, deps.knowledge.catalog.companies);
    if (one.found) found.add(one.company.id);
    else unknown.push(entry);
  }
  return { found, unknown };
}

/** The list as text, to edit or to paste. */
export function editForm(names: readonly string[], context: RequestContext): Html {
  const { words } = context;
  return html`<form class="setup" action="${context.href('/watchlist')}" method="post"><input type="hidden" name="csrf" value="${context.csrf}"><p><label for="companies">${words.list.edit}</label></p><p><textarea id="companies" name="companies" rows="3">${names.join(', ')}</textarea></p><button>${words.list.save}</button></form>`;
}
