import type { BoardDeadline, BoardRow } from '../../../answers/queries/board.ts';
import { appsDue } from '../../../answers/queries/deadlines.ts';
import { oneCompany } from '../../../answers/queries/find-company.ts';
import { listed as entriesOf } from '../../../answers/queries/set-up.ts';
import { sourcesInOrder } from '../../../answers/queries/source-rows.ts';
import { FIRST_LIST, linesOf } from '../../../answers/queries/watchlist.ts';
import { listingsOn, tickerOf } from '../../../domain/company.ts';
import type { CompanyId } from '../../../domain/ids.ts';
import type { Band } from '../../../domain/score.ts';
import { daysBetween } from '../../../domain/time.ts';
import type { Watchlist } from '../../../domain/workspace.ts';
import { endedOn, type Watching, watchingOf } from '../../../pipeline/standing/record.ts';
import { companyTable, listed, listForm, queryOf } from '../company-list.ts';
import { type Html, hidden, html, quiet } from '../html.ts';
import { missing, type SentForm, type WebPage } from '../page.ts';
import { boardOf, deadlinesOf, type RequestContext } from '../request-context.ts';
import { freshText } from './coverage.ts';
import { noticeTable } from './notices.ts';

const NEWEST = 10;
const WEEK = 7;
const LOUD: readonly Band[] = ['severe', 'high', 'elevated', 'watch'];

/** Companies by score, the newest notices, and how the sources are doing. */
export const overview: WebPage = {
  path: '/',
  async render(context) {
    const { say, words, deps, section, link } = context;
    const [board, notices, sources, watching] = await Promise.all([
      boardOf(context),
      deps.store.notices({ actionsOnly: true, ...context.asThen, limit: NEWEST }),
      sourcesInOrder(context),
      watchingOf(deps.store, deps.clock.now()),
    ]);
    const ended = endedOn(deps.knowledge, watching);
    const fresh = deps.setUp !== null && context.onThisMachine && (await deps.setUp.isFresh());
    const query = queryOf(context.query, null);
    const rows = listed(board.rows, query, context.day, context.language);
    const all = board.rows.length;
    const toggle = link('/', query.all ? words.onlyTouched : say('everyCompany', { n: all }), {
      all: query.all ? null : 1,
    });
    const atom = context.href('/feeds/all.atom');
    return {
      title: words.overview,
      atom,
      body: [
        ended === null
          ? ''
          : html`<p class="warn">${say('oldRecord', { until: context.date(ended) })}</p>`,
        context.past || notices.length > 0 ? '' : firstDay(context, watching),
        fresh
          ? html`<p class="past">${words.setUp.first} ${link('/setup', words.setUp.open)}</p>`
          : '',
        tally(board.rows, context),
        section('companies', [
          html`
            <p>${say('shown', { n: rows.length, of: all })}${words.stop}${toggle} · 
            ${link('/companies.csv', words.csv, context.requested)}</p>
          `,
          listForm(board.rows, query, context),
          companyTable(rows, context),
        ]),
        section('newest', [
          await noticeTable('newest', notices, context),
          html`<p>${link('/notices', words.allNotices)} · <a href="${atom}">${words.atom}</a></p>`,
        ]),
        section(
          'sources',
          html`
            <p>${freshText(sources, context)}${words.stop}${link('/coverage', words.coverage)}</p>
          `,
          words.freshness,
        ),
      ],
    };
  },
};

/** Progress of the first polls, until the first notices are read. */
function firstDay(context: RequestContext, { since, seen }: Watching): Html {
  const { say, deps, moment, date } = context;
  const record = deps.knowledge.catalog.historyUntil;
  const values = {
    since: since === null ? 'none' : moment(since),
    record: record === null ? '–' : date(record),
    answered: seen.size,
    of: deps.sources.filter(({ source }) => source.enabled).length,
  };
  return html`<p class="past" role="status">${say('firstDay', values)}</p>`;
}

