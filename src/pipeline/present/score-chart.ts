import { actLabel } from '../../base/i18n/act-label.ts';
import { LOCALES, preferred } from '../../base/i18n/locale.ts';
import { phrasesOf } from '../../base/i18n/messages.ts';
import {
  day,
  type Language,
  lastSecond,
  localeOf,
  points,
  shortName,
} from '../../base/i18n/words.ts';
import type { Chart } from '../../domain/card.ts';
import { Band, isWithdrawn } from '../../domain/score.ts';
import { DAY_MS, dayIn, type Instant } from '../../domain/time.ts';
import type { Weights } from '../../domain/weights.ts';
import { CHART_MS, type CompanyState, scoreLine } from '../standing/company-state.ts';

/** Two years of a company's score with the acts that moved it and the deadlines of open cases. */
export function scoreChart(
  { knowledge, company, events, at, score, line }: CompanyState,
  language: Language,
): Chart {
  const words = localeOf(language);
  const name = shortName(company, language);
  const { colon } = LOCALES[language].separators;
  const acts = events.filter(
    (event) =>
      event.via === null && event.at > at - CHART_MS && event.at <= at && !isWithdrawn(event),
  );
  const deadlines = score.cases.flatMap((matter) =>
    matter.open && matter.deadline !== null
      ? [lastSecond(matter.deadline, knowledge.zoneOf(matter.regulator))]
      : [],
  );
  const marks: Chart['marks'] = [
    ...acts.map((event) => ({
      at: event.at as number,
      label: `${preferred(knowledge.wording.regulator(event.regulator), language)}${colon}${actLabel(event.act, language)}`,
      kind: 'action' as const,
    })),
    ...[...new Set(deadlines)].map((at) => ({
      at,
      label: words.deadline,
      kind: 'deadline' as const,
    })),
  ];
  const title = `${name}${colon}${words.history}`;
  const none = { at: at as number, value: 0 };
  const peak = line.reduce((best, one) => (one.value > best.value ? one : best), none);
  return {
    kind: 'score-history',
    title,
    // Alternative text of the picture.
    alt: phrasesOf('chart', language)('alt', {
      title,
      now: `${points(score.score)} ${words.bands[score.band]}`,
      most: points(peak.value),
      day: day(dayIn(peak.at as Instant, 'Asia/Shanghai'), language),
      marks: marks.length,
    }).slice(0, 1024),
    series: [{ name, points: line }],
    marks,
    bands: bandsOf(knowledge.catalog.weights, language),
  };
}

/** A year of the scores of several companies, of which there is one at least. */
export function comparisonChart(companies: readonly CompanyState[], language: Language): Chart {
  const words = localeOf(language);
  const series = companies.map(({ company, standing, at }) => ({
    name: shortName(company, language),
    points: scoreLine(standing, at, 365 * DAY_MS),
  }));
  const now = companies.map(
    ({ company, score }) => `${shortName(company, language)} ${points(score.score)}`,
  );
  return {
    kind: 'comparison',
    title: words.comparison,
    alt: `${words.comparison}: ${now.join(', ')}.`.slice(0, 1024),
    series,
    marks: [],
    bands: bandsOf(companies[0]!.standing.weights, language),
  };
}

function bandsOf({ bands }: Weights, language: Language): NonNullable<Chart['bands']> {
  const names = localeOf(language).bands;
  const limits = [bands.watch, bands.elevated, bands.high, bands.severe, 100];
  return Band.options.map((band, n) => ({ below: limits[n]!, label: names[band] }));
}
