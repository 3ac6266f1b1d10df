import { html, list } from '../html.ts';
import type { Page } from '../page.ts';

const MOST = 20;

/** The search box: the same search as `risk`; one sure hit goes straight to its page. */
export const search: Page = {
  path: '/search',
  async render(visit, deps) {
    const asked = visit.query('q').slice(0, 200);
    const { words } = visit;
    const offers = deps.ask.offers(asked, MOST);
    const [first] = offers;
    if (first !== undefined && offers.length === 1) return { redirect: visit.href(`/company/${first.id}`) };
    return {
      title: `${words.search}: ${asked}`,
      status: offers.length === 0 && asked !== '' ? 404 : 200,
      body: html`${
        offers.length === 0
          ? html`<p>${words.noHit}</p>`
          : html`<p>${words.mayMean}</p>${list(
              offers.map(
                (offer) =>
                  html`<a href="${visit.href(`/company/${offer.id}`)}">${offer.label}</a> <span class="quiet">${offer.because}</span>`,
              ),
              words.none,
            )}`
      }${asked === '' ? '' : html`<p><a href="${visit.href('/app', { name: asked })}">${words.asApp(asked)}</a></p>`}`,
    };
  },
};
