import type { Card } from '../domain/card.ts';
import type { Company } from '../domain/company.ts';
import { listingsOn, tickerOf } from '../domain/company.ts';
import type { CompanyId } from '../domain/ids.ts';
import type { Score, Step } from '../domain/score.ts';
import { type CalendarDate, holdsOn, type Instant } from '../domain/time.ts';
import { reachOn, valueOn } from '../map/tiers.ts';
import { riskCard } from '../present/risk-card.ts';
import { dayIn, type Language } from '../present/words.ts';
import type { RiskAnswer } from './answers.ts';
import { type Knowledge, scoreOver } from './knowledge.ts';

/** Day that an instant stands for in listings and names: all dates of a question are Shanghai's (scoring.md 11). */
export function dayOf(at: Instant): CalendarDate {
  return dayIn(at, 'Asia/Shanghai');
}

/** The whole answer to "how risky is it, and why?" over given steps. */
export function riskOf(
  knowledge: Knowledge,
  company: Company,
  steps: readonly Step[],
  options: { readonly at: Instant; readonly language: Language; readonly taken: string },
): { card: Card; answer: RiskAnswer } {
  const day = dayOf(options.at);
  const score = scoreOver(knowledge, company.id, steps, options.at);
  const listings = listingsOn(company, day);
  const { regulators } = knowledge.catalog;
  const card = riskCard({
    company,
    listings,
    score,
    regulators,
    language: options.language,
    taken: options.taken,
  });
  return { card, answer: answerOf(company, score, day, options) };
}

function answerOf(
  company: Company,
  score: Score,
  day: CalendarDate,
  options: { readonly at: Instant; readonly language: Language; readonly taken: string },
): RiskAnswer {
  const listings = listingsOn(company, day);
  return {
    company: companyAnswer(company, day),
    listings: listings.map(({ mic, symbol }) => ({ mic, symbol, ticker: tickerOf({ mic, symbol }) })),
    at: new Date(options.at).toISOString(),
    score: score.score,
    band: score.band,
    model: score.model,
    load: Math.round(score.load * 10_000) / 10_000,
    factors: score.factors.map((factor) => ({
      id: factor.id,
      points: factor.points,
      because: factor.because[options.language],
      case: factor.case,
    })),
    cases: score.cases.map((one) => ({
      id: one.id,
      regulator: one.regulator,
      stage: one.stage,
      opened: one.opened,
      deadline: one.deadline,
      closed: one.closed,
      open: one.open,
      title: one.title,
    })),
    apps: company.apps
      .filter((app) => holdsOn(app, day))
      .map((app) => ({
        id: app.id,
        name: app.name.zh ?? app.name.en ?? app.id,
        value: valueOn(app, day),
        reach: reachOn(app, day),
      })),
    flags: score.flags,
    taken: options.taken,
  };
}

/** A company as answers show it; `private` is as of the day. */
export function companyAnswer(company: Company, day: CalendarDate): RiskAnswer['company'] {
  return {
    id: company.id,
    name: company.name.en ?? company.name.zh ?? company.id,
    nameZh: company.name.zh,
    private: listingsOn(company, day).length === 0,
  };
}

/** Label of a company in lists: name and the tickers of the day. */
export function labelOf(company: Pick<Company, 'name' | 'listings' | 'id'>, day: CalendarDate): string {
  const tickers = company.listings.filter((listing) => holdsOn(listing, day)).map(tickerOf);
  const name = company.name.en ?? company.name.zh ?? company.id;
  const both = company.name.zh !== null && company.name.en !== null ? `${name} ${company.name.zh}` : name;
  return `${both} (${tickers.length === 0 ? 'private' : tickers.join(', ')})`;
}

/** Ids of companies in the order given, as full companies. */
export function companiesOf(knowledge: Knowledge, ids: readonly CompanyId[]): Company[] {
  return ids.map((id) => knowledge.catalog.companies.get(id)).filter((one) => one !== undefined);
}
