import type { Card, CardLine, CardSection } from '../domain/card.ts';
import type { Reason } from '../domain/reason.ts';
import type { CalendarDate } from '../domain/time.ts';
import { line } from './plain-card.ts';
import { sentence } from './sentence.ts';
import { day, type Language, localeOf } from './words.ts';

/** What followed an alert on one company. */
export interface AftermathFacts {
  readonly name: string;
  readonly level: number;
  readonly ticker: string | null;
  readonly day0: string | null;
  readonly benchmark: string | null;
  readonly kind: 'market-model' | 'market-adjusted' | null;
  readonly notMeasured: Reason | null;
  readonly moves: readonly {
    readonly session: string;
    readonly abnormal: number | null;
    readonly comparable: {
      readonly events: number;
      readonly days: number;
      readonly mean: number | null;
      readonly low: number | null;
      readonly high: number | null;
    };
  }[];
  readonly rivals: {
    readonly sector: string;
    readonly of: number;
    readonly named: readonly { readonly name: string; readonly acts: number; readonly last: string }[];
  };
}

const MOST_RIVALS = 8;

const SAYS = {
  en: {
    lead: 'What followed. A description, not a forecast.',
    measured: (ticker: string, index: string, day0: string) => `${ticker} against ${index}, day 0 is ${day0}`,
    adjusted: 'too young for a market model: own return less the index',
    notMeasured: 'Not measured',
    open: 'not over yet, or not in the prices',
    alike: (events: number, days: number, level: number) =>
      `${events} earlier ${events === 1 ? 'act' : 'acts'} of level ${level} on ${days} ${days === 1 ? 'day' : 'days'}`,
    mean: (mean: string, spread: string) => `mean ${mean}${spread}`,
    spread: (low: string, high: string) => `, 95 % ${low} to ${high}`,
    few: ', too few for an interval',
    colon: ': ',
    rivals: (named: number, of: number, sector: string) =>
      `${named} of ${of} listed companies of ${sector} were named in the 24 months before`,
    acts: (acts: number, last: string) => `${acts} ${acts === 1 ? 'act' : 'acts'}, last on ${last}`,
  },
  zh: {
    lead: '后续表现。仅为描述，并非预测。',
    measured: (ticker: string, index: string, day0: string) => `${ticker}相对${index}，第0日为${day0}`,
    adjusted: '上市时间过短，无法估计市场模型：以个股收益减指数收益',
    notMeasured: '未计算',
    open: '尚未结束，或价格中没有',
    alike: (events: number, days: number, level: number) => `此前${level}级行动${events}项，共${days}日`,
    mean: (mean: string, spread: string) => `均值${mean}${spread}`,
    spread: (low: string, high: string) => `，95%区间${low}至${high}`,
    few: '，样本过少，无区间',
    colon: '：',
    rivals: (named: number, of: number, sector: string) =>
      `此前24个月，${sector}的${of}家上市公司中有${named}家被点名`,
    acts: (acts: number, last: string) => `${acts}项，最近为${last}`,
  },
} as const;

/** What followed an alert: abnormal returns beside comparable acts, and rivals that were named before. */
export function aftermathCard(
  title: string,
  reference: string,
  companies: readonly AftermathFacts[],
  language: Language,
): Card {
  return {
    title,
    url: null,
    tone: 'neutral',
    lead: SAYS[language].lead,
    sections: companies.map((one) => section(one, language)),
    links: [],
    chart: null,
    footer: localeOf(language).notAdvice,
    reference,
    language,
  };
}

function section(facts: AftermathFacts, language: Language): CardSection {
  const says = SAYS[language];
  const lines: CardLine[] = [];
  if (facts.notMeasured !== null) lines.push(line(says.notMeasured, sentence(facts.notMeasured, language)));
  else {
    const day0 = facts.day0 === null ? '?' : day(facts.day0 as CalendarDate, language);
    lines.push(line(null, says.measured(facts.ticker ?? '?', facts.benchmark ?? '?', day0)));
    if (facts.kind === 'market-adjusted') lines.push(line(null, says.adjusted));
    for (const move of facts.moves)
      lines.push(
        line(move.session, move.abnormal === null ? says.open : percent(move.abnormal), 'strong'),
        line(null, comparison(move, facts.level, language)),
      );
  }
  const { named, of, sector } = facts.rivals;
  lines.push(line(null, says.rivals(named.length, of, sector)));
  for (const rival of named.slice(0, MOST_RIVALS))
    lines.push(line(rival.name, says.acts(rival.acts, day(rival.last as CalendarDate, language))));
  if (named.length > MOST_RIVALS)
    lines.push(line(null, localeOf(language).more(named.length - MOST_RIVALS), 'quiet'));
  return { title: facts.name, lines };
}

function comparison(move: AftermathFacts['moves'][number], level: number, language: Language): string {
  const says = SAYS[language];
  const { events, days, mean, low, high } = move.comparable;
  const alike = says.alike(events, days, level);
  if (mean === null) return alike;
  const spread = low === null || high === null ? says.few : says.spread(percent(low), percent(high));
  return `${alike}${says.colon}${says.mean(percent(mean), spread)}`;
}

function percent(value: number): string {
  const text = Math.abs(value * 100).toFixed(1);
  return `${value < -0.0005 ? '−' : value > 0.0005 ? '+' : ''}${text} %`;
}
