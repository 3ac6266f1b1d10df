import type { Address, Delivery } from '../../domain/alert.ts';
import { term } from '../../present/sentence.ts';
import { shownAddress } from '../../present/shown-address.ts';
import { moment } from '../../present/words.ts';
import { type Html, html, list, section, table } from '../html.ts';
import { reason } from '../in-words.ts';
import type { Page } from '../page.ts';
import { offsetOf, pager } from '../parts.ts';
import type { Visit } from '../visit.ts';

const SIZE = 50;
const HELD = 50;
const STATES = ['sent', 'pending', 'retrying', 'refused', 'expired', 'uncertain'] as const;

/** What was sent where, and what was not told and why. */
export const deliveries: Page = {
  path: '/deliveries',
  async render(visit, deps) {
    const { words } = visit;
    const offset = offsetOf(visit);
    const asked = STATES.find((state) => state === visit.query('state'));
    const [found, held] = await Promise.all([
      deps.store.browse.deliveries({
        ...(asked === undefined ? {} : { state: asked }),
        ...{ ...visit.asThen, limit: SIZE + 1, offset },
      }),
      deps.store.browse.held({ ...visit.asThen, limit: HELD, offset: 0 }),
    ]);
    const rows = found
      .slice(0, SIZE)
      .map(({ delivery, notice }) => [
        notice === null
          ? moment(delivery.createdAt, 'Asia/Shanghai', visit.language)
          : html`<a href="${visit.href(`/notice/${notice}`)}">${moment(delivery.createdAt, 'Asia/Shanghai', visit.language)}</a>`,
        place(delivery.address, visit),
        delivery.createdAt > visit.at ? words.planned : words.states[delivery.state],
        delivery.level,
        delivery.attempts,
        delivery.lastError === null ? '' : reason(delivery.lastError, deps, visit),
      ]);
    return {
      title: words.deliveries,
      body: html`${stateLinks(asked, visit)}<p><a href="${visit.href('/deliveries.csv')}">${words.csv}</a></p>${
        rows.length === 0
          ? html`<p class="quiet">${words.none}</p>`
          : table(
              words.deliveries,
              [
                { head: words.when },
                { head: words.to },
                { head: words.state },
                { head: words.level, number: true },
                { head: words.attempts, number: true },
                { head: words.error, wide: true },
              ],
              rows,
            )
      }${pager(visit, offset, SIZE, found.length > SIZE)}${section(
        'held',
        words.held,
        list(
          held.map(
            (one) =>
              html`<a href="${visit.href(`/notice/${one.notice}`)}">${moment(one.at, 'Asia/Shanghai', visit.language)}</a> ${words.heldStage} “${term('filter', one.stage, visit.language)}” (${one.address === null ? words.everybody : place(one.address, visit)})${words.colon}${reason(one.because, deps, visit)}`,
          ),
          words.none,
        ),
      )}`,
    };
  },
};

/** A way out and who is behind it; the address itself is somebody's name. */
function place(address: Address, { words }: Visit): Html {
  return html`${words.sinks[address.sink] ?? address.sink}${words.colon}<code>${shownAddress(address)}</code>`;
}

function stateLinks(asked: Delivery['state'] | undefined, visit: Visit): Html {
  const { words } = visit;
  const all = [null, ...STATES];
  return html`<nav aria-label="${words.state}"><ul class="chips">${all.map(
    (state) =>
      html`<li><a href="${visit.href('/deliveries', { state })}"${(asked ?? null) === state ? html` aria-current="true"` : ''}>${state === null ? words.allStates : words.states[state]}</a></li>`,
  )}</ul></nav>`;
}
