import type { AppAnswer } from '../../../answers/queries/answers.ts';
import { appAnswer } from '../../../answers/queries/app.ts';
import { withDecisions } from '../../../answers/queries/decisions.ts';
import { authoritiesNamed } from '../../../answers/queries/find-authority.ts';
import { oneCompany } from '../../../answers/queries/find-company.ts';
import { offersOf } from '../../../answers/queries/lookup-result.ts';
import { term } from '../../../base/i18n/sentence.ts';
import { facts, hidden, html, type PagePart } from '../html.ts';
import { missing, type WebPage } from '../page.ts';
import { type RequestContext, wordFor } from '../request-context.ts';

const MOST = 20;

/**
 * The search box: the same search as `risk`, and authorities by their names; one sure hit goes
 * straight to its page.
 */
export const search: WebPage = {
  path: '/search',
  async render(context) {
    const { say, words, deps, link } = context;
    const typed = context.query('q').slice(0, 200);
    const { catalog } = deps.knowledge;
    const sure = oneCompany(typed, context.day, deps.find, catalog.companies);
    const authorities = authoritiesNamed(typed, catalog);
    const [authority] = authorities;
    if (sure.found && authority === undefined)
      return { redirect: context.href(`/company/${sure.company.id}`) };
    if (!sure.found && authority !== undefined && authorities.length === 1)
      return { redirect: context.href(`/regulator/${authority}`) };
    const companies = offersOf(typed, MOST, deps).map(
      ({ id, because }) =>
        html`
          ${link(`/company/${id}`, context.companyLabel(id))} <span class="quiet">
          ${context.reasonText(because)}</span>
        `,
    );
    const offers = [
      ...authorities.map((id) =>
        link(`/regulator/${id}`, context.fullName(catalog.regulators.get(id)!)),
      ),
      ...companies,
    ];
    const asApp = html`<p>${link('/app', say('asApp', { text: typed }), { name: typed })}</p>`;
    return {
      title: typed === '' ? words.search : say('searchFor', { text: typed }),
      status: offers.length === 0 && typed !== '' ? 404 : 200,
      body: [
        html`<p>${offers.length === 0 ? words.noHit : words.mayMean}</p>`,
        context.list(offers),
        typed === '' ? '' : asApp,
      ],
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
    const form = html`
      <form class="inline" action="/app" method="get">
        ${hidden(context.linkParams)}<p><label for="name">${words.app}</label> 
        <input id="name" name="name" value="${name}" required> <label for="developer">
        ${words.developer}</label> <input id="developer" name="developer" value="${developer}"> 
        <button>${words.show}</button></p>
      </form>
    `;
    if (name === '')
      return { title: words.whoseApp, body: [html`<p>${words.whoseAppHint}</p>`, form] };
    const { knowledge, store } = context.deps;
    const options = { at, language, developer: developer || null };
    const found = appAnswer(await withDecisions(knowledge, store), name, options);
    if (!found.found) {
      const none = missing(context, context.reasonText(found.because));
      return { ...none, body: [form, none.body] };
    }
    const { company } = found.answer;
    const whose = company === null ? words.nobody : context.companyLabel(company.id);
    return { title: `${name} → ${whose}`, body: [form, answered(found.answer, context)] };
  },
};

function answered(answer: AppAnswer, context: RequestContext): PagePart {
  const { words, language, deps, companyLink, reasonText } = context;
  const { app: own, company, via, candidates, chain } = answer;
  const reached = via.map(
    (one, n) => html`${n === 0 ? '' : context.comma}${companyLink(one.company.id)}`,
  );
  const named = candidates.map(
    (candidate) =>
      html`${companyLink(candidate.company)}${words.colon}${reasonText(candidate.because)}`,
  );
  const node = (id: string) =>
    deps.knowledge.catalog.companies.has(id as never) ? companyLink(id) : id;
  const edges = chain.map(({ from, edge, to, evidence }) => ({
    from: node(from),
    edge: edgeText(edge, context),
    to: node(to),
    rests: context.edgeRestsCell({ edge, evidence }),
  }));
  return [
    facts([
      [words.match, `${term('match', answer.match, language)} ${answer.confidence.toFixed(2)}`],
      [words.company, company === null ? words.nobody : companyLink(company.id)],
      [words.value, own === null ? '' : words.values[own.value]],
      [words.reach, own === null ? '' : words.reaches[own.reach]],
    ]),
    html`<p>${reasonText(answer.reason)}</p>`,
    via.length === 0 ? '' : html`<p>${words.alsoReaches} ${reached}</p>`,
    context.section('candidates', context.list(named)),
    context.tableSection('chain', edges),
  ];
}

/** `controlled by (contract)`: the words of the edge, and of how. */
function edgeText(edge: string, { words }: RequestContext): string {
  const [, plain = edge, how] = /^([^(]*?)(?: \(([^()]*)\))?$/.exec(edge) ?? [];
  const said = wordFor(words.edges, plain, wordFor(words.relations, plain));
  return how === undefined
    ? said
    : `${said} (${wordFor(words.controls, how, wordFor(words.relations, how))})`;
}
