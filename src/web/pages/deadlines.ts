import type { BoardDeadline } from '../../ask/board.ts';
import { day, daysBetween, localeOf } from '../../present/words.ts';
import type { WebDeps } from '../deps.ts';
import { type Html, html, section, table } from '../html.ts';
import { titleText } from '../in-words.ts';
import type { Page } from '../page.ts';
import { companyLink, regulatorLink } from '../parts.ts';
import type { Visit } from '../visit.ts';

/** Rows of one table; the rest is in its file. */
const MOST = 200;

/** Deadlines of open cases, the nearest first, and those that passed within a week. */
export const deadlines: Page = {
  path: '/deadlines',
  async render(visit, deps) {
    const { words } = visit;
    const board = visit.past ? await deps.boards.at(visit.at) : await deps.boards.now();
    const all = board.rows.flatMap((row) => row.deadlines).toSorted((a, b) => (a.date < b.date ? -1 : 1));
    return {
      title: words.deadlines,
      body: html`<p><a href="${visit.href('/deadlines.ics')}">${words.calendar}</a> · <a href="${visit.href('/deadlines.csv')}">${words.csv}</a></p>${section(
        'ahead',
        words.ahead,
        dueTable(
          words.ahead,
          all.filter((one) => one.date >= visit.day),
          deps,
          visit,
        ),
      )}${section(
        'passed',
        words.passed,
        dueTable(
          words.passed,
          all.filter((one) => one.date < visit.day),
          deps,
          visit,
        ),
      )}`,
    };
  },
};

function dueTable(caption: string, due: readonly BoardDeadline[], deps: WebDeps, visit: Visit): Html {
  const { words, language } = visit;
  if (due.length === 0) return html`<p class="quiet">${words.none}</p>`;
  const distance = (one: BoardDeadline) => {
    const days = daysBetween(visit.day, one.date);
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
        companyLink(one.company, deps, visit),
        regulatorLink(one.regulator, deps, visit),
        localeOf(language).stages[one.stage],
        titleText(one.title, deps, visit),
      ]),
  );
  if (rest <= 0) return shown;
  return html`${shown}<p><a href="${visit.href('/deadlines.csv')}">${words.andMore(rest)}</a></p>`;
}
