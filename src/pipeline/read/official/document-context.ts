import type { ActKind } from '../../../domain/act-kind.ts';
import { type CalendarDate, daysBetween } from '../../../domain/time.ts';

import { daysIn } from '../dates/days.ts';
import type { Page, Sentence } from '../document/page.ts';
import { countsIn } from './counts.ts';
import type { OfficialWords } from './official-words.ts';

const NAME = 'name';
const RECTIFY = 'rectify';
const DELIST = 'delist-app';

/** A phrase that states a new act. Offsets count in the sentence. */
export interface ActionCandidate {
  readonly done: ActKind;
  readonly id: string;
  readonly english: string;
  readonly sentence: Sentence;
  readonly start: number;
  readonly end: number;
}

/** Why a phrase states nothing new: an earlier act, a threat or a sum. */
type Rejection = 'past' | 'announced' | 'statistics';

/** What a page states as a whole, found once and used by every layout. */
export interface DocumentContext {
  readonly page: Page;
  readonly words: OfficialWords;
  readonly published: CalendarDate | null;
  /** The page speaks as an authority: by the form of its title or by its own voice. */
  readonly official: boolean;
  readonly actions: readonly ActionCandidate[];
  /** The sentences of the actions. */
  readonly acting: ReadonlySet<Sentence>;
  /**
   * Sentences that state an earlier act, a threat or a sum, with why the first of their phrases is
   * not new.
   */
  readonly rejected: ReadonlyMap<Sentence, Rejection>;
}

const PAPERS = ['通报', '公告', '公示', '决定', '通告', '通知', '名单', '警示函', '决定书'];
const OWN_VOICE = [
  '我部',
  '我局',
  '我办',
  '我委',
  '我署',
  '本通报',
  '特此通报',
  '特此公告',
  '特此通告',
];
const OWN_VOICE_EN = [
  'our ministry',
  'our bureau',
  'our department',
  'our administration',
  'our office',
  'hereby',
];
/** "现将有关情况通报如下", "现予公布". */
const PRESENTS = /现(?:将|予以?)[^。]{0,60}(?:通报|公告|公布|公示|下架)|如下:?$/u;

/** A title "关于…的通报", whatever bracket or date stands behind it. */
function isPaper(title: string): boolean {
  const bare = title.replace(/\([^()]{1,30}\)|[\s\d年月日./-]{1,30}$/gu, '').trim();
  return bare.includes('关于') && PAPERS.some((one) => bare.endsWith(one));
}

