import { oneCompany } from '../../ask/find-company.ts';
import { listed as entriesOf } from '../../ask/set-up.ts';
import { saveWatchlist, watchlistOf } from '../../ask/watchlist.ts';
import { listingsOn, tickerOf } from '../../domain/company.ts';
import type { CompanyId } from '../../domain/ids.ts';
import { companyTable, listed, listForm, queryOf } from '../company-list.ts';
import { type Html, html, link, quiet } from '../html.ts';
import { missing, type SentForm, type WebPage } from '../page.ts';
import { boardOf, type RequestContext } from '../request-context.ts';

const MOST_ENTRIES = 500;

/** The companies that a reader follows here: kept on the server, or named in the address (`?list=TCOM,0700.HK`). */
export const watchlist: WebPage = {
  path: '/watchlist',
  async render(context) {
    const { words, deps, day, language } = context;
    const given = context.query('list');
    const ids =
      given === '' ? await watchlistOf(deps.store, deps.access.token) : companiesIn(given, context).found;
    const query = queryOf(context.query, ids);
    const { rows } = await boardOf(context);
    const own = rows.filter((row) => ids.has(row.company.id));
    const names = own.map(({ company }) => {
      const [first] = listingsOn(company, day);
      return first === undefined ? company.id : tickerOf(first);
    });
    const saved = context.query('saved') === '1';
    const shared = link(context, '/watchlist', words.list.link, { list: names.join(',') });
    return {
      title: words.watchlist,
      body: [
        saved ? html`<p role="status" class="saved">${words.list.saved}</p>` : '',
        own.length === 0
          ? quiet(words.list.empty)
          : [
              listForm(own, query, context),
              companyTable(listed(rows, query, day, language), context),
              html`<p>${words.list.share} ${shared}</p>`,
            ],
        given === '' ? editForm(names, context) : '',
      ],
    };
  },
  posts: {
    '/watchlist': (sent, context) => (sent.text('company') === '' ? saveList : follow)(sent, context),
  },
};

/** From the page of a company. */
async function follow(sent: SentForm, context: RequestContext) {
  const { store, access, knowledge } = context.deps;
  const company = sent.text('company') as CompanyId;
  if (!knowledge.catalog.companies.has(company)) return missing(context);
  const follows = new Set(await watchlistOf(store, access.token)).add(company);
  if (sent.text('follow') === '0') follows.delete(company);
  await saveWatchlist(store, access.token, follows);
  return { redirect: context.href(`/company/${company}`) };
}

/** The whole list as text; an entry that names no company changes nothing. */
async function saveList(sent: SentForm, context: RequestContext) {
  const { say, words, href, deps } = context;
  const text = sent.text('companies');
  const { found, unknown } = companiesIn(text, context);
  if (unknown.length > 0)
    return {
      title: words.watchlist,
      status: 400 as const,
      body: html`<p role="alert" class="failing">${say('list.unknown', { names: unknown.join(', ') })}</p>${editForm([text], context)}`,
    };
  await saveWatchlist(deps.store, deps.access.token, found);
  return { redirect: href('/watchlist', { saved: 1 }) };
}

/** Companies that entries name, and the entries that name none. */
function companiesIn(text: string, { deps, day }: RequestContext) {
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
function editForm(names: readonly string[], { words, href }: RequestContext): Html {
  return html`<form class="setup" action="${href('/watchlist')}" method="post"><p><label for="companies">${words.list.edit}</label></p><p><textarea id="companies" name="companies" rows="3">${names.join(', ')}</textarea></p><button>${words.list.save}</button></form>`;
}
