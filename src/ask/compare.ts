import type { Card } from '../domain/card.ts';
import { tickerOf } from '../domain/company.ts';
import { plainCard, plainLine } from '../present/plain-card.ts';
import { change, day, localeOf, points, shortName } from '../present/words.ts';
import { standingOf } from '../score/score.ts';
import { trendOf } from '../score/trend.ts';
import type { Knowledge } from './knowledge.ts';
import type { LookupOptions, Subject } from './lookup-result.ts';
import { dayOf } from './risk.ts';
import { comparisonChart } from './score-chart.ts';

const SAYS = {
  en: {
    noActs: 'no acts known',
    month: 'over the last 30 days',
    peak: 'peak of two years',
    open: (n: number) => (n === 1 ? '1 open case' : `${n} open cases`),
    next: 'next deadline',
  },
  zh: {
    noActs: '未知监管行动',
    month: '过去30天变化',
    peak: '两年最高',
    open: (n: number) => `${n} 个未结案件`,
    next: '最近期限',
  },
} as const;

/** Companies beside each other, the riskiest first, with a year of their scores as a chart. */
export function compareCard(
  knowledge: Knowledge,
  subjects: readonly Subject[],
  options: LookupOptions,
): Card {
  const { language } = options;
  const words = localeOf(language);
  const ordered = subjects.toSorted((a, b) => b.score.score - a.score.score);
  const lines = ordered.map(({ company, steps, score }) => {
    const { catalog, zoneOf } = knowledge;
    const standing = standingOf({ company, steps, rules: catalog.rules, weights: catalog.weights, zoneOf });
    const trend = trendOf(standing, score.at);
    const open = score.cases.filter((one) => one.open);
    const next = open
      .flatMap((one) => one.deadline ?? [])
      .filter((one) => one >= dayOf(score.at))
      .toSorted()[0];
    const says = SAYS[language];
    const listed = company.listings.filter((one) => one.to === null).map(tickerOf);
    // 0.0 in a band would say that all is quiet.
    const isKnown = score.cases.length > 0 || score.factors.length > 0;
    return plainLine(
      `${isKnown ? points(score.score) : '–'} ${shortName(company, language)}${listed.length === 0 ? '' : ` (${listed.join(', ')})`}`,
      [
        isKnown ? words.bands[score.band] : says.noActs,
        `${change(0, trend.change30)} ${says.month}`,
        `${says.peak} ${points(trend.peak.score)}`,
        says.open(open.length),
        next === undefined ? null : `${says.next} ${day(next, language)}`,
      ]
        .filter(Boolean)
        .join(' · '),
    );
  });
  const names = ordered.map(({ company }) => shortName(company, language)).join(' · ');
  return plainCard(language, words.comparison, names, [{ title: null, lines }], {
    tone: ordered[0]?.score.confirmed.band ?? 'neutral',
    chart: comparisonChart(knowledge, ordered, options.at, language),
  });
}
