import type { Address, Delivery } from '../../domain/alert.ts';
import { term } from '../../present/sentence.ts';
import { shownAddress } from '../../present/shown-address.ts';
import { type Html, html, list, section, table } from '../html.ts';
import { reasonText } from '../in-words.ts';
import type { WebPage } from '../page.ts';
import { offsetOf, pager } from '../parts.ts';
import type { RequestContext } from '../request-context.ts';

const SIZE = 50;
const MAX_SUPPRESSED = 50;
const STATES = ['sent', 'pending', 'retrying', 'refused', 'expired', 'uncertain'] as const;

/** What was sent where, and what was not told and why. */
export const deliveries: WebPage = {
  path: '/deliveries',
  async render(context, deps) {
    const { words } = context;
    const offset = offsetOf(context);
    const wanted = STATES.find((state) => state === context.query('state'));
    const [found, suppressed] = await Promise.all([
      deps.store.deliveredNotices({
        ...(wanted === undefined ? {} : { state: wanted }),
        ...{ ...context.asThen, limit: SIZE + 1, offset },
      }),
      deps.store.suppressed({ ...context.asThen, limit: MAX_SUPPRESSED }),
    ]);
    const rows = found
      .slice(0, SIZE)
      .map(({ delivery, notice }) => [
        notice === null
          ? context.moment(delivery.createdAt)
          : html`<a href="${context.href(`/notice/${notice}`)}">${context.moment(delivery.createdAt)}</a>`,
        place(delivery.address, context),
        delivery.createdAt > context.at ? words.planned : words.states[delivery.state],
        delivery.level,
        delivery.attempts,
        delivery.lastError === null ? '' : reasonText(delivery.lastError, context),
      ]);
    return {
      title: words.deliveries,
      body: html`${stateLinks(wanted, context)}<p><a href="${context.href('/deliveries.csv')}">${words.csv}</a></p>${
        rows.length === 0
          ? html`<p class="quiet">${words.empty.deliveries}</p>`
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
      }${pager(context, offset, SIZE, found.length > SIZE)}${section(
        'held',
        words.held,
        list(
          suppressed.map(
            (one) =>
              html`<a href="${context.href(`/notice/${one.notice}`)}">${context.moment(one.at)}</a> ${words.heldStage} “${term('filter', one.stage, context.language)}” (${one.address === null ? words.everybody : place(one.address, context)})${words.colon}${reasonText(one.because, context)}`,
          ),
          words.empty.suppressed,
        ),
      )}`,
    };
  },
};

/** A way out and who is behind it; the address itself is somebody's name. */
function place(address: Address, { words }: RequestContext): Html {
  return html`${words.sinks[address.sink] ?? address.sink}${words.colon}<code>${shownAddress(address)}</code>`;
}

function stateLinks(wanted: Delivery['state'] | undefined, context: RequestContext): Html {
  const { words } = context;
  const all = [null, ...STATES];
  return html`<nav aria-label="${words.state}"><ul class="chips">${all.map(
    (state) =>
      html`<li><a href="${context.href('/deliveries', { state })}"${(wanted ?? null) === state ? html` aria-current="true"` : ''}>${state === null ? words.allStates : words.states[state]}</a></li>`,
  )}</ul></nav>`;
}
