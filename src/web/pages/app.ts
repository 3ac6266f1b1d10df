import { html } from '../html.ts';
import type { Page } from '../page.ts';
import { cardHtml, companyLink } from '../parts.ts';
import { missing } from './missing.ts';

/** Which company an app belongs to on a day, by the same matching as for a notice. */
export const app: Page = {
  path: '/app',
  async render(visit, deps) {
    const name = visit.query('name').slice(0, 200);
    const { words } = visit;
    const form = html`<form class="inline" action="/app" method="get"><label for="name">${words.app}</label> <input id="name" name="name" value="${name}" required> <button>${words.show}</button></form>`;
    if (name === '') return { title: words.app, body: form };
    const developer = visit.query('developer');
    const found = await deps.ask.app(name, {
      at: visit.at,
      language: visit.language,
      ...(developer === '' ? {} : { developer }),
    });
    if (!found.found) {
      const none = missing(visit, found.because);
      return { ...none, body: html`${form}${none.body}` };
    }
    const id = found.answer.company?.id;
    return {
      title: found.card.title,
      body: html`${form}${cardHtml(found.card)}${id === undefined ? '' : html`<p>${companyLink(id, deps, visit)}</p>`}`,
    };
  },
};
