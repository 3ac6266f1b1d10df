import { MESSAGES } from '../../present/messages.ts';
import { facts, html } from '../html.ts';
import type { WebPage } from '../page.ts';
import { company } from './company.ts';
import { coverage } from './coverage.ts';
import { deadlines } from './deadlines.ts';
import { deliveries } from './deliveries.ts';
import { notice } from './notice.ts';
import { notices } from './notices.ts';
import { overview } from './overview.ts';
import { regulator, regulators } from './regulators.ts';
import { reviews, unconfirmed } from './reviews.ts';
import { app, search } from './search.ts';
import { setUp } from './set-up.ts';
import { study } from './study.ts';
import { watchlist } from './watchlist.ts';

/** How a score is read: levels with an example each, bands, value, parts, and what no data means. */
const legend: WebPage = {
  path: '/legend',
  async render({ language }) {
    const { title, lead, levels, terms } = MESSAGES[language].legend;
    return {
      title,
      body: html`<p>${lead}</p>${facts([...levels, ...terms] as [string, string][], 'legend')}`,
    };
  },
};

/** Every page. */
export const PAGES: readonly WebPage[] = [
  ...[overview, watchlist, search, company, notices, notice, app, regulators, regulator, deadlines],
  ...[coverage, unconfirmed, reviews, deliveries, study, legend, setUp],
];
