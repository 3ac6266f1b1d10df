import type { Card } from '../domain/card.ts';
import type { Company } from '../domain/company.ts';
import { listingsOn, tickerOf } from '../domain/company.ts';
import type { CompanyId } from '../domain/ids.ts';
import type { Reason } from '../domain/reason.ts';
import type { Reach } from '../domain/record.ts';
import type { Score, Step } from '../domain/score.ts';
import { type CalendarDate, holdsOn, type Instant } from '../domain/time.ts';
import { reachOn, valueOn } from '../map/tiers.ts';
import { riskCard } from '../present/risk-card.ts';
import { said } from '../present/sentence.ts';
import { dayIn, type Language } from '../present/words.ts';
import { outlookOf, type Prospect } from '../score/outlook.ts';
import { type ScoreInput, type Standing, scoreAt, standingOf } from '../score/score.ts';
import { type Trend, trendOf } from '../score/trend.ts';
import type { RiskAnswer } from './answers.ts';
import { inputOver, type Knowledge } from './knowledge.ts';
import { reachOf, type Watching } from './record.ts';
import { scoreChart } from './score-chart.ts';

/** Day that an instant stands for in listings and names: all dates of a question are Shanghai's (scoring.md 11). */
export function dayOf(at: Instant): CalendarDate {
  return dayIn(at, 'Asia/Shanghai');
}

/** A company's ledger with the score of an instant. */
interface ScoredSubject {
  readonly input: ScoreInput;
  readonly standing: Standing;
  readonly score: Score;
}

function scored(knowledge: Knowledge, company: Company, steps: readonly Step[], at: Instant): ScoredSubject {
  const input = { ...inputOver(knowledge, company.id, steps), at };
  const standing = standingOf(input);
  return { input, standing, score: scoreAt(standing, at) };
}

interface RiskOptions {
  readonly at: Instant;
  readonly language: Language;
  /** Why the company was taken to be meant. */
  readonly taken: Reason | null;
  readonly watching: Watching;
}

/** The whole answer to "how risky is it, and why?" over given steps. */
export function riskOf(
  knowledge: Knowledge,
  company: Company,
  steps: readonly Step[],
  options: RiskOptions,
  { input, standing, score } = scored(knowledge, company, steps, options.at),
): { card: Card; answer: RiskAnswer } {
  const ahead = { trend: trendOf(standing, options.at), outlook: outlookOf(input, standing, score) };
  const record = reachOf(knowledge, company, standing, options.at, options.watching);
  const card = riskCard({
    company,
    listings: listingsOn(company, dayOf(options.at)),
    score,
    ...(record.state === 'acts' ? ahead : {}),
    record,
    regulators: knowledge.catalog.regulators,
    language: options.language,
    taken: options.taken,
  });
  return { card, answer: answerOf(company, score, record, ahead, options) };
}

/** The card of `riskOf` with two years of the score as a chart; the ledger is opened once for both. */
export function riskWithChart(
  knowledge: Knowledge,
  company: Company,
  steps: readonly Step[],
  options: RiskOptions,
): Card {
  const own = scored(knowledge, company, steps, options.at);
  const { card } = riskOf(knowledge, company, steps, options, own);
  const chart = scoreChart(knowledge, company, steps, own.score, options.language, own.standing);
  return { ...card, chart };
}

function answerOf(
  company: Company,
  score: Score,
  record: Reach,
  ahead: { readonly trend: Trend; readonly outlook: readonly Prospect[] },
  options: RiskOptions,
): RiskAnswer {
  const day = dayOf(options.at);
  return {
    company: companyAnswer(company, day),
    listings: listingsAnswer(company, day),
    at: new Date(options.at).toISOString(),
    ...shownScore(score, record),
    parts: score.parts,
    confirmed: score.confirmed.points,
    record,
    model: score.model,
    load: Math.round(score.load * 10_000) / 10_000,
    factors: score.factors.map((factor) => ({
      id: factor.id,
      points: factor.points,
      part: factor.part,
      confirmed: factor.confirmed,
      because: said(factor.because, options.language),
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
    flags: score.flags.map((one) => said(one, options.language)),
    ...aheadAnswer(ahead, options.language),
    taken: options.taken === null ? null : said(options.taken, options.language),
  };
}

/** A score that counts acts; nothing where none is known: 0.0 in a band would say that all is quiet. */
export const shownScore = ({ score, band }: Score, { state }: Reach) =>
  state === 'acts' ? { score, band } : { score: null, band: null };

/** Peak, change in 30 days and outlook as answers show them. */
export function aheadAnswer(
  { trend, outlook }: { readonly trend: Trend; readonly outlook: readonly Prospect[] },
  language: Language,
): Pick<RiskAnswer, 'peak' | 'change30' | 'outlook'> {
  const { score, band, at } = trend.peak;
  return {
    peak: { score, band, at: new Date(at).toISOString() },
    change30: trend.change30,
    outlook: outlook.map((one) => ({
      kind: one.kind,
      score: one.score,
      change: one.change,
      because: said(one.because, language),
    })),
  };
}

/** Listings of a day as answers show them. */
export function listingsAnswer(company: Company, day: CalendarDate): RiskAnswer['listings'] {
  return listingsOn(company, day).map(({ mic, symbol }) => ({
    mic,
    symbol,
    ticker: tickerOf({ mic, symbol }),
  }));
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
