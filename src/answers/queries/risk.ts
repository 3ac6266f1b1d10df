import { preferred } from '../../base/i18n/locale.ts';
import { renderReason } from '../../base/i18n/sentence.ts';
import type { Language } from '../../base/i18n/words.ts';
import type { Card } from '../../domain/card.ts';
import type { RegulatorId } from '../../domain/ids.ts';
import { lazily, withParts } from '../../domain/lazily.ts';
import type { Reason } from '../../domain/reason.ts';
import type { Factor } from '../../domain/score.ts';
import { dayIn, holdsOn, type Instant } from '../../domain/time.ts';
import { reachOn, valueOn } from '../../pipeline/map/ownership-chain.ts';
import { riskCard } from '../../pipeline/present/score-card.ts';
import { scoreChart } from '../../pipeline/present/score-chart.ts';
import type { Latest } from '../../pipeline/score/latest.ts';
import { NEXT_HORIZON, type NextAct } from '../../pipeline/score/next-act.ts';
import {
  type CompanyState,
  companyState,
  stateOf,
  unhurried,
} from '../../pipeline/standing/company-state.ts';
import { NOT_WATCHING } from '../../pipeline/standing/record.ts';
import { companyAnswer, listingsAnswer, type RiskAnswer } from './answers.ts';
import type { LookupDeps, LookupResult, Meant, Question } from './lookup-result.ts';

/** `risk <company>`: score, factors that add up and cases, with two years of score as a chart. */
export async function lookUp(
  { at, language, facts }: Question,
  deps: LookupDeps,
  [{ company, because }]: readonly [Meant],
): Promise<LookupResult> {
  if (facts === undefined) {
    const make = async () =>
      riskOf(await unhurried(await stateOf(deps, company, at)), language, because);
    if (deps.cards === undefined) return { found: true, ...(await make()) };
    const kind = `risk ${language} ${JSON.stringify(because)}`;
    return {
      found: true,
      card: await deps.cards(company, at, kind, async () => (await make()).card),
    };
  }
  const { catalog } = deps.knowledge;
  const bare = withParts(deps.knowledge, { catalog: withParts(catalog, { rules: [] }) });
  const state = companyState(bare, company, facts, at, NOT_WATCHING(deps.clock.now()));
  return { found: true, ...riskOf(state, language, because) };
}

/**
 * The risk of a company, as a card or as data; each part is computed at first use. `taken` = why
 * the search chose it.
 */
export function riskOf(state: CompanyState, language: Language, taken: Reason | null) {
  const { knowledge, company, day, score, listings, record } = state;
  return lazily<{ card: Card; answer: RiskAnswer }>({
    card() {
      const { title } = knowledge.wording;
      const cases = score.cases.map((matter) => {
        const shown = matter.shown ?? matter.title;
        return { ...matter, title: preferred(title(shown), language) ?? shown };
      });
      const card = riskCard({
        company,
        listings,
        record,
        language,
        taken,
        score: { ...score, cases },
        ...(record.state === 'acts'
          ? { latest: state.latest, next: state.next, trend: state.trend, outlook: state.outlook }
          : {}),
        regulators: knowledge.catalog.regulators,
        source: sourceOf(state),
      });
      return { ...card, chart: scoreChart(state, language) };
    },
    answer: () => ({
      ...scoreAnswer(state, language, taken),
      factors: score.factors.map((factor) => factorAnswer(factor, language)),
      cases: score.cases.map(({ company: _, steps: __, ...one }) => one),
      apps: company.apps
        .filter((app) => holdsOn(app, day))
        .map((app) => ({
          id: app.id,
          name: app.name.zh ?? app.name.en ?? app.id,
          value: valueOn(app, day),
          reach: reachOn(app, day),
        })),
    }),
  });
}

/** Address of the latest act. */
export function sourceOf({ latest, events }: CompanyState): string | null {
  if (latest === null) return null;
  return events.findLast(({ id }) => id === latest.event)?.url ?? null;
}

/** The common part of `risk` and `why`. */
export function scoreAnswer(
  state: CompanyState,
  language: Language,
  taken: Reason | null,
): Omit<RiskAnswer, 'factors' | 'cases' | 'apps'> {
  const { company, day, at, score, record, latest, next, outlook } = state;
  const { peak, change30 } = state.trend;
  // The score where acts are known; otherwise nothing, since 0.0 in a band would mean that all is
  // quiet.
  const known = record.state === 'acts';
  return {
    company: companyAnswer(company, day),
    listings: listingsAnswer(company, day),
    at: new Date(at).toISOString(),
    score: known ? score.score : null,
    band: known ? score.band : null,
    parts: score.parts,
    attested: score.attested.points,
    confirmed: score.attested.points,
    record,
    model: score.model,
    load: Math.round(score.load * 10_000) / 10_000,
    flags: score.flags.map((flag) => renderReason(flag, language)),
    peak: { score: peak.score, band: peak.band, at: new Date(peak.at).toISOString() },
    change30,
    latest: latest === null ? null : latestAnswer(latest, language),
    next: next === null ? null : nextAnswer(next, state),
    outlook: outlook.map((prospect) => ({
      kind: prospect.kind,
      score: prospect.score,
      change: prospect.change,
      because: renderReason(prospect.because, language),
    })),
    taken: taken === null ? null : renderReason(taken, language),
  };
}

function latestAnswer(latest: Latest, language: Language): RiskAnswer['latest'] {
  const { date, lead, own, raises, because, expected } = latest;
  return {
    date,
    lead: renderReason(lead, language),
    own,
    raises,
    because: because === null ? null : renderReason(because, language),
    expected:
      expected === null
        ? null
        : {
            mean: expected.mean,
            low: expected.low,
            high: expected.high,
            fell: expected.fell,
            events: expected.events,
          },
  };
}

function nextAnswer(
  { probability, base, authorities, version }: NextAct,
  { knowledge }: CompanyState,
): NonNullable<RiskAnswer['next']> {
  const round = (part: number) => Math.round(part * 10_000) / 10_000;
  return {
    probability: round(probability),
    base: round(base),
    days: NEXT_HORIZON,
    authorities: authorities.map(({ id, until }) => ({
      id,
      wholeUntil: dayIn((until - 1) as Instant, knowledge.zoneOf(id as RegulatorId)),
    })),
    table: version,
  };
}

/** A factor as answers show it. */
export function factorAnswer(factor: Factor, language: Language): RiskAnswer['factors'][number] {
  const { id, points, part, attested, because } = factor;
  return {
    id,
    points,
    part,
    attested,
    confirmed: attested,
    because: renderReason(because, language),
    case: factor.case,
  };
}
