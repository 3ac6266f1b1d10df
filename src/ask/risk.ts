import type { Card } from '../domain/card.ts';
import { type Company, listingsOn } from '../domain/company.ts';
import type { Reach } from '../domain/history.ts';
import { withParts } from '../domain/lazily.ts';
import type { Reason } from '../domain/reason.ts';
import type { Factor, Score, Step } from '../domain/score.ts';
import { holdsOn, type Instant } from '../domain/time.ts';
import { reachOn, valueOn } from '../map/tiers.ts';
import { riskCard } from '../present/risk-card.ts';
import { said } from '../present/sentence.ts';
import type { Language } from '../present/words.ts';
import type { Prospect } from '../score/outlook.ts';
import type { Trend } from '../score/trend.ts';
import { companyAnswer, dayOf, listingsAnswer, type NotFound, type RiskAnswer } from './answers.ts';
import { type Knowledge, scoredAt, stepsKnown } from './knowledge.ts';
import { companyMeant, type Found, type LookupDeps, type Question } from './lookup-result.ts';
import { NOT_WATCHING, reachOf, type Watching, watchingOf } from './record.ts';
import { scoreChart } from './score-chart.ts';

interface RiskOptions {
  readonly at: Instant;
  readonly language: Language;
  /** Why the company was taken to be meant. */
  readonly taken: Reason | null;
  readonly watching: Watching;
}

/** `risk <company>`: score, factors that add up and cases, with two years of score as a chart. */
export async function lookUp(question: Question, deps: LookupDeps): Promise<Found<RiskAnswer> | NotFound> {
  const { knowledge, store, recent } = deps;
  const { at, language, facts } = question;
  const taken = companyMeant(question, deps);
  if (!taken.found) return taken;
  const { company, because } = taken;
  const options = { at, language, taken: because };
  if (facts !== undefined) {
    const bare = withParts(knowledge, { catalog: withParts(knowledge.catalog, { rules: [] }) });
    const watching = NOT_WATCHING(deps.clock.now());
    return { found: true, ...riskOf(bare, company, facts, { ...options, watching }) };
  }
  const make = async () => {
    const watching = await watchingOf(store, deps.clock.now());
    const steps = await stepsKnown(knowledge, store, company.id, at);
    return riskOf(knowledge, company, steps, { ...options, watching });
  };
  if (recent === undefined) return { found: true, ...(await make()) };
  const key = { company: company.id, at, key: `${language} ${JSON.stringify(because)}` };
  return { found: true, card: await recent(key, async () => (await make()).card) };
}

/** The whole answer to "how risky is it, and why?" over given steps. */
export function riskOf(
  knowledge: Knowledge,
  company: Company,
  steps: readonly Step[],
  options: RiskOptions,
): { card: Card; answer: RiskAnswer } {
  const { at, language, taken } = options;
  const day = dayOf(at);
  const { standing, score, ...ahead } = scoredAt(knowledge, company.id, steps, at);
  const record = reachOf(knowledge, company, standing, at, options.watching);
  const { title } = knowledge.wording;
  const cases = score.cases.map((one) => ({ ...one, title: title(one.title)[language] }));
  const card = riskCard({
    ...{ company, listings: listingsOn(company, day), record, language, taken },
    score: { ...score, cases },
    ...(record.state === 'acts' ? ahead : {}),
    regulators: knowledge.catalog.regulators,
  });
  const answer: RiskAnswer = {
    ...scoreAnswer(company, score, record, ahead, options),
    factors: score.factors.map((factor) => factorAnswer(factor, language)),
    cases: score.cases.map(({ id, regulator, stage, opened, deadline, closed, open, title }) => ({
      ...{ id, regulator, stage, opened, deadline, closed, open, title },
    })),
    apps: company.apps
      .filter((app) => holdsOn(app, day))
      .map((app) => ({
        id: app.id,
        name: app.name.zh ?? app.name.en ?? app.id,
        value: valueOn(app, day),
        reach: reachOn(app, day),
      })),
  };
  const chart = scoreChart(knowledge, company, steps, score, language, standing);
  return { card: { ...card, chart }, answer };
}

/** What `risk` and `why` answer alike. */
export function scoreAnswer(
  company: Company,
  score: Score,
  record: Reach,
  { trend, outlook }: { readonly trend: Trend; readonly outlook: readonly Prospect[] },
  { at, language, taken }: Omit<RiskOptions, 'watching'>,
): Omit<RiskAnswer, 'factors' | 'cases' | 'apps'> {
  const day = dayOf(at);
  const { peak } = trend;
  // A score that counts acts; nothing where none is known: 0.0 in a band would say that all is quiet.
  const known = record.state === 'acts';
  return {
    company: companyAnswer(company, day),
    listings: listingsAnswer(company, day),
    at: new Date(at).toISOString(),
    ...{ score: known ? score.score : null, band: known ? score.band : null, parts: score.parts },
    ...{ confirmed: score.confirmed.points, record, model: score.model },
    load: Math.round(score.load * 10_000) / 10_000,
    flags: score.flags.map((one) => said(one, language)),
    peak: { score: peak.score, band: peak.band, at: new Date(peak.at).toISOString() },
    change30: trend.change30,
    outlook: outlook.map((one) => ({
      ...{ kind: one.kind, score: one.score, change: one.change, because: said(one.because, language) },
    })),
    taken: taken === null ? null : said(taken, language),
  };
}

/** A factor as answers show it. */
export function factorAnswer(factor: Factor, language: Language): RiskAnswer['factors'][number] {
  const { id, points, part, confirmed, because } = factor;
  return { id, points, part, confirmed, because: said(because, language), case: factor.case };
}
