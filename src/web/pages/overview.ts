import type { BoardRow } from '../../ask/board.ts';
import { endedOn, type Watching, watchingOf } from '../../ask/record.ts';
import type { Band } from '../../domain/score.ts';
import { daysBetween } from '../../domain/time.ts';
import { day as dayText, localeOf } from '../../present/words.ts';
import { companyTable, listed, listForm, queryOf } from '../company-list.ts';
import { type Html, html, link, section } from '../html.ts';
import type { WebPage } from '../page.ts';
import { boardOf, type RequestContext } from '../request-context.ts';
import { countsOf, freshText, sourceRows } from './coverage.ts';
import { noticeTable } from './notices.ts';

const NEWEST = 10;
const WEEK = 7;
const LOUD: readonly Band[] = ['severe', 'high', 'elevated', 'watch'];

/** Companies by score, the newest notices, and how the sources are doing. */
export const overview: WebPage = {
  path: '/',
  async render(context) {
    const { say, words, deps } = context;
    const [board, notices, sources, watching] = await Promise.all([
      boardOf(context),
      deps.store.notices({ actionsOnly: true, ...context.asThen, limit: NEWEST }),
      sourceRows(context),
      watchingOf(deps.store, deps.clock.now()),
    ]);
    const ended = endedOn(deps.knowledge, watching);
    const until = ended === null ? '' : say('oldRecord', { until: dayText(ended, context.language) });
    const fresh = deps.setUp !== null && context.onThisMachine && (await deps.setUp.state()).fresh;
    const query = queryOf(context.query, null);
    const rows = listed(board.rows, query, context.day, context.language);
    const all = board.rows.length;
    const toggle = link(context, '/', query.all ? words.onlyTouched : say('everyCompany', { n: all }), {
      all: query.all ? null : 1,
    });
    const atom = context.href('/feeds/all.atom');
    return {
      ...{ title: words.overview, atom },
      body: [
        until === '' ? '' : html`<p class="warn">${until}</p>`,
        context.past || notices.length > 0 ? '' : firstDay(context, watching),
        fresh
          ? html`<p class="past">${words.setUp.first} ${link(context, '/setup', words.setUp.open)}</p>`
          : '',
        tally(board.rows, context),
        section(context, 'companies', [
          html`<p>${say('shown', { n: rows.length, of: all })}${words.stop}${toggle} · ${link(context, '/companies.csv', words.csv, context.requested)}</p>`,
          listForm(board.rows, query, context),
          companyTable(rows, context),
        ]),
        section(context, 'newest', [
          noticeTable('newest', notices, context),
          html`<p>${link(context, '/notices', words.allNotices)} · <a href="${atom}">${words.atom}</a></p>`,
        ]),
        section(
          context,
          'sources',
          html`<p>${freshText(countsOf(sources), context)}${words.stop}${link(context, '/coverage', words.coverage)}</p>`,
          words.freshness,
        ),
      ],
    };
  },
};

/** How far the watch has come, until the first notices are read. */
function firstDay(context: RequestContext, { since, seen }: Watching): Html {
  const { language, say, deps } = context;
  const on = deps.sources.filter(({ source }) => source.enabled).length;
  const record = deps.knowledge.catalog.historyUntil;
  const from = since === null ? null : context.moment(since);
  const to = record === null ? '–' : dayText(record, language);
  return html`<p class="past" role="status">${say('firstDay', { since: from ?? 'none', answered: seen.size, of: on, record: to })}</p>`;
}

/** The state of things in five figures: companies by band, and deadlines of the week. */
function tally(rows: readonly BoardRow[], context: RequestContext): Html {
  const { words } = context;
  const bands = localeOf(context.language).bands;
  const soon = rows
    .flatMap((row) => row.deadlines)
    .filter((one) => one.date >= context.day && daysBetween(context.day, one.date) <= WEEK);
  return html`<ul class="tally">${LOUD.map(
    (band) =>
      html`<li class="${band}"><strong>${rows.filter((row) => row.band === band).length}</strong> ${bands[band]}</li>`,
  )}<li><strong>${soon.length}</strong> ${link(context, '/deadlines', words.dueThisWeek)}</li></ul>`;
}
