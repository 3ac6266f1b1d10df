import { oneCompany } from '../../ask/find-company.ts';
import { offersOf } from '../../ask/lookup-result.ts';
import { html, list } from '../html.ts';
import type { WebPage } from '../page.ts';
import { companyLabel, reasonText } from '../parts.ts';

const MOST = 20;

/** The search box: the same search as `risk`; one sure hit goes straight to its page. */
export const search: WebPage = {
  path: '/search',
  async render(context) {
    const { say, words, href, deps } = context;
    const typed = context.query('q').slice(0, 200);
    const sure = oneCompany(typed, context.day, deps.find, deps.knowledge.catalog.companies);
    if (sure.found) return { redirect: href(`/company/${sure.company.id}`) };
    const offers = offersOf(typed, MOST, deps).map(
      (offer) =>
        html`<a href="${href(`/company/${offer.id}`)}">${companyLabel(offer.id, context)}</a> <span class="quiet">${reasonText(offer.because, context)}</span>`,
    );
    const asApp = html`<p><a href="${href('/app', { name: typed })}">${say('asApp', { text: typed })}</a></p>`;
    return {
      title: typed === '' ? words.search : say('searchFor', { text: typed }),
      status: offers.length === 0 && typed !== '' ? 404 : 200,
      body: html`<p>${offers.length === 0 ? words.noHit : words.mayMean}</p>${list(context, offers)}${typed === '' ? '' : asApp}`,
    };
  },
};
