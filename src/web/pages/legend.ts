import { LEGEND } from '../../present/legend.ts';
import { html } from '../html.ts';
import type { WebPage } from '../page.ts';

/** How a score is read: levels with an example each, bands, value, parts, and what no data means. */
export const legend: WebPage = {
  path: '/legend',
  async render(context) {
    const { title, lead, levels, terms } = LEGEND[context.language];
    const rows = [...levels, ...terms].map(
      ([term, meaning]) => html`<div><dt>${term}</dt><dd>${meaning}</dd></div>`,
    );
    return { title, body: html`<p>${lead}</p><dl class="legend">${rows}</dl>` };
  },
};
