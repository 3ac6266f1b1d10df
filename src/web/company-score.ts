import type { CompanyView } from '../ask/company-view.ts';
import { daysBetween } from '../domain/time.ts';
import { byPoints, faded } from '../present/score-lines.ts';
import { sentence } from '../present/sentence.ts';
import { change, day, localeOf, points } from '../present/words.ts';
import type { WebDeps } from './deps.ts';
import { type Html, html, list, outside, table } from './html.ts';
import { titleText } from './in-words.ts';
import { bar, regulatorLink } from './parts.ts';
import type { RequestContext } from './request-context.ts';

/** Rows of one table; the rest is in its file. */
const MOST_FACTORS = 60;
const MOST_CASES = 60;

/** Factors, biggest first, with what each part adds; the last row is the sum. */
export function factorTable(view: CompanyView, context: RequestContext): Html {
  const { words } = context;
  const { shown, rest: old } = faded(byPoints(view.score.factors), context.language);
  const factors = [...shown];
  if (factors.length === 0) return html`<p class="quiet">${words.empty.factors}</p>`;
  const biggest = Math.max(...factors.map((one) => Math.abs(one.points)));
  const rest = factors.slice(MOST_FACTORS);
  const rows: unknown[][] = factors
    .slice(0, MOST_FACTORS)
    .map((factor) => [
      points(factor.points),
      bar(factor.points, biggest),
      html`${sentence(factor.because, context.language)}${factor.waterfall.length === 0 ? '' : html`<br><small class="quiet">${parts(factor.waterfall, context)}</small>`}`,
    ]);
  if (rest.length > 0)
    rows.push([
      points(rest.reduce((sum, one) => sum + one.points, 0)),
      '',
      html`<a href="${context.href(`/company/${view.company.id}/factors.csv`)}">${words.andMore(rest.length)}</a>`,
    ]);
  if (old !== null) rows.push(['', '', html`<span class="quiet">${old}</span>`]);
  rows.push([points(view.score.score), '', html`<strong>${words.total}</strong>`]);
  return html`<p>${words.factorsSum}</p>${table(words.factors, [{ head: words.points, number: true }, { head: words.weight }, { head: words.because, wide: true }], rows, { few: true, summed: true, all: words.showAll })}`;
}

function parts(
  waterfall: readonly { readonly part: string; readonly points: number }[],
  context: RequestContext,
): string {
  return waterfall
    .filter((one) => one.points !== 0)
    .map((one) => `${context.words.parts[one.part] ?? one.part} ${change(0, one.points)}`)
    .join(' · ');
}

export function changeList({ change: moved }: CompanyView, context: RequestContext): Html {
  const { words } = context;
  const said = (['decay', 'closings', 'actions'] as const).map(
    (part) => `${words.changeParts[part]} ${change(0, moved[part])}`,
  );
  return html`<p>${words.changeOf(points(moved.from), points(moved.to))} (${said.join(', ')})</p>`;
}

export function outlookList(view: CompanyView, context: RequestContext): Html {
  return list(
    view.outlook.map(
      (one) =>
        html`<strong>${points(one.score)}</strong> (${change(0, one.change)}) ${sentence(one.because, context.language)}`,
    ),
    context.words.none,
  );
}

/** Cases, open ones first, each with its stage. */
export function caseTable(view: CompanyView, deps: WebDeps, context: RequestContext): Html {
  const { words, language } = context;
  const cases = view.score.cases.toSorted(
    (a, b) => Number(b.open) - Number(a.open) || (a.opened < b.opened ? 1 : -1),
  );
  if (cases.length === 0) return html`<p class="quiet">${localeOf(language).noCases}</p>`;
  const urls = new Map(view.entries.map((entry) => [entry.id, entry.url]));
  const rest = cases.length - MOST_CASES;
  const more = html`<p><a href="${context.href(`/company/${view.company.id}/cases.csv`)}">${words.andMore(rest)}</a></p>`;
  const shown = table(
    words.cases,
    [
      { head: words.title },
      { head: words.regulator },
      { head: words.stage },
      { head: words.opened },
      { head: words.deadline },
      { head: words.state },
    ],
    cases
      .slice(0, MOST_CASES)
      .map((one) => [
        outside(urls.get(one.steps.at(-1)?.step ?? '') ?? null, titleText(one.title, deps, context)),
        regulatorLink(one.regulator, deps, context),
        localeOf(language).stages[one.stage],
        day(one.opened, language),
        one.deadline === null
          ? ''
          : `${day(one.deadline, language)}${one.open ? ` (${localeOf(language).daysLeft(daysBetween(view.day, one.deadline))})` : ''}`,
        one.open ? words.open : words.ended,
      ]),
    { few: true, all: words.showAll },
  );
  return rest > 0 ? html`${shown}${more}` : shown;
}
