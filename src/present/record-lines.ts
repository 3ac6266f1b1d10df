import type { Card } from '../domain/card.ts';
import type { Reach } from '../domain/history.ts';
import { daysBetween } from '../domain/time.ts';
import { line } from './plain-card.ts';
import { day, type Language } from './words.ts';

const SAYS = {
  en: {
    record: (until: string) => `Record to ${until}`,
    only: (body: string, until: string) => `of ${body} only to ${until}`,
    none: 'No record of acts by the authorities of its country',
    watched: (since: string, n: number) => `${n} ${n === 1 ? 'source' : 'sources'} watched since ${since}`,
    unwatched: 'nothing is watched',
    silent: (n: number) => `${n} ${n === 1 ? 'source' : 'sources'} silent`,
    noActs: 'No acts on record',
    noData: 'No data',
    because: {
      'no-record': () => 'no authority of its country is on record',
      'before-record': (from: string) => `the record begins on ${from}`,
      'after-record': (_: string, until: string) =>
        `the record ends on ${until}, and nothing was watched since`,
      future: () => 'this day has not come yet',
    },
    join: '; ',
    colon: ': ',
  },
  zh: {
    record: (until: string) => `记录截至${until}`,
    only: (body: string, until: string) => `其中${body}仅截至${until}`,
    none: '没有其所在国监管机构行动的记录',
    watched: (since: string, n: number) => `自${since}起监控${n}个来源`,
    unwatched: '目前未监控任何来源',
    silent: (n: number) => `${n}个来源失联`,
    noActs: '记录中无监管行动',
    noData: '无数据',
    because: {
      'no-record': () => '没有其所在国监管机构的记录',
      'before-record': (from: string) => `记录自${from}开始`,
      'after-record': (_: string, until: string) => `记录止于${until}，此后未作监控`,
      future: () => '这一天尚未到来',
    },
    join: '；',
    colon: '：',
  },
} as const;

/** A body whose own record ends so long before that of its country is named. */
const FAR_BEHIND_DAYS = 180;
const MOST_BODIES = 2;

/** "Record to 20 Nov 2026; 41 sources watched since 3 Sep 2026; 3 sources silent". */
export function recordLine(
  reach: Omit<Reach, 'bodies' | 'state'> & Partial<Reach>,
  language: Language,
): string {
  const says = SAYS[language];
  const behind = (reach.bodies ?? []).filter(
    ({ until, watchedSince }) =>
      watchedSince === null &&
      until !== null &&
      reach.until !== null &&
      daysBetween(until, reach.until) > FAR_BEHIND_DAYS,
  );
  const parts = [
    reach.until === null ? says.none : says.record(day(reach.until, language)),
    ...behind
      .slice(0, MOST_BODIES)
      .map(({ name, until }) => says.only(name[language], day(until!, language))),
    reach.watchedSince === null
      ? says.unwatched
      : says.watched(day(reach.watchedSince, language), reach.sources),
    reach.gaps > 0 ? says.silent(reach.gaps) : null,
    reach.state === 'acts' && reach.because !== null ? why(reach, language) : null,
  ];
  return parts.filter(Boolean).join(says.join);
}

/** A card with the record line as its last. */
export function withRecordLine(card: Card, reach: Parameters<typeof recordLine>[0]): Card {
  const said = line(null, recordLine(reach, card.language), 'quiet');
  const last = card.sections.at(-1);
  const sections =
    last?.title === null
      ? [...card.sections.slice(0, -1), { title: null, lines: [...last.lines, said] }]
      : [...card.sections, { title: null, lines: [said] }];
  return { ...card, sections };
}

/** What stands in the place of a score that nobody can give; null where there is one. */
export function instead(reach: Reach, language: Language): string | null {
  const says = SAYS[language];
  if (reach.state === 'acts') return null;
  if (reach.state === 'no-acts') return says.noActs;
  return reach.because === null ? says.noData : `${says.noData}${says.colon}${why(reach, language)}`;
}

function why(reach: Pick<Reach, 'from' | 'until' | 'because'>, language: Language): string {
  const shown = (date: Reach['from']) => (date === null ? '' : day(date, language));
  return SAYS[language].because[reach.because!](shown(reach.from), shown(reach.until));
}
