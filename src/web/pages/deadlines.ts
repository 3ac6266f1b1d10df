import { daysBetween } from '../../domain/time.ts';
import { day, localeOf } from '../../present/words.ts';
import { html, link, tableSection } from '../html.ts';
import type { WebPage } from '../page.ts';
import { companyLink, regulatorLink, titleText } from '../parts.ts';
import { deadlinesOf } from '../request-context.ts';

/** Rows of one table; the rest is in its file. */
const MOST = 200;

/** Deadlines of open cases, the nearest first, and those that passed within a week. */
export const deadlines: WebPage = {
  path: '/deadlines',
  async render(context) {
    const { say, words, language, day: today } = context;
    const all = await deadlinesOf(context);
    const due = (part: 'ahead' | 'passed') => {
      const rows = all
        .filter(({ date }) => (part === 'ahead') === date >= today)
        .map(({ date, company, regulator, stage, title }) => {
          const days = daysBetween(today, date);
          return {
            deadline: day(date, language),
            distance: days >= 0 ? say('daysLeft', { n: days }) : say('daysAgo', { n: -days }),
            company: companyLink(company, context),
            regulator: regulatorLink(regulator, context),
            stage: localeOf(language).stages[stage],
            title: titleText(title, context),
          };
        });
      return tableSection(context, part, rows, { most: MOST, file: '/deadlines.csv' });
    };
    const files = html`<p>${link(context, '/deadlines.ics', words.calendar)} · ${link(context, '/deadlines.csv', words.csv)}</p>`;
    return { title: words.deadlines, body: [files, due('ahead'), due('passed')] };
  },
};
