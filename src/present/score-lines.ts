import type { CardLine, CardSection } from '../domain/card.ts';
import type { Reach } from '../domain/history.ts';
import type { Reason } from '../domain/reason.ts';
import type { Band, Factor, Score } from '../domain/score.ts';
import { dayIn, type Instant } from '../domain/time.ts';
import { line } from './plain-card.ts';
import { instead } from './record-lines.ts';
import { sentence } from './sentence.ts';
import { change, day, type Language, localeOf, moment, points } from './words.ts';

/** Peak over two years and points since 30 days ago. */
export interface TrendFacts {
  readonly peak: { readonly score: number; readonly band: Band; readonly at: Instant };
  readonly change30: number;
}

/** Something that would change the score, in points of today. */
export interface ProspectFacts {
  readonly score: number;
  readonly change: number;
  readonly because: Reason;
}

const SAYS = {
  en: {
    ahead: 'What would change this',
    peak: 'Peak, 2 years',
    change30: 'Change over the last 30 days',
    faded: (n: number) => `and ${n} faded ${n === 1 ? 'act' : 'acts'}`,
    confirmed: (part: string) => `of which ${part} confirmed`,
    parts: (business: string, investability: string) =>
      `business ${business} + investability ${investability}`,
    on: (when: string) => `on ${when}`,
    to: (score: string) => `to ${score}`,
  },
  zh: {
    ahead: '什么会改变分数',
    peak: '两年最高',
    change30: '过去30天变化',
    faded: (n: number) => `另有${n}项已淡化的行动`,
    confirmed: (part: string) => `其中${part}分已核实`,
    parts: (business: string, investability: string) => `业务${business} + 可投资性${investability}`,
    on: (when: string) => `于${when}`,
    to: (score: string) => `至${score}`,
  },
} as const;

/** `64.6 high, of which 0.0 confirmed · as of …`; where no act is known, what stands in the place of a score. */
export function leadOf(score: Score, record: Reach, language: Language): string {
  const says = SAYS[language];
  const words = localeOf(language);
  const { business, investability } = score.parts;
  const parts = [
    instead(record, language) ??
      [
        `${points(score.score)} ${words.bands[score.band]}`,
        score.confirmed.points < score.score ? says.confirmed(points(score.confirmed.points)) : null,
      ]
        .filter(Boolean)
        .join(language === 'zh' ? '，' : ', '),
    record.state === 'acts' && investability > 0 ? says.parts(points(business), points(investability)) : null,
    `${words.asOf} ${moment(score.at, 'Asia/Shanghai', language)}`,
  ];
  return parts.filter(Boolean).join(' · ');
}

/** Factors that still count for a tenth of a point, and how many others there are, in words. */
export function faded(
  factors: readonly Factor[],
  language: Language,
): { readonly shown: readonly Factor[]; readonly rest: string | null } {
  const shown = factors.filter((one) => one.points !== 0);
  const gone = factors.length - shown.length;
  return { shown, rest: gone === 0 ? null : SAYS[language].faded(gone) };
}

/** Largest first; the order of the cases decides between equals. */
export function byPoints(factors: readonly Factor[]): Factor[] {
  return [...factors].sort((one, other) => other.points - one.points);
}

/** What would change the score, then its peak and its change in 30 days. */
export function ahead(
  facts: { readonly trend?: TrendFacts; readonly outlook?: readonly ProspectFacts[] },
  language: Language,
): CardSection {
  const says = SAYS[language];
  const lines: CardLine[] = (facts.outlook ?? []).map((one) =>
    line(change(0, one.change), `${sentence(one.because, language)} (${says.to(points(one.score))})`),
  );
  return { title: says.ahead, lines: facts.trend ? [...lines, ...trendLines(facts.trend, language)] : lines };
}

/** Peak and change in 30 days; a company without acts has no peak. */
export function trendLines({ peak, change30 }: TrendFacts, language: Language): CardLine[] {
  const says = SAYS[language];
  const when = day(dayIn(peak.at, 'Asia/Shanghai'), language);
  const height = `${points(peak.score)} ${localeOf(language).bands[peak.band]} ${says.on(when)}`;
  return [...(peak.score === 0 ? [] : [line(says.peak, height)]), line(says.change30, change(0, change30))];
}

/** What to mind of a score is told in a few lines: a long record has dozens of the same kind. */
const MOST_FLAGS = 5;

/** What a reader should mind of a score's inputs; the rest is counted, and stands whole in the answer as JSON. */
export function flagLines(flags: readonly Reason[], language: Language): CardLine[] {
  const words = localeOf(language);
  const lines = flags.slice(0, MOST_FLAGS).map((flag) => line(words.flags, sentence(flag, language)));
  if (flags.length > MOST_FLAGS) lines.push(line(words.flags, words.more(flags.length - MOST_FLAGS)));
  return lines;
}
