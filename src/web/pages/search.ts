import { oneCompany } from '../../ask/find-company.ts';
import { html, list } from '../html.ts';
import { companyLabel, reason } from '../in-words.ts';
import type { Page } from '../page.ts';

const MOST = 20;

/** The search box: the same search as `risk`; one sure hit goes straight to its page. */
export const search: Page = {
  path: '/search',
  async render(visit, deps) {
    const asked = visit.query('q').slice(0, 200);
    const { words } = visit;
    const sure = oneCompany(asked, visit.day, deps.find, deps.knowledge.catalog.companies);
    if (sure.found) return { redirect: visit.href(`/company/${sure.company.id}`) };
    const offers = deps.ask.offers(asked, MOST);
    return {
      title: asked === '' ? words.search : words.searchFor(asked),
      status: offers.length === 0 && asked !== '' ? 404 : 200,
      body: html`${
        offers.length === 0
          ? html`<p>${words.noHit}</p>`
          : html`<p>${words.mayMean}</p>${list(
              offers.map(
                (offer) =>
                  html`<a href="${visit.href(`/company/${offer.id}`)}">${companyLabel(offer.id, deps, visit)}</a> <span class="quiet">${reason(offer.because, deps, visit)}</span>`,
              ),
              words.none,
            )}`
      }${asked === '' ? '' : html`<p><a href="${visit.href('/app', { name: asked })}">${words.asApp(asked)}</a></p>`}`,
    };
  },
};
