import { heatOf } from '../../../answers/queries/heat.ts';
import { preferred } from '../../../base/i18n/locale.ts';
import { points } from '../../../base/i18n/words.ts';
import { html } from '../html.ts';
import type { WebPage } from '../page.ts';

/**
 * Sectors by month as a table of coloured cells; each says its number, so that colour is no need.
 */
export const heat: WebPage = {
  path: '/sectors',
  async render(context) {
    const { deps, language, words, at, say } = context;
    const { sectors } = deps.knowledge.catalog;
    const { months, rows } = await heatOf(at, deps);
    const body = html`
      <p>${words.heatHint}</p>
      <div class="heat" role="region" aria-label="${words.sectors}" tabindex="0">
        <table>
          <caption class="sr">${words.sectors}</caption>
          <thead>
            <tr><th scope="col">${words.sector}</th>
            ${months.map((day) => html`<th scope="col" class="n">${day.slice(2, 7)}</th>`)}</tr>
          </thead>
          <tbody>
            ${rows.map(
              ({ sector, cells }) => html`
                <tr><th scope="row">
                ${context.link('/', preferred(sectors.get(sector), language) ?? sector, { sector })}</th>
                ${cells.map(
                  ({ score, band, acts }) => html`
                    <td class="n heat-${band}" title="${say('heatCell', { n: acts })}">
                    ${points(score)}</td>
                  `,
                )}</tr>
              `,
            )}
          </tbody>
        </table>
      </div>
    `;
    return { title: words.sectors, body };
  },
};