/** The state of things in five figures: companies by band, and deadlines of the week. */
function tally(rows: readonly BoardRow[], { words, locale, day, link }: RequestContext): Html {
  const soon = rows
    .flatMap((row) => row.deadlines)
    .filter((deadline) => deadline.date >= day && daysBetween(day, deadline.date) <= WEEK);
  return html`
    <ul class="tally">
      ${LOUD.map(
        (band) =>
          html`
        <li class="${band}">
          <strong>${rows.filter((row) => row.band === band).length}</strong> ${locale.bands[band]}
        </li>
      `,
      )}
      <li>
        <strong>${soon.length}</strong> ${link('/deadlines', words.dueThisWeek)}
      </li>
    </ul>
  `;
}

const MOST_ENTRIES = 500;

/**
 * The companies that a reader follows here: kept on the server, or named in the address
 * (`?list=TCOM,0700.HK`).
 */
export const watchlist: WebPage = {
  path: '/watchlist',
  async render(context) {
    const { words, day, language } = context;
    const given = context.query('list');
    const lists = await context.rows.watchlists();
    const chosen = lists.find(({ id }) => id === context.query('of')) ?? FIRST;
    const ids =
      given === '' ? await context.rows.followed(chosen.id) : companiesIn(given, context).found;
    const query = queryOf(context.query, ids);
    const { rows } = await boardOf(context);
    const own = rows.filter((row) => ids.has(row.company.id));
    const names = own.map(({ company }) => {
      const [first] = listingsOn(company, day);
      return first === undefined ? company.id : tickerOf(first);
    });
    const saved = context.query('saved') === '1';
    const shared = context.link('/watchlist', words.list.link, { list: names.join(',') });
    return {
      title: chosen.id === FIRST_LIST ? words.watchlist : chosen.name,
      body: [
        otherLists(lists, chosen.id, context),
        saved ? html`<p role="status" class="saved">${words.list.saved}</p>` : '',
        own.length === 0
          ? quiet(words.list.empty)
          : [
              listForm(own, query, context),
              companyTable(listed(rows, query, day, language), context),
              html`
                <p>${words.list.share} ${shared} · 
                ${context.link('/report', words.morningNote, given === '' ? { of: chosen.id } : { list: given })}</p>
              `,
            ],
        given === '' && context.rows.may('editor') && !hasWeights(lists, chosen.id)
          ? editForm(names, chosen.id, context)
          : '',
      ],
    };
  },
  posts: {
    '/watchlist': (sent, context) =>
      (sent.text('company') === '' ? saveList : follow)(sent, context),
  },
};

const FIRST = { id: FIRST_LIST, name: FIRST_LIST };

/** A list with weights is a book, and is changed there. */
const hasWeights = (lists: readonly Watchlist[], id: string): boolean =>
  lists.some((list) => list.id === id && list.holdings.some(({ weight }) => weight !== null));

/** The other lists of the workspace. */
function otherLists(
  lists: readonly Watchlist[],
  chosen: string,
  { words, link }: RequestContext,
): Html | '' {
  const others = lists.filter(({ id }) => id !== chosen);
  if (others.length === 0) return '';
  const named = others.map(({ id, name }) => ({
    of: id,
    text: id === FIRST_LIST ? words.watchlist : name,
  }));
  return html`<ul class="chips">${named.map(({ of, text }) => html`<li>${link('/watchlist', text, { of })}</li>`)}</ul>`;
}

/** From the page of a company. */
async function follow(sent: SentForm, context: RequestContext) {
  const { rows, deps } = context;
  const company = sent.text('company') as CompanyId;
  if (!deps.knowledge.catalog.companies.has(company)) return missing(context);
  const follows = new Set(await rows.followed(FIRST_LIST)).add(company);
  if (sent.text('follow') === '0') follows.delete(company);
  await rows.saveWatchlist(FIRST, linesOf(follows));
  return { redirect: context.href(`/company/${company}`) };
}

