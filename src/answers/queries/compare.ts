import { phrasesOf } from '../../base/i18n/messages.ts';
import { change, day, type Language, localeOf, points, shortName } from '../../base/i18n/words.ts';
import { tickerOf } from '../../domain/company.ts';
import { bothNames, reason } from '../../domain/reason.ts';
import { isStanding } from '../../domain/score.ts';
import { line, plainCard } from '../../pipeline/present/plain-card.ts';
import { comparisonChart } from '../../pipeline/present/score-chart.ts';
import { type CompanyState, stateOf } from '../../pipeline/standing/company-state.ts';
import type { LookupDeps, LookupResult, Meant, Question } from './lookup-result.ts';

/**
 * `compare <companies>`: two to five beside each other (one that is named twice counts once), the
 * riskiest first, with a year of their scores as a chart.
 */
export async function lookUp(
  { words, at, language }: Question,
  deps: LookupDeps,
  meant: readonly Meant[],
): Promise<LookupResult> {
  const companies = [...new Set(meant.map((meant) => meant.company))];
  const [only, other] = companies;
  if (only !== undefined && other === undefined) {
    const names = {
      query: words[0]!,
      other: words.at(-1)!,
      company: bothNames(only.name, only.id),
    };
    return { found: false, because: reason('same-company', names), candidates: [] };
  }
  const subjects: CompanyState[] = [];
  for (const company of companies) subjects.push(await stateOf(deps, company, at));
  const ordered = subjects.toSorted((a, b) => b.score.score - a.score.score);
  const lines = ordered.map((one) => subjectLine(one, language));
  const names = ordered.map(({ company }) => shortName(company, language)).join(' · ');
  const card = plainCard(language, localeOf(language).comparison, names, [{ title: null, lines }], {
    tone: ordered[0]?.score.attested.band ?? 'neutral',
    chart: comparisonChart(ordered, language),
  });
  return { found: true, card };
}

function subjectLine({ company, score, trend, day: today }: CompanyState, language: Language) {
  const say = phrasesOf('compare', language);
  const open = score.cases.filter(isStanding);
  const next = open
    .flatMap((one) => one.deadline ?? [])
    .filter((one) => one >= today)
    .toSorted()[0];
  const listed = company.listings.filter((listing) => listing.to === null).map(tickerOf);
  // 0.0 in a band would mean that all is quiet.
  const isKnown = score.cases.length > 0 || score.factors.length > 0;
  return line(
    `${isKnown ? points(score.score) : '–'} ` +
      `${shortName(company, language)}${listed.length === 0 ? '' : ` (${listed.join(', ')})`}`,
    [
      isKnown ? localeOf(language).bands[score.band] : say('noActs'),
      say('month', { change: change(0, trend.change30) }),
      say('peak', { score: points(trend.peak.score) }),
      say('open', { n: open.length }),
      next === undefined ? null : say('next', { day: day(next, language) }),
    ]
      .filter(Boolean)
      .join(' · '),
  );
}
