import type { Chart } from '../domain/card.ts';
import type { Company } from '../domain/company.ts';
import type { Score, Step } from '../domain/score.ts';
import { DAY_MS, dayIn, type Instant } from '../domain/time.ts';
import type { Weights } from '../domain/weights.ts';
import { phrasesOf } from '../present/messages.ts';
import { gravest } from '../present/severity-order.ts';
import { day, type Language, lastSecond, localeOf, points, shortName } from '../present/words.ts';
import { type Standing, standingOf } from '../score/score.ts';
import { seriesOf } from '../score/trend.ts';
import { inputOver, type Knowledge } from './knowledge.ts';

const EVERY = 6 * DAY_MS;
const MOST_JUMPS = 150;

/** What a chart at one company is made of. */
export interface Subject {
  readonly company: Company;
  readonly steps: readonly Step[];
  readonly score: Score;
}

/** Two years of a company's score with the acts that moved it and the deadlines of open cases. `of` is the standing over `steps`. */
export function scoreChart(
  knowledge: Knowledge,
  company: Company,
  steps: readonly Step[],
  score: Score,
  language: Language,
  of: Standing = standing(knowledge, company, steps),
): Chart {
  const words = localeOf(language);
  const since = score.at - 730 * DAY_MS;
  const name = shortName(company, language);
  const colon = language === 'zh' ? '：' : ': ';
  const stands = (step: Step) => (step.withdrawnAt ?? Number.POSITIVE_INFINITY) > score.at;
  const acts = steps.filter(
    (step) => step.via === null && step.at > since && step.at <= score.at && stands(step),
  );
  const deadlines = score.cases.flatMap((one) =>
    one.open && one.deadline !== null ? [lastSecond(one.deadline, knowledge.zoneOf(one.regulator))] : [],
  );
  const marks: Chart['marks'] = [
    ...acts.map((step) => ({
      at: step.at as number,
      label: `${knowledge.wording.regulator(step.regulator)[language]}${colon}${words.acts[gravest(step.types)]}`,
      kind: 'action' as const,
    })),
    ...[...new Set(deadlines)].map((at) => ({ at, label: words.deadline, kind: 'deadline' as const })),
  ];
  const line = pointsOf(of, since, score.at);
  const title = `${name}${colon}${words.history}`;
  const peak = line.reduce((best, one) => (one.value > best.value ? one : best), {
    at: score.at as number,
    value: 0,
  });
  return {
    kind: 'score-history',
    title,
    // What the picture shows, for whoever does not see it.
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

/** A year of the scores of several companies. */
export function comparisonChart(
  knowledge: Knowledge,
  companies: readonly Subject[],
  at: Instant,
  language: Language,
): Chart {
  const words = localeOf(language);
  const series = companies.map(({ company, steps }) => ({
    name: shortName(company, language),
    points: pointsOf(standing(knowledge, company, steps), at - 365 * DAY_MS, at),
  }));
  const now = companies.map(({ company, score }) => `${shortName(company, language)} ${points(score.score)}`);
  return {
    kind: 'comparison',
    title: words.comparison,
    alt: `${words.comparison}: ${now.join(', ')}.`.slice(0, 1024),
    series,
    marks: [],
    bands: bandsOf(knowledge.catalog.weights, language),
  };
}

const standing = (knowledge: Knowledge, company: Company, steps: readonly Step[]): Standing =>
  standingOf(inputOver(knowledge, company.id, steps));

/** A point every few days, and two at every act, so that a jump stands upright. */
function pointsOf(of: Standing, since: number, until: number): { at: number; value: number }[] {
  const acts = of.ledger.matters
    .flatMap((matter) => matter.entries.map((entry) => entry.step.at as number))
    .filter((at) => at > since && at <= until);
  // More jumps than the picture has room for are shown as they stood every other day.
  const crowded = acts.length > MOST_JUMPS;
  const instants = new Set<number>(crowded ? [] : acts.flatMap((at) => [at - 1, at]));
  for (let at = since; at < until; at += crowded ? EVERY / 3 : EVERY) instants.add(at);
  instants.add(until);
  const ordered = [...instants].sort((a, b) => a - b) as Instant[];
  return seriesOf(of, ordered).map(({ at, score }) => ({ at, value: score }));
}

function bandsOf({ bands }: Weights, language: Language): NonNullable<Chart['bands']> {
  const names = localeOf(language).bands;
  return [
    { below: bands.watch, label: names.background },
    { below: bands.elevated, label: names.watch },
    { below: bands.high, label: names.elevated },
    { below: bands.severe, label: names.high },
    { below: 100, label: names.severe },
  ];
}
