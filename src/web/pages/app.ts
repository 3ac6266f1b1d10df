import type { AppAnswer } from '../../ask/answers.ts';
import { term } from '../../present/sentence.ts';
import type { WebDeps } from '../deps.ts';
import { type Html, html, list, section, table } from '../html.ts';
import { companyLabel, reasonText } from '../in-words.ts';
import type { WebPage } from '../page.ts';
import { companyLink } from '../parts.ts';
import type { RequestContext } from '../request-context.ts';
import { restsCell } from '../rests-cell.ts';
import { missing } from './missing.ts';

/** Which company an app belongs to on a day, by the same matching as for a notice. */
export const app: WebPage = {
  path: '/app',
  async render(context, deps) {
    const name = context.query('name').slice(0, 200);
    const developer = context.query('developer').slice(0, 200);
    const { words } = context;
    const hidden = context.linkParams.map(
      ([field, value]) => html`<input type="hidden" name="${field}" value="${value}">`,
    );
    const form = html`<form class="inline" action="/app" method="get">${hidden}<p><label for="name">${words.app}</label> <input id="name" name="name" value="${name}" required> <label for="developer">${words.developer}</label> <input id="developer" name="developer" value="${developer}"> <button>${words.show}</button></p></form>`;
    if (name === '') return { title: words.whoseApp, body: html`<p>${words.whoseAppHint}</p>${form}` };
    const found = await deps.ask.app(name, {
      at: context.at,
      language: context.language,
      ...(developer === '' ? {} : { developer }),
    });
    if (!found.found) {
      const none = missing(context, reasonText(found.because, context));
      return { ...none, body: html`${form}${none.body}` };
    }
    const { answer } = found;
    const whose =
      answer.company === null ? words.nobody : companyLabel(answer.company.id as never, deps, context);
    return { title: `${name} → ${whose}`, body: html`${form}${answered(answer, deps, context)}` };
  },
};

function answered(answer: AppAnswer, deps: WebDeps, context: RequestContext): Html {
  const { words } = context;
  const facts: [string, unknown][] = [
    [words.match, `${term('match', answer.match, context.language)} ${answer.confidence.toFixed(2)}`],
    [words.company, answer.company === null ? words.nobody : companyLink(answer.company.id, deps, context)],
    [words.value, answer.app === null ? '' : words.values[answer.app.value]],
    [words.reach, answer.app === null ? '' : words.reaches[answer.app.reach]],
  ];
  return html`<dl class="facts">${facts
    .filter(([, value]) => value !== '')
    .map(
      ([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`,
    )}</dl><p>${reasonText(answer.reason, context)}</p>${
    answer.via.length === 0
      ? ''
      : html`<p>${words.alsoReaches} ${answer.via.map((one, n) => html`${n === 0 ? '' : ', '}${companyLink(one.company.id, deps, context)}`)}</p>`
  }${
    answer.candidates.length === 0
      ? ''
      : section(
          'candidates',
          words.candidates,
          list(
            answer.candidates.map(
              (one) =>
                html`${companyLink(one.company, deps, context)}${words.colon}${reasonText(one.because, context)}`,
            ),
            words.none,
          ),
        )
  }${answer.chain.length === 0 ? '' : section('chain', words.chain, chainTable(answer, deps, context))}`;
}

function chainTable({ chain }: AppAnswer, deps: WebDeps, context: RequestContext): Html {
  const { words } = context;
  const node = (id: string) =>
    deps.knowledge.catalog.companies.has(id as never) ? companyLink(id, deps, context) : id;
  return table(
    words.chain,
    [{ head: words.from }, { head: words.edge }, { head: words.to }, { head: words.rests }],
    chain.map((one) => [
      node(one.from),
      edgeText(one.edge, context),
      node(one.to),
      restsCell(one.evidence, context),
    ]),
  );
}

/** `controlled by (contract)`: the words of the edge, and of how. */
function edgeText(edge: string, context: RequestContext): string {
  const { words } = context;
  const [, plain = edge, how] = /^([^(]*?)(?: \(([^()]*)\))?$/.exec(edge) ?? [];
  const said = words.edges[plain] ?? words.relations[plain] ?? plain;
  return how === undefined ? said : `${said} (${words.controls[how] ?? words.relations[how] ?? how})`;
}
