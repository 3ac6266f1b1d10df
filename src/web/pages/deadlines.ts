import type { BoardDeadline } from '../../ask/board.ts';
import { daysBetween } from '../../domain/time.ts';
import { day, localeOf } from '../../present/words.ts';
import { html, section, table } from '../html.ts';
import type { WebPage } from '../page.ts';
import { companyLink, regulatorLink, titleText } from '../parts.ts';
import { deadlinesOf } from '../request-context.ts';

/** Rows of one table; the rest is in its file. */
const MOST = 200;

/** Deadlines of open cases, the nearest first, and those that passed within a week. */
export const deadlines: WebPage = {
  path: '/deadlines',
  async render(context) {
    const { say, words, href, language } = context;
    const all = await deadlinesOf(context);
    const distance = ({ date }: BoardDeadline) => {
      const days = daysBetween(context.day, date);
      return days >= 0 ? say('daysLeft', { n: days }) : say('daysAgo', { n: -days });
    };
    const due = (part: 'ahead' | 'passed') =>
      section(
        part,
        words[part],
        table(
          context,
          words[part],
          [words.deadline, words.distance, words.company, words.regulator, words.stage, words.title],
          all
            .filter((one) => (part === 'ahead') === one.date >= context.day)
            .map((one) => [
              day(one.date, language),
              distance(one),
              companyLink(one.company, context),
              regulatorLink(one.regulator, context),
              localeOf(language).stages[one.stage],
              titleText(one.title, context),
            ]),
          { none: words.empty[part], most: MOST, file: '/deadlines.csv' },
        ),
      );
    return {
      title: words.deadlines,
      body: html`<p><a href="${href('/deadlines.ics')}">${words.calendar}</a> · <a href="${href('/deadlines.csv')}">${words.csv}</a></p>${due('ahead')}${due('passed')}`,
    };
  },
};
