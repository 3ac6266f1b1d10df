import { functionsOf, type Language, MESSAGES } from '../present/messages.ts';

/** Messages of the pages that have gaps, with the names of the gaps in the order of the arguments. */
export const PAGES = {
  showAll: ['n'],
  andMore: ['n'],
  changeOf: ['from', 'to'],
  repeatAll: ['n'],
  repeatBody: ['n', 'days'],
  repeatApp: ['name', 'n', 'days'],
  repeatIssue: ['name', 'n'],
  newestAct: ['day', 'body'],
  place: ['rank', 'of', 'median'],
  freshPast: ['failure', 'ok', 'never'],
  catalogHolds: ['companies', 'apps'],
  atMostMinutes: ['n'],
  notSeenSince: ['when'],
  addressChecked: ['works', 'on', 'by'],
  addresses: ['checked', 'of'],
  statusDays: ['seen', 'part', 'gap', 'none'],
  reviewOpen: ['n'],
  freshWord: ['ok', 'failure', 'never'],
  pastDay: ['day'],
  yearLine: ['low', 'high', 'now'],
  firstDay: ['since', 'answered', 'of', 'record'],
  oldRecord: ['until'],
  everyCompany: ['n'],
  shown: ['n', 'of'],
  storedCut: ['n'],
  appCount: ['n'],
  badDay: ['text'],
  searchFor: ['text'],
  asApp: ['text'],
  daysAgo: ['n'],
  daysLeft: ['n'],
} as const;
export const STUDIES = {
  notMet: ['n', 'of'],
  sample: ['snapshots', 'issuers', 'from', 'judged', 'final'],
  madeAt: ['when'],
  later: ['when'],
  reliabilityAlt: ['bins'],
  to: ['from', 'to'],
  eventSample: ['measured', 'of'],
  effects: ['rows'],
  tooFew: ['rows'],
  pathLevel: ['level'],
  excluded: ['n'],
  more: ['n'],
  adjusted: ['n'],
} as const;
export const LIST = {
  unknown: ['names'],
} as const;
export const SET_UP = {
  saved: ['file'],
  atRestart: ['names'],
  overridden: ['names'],
  removed: ['address'],
  testSent: ['to'],
  testFailed: ['to', 'because'],
  subscriptions: ['n'],
  sourcesOf: ['on', 'of'],
} as const;

type Table = Readonly<Record<string, string>>;
/** LookupTables that are looked up by what may not stand in them. */
type LookupTables<Names extends string> = Readonly<Record<Names, Table>>;
type Ways = Readonly<Record<string, readonly [name: string, says: string]>>;
const known: Partial<Record<Language, Words>> = {};

/** What the pages say in a language, beside what `present` says. */
export function wordsOf(language: Language): Words {
  known[language] ??= wordsIn(language);
  return known[language];
}

export type Words = ReturnType<typeof wordsIn>;

function wordsIn(language: Language) {
  const { web } = MESSAGES[language];
  const { studies, list, setUp } = web;
  return {
    ...(web as typeof web & LookupTables<'parts' | 'origins' | 'noteKinds' | 'relations' | 'edges'>),
    ...(web as LookupTables<'controls' | 'states' | 'sinks' | 'baseRateOf'>),
    ...functionsOf(PAGES, web, language),
    studies: {
      ...(studies as typeof studies & LookupTables<'asks' | 'baselines' | 'levels'>),
      ...functionsOf(STUDIES, studies, language),
    },
    list: { ...(list as typeof list & LookupTables<'markets'>), ...functionsOf(LIST, list, language) },
    setUp: {
      ...(setUp as typeof setUp & LookupTables<'secretNames'>),
      ways: setUp.ways as unknown as Ways,
      ...functionsOf(SET_UP, setUp, language),
    },
  };
}
