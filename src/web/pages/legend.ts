import { MESSAGES } from '../../present/messages.ts';
import { facts, html } from '../html.ts';
import type { WebPage } from '../page.ts';

/** How a score is read: levels with an example each, bands, value, parts, and what no data means. */
export const legend: WebPage = {
  path: '/legend',
  async render({ language }) {
    const { title, lead, levels, terms } = MESSAGES[language].legend;
    return {
      title,
      body: html`<p>${lead}</p>${facts([...levels, ...terms] as [string, string][], 'legend')}`,
    };
  },
};
