import { phrasesOf } from '../../base/i18n/messages.ts';
import { formatReason } from '../../base/i18n/sentence.ts';
import {
  change,
  type Language,
  localeOf,
  moment,
  points,
  shortName,
} from '../../base/i18n/words.ts';
import type { Card, CardLine, Chart } from '../../domain/card.ts';
import { type Reason, reason } from '../../domain/reason.ts';
import type { Factor, Score } from '../../domain/score.ts';
import type { Instant } from '../../domain/time.ts';
import type { ScoreChange, SectorRank } from '../score/change.ts';
import { line, section } from './plain-card.ts';
import {
  ahead,
  byPoints,
  factorSection,
  footLines,
  partName,
  type ScoreFacts,
  scoreCard,
} from './score-card.ts';

/** The parts of a score. */
interface WhyFacts extends ScoreFacts {
  /** `news` = titles of what was published in between. */
  readonly change: ScoreChange & { readonly since: Instant };
  readonly sector: { readonly name: string; readonly place: SectorRank | null };
  /** For acts that the reader was unsure of: its reading, and the confirmation. */
  readonly readings: readonly CardLine[];
  /** The sentences that the newest acts were read from. */
  readonly sentences: readonly CardLine[];
}

/**
 * Every factor in points with its waterfall, the change split in three parts, what would change the
 * score, and its rank.
 */
export function whyCard(facts: WhyFacts): Card {
  const { score, language, change: split, sector } = facts;
  const say = phrasesOf('why', language);
  const values = {
    from: points(split.from),
    to: points(split.to),
    decay: change(0, split.decay),
    closings: change(0, split.closings),
    actions: change(0, split.actions),
  };
  const { place } = sector;
  const among =
    place === null ? null : { ...place, median: points(place.median), name: sector.name };
  const sections = [
    factorSection(score, language),
    section(say('readings'), facts.readings),
    section(say('sentences'), facts.sentences),
    section(
      say('since', { when: moment(split.since, 'Asia/Shanghai', language) }),
      line(change(split.from, split.to), say('split', values)),
      split.news.map((title) => line(say('news'), title)),
    ),
    ahead(facts),
    section(
      null,
      among === null ? null : line(say('sector'), say('place', among)),
      line(say('p90'), say('uncalibrated')),
      footLines(facts),
    ),
  ];
  return scoreCard(
    facts,
    sections,
    waterfallOf(score, shortName(facts.company, language), language),
  );
}

/** Bars of a waterfall; the smallest others are combined. */
const MOST_BARS = 9;

/**
 * The score as stacked bars, from nothing to the score. A single factor is shown by its parts,
 * since one bar explains nothing. Null where nothing carries load.
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
  const left = factors.slice(MOST_BARS);
  const sum = left.reduce((total, factor) => total + factor.points, 0);
  const rest = { label: say('rest', { n: left.length }), points: Math.round(sum * 10) / 10 };
  const bars =
    others.length === 0 && only.waterfall.length > 1
      ? only.waterfall.map((one) => ({ label: partName(one.part, language), points: one.points }))
      : [
          ...factors.slice(0, MOST_BARS).map((factor) => barOf(factor, language)),
          ...(left.length === 0 ? [] : [rest]),
        ];
  const spoken = bars.map((bar) => `${bar.label} ${change(0, bar.points)}`).join('; ');
  const title = say('title', { name });
  const total = say('total');
  const alt =
    `${title}. ${total} ${points(score.score)} ${localeOf(language).bands[score.band]} = ` +
    `${spoken}`;
  return {
    kind: 'waterfall',
    title,
    alt: alt.slice(0, 1024),
    series: [],
    marks: [],
    bars: [...bars, { label: total, points: score.score, total: true }],
  };
}

/** An act with its day, or the title of a rule. */
function barOf({ because, points }: Factor, language: Language): { label: string; points: number } {
  const [{ code, params }] =
    because.code === 'list' ? (because.params.parts as [Reason]) : [because];
  const [first] = (params?.details ?? []) as readonly Reason[];
  if (first === undefined) return { label: formatReason(because, language), points };
  const what = reason(code === 'rule' ? 'rule-short' : 'act-short', params as never);
  return { label: `${String(first.params.date)} · ${formatReason(what, language)}`, points };
}
