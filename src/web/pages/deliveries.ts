import type { Address, Delivery } from '../../domain/alert.ts';
import { term } from '../../present/sentence.ts';
import { shownAddress } from '../../present/shown-address.ts';
import { type Html, html, link, list, number, section, table, wide } from '../html.ts';
import type { WebPage } from '../page.ts';
import { paged, pageQuery, reasonText } from '../parts.ts';
import { type RequestContext, wordFor } from '../request-context.ts';

const MAX_SUPPRESSED = 50;
const STATES = ['sent', 'pending', 'retrying', 'refused', 'expired', 'uncertain'] as const;

/** What was sent where, and what was suppressed and why. */
export const deliveries: WebPage = {
  path: '/deliveries',
  async render(context) {
    const { words, asThen, language } = context;
    const { store } = context.deps;
    const wanted = STATES.find((state) => state === context.query('state'));
    const of = wanted === undefined ? {} : { state: wanted };
    const [found, suppressed] = await Promise.all([
      store.deliveredNotices({ ...of, ...asThen, ...pageQuery(context) }),
      store.suppressed({ ...asThen, limit: MAX_SUPPRESSED }),
    ]);
    const { rows, nav } = paged(found, context);
    const when = (at: number, notice: string | null) =>
      notice === null ? context.moment(at) : link(context, `/notice/${notice}`, context.moment(at));
    const sent = rows.map(({ delivery: one, notice }) => ({
      when: when(one.createdAt, notice),
      to: recipient(one.address, context),
      state: one.createdAt > context.at ? words.planned : words.states[one.state],
      ...{ level: number(one.level), attempts: number(one.attempts) },
      error: wide(one.lastError === null ? '' : reasonText(one.lastError, context)),
    }));
    const lines = suppressed.map(
      (one) =>
        html`${when(one.at, one.notice)} ${words.suppressedStage} “${term('filter', one.stage, language)}” (${one.address === null ? words.everybody : recipient(one.address, context)})${words.colon}${reasonText(one.because, context)}`,
    );
    return {
      title: words.deliveries,
      body: [
        stateLinks(wanted, context),
        html`<p>${link(context, '/deliveries.csv', words.csv)}</p>`,
        ...[table(context, 'deliveries', sent), nav],
        section(context, 'suppressed', list(context, lines, words.empty.suppressed)),
      ],
    };
  },
};

/** A way out and who is behind it; the address itself is somebody's name. */
function recipient(address: Address, { words }: RequestContext): Html {
  return html`${wordFor(words.sinks, address.sink)}${words.colon}<code>${shownAddress(address)}</code>`;
}

function stateLinks(wanted: Delivery['state'] | undefined, { words, href }: RequestContext): Html {
  const link = (state: (typeof STATES)[number] | null) =>
    html`<li><a href="${href('/deliveries', { state })}"${(wanted ?? null) === state ? html` aria-current="true"` : ''}>${state === null ? words.allStates : words.states[state]}</a></li>`;
  return html`<nav aria-label="${words.state}"><ul class="chips">${[null, ...STATES].map(link)}</ul></nav>`;
}