/** The whole list as text; an entry that names no company changes nothing. */
async function saveList(sent: SentForm, context: RequestContext) {
  const { say, words, href, rows } = context;
  const text = sent.text('companies');
  const { found, unknown } = companiesIn(text, context);
  if (unknown.length > 0)
    return {
      title: words.watchlist,
      status: 400 as const,
      body: html`
        <p role="alert" class="failing">${say('list.unknown', { names: unknown.join(', ') })}</p>
        ${editForm([text], sent.text('of'), context)}
      `,
    };
  const list = (await rows.watchlist(sent.text('of'))) ?? FIRST;
  await rows.saveWatchlist(list, linesOf(found));
  const of = list.id === FIRST_LIST ? {} : { of: list.id };
  return { redirect: href('/watchlist', { saved: 1, ...of }) };
}

/** Companies that entries name, and the entries that name none. */
export function companiesIn(text: string, { deps, day }: RequestContext) {
  const found = new Set<CompanyId>();
  const unknown: string[] = [];
  for (const entry of entriesOf(text).slice(0, MOST_ENTRIES)) {
    const one = oneCompany(entry, day, deps.find, deps.knowledge.catalog.companies);
    if (one.found) found.add(one.company.id);
    else unknown.push(entry);
  }
  return { found, unknown };
}

/** The list as text, to edit or to paste. */
function editForm(names: readonly string[], of: string, { words, href }: RequestContext): Html {
  return html`
    <form class="setup" action="${href('/watchlist')}" method="post">
      ${hidden({ of })}<p><label for="companies">${words.list.edit}</label></p><p>
      <textarea id="companies" name="companies" rows="3">
        ${names.join(', ')}
      </textarea>
      </p><button>${words.list.save}</button>
    </form>
  `;
}

/** The apps that each deadline is about, by their names. */
async function appsOf(
  deadlines: readonly BoardDeadline[],
  { deps, at, language, comma }: RequestContext,
): Promise<ReadonlyMap<BoardDeadline, string>> {
  const { knowledge, store } = deps;
  const named = new Map<BoardDeadline, string>();
  for (const deadline of deadlines.slice(0, MOST)) {
    const { company, regulator, date } = deadline;
    const stored = await store.events({ company, until: at, deadline: date });
    const recorded = knowledge.history.get(company).filter((event) => event.at <= at);
    const names = appsDue([...recorded, ...stored], { regulator, date }, knowledge, language);
    named.set(deadline, names.join(comma));
  }
  return named;
}

/** Rows of one table; the rest is in its file. */
const MOST = 200;

/** Deadlines of open cases, the nearest first, and those that passed within a week. */
export const deadlines: WebPage = {
  path: '/deadlines',
  async render(context) {
    const { say, words, date: dateText, day: today, link } = context;
    const all = await deadlinesOf(context);
    const apps = await appsOf(all, context);
    const due = (part: 'ahead' | 'passed') => {
      // A notice is listed once, with everybody whom it binds.
      const notices = Map.groupBy(
        all.filter(({ date }) => (part === 'ahead') === date >= today),
        ({ date, regulator, title, stage }) => JSON.stringify([date, regulator, title, stage]),
      );
      const rows = [...notices.values()].map((own) => {
        const [{ date, regulator, stage, title }] = own as [(typeof own)[number]];
        const days = daysBetween(today, date);
        const bound = own.map((deadline, n) => {
          const named = apps.get(deadline) ?? '';
          return html`
            ${n === 0 ? '' : context.comma}${context.companyLink(deadline.company)}
            ${named === '' ? '' : html` <small class="quiet">(${named})</small>`}
          `;
        });
        return {
          deadline: dateText(date),
          distance: days >= 0 ? say('daysLeft', { n: days }) : say('daysAgo', { n: -days }),
          company: bound,
          regulator: context.regulatorLink(regulator),
          stage: context.locale.stages[stage],
          title: context.titleText(title),
        };
      });
      return context.tableSection(part, rows, { most: MOST, file: '/deadlines.csv' });
    };
    const files = html`
      <p>${link('/deadlines.ics', words.calendar)} · ${link('/deadlines.csv', words.csv)}</p>
    `;
    return { title: words.deadlines, body: [files, due('ahead'), due('passed')] };
  },
};
