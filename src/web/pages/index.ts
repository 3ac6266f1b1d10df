import type { WebPage } from '../page.ts';
import { app } from './app.ts';
import { company } from './company.ts';
import { coverage } from './coverage.ts';
import { deadlines } from './deadlines.ts';
import { deliveries } from './deliveries.ts';
import { legend } from './legend.ts';
import { notice } from './notice.ts';
import { notices } from './notices.ts';
import { overview } from './overview.ts';
import { regulator, regulators } from './regulators.ts';
import { reviews } from './reviews.ts';
import { search } from './search.ts';
import { setUp } from './set-up.ts';
import { study } from './study.ts';
import { unconfirmed } from './unconfirmed.ts';
import { watchlist } from './watchlist.ts';

/** Every page. */
export const PAGES: readonly WebPage[] = [
  ...[overview, watchlist, search, company, notices, notice, app, regulators, regulator, deadlines],
  ...[coverage, unconfirmed, reviews, deliveries, study, legend, setUp],
];
