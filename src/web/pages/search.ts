import type { AppAnswer } from '../../ask/answers.ts';
import { appAnswer } from '../../ask/app.ts';
import { oneCompany } from '../../ask/find-company.ts';
import { offersOf } from '../../ask/lookup-result.ts';
import { withDecisions } from '../../ask/reviews.ts';
import { term } from '../../present/sentence.ts';
import { facts, type Html, hidden, html, list, section, table } from '../html.ts';
import { missing, type WebPage } from '../page.ts';
import { comma, companyLabel, companyLink, reasonText, restsCell } from '../parts.ts';
import type { RequestContext } from '../request-context.ts';

const MOST = 20;

/** The search box: the same search as `risk`; one sure hit goes straight to its page. */
export const search: WebPage = {
  path: '/search',
  async render(context) {
    const { say, words, href, deps } = context;
    const typed = context.query('q').slice(0, 200);
    const sure = oneCompany(typed, context.day, deps.find, deps.knowledge.catalog.companies);
    if (sure.found) return { redirect: href(`/company/${sure.company.id}`) };
    const offers = offersOf(typed, MOST, deps).map(
      (offer) =>
        html`<a href="${href(`/company/${offer.id}`)}">${companyLabel(offer.id, context)}</a> <span class="quiet">${reasonText(offer.because, context)}</span>`,
    );
    const asApp = html`<p><a href="${href('/app', { name: typed })}">${say('asApp', { text: typed })}</a></p>`;
    return {
      title: typed === '' ? words.search : say('searchFor', { text: typed }),
      status: offers.length === 0 && typed !== '' ? 404 : 200,
      body: html`<p>${offers.length === 0 ? words.noHit : words.mayMean}</p>${list(context, offers)}${typed === '' ? '' : asApp}`,
    };
  },
};

/** Which company an app belongs to on a day, by the same matching as for a notice. */
export const app: WebPage = {
  path: '/app',
  async render(context) {
    const { words, at, language } = context;
    const name = context.query('name').slice(0, 200);
    const developer = context.query('developer').slice(0, 200);
    const form = html`<form class="inline" action="/app" method="get">${hidden(context.linkParams)}<p><label for="name">${words.app}</label> <input id="name" name="name" value="${name}" required> <label for="developer">${words.developer}</label> <input id="developer" name="developer" value="${developer}"> <button>${words.show}</button></p></form>`;
    if (name === '') return { title: words.whoseApp, body: html`<p>${words.whoseAppHint}</p>${form}` };
    const { knowledge, store } = context.deps;
    const options = { at, language, developer: developer || null };
    const found = appAnswer(await withDecisions(knowledge, store), name, options);
    if (!found.found) {
      const none = missing(context, reasonText(found.because, context));
      return { ...none, body: html`${form}${none.body}` };
    }
    const { company } = found.answer;
    const whose = company === null ? words.nobody : companyLabel(company.id, context);
    return { title: `${name} → ${whose}`, body: html`${form}${answered(found.answer, context)}` };
  },
};

function answered(answer: AppAnswer, context: RequestContext): Html {
  const { words, language } = context;
  const { app: own, company, via, candidates } = answer;
  return html`${facts([
    [words.match, `${term('match', answer.match, language)} ${answer.confidence.toFixed(2)}`],
    [words.company, company === null ? words.nobody : companyLink(company.id, context)],
    [words.value, own === null ? '' : words.values[own.value]],
    [words.reach, own === null ? '' : words.reaches[own.reach]],
  ])}<p>${reasonText(answer.reason, context)}</p>${
    via.length === 0
      ? ''
      : html`<p>${words.alsoReaches} ${via.map((one, n) => html`${n === 0 ? '' : comma(context)}${companyLink(one.company.id, context)}`)}</p>`
  }${section(
    'candidates',
    words.candidates,
    list(
      context,
      candidates.map(
        (one) => html`${companyLink(one.company, context)}${words.colon}${reasonText(one.because, context)}`,
      ),
    ),
  )}${answer.chain.length === 0 ? '' : section('chain', words.chain, chainTable(answer, context))}`;
}

function chainTable({ chain }: AppAnswer, context: RequestContext): Html {
  const { words, deps } = context;
  const node = (id: string) =>
    deps.knowledge.catalog.companies.has(id as never) ? companyLink(id, context) : id;
  return table(
    context,
    words.chain,
    [words.from, words.edge, words.to, words.rests],
    chain.map((one) => [
      node(one.from),
      edgeText(one.edge, context),
      node(one.to),
      restsCell(one.evidence, context),
    ]),
  );
}

/** `controlled by (contract)`: the words of the edge, and of how. */
function edgeText(edge: string, { words }: RequestContext): string {
  const [, plain = edge, how] = /^([^(]*?)(?: \(([^()]*)\))?$/.exec(edge) ?? [];
  const said = words.edges[plain] ?? words.relations[plain] ?? plain;
  return how === undefined ? said : `${said} (${words.controls[how] ?? words.relations[how] ?? how})`;
}
