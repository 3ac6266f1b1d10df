import type { Chart } from '../domain/card.ts';
import { type Reason, reason } from '../domain/reason.ts';
import type { Factor, Score } from '../domain/score.ts';
import { byPoints } from './score-lines.ts';
import { sentence } from './sentence.ts';
import { change, type Language, localeOf, points } from './words.ts';

/** So many bars are read at a glance; the smallest of the rest stand together in one. */
const MOST_BARS = 9;

const SAYS = {
  en: {
    title: (name: string) => `${name}: what the score is made of`,
    total: 'Score',
    rest: (n: number) => `${n} further factors`,
  },
  zh: {
    title: (name: string) => `${name}：分数构成`,
    total: '风险分',
    rest: (n: number) => `其余 ${n} 项`,
  },
} as const;

/**
 * The score as bars that stand on one another, from nothing to the score. With a single factor the bars are its own parts, since
 * one bar explains nothing. Null where nothing carries load.
 */
export function waterfallOf(
  score: Pick<Score, 'score' | 'factors' | 'band'>,
  name: string,
  language: Language,
  partName: (part: string) => string,
): Chart | null {
  const says = SAYS[language];
  const factors = byPoints(score.factors).filter((factor) => factor.points !== 0);
  const [only, ...others] = factors;
  if (only === undefined) return null;
  const bars =
    others.length === 0 && only.waterfall.length > 1
      ? only.waterfall.map((one) => ({ label: partName(one.part), points: one.points }))
      : [...factors.slice(0, MOST_BARS).map((one) => barOf(one, language)), ...rest(factors, says.rest)];
  const spoken = bars.map((bar) => `${bar.label} ${change(0, bar.points)}`).join('; ');
  const title = says.title(name);
  return {
    kind: 'waterfall',
    title,
    alt: `${title}. ${says.total} ${points(score.score)} ${localeOf(language).bands[score.band]} = ${spoken}`.slice(
      0,
      1024,
    ),
    series: [],
    marks: [],
    bars: [...bars, { label: says.total, points: score.score, total: true }],
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

function rest(factors: readonly Factor[], says: (n: number) => string): { label: string; points: number }[] {
  const left = factors.slice(MOST_BARS);
  if (left.length === 0) return [];
  const sum = left.reduce((total, factor) => total + factor.points, 0);
  return [{ label: says(left.length), points: Math.round(sum * 10) / 10 }];
}
