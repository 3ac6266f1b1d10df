import { type CaseStep, type CaseView, caseView } from '../../../answers/queries/case.ts';
import { FEWEST_MATTERS, type NextSteps } from '../../../answers/queries/next-steps.ts';
import { kindName } from '../../../base/i18n/act-label.ts';
import { daysLeft } from '../../../base/i18n/words.ts';
import type { CompanyId } from '../../../domain/ids.ts';
import { daysBetween } from '../../../domain/time.ts';
import { facts, type Html, html, outside, type PagePart, quiet, wide } from '../html.ts';
import { missing, type WebPage } from '../page.ts';
import type { RequestContext } from '../request-context.ts';

/** What came next most often; the others are counted together. */
const MOST_KINDS = 4;

/** One case of a company: what happened in it, and what usually comes next. */
export const caseOf: WebPage = {
  path: '/company/:id/case',
  async render(context) {
    const { deps, param, at, language } = context;
    const company = deps.knowledge.catalog.companies.get(param('id') as CompanyId);
    if (company === undefined) return missing(context);
    const view = caseView(await deps.states(company, at), context.query('of'), language);
    if (view === null) return missing(context);
    return {
      title: context.titleText(view.case.title),
      body: [
        head(view, context),
        context.section('thread', thread(view.steps, context)),
        view.case.open ? context.section('usuallyNext', usuallyNext(view.next, context)) : '',
      ],
    };
  },
};

function head({ case: found }: CaseView, context: RequestContext): PagePart {
  const { words, locale, date, day, language } = context;
  const { deadline, open, closed, stage } = found;
  const left =
    deadline === null || !open ? '' : ` (${daysLeft(daysBetween(day, deadline), language)})`;
  return facts([
    [words.company, context.companyLink(found.company)],
    [words.regulator, context.regulatorLink(found.regulator)],
    [words.stage, locale.stages[stage]],
    [words.opened, date(found.opened)],
    [words.deadline, deadline === null ? '' : `${date(deadline)}${left}`],
    [words.closedOn, closed === null ? '' : date(closed)],
  ]);
}

/** Acts of the case, oldest first, with the days between them. */
function thread(steps: readonly CaseStep[], context: RequestContext): PagePart {
  const { say, date } = context;
  const rows = steps.map((step) => ({
    day: date(step.date),
    kind: step.kind,
    sentence: wide(sentenceOf(step, context)),
    state: step.state ?? '',
    between: step.days === null ? '' : say('daysLater', { n: step.days }),
  }));
  return context.table('thread', rows, { few: true });
}

function sentenceOf({ url, sentence, attested }: CaseStep, { words }: RequestContext): Html {
  const doubt = attested ? '' : html`<br><small class="quiet">${words.unverified}</small>`;
  return html`${outside(url, sentence ?? '')}${doubt}`;
}

function usuallyNext(next: NextSteps | null, context: RequestContext): PagePart {
  const { say, words, language } = context;
  if (next === null) return quiet(say('noNext', { n: FEWEST_MATTERS }));
  const lines = next.next
    .slice(0, MOST_KINDS)
    .map(({ kind, n, days }) => say('nextKind', { kind: kindName(kind, language), n, days }));
  const rest = next.next.slice(MOST_KINDS).reduce((sum, { n }) => sum + n, 0);
  return [
    html`<p>${say('nextOf', { n: next.cases, of: next.of, like: next.like })}</p>`,
    context.list([
      ...lines,
      ...(rest === 0 ? [] : [say('nextOther', { n: rest })]),
      ...(next.none === 0 ? [] : [say('nextNone', { n: next.none })]),
    ]),
    quiet(words.nextPicked),
  ];
}
