import type { Card, CardLine, CardSection, Chart } from '../domain/card.ts';
import type { Company, Listing } from '../domain/company.ts';
import type { Reach } from '../domain/history.ts';
import { type Reason, reason } from '../domain/reason.ts';
import type { Factor, Score } from '../domain/score.ts';
import type { Instant } from '../domain/time.ts';
import type { ScoreChange } from '../score/change.ts';
import type { Prospect } from '../score/outlook.ts';
import type { SectorRank } from '../score/sector.ts';
import type { Trend } from '../score/trend.ts';
import { phrasesOf } from './messages.ts';
import { line, plainCard } from './plain-card.ts';
import { recordLine } from './record-lines.ts';
import { ahead, byPoints, faded, flagLines, leadOf } from './score-lines.ts';
import { sentence, term } from './sentence.ts';
import { change, companyTitle, type Language, localeOf, moment, points, shortName } from './words.ts';

/** What a score is taken apart into. */
export interface WhyFacts {
  readonly company: Pick<Company, 'id' | 'name'>;
  readonly listings: readonly Listing[];
  readonly score: Score;
  readonly record: Reach;
  readonly trend: Trend;
  readonly outlook: readonly Prospect[];
  /** `news` = titles of what was published in between. */
  readonly change: ScoreChange & { readonly since: Instant };
  readonly sector: { readonly name: string; readonly place: SectorRank | null };
  /** Of acts that the reader alone was not sure of: what it read, and what confirms it. */
  readonly readings: readonly CardLine[];
  readonly language: Language;
  readonly taken: Reason | null;
}

/** Every factor in points with its waterfall, the change split in three, what would change it, and where it stands. */
export function whyCard(facts: WhyFacts): Card {
  const { score, language } = facts;
  const say = phrasesOf('why', language);
  const { company, listings, record } = facts;
  return plainCard(
    language,
    companyTitle(company, listings, language),
    leadOf(score, record, language),
    [
      factors(score, language),
      { title: say('readings'), lines: [...facts.readings] },
      changes(facts),
      ahead(facts, language),
      context(facts),
    ],
    {
      tone: record.state === 'acts' ? score.confirmed.band : 'neutral',
      chart: waterfallOf(score, shortName(company, language), language),
    },
  );
}

function factors(score: Score, language: Language): CardSection {
  const words = localeOf(language);
  if (score.factors.length === 0)
    return { title: words.why, lines: [line(null, phrasesOf('why', language)('nothing'))] };
  const { shown, rest } = faded(byPoints(score.factors), language);
  const lines = shown.flatMap((factor) => [
    line(points(factor.points).padStart(5), sentence(factor.because, language)),
    line(' '.repeat(5), partsOf(factor, language), 'quiet'),
  ]);
  if (rest !== null) lines.push(line(' '.repeat(5), rest, 'quiet'));
  lines.push(line(points(score.score).padStart(5), '=', 'strong'));
  return { title: words.why, lines };
}

/** `severity 9.1, value −7.3, reach +0.0`: the first part is the start, each further one the difference it makes. */
function partsOf(factor: Factor, language: Language): string {
  return factor.waterfall
    .map(
      ({ part, points: amount }, index) =>
        `${partName(part, language)} ${index === 0 ? points(amount) : change(0, amount)}`,
    )
    .join(', ');
}

const partName = (part: string, language: Language) => term('addend', part, language);

function changes({ change: split, language }: WhyFacts): CardSection {
  const say = phrasesOf('why', language);
  const [decay, closings, actions] = [split.decay, split.closings, split.actions].map((one) =>
    change(0, one),
  );
  const values = {
    from: points(split.from),
    to: points(split.to),
    decay: decay!,
    closings: closings!,
    actions: actions!,
  };
  const lines = [
    line(change(split.from, split.to), say('split', values)),
    ...split.news.map((title) => line(say('news'), title)),
  ];
  return { title: say('since', { when: moment(split.since, 'Asia/Shanghai', language) }), lines };
}

function context(facts: WhyFacts): CardSection {
  const { language, sector, score } = facts;
  const say = phrasesOf('why', language);
  const words = localeOf(language);
  const lines: CardLine[] = [];
  if (sector.place !== null) {
    const { rank, of, median } = sector.place;
    lines.push(line(say('sector'), say('place', { name: sector.name, rank, of, median: points(median) })));
  }
  lines.push(line(say('p90'), say('uncalibrated')));
  lines.push(line(null, recordLine(facts.record, language)), ...flagLines(score.flags, language));
  if (facts.taken) lines.push(line(null, sentence(facts.taken, language), 'quiet'));
  lines.push(line(words.model, score.model, 'quiet'));
  return { title: null, lines };
}

/** So many bars are read at a glance; the smallest of the rest stand together in one. */
const MOST_BARS = 9;

/**
 * The score as bars that stand on one another, from nothing to the score. With a single factor the bars are its own parts, since
 * one bar explains nothing. Null where nothing carries load.
 */
export function waterfallOf(
  score: Pick<Score, 'score' | 'factors' | 'band'>,
  name: string,
  language: Language,
): Chart | null {
  const say = phrasesOf('waterfall', language);
  const factors = byPoints(score.factors).filter((factor) => factor.points !== 0);
  const [only, ...others] = factors;
  if (only === undefined) return null;
  const bars =
    others.length === 0 && only.waterfall.length > 1
      ? only.waterfall.map((one) => ({ label: partName(one.part, language), points: one.points }))
      : [...factors.slice(0, MOST_BARS).map((one) => barOf(one, language)), ...rest(factors, language)];
  const spoken = bars.map((bar) => `${bar.label} ${change(0, bar.points)}`).join('; ');
  const title = say('title', { name });
  return {
    kind: 'waterfall',
    title,
    alt: `${title}. ${say('total')} ${points(score.score)} ${localeOf(language).bands[score.band]} = ${spoken}`.slice(
      0,
      1024,
    ),
    series: [],
    marks: [],
    bars: [...bars, { label: say('total'), points: score.score, total: true }],
  };
}

/** What was done and when; of a rule its title. */
function barOf({ because, points }: Factor, language: Language): { label: string; points: number } {
  const [{ code, params }] = because.code === 'list' ? (because.params.parts as [Reason]) : [because];
  const [first] = (params?.details ?? []) as readonly Reason[];
  if (first === undefined) return { label: sentence(because, language), points };
  const what = reason(code === 'rule' ? 'rule-short' : 'act-short', params as never);
  return { label: `${String(first.params.date)} · ${sentence(what, language)}`, points };
}

function rest(factors: readonly Factor[], language: Language): { label: string; points: number }[] {
  const left = factors.slice(MOST_BARS);
  if (left.length === 0) return [];
  const sum = left.reduce((total, factor) => total + factor.points, 0);
  return [
    {
      label: phrasesOf('waterfall', language)('rest', { n: left.length }),
      points: Math.round(sum * 10) / 10,
    },
  ];
}