/** Whether a page speaks as an authority: titled "关于…的通报", or in an authority's own voice. */
export function isOfficial({ sentences, language }: Page): boolean {
  if (language === 'en')
    return sentences.some(({ text }) => {
      const lower = text.toLowerCase();
      return !/["“”]/u.test(text) && OWN_VOICE_EN.some((one) => lower.includes(one));
    });
  const titles = sentences
    .filter((sentence) => sentence.place === 'title')
    .map((sentence) => sentence.text);
  return (
    titles.some(isPaper) ||
    sentences.some(({ text }) => OWN_VOICE.some((one) => text.includes(one)) || PRESENTS.test(text))
  );
}

/**
 * Reads which new acts a page states. A headline alone needs no named actor; an article needs one
 * near its top.
 */
export function readContext(
  page: Page,
  words: OfficialWords,
  published: CalendarDate | null,
): DocumentContext {
  const official = isOfficial(page);
  const rejected = new Map<Sentence, Rejection>();
  const found = page.sentences.flatMap((sentence) =>
    candidatesIn(sentence, words, published, official, (why) => rejected.set(sentence, why)),
  );
  if (official) found.unshift(...paperOf(page));
  const fresh = official ? found : withoutSums(found.filter(isNews), rejected);
  const actions = official || opensWithAct(page, words, fresh) ? withoutEchoes(fresh) : [];
  const acting = new Set(actions.map((actionCandidate) => actionCandidate.sentence));
  return { page, words, published, official, actions, acting, rejected };
}

/** Numbers of apps or firms in a sentence. */
function numbersIn({ text }: Sentence): number[] {
  return [...text.matchAll(/(\d{1,7})\s?余?[款家]/gu)].map((match) => Number(match[1]));
}

/**
 * A sentence that repeats numbers which the article states as sums over time is no news: "下架540款"
 * of "累计…下架540款".
 */
function withoutSums(
  found: readonly ActionCandidate[],
  rejected: DocumentContext['rejected'],
): readonly ActionCandidate[] {
  const sums = new Set(
    [...rejected].flatMap(([sentence, why]) => (why === 'statistics' ? numbersIn(sentence) : [])),
  );
  // A long sentence holds many acts and is looked at once.
  const repeated = new Set(
    [...new Set(found.map(({ sentence }) => sentence))].filter((sentence) => {
      const numbers = numbersIn(sentence);
      return numbers.length > 0 && numbers.every((number) => sums.has(number));
    }),
  );
  return found.filter(({ sentence }) => !repeated.has(sentence));
}

/** A title "关于…的通报" names those that the paper is about. */
function paperOf({ sentences }: Page): ActionCandidate[] {
  const sentence = sentences.find(
    (sentence) => sentence.place === 'title' && sentence.text.includes('关于'),
  );
  const start = sentence?.text.lastIndexOf('通报') ?? -1;
  return sentence === undefined || start < 0
    ? []
    : [
        {
          done: NAME,
          id: 'official.paper',
          english: 'publicly named',
          sentence,
          start,
          end: start + 2,
        },
      ];
}

/** What an article tells behind its first sentences adds orders, and in Chinese names. */
function isNews({ done, sentence }: ActionCandidate): boolean {
  if (sentence.place !== 'body' || done === RECTIFY) return true;
  return done === NAME && /\p{Script=Han}/u.test(sentence.text);
}

/**
 * Whether an article opens with an act of an authority: its title or its first sentence states it,
 * and an authority stands in one of the two or in the next. A headline alone needs none.
 */
function opensWithAct(
  { sentences }: Page,
  { bodies, authorities }: OfficialWords,
  actions: readonly ActionCandidate[],
): boolean {
  const titles = sentences.filter((sentence) => sentence.place === 'title');
  const leads = sentences
    .filter((sentence) => sentence.place === 'lead' && sentence.text.length > 12)
    .slice(0, 3);
  const opening = [...titles, ...leads.slice(0, 1)];
  return (
    actions.some((actionCandidate) => opening.includes(actionCandidate.sentence)) &&
    (sentences.length < 2 ||
      [...titles, ...leads].some(
        ({ text }) =>
          authorities(text).length > 0 ||
          bodies(text).some((nameInText) => nameInText.kind === 'authority'),
      ))
  );
}

/**
 * Days before publication that are history: an authority's own notice often repeats when it found
 * what it publishes.
 */
const OLD_DAYS = { official: 10, article: 4 } as const;

/**
 * The new acts of a sentence: phrases that stand behind no word of the past, a threat or a sum,
 * and behind no earlier day.
 */
function candidatesIn(
  sentence: Sentence,
  { actions }: OfficialWords,
  published: CalendarDate | null,
  official: boolean,
  reject: (why: Rejection) => void,
): ActionCandidate[] {
  const candidates: ActionCandidate[] = [];
  let why: Rejection | null = null;
  let covered = 0;
  const oldDays = official ? OLD_DAYS.official : OLD_DAYS.article;
  /** Days are looked for where an act asks for them: most sentences state none. */
  let isOld: ReturnType<typeof oldTimes> | null = null;
  for (const { start, end, value } of actions(sentence.text)) {
    if (start < covered) continue;
    const rest = sentence.text.slice(start);
    const passed = passedOver(value.kind, rest, end - start);
    if (passed > 0) covered = start + passed;
    else if (value.kind === 'action') {
      isOld ??= oldTimes(sentence.text, published, oldDays);
      if (why !== null || isOld(start)) reject(why ?? 'past');
      else candidates.push({ ...value, sentence, start, end });
    } else why = rejectionBy(value.kind, official) ?? why;
  }
  if (why !== null && candidates.length === 0) reject(why);
  return candidates;
}

type PhraseKind = Rejection | 'action' | 'none';

/** Length of a phrase that states no act, or only says which apps are meant; 0 for all others. */
function passedOver(kind: PhraseKind, rest: string, length: number): number {
  if (kind === 'none') return length;
  return kind === 'past' && qualifies(rest) ? rest.indexOf('的') : 0;
}

/** Why acts behind a phrase are not new; sums in an authority's own page reject nothing. */
function rejectionBy(kind: PhraseKind, official: boolean): Rejection | null {
  if (kind === 'action' || kind === 'none') return null;
  return kind === 'statistics' && official ? null : kind;
}

/** "此前通报的甲、乙未完成整改，现予以下架": an earlier act only says which apps are meant. */
const qualifies = (rest: string): boolean =>
  /^(?:此前|前期|前次|上一?批)[^,。;]{0,8}的/u.test(rest) && /现|予以/u.test(rest);

/** "2020年，针对某某依法约谈": a year that is over, as a time and not in "2019年度销售额". */
const YEAR_ONLY = /(20\d\d)年(?=,|全年|一年间|期间|以来)/gu;
const MONTH_ONLY = /(20\d\d)年(\d{1,2})月(?! ?\d)/gu;

/**
 * A test whether the last day, month or year named in front of an offset lies well before
 * publication.
 */
function oldTimes(
  text: string,
  published: CalendarDate | null,
  oldDays: number,
): (at: number) => boolean {
  if (published === null) return () => false;
  const times = [
    ...daysIn(text, published).map(({ end, date }) => ({
      end,
      old: daysBetween(date, published) > oldDays,
    })),
    ...[...text.matchAll(MONTH_ONLY)].map((match) => ({
      end: match.index + match[0].length,
      old: `${match[1]}-${match[2]!.padStart(2, '0')}` < published.slice(0, 7),
    })),
    ...[...text.matchAll(YEAR_ONLY)].map((match) => ({
      end: match.index + match[0].length,
      old: match[1]! < published.slice(0, 4),
    })),
  ].sort((a, b) => a.end - b.end);
  let next = 0;
  return (at) => {
    while (next < times.length && times[next]!.end <= at) next += 1;
    return times[next - 1]?.old ?? false;
  };
}

const SAYS_NAMED = /通报|公示|点名|曝光/u;

/**
 * A removal repeats that its apps had been named before: beside one, a naming counts only where a
 * sentence of its own says so with its own number.
 */
function withoutEchoes(actions: readonly ActionCandidate[]): ActionCandidate[] {
  const removals = actions.filter((actionCandidate) => actionCandidate.done === DELIST);
  if (removals.length === 0) return [...actions];
  const removed = new Set(removals.map(clauseOf));
  const titled = removals.some(({ sentence }) => sentence.place === 'title');
  return actions.filter(
    (actionCandidate) =>
      actionCandidate.done !== NAME || isOwnNaming(actionCandidate, removed, titled),
  );
}

/** A naming in a clause of its own, with its own number of apps. */
function isOwnNaming(
  actionCandidate: ActionCandidate,
  removed: ReadonlySet<string>,
  titled: boolean,
): boolean {
  const { sentence, start, end } = actionCandidate;
  if (removed.has(clauseOf(actionCandidate))) return false;
  const says = sentence.place !== 'title' && SAYS_NAMED.test(sentence.text.slice(start, end));
  if (titled && !says) return false;
  const [from, to] = clauseRange(actionCandidate);
  return countsIn(sentence).some((count) => from <= count.start && count.start < to);
}

const SEPARATES = /;|[,、](?=并对|另有|另对|同时对|此外|对\d)/gu;

function clauseRange({ sentence: { text }, start }: ActionCandidate): [number, number] {
  const marks = [...text.matchAll(SEPARATES)].map(({ index }) => index);
  return [
    marks.findLast((mark) => mark < start) ?? 0,
    marks.find((mark) => mark >= start) ?? text.length,
  ];
}

const clauseOf = (actionCandidate: ActionCandidate): string =>
  `${actionCandidate.sentence.start} ${clauseRange(actionCandidate)[0]}`;
