import { oneCompany } from '../../ask/find-company.ts';
import { html, list } from '../html.ts';
import { companyLabel, reasonText } from '../in-words.ts';
import type { WebPage } from '../page.ts';

const MOST = 20;

/** The search box: the same search as `risk`; one sure hit goes straight to its page. */
export const search: WebPage = {
  path: '/search',
  async render(context, deps) {
    const typed = context.query('q').slice(0, 200);
    const { words } = context;
    const sure = oneCompany(typed, context.day, deps.find, deps.knowledge.catalog.companies);
    if (sure.found) return { redirect: context.href(`/company/${sure.company.id}`) };
    const offers = deps.ask.offers(typed, MOST);
    return {
      title: typed === '' ? words.search : words.searchFor(typed),
      status: offers.length === 0 && typed !== '' ? 404 : 200,
      body: html`${
        offers.length === 0
          ? html`<p>${words.noHit}</p>`
          : html`<p>${words.mayMean}</p>${list(
              offers.map(
                (offer) =>
                  html`<a href="${context.href(`/company/${offer.id}`)}">${companyLabel(offer.id, deps, context)}</a> <span class="quiet">${reasonText(offer.because, context)}</span>`,
              ),
              words.none,
            )}`
      }${typed === '' ? '' : html`<p><a href="${context.href('/app', { name: typed })}">${words.asApp(typed)}</a></p>`}`,
    };
  },
};
