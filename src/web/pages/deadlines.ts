import type { BoardDeadline } from '../../ask/board.ts';
import { daysBetween } from '../../domain/time.ts';
import { day, localeOf } from '../../present/words.ts';
import type { WebDeps } from '../deps.ts';
import { type Html, html, section, table } from '../html.ts';
import { titleText } from '../in-words.ts';
import type { WebPage } from '../page.ts';
import { companyLink, regulatorLink } from '../parts.ts';
import type { RequestContext } from '../request-context.ts';

/** Rows of one table; the rest is in its file. */
const MOST = 200;

/** Deadlines of open cases, the nearest first, and those that passed within a week. */
export const deadlines: WebPage = {
  path: '/deadlines',
  async render(context, deps) {
    const { words } = context;
    const board = context.past ? await deps.boards.at(context.at) : await deps.boards.now();
    const all = board.rows.flatMap((row) => row.deadlines).toSorted((a, b) => (a.date < b.date ? -1 : 1));
    return {
      title: words.deadlines,
      body: html`<p><a href="${context.href('/deadlines.ics')}">${words.calendar}</a> · <a href="${context.href('/deadlines.csv')}">${words.csv}</a></p>${section(
        'ahead',
        words.ahead,
        dueTable(
          words.ahead,
          all.filter((one) => one.date >= context.day),
          deps,
          context,
        ),
      )}${section(
        'passed',
        words.passed,
        dueTable(
          words.passed,
          all.filter((one) => one.date < context.day),
          deps,
          context,
        ),
      )}`,
    };
  },
};

function dueTable(
  caption: string,
  due: readonly BoardDeadline[],
  deps: WebDeps,
  context: RequestContext,
): Html {
  const { words, language } = context;
  if (due.length === 0)
    return html`<p class="quiet">${caption === words.ahead ? words.empty.ahead : words.empty.passed}</p>`;
  const distance = (one: BoardDeadline) => {
    const days = daysBetween(context.day, one.date);
    return days >= 0 ? words.daysLeft(days) : words.daysAgo(-days);
  };
  const rest = due.length - MOST;
  const shown = table(
    caption,
    [
      { head: words.deadline },
      { head: words.distance },
      { head: words.company },
      { head: words.regulator },
      { head: words.stage },
      { head: words.title },
    ],
    due
      .slice(0, MOST)
      .map((one) => [
        day(one.date, language),
        distance(one),
        companyLink(one.company, deps, context),
        regulatorLink(one.regulator, deps, context),
        localeOf(language).stages[one.stage],
        titleText(one.title, deps, context),
      ]),
  );
  if (rest <= 0) return shown;
  return html`${shown}<p><a href="${context.href('/deadlines.csv')}">${words.andMore(rest)}</a></p>`;
}
