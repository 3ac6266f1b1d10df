import type { Card, CardLine, CardSection } from '../domain/card.ts';
import type { Company, Listing } from '../domain/company.ts';
import type { Reach } from '../domain/history.ts';
import type { Reason } from '../domain/reason.ts';
import type { Factor, Score } from '../domain/score.ts';
import type { Instant } from '../domain/time.ts';
import { line } from './plain-card.ts';
import { recordLine } from './record-lines.ts';
import {
  ahead,
  byPoints,
  faded,
  flagLines,
  leadOf,
  type ProspectFacts,
  type TrendFacts,
} from './score-lines.ts';
import { sentence } from './sentence.ts';
import { waterfallOf } from './waterfall.ts';
import { change, type Language, localeOf, moment, points, shortName, tickers } from './words.ts';

/** What a score is taken apart into. */
export interface WhyFacts {
  readonly company: Pick<Company, 'id' | 'name'>;
  readonly listings: readonly Listing[];
  readonly score: Score;
  readonly record: Reach;
  readonly trend: TrendFacts;
  readonly outlook: readonly ProspectFacts[];
  /** The three parts sum to `to` - `from`; `news` = titles of what was told in between. */
  readonly change: {
    readonly since: Instant;
    readonly from: number;
    readonly to: number;
    readonly decay: number;
    readonly closings: number;
    readonly actions: number;
    readonly news: readonly string[];
  };
  readonly sector: {
    readonly name: string;
    readonly place: { readonly median: number; readonly rank: number; readonly of: number } | null;
  };
  /** Of acts that the reader alone was not sure of: what it read, and what confirms it. */
  readonly readings: readonly CardLine[];
  readonly language: Language;
  readonly taken: Reason | null;
}

const SAYS = {
  en: {
    since: (when: string) => `Change since ${when}`,
    decay: 'decay',
    closings: 'closings',
    actions: 'new actions',
    news: 'told since',
    readings: 'Confirmed press reports',
    nothing: 'Nothing carries load at that instant.',
    sector: 'Sector',
    place: (name: string, rank: number, of: number, median: string) =>
      `${name}: rank ${rank} of ${of}, median ${median}`,
    p90: '90-day probability',
    uncalibrated: 'uncalibrated, so not shown: the history is picked by hand',
    parts: {
      severity: 'severity',
      value: 'value',
      reach: 'reach',
      ownership: 'ownership',
      decay: 'decay',
      breadth: 'breadth',
    },
  },
  zh: {
    since: (when: string) => `自${when}以来的变化`,
    decay: '衰减',
    closings: '结案',
    actions: '新行动',
    news: '其间发布',
    readings: '得到证实的报道',
    nothing: '该时点没有计分事项。',
    sector: '行业',
    place: (name: string, rank: number, of: number, median: string) =>
      `${name}：第${rank}位（共${of}家），中位数${median}`,
    p90: '90天概率',
    uncalibrated: '未校准，不显示：历史由人工挑选',
    parts: {
      severity: '严重程度',
      value: '价值',
      reach: '覆盖',
      ownership: '权益',
      decay: '衰减',
      breadth: '广度',
    },
  },
} as const;

/** Every factor in points with its waterfall, the change split in three, what would change it, and where it stands. */
export function whyCard(facts: WhyFacts): Card {
  const { score, language } = facts;
  const words = localeOf(language);
  const where = facts.listings.length === 0 ? words.notListed : tickers(facts.listings);
  return {
    title: `${shortName(facts.company, language)} (${where})`,
    url: null,
    tone: facts.record.state === 'acts' ? score.confirmed.band : 'neutral',
    lead: leadOf(score, facts.record, language),
    sections: [
      factors(score, language),
      ...(facts.readings.length === 0
        ? []
        : [{ title: SAYS[language].readings, lines: [...facts.readings] }]),
      changes(facts),
      ahead(facts, language),
      context(facts),
    ],
    links: [],
    chart: waterfallOf(score, shortName(facts.company, language), language, (part) =>
      partName(part, language),
    ),
    footer: words.notAdvice,
    reference: null,
    language,
  };
}

function factors(score: Score, language: Language): CardSection {
  const words = localeOf(language);
  if (score.factors.length === 0) return { title: words.why, lines: [line(null, SAYS[language].nothing)] };
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

function partName(part: string, language: Language): string {
  const names: Record<string, string> = SAYS[language].parts;
  return names[part] ?? part;
}

function changes({ change: split, language }: WhyFacts): CardSection {
  const says = SAYS[language];
  const lines = [
    line(
      change(split.from, split.to),
      `${points(split.from)} → ${points(split.to)}: ${says.decay} ${change(0, split.decay)}, ${says.closings} ${change(0, split.closings)}, ${says.actions} ${change(0, split.actions)}`,
    ),
    ...split.news.map((title) => line(says.news, title)),
  ];
  return { title: says.since(moment(split.since, 'Asia/Shanghai', language)), lines };
}

function context(facts: WhyFacts): CardSection {
  const { language, sector, score } = facts;
  const says = SAYS[language];
  const words = localeOf(language);
  const lines: CardLine[] = [];
  if (sector.place !== null) {
    const { rank, of, median } = sector.place;
    lines.push(line(says.sector, says.place(sector.name, rank, of, points(median))));
  }
  lines.push(line(says.p90, says.uncalibrated));
  lines.push(line(null, recordLine(facts.record, language)), ...flagLines(score.flags, language));
  if (facts.taken) lines.push(line(null, sentence(facts.taken, language), 'quiet'));
  lines.push(line(words.model, score.model, 'quiet'));
  return { title: null, lines };
}
