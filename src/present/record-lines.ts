import type { Reach } from '../domain/record.ts';
import { day, type Language } from './words.ts';

const SAYS = {
  en: {
    record: (until: string) => `Record to ${until}`,
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

/** "Record to 20 Nov 2026; 41 sources watched since 3 Sep 2026; 3 sources silent". */
export function recordLine(reach: Reach, language: Language): string {
  const says = SAYS[language];
  const parts = [
    reach.until === null ? says.none : says.record(day(reach.until, language)),
    reach.watchedSince === null
      ? says.unwatched
      : says.watched(day(reach.watchedSince, language), reach.sources),
    reach.gaps > 0 ? says.silent(reach.gaps) : null,
    reach.state === 'acts' && reach.because !== null ? why(reach, language) : null,
  ];
  return parts.filter(Boolean).join(says.join);
}

/** What stands in the place of a score that nobody can give; null where there is one. */
export function instead(reach: Reach, language: Language): string | null {
  const says = SAYS[language];
  if (reach.state === 'acts') return null;
  if (reach.state === 'no-acts') return says.noActs;
  return reach.because === null ? says.noData : `${says.noData}${says.colon}${why(reach, language)}`;
}

function why(reach: Reach, language: Language): string {
  const shown = (date: Reach['from']) => (date === null ? '' : day(date, language));
  return SAYS[language].because[reach.because!](shown(reach.from), shown(reach.until));
}
