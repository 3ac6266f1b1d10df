import type { Effect } from '../../../domain/measures.ts';
import { type Reason, type ReasonCode, reason } from '../../../domain/reason.ts';
import type { GateWords } from '../../../domain/words.ts';
import type { Page } from '../document/page.ts';
import { phraseFinder } from './phrases.ts';

/**
 * What a page is, before it is read for acts: an act, nothing of the kind, or the end of an
 * earlier one; with its reason where it is no act.
 */
export type PageKind =
  | { readonly kind: 'act' }
  | { readonly kind: 'none'; readonly because: Reason }
  | {
      readonly kind: 'eased';
      readonly effect: Effect;
      readonly phrase: string;
      readonly because: Reason;
    };

/**
 * Answers for a page what it is. `isAuthoritys` = an authority speaks on it: only then are praise,
 * reviews and what is taken back known by the title alone; of a newspaper's the model decides.
 */
export type PageGate = (page: Page, isAuthoritys: boolean) => PageKind;

type Says = (text: string) => string | null;

interface PageTexts {
  readonly title: string;
  /** Title and first sentences. */
  readonly opening: string;
  readonly whole: string;
  /** The last word of a title, without what stands in brackets behind it. */
  readonly end: string;
  readonly isAuthoritys: boolean;
  /** Lines that are numbered articles. */
  readonly articles: number;
}

interface GateQuestion {
  readonly answer: (texts: PageTexts) => PageKind | null;
}

const ACT: PageKind = { kind: 'act' };

/** Compiles the questions of `config/words/gate.yml`; the first of them that says yes decides. */
export function compileGate(words: GateWords): PageGate {
  const questions = questionsOf(words);
  return (page, isAuthoritys) => {
    const texts = textsOf(page, isAuthoritys);
    for (const { answer } of questions) {
      const kind = answer(texts);
      if (kind !== null) return kind;
    }
    return ACT;
  };
}

/** Compiles what a sentence says by which names of an earlier list are struck off it. */
export function compileStrikes({ eased }: GateWords): (text: string) => boolean {
  const says = saying(eased.struck);
  return (text) => says(text) !== null;
}

/** Compiles whether a sentence says itself that an earlier act ends. */
export function compileEases({ eased }: GateWords): (text: string) => boolean {
  const { lifted, annulled, withdrawn, dropped, stayed, unless } = eased;
  const says = saying([...lifted, ...annulled, ...withdrawn, ...dropped, ...stayed]);
  const no = saying(unless);
  return (text) => says(text) !== null && no(text) === null;
}

/** The first phrase of a list that stands in a text, as it is written there. */
function saying(phrases: readonly string[]): Says {
  const find = phraseFinder(phrases.map((phrase) => [phrase, true] as const));
  return (text) => {
    const [first] = find(text);
    return first === undefined ? null : text.slice(first.start, first.end);
  };
}

const none = (code: ReasonCode, phrase: string): PageKind => ({
  kind: 'none',
  because: reason(code, { phrase }),
});

function questionsOf(words: GateWords): GateQuestion[] {
  const { fiction, denial, paper, victims, requested, approval, summary, changed, eased } = words;
  return [
    sayingNone('page-fiction', fiction, ({ whole }) => whole),
    denialQuestion(denial),
    paperQuestion(paper),
    victimsQuestion(victims),
    requestedQuestion(requested),
    beginsQuestion(summary),
    changedQuestion(changed),
    easedQuestion(eased),
    sayingNone('page-approval', approval, titleOfAuthority),
    sayingNone('page-summary', { says: summary.always, unless: [] }, titleOfAuthority),
    sayingNone('page-summary', summary, titleOfAuthority),
    sumQuestion(summary),
  ];
}

const titleOfAuthority = ({ title, isAuthoritys }: PageTexts) => (isAuthoritys ? title : '');

/** A question of one list of phrases and the phrases that answer it with no. */
function sayingNone(
  code: ReasonCode,
  { says, unless }: { readonly says: readonly string[]; readonly unless: readonly string[] },
  textOf: (texts: PageTexts) => string,
): GateQuestion {
  const yes = saying(says);
  const no = saying(unless);
  return {
    answer(texts) {
      const text = textOf(texts);
      const phrase = yes(text);
      return phrase === null || no(text) !== null ? null : none(code, phrase);
    },
  };
}

/** Letters behind a rumour in which it is refuted. */
const REFUTED_WITHIN = 160;

/**
 * A report that is denied. What the text below the title says of acts is done to who spread it, so
 * it counts against a denial only where neither the title denies nor a rumour is refuted.
 */
function denialQuestion({ says, unless, rumours, refuted }: GateWords['denial']): GateQuestion {
  const yes = saying(says);
  const no = saying(unless);
  const rumour = saying(rumours);
  const isRefuted = saying(refuted);
  return {
    answer({ title, opening }) {
      const inTitle = yes(title);
      const begins = rumour(opening);
      const behind = begins === null ? '' : opening.slice(opening.indexOf(begins));
      const phrase = inTitle ?? isRefuted(behind.slice(0, REFUTED_WITHIN));
      if (phrase !== null && no(title) === null) return none('page-denial', phrase);
      const below = yes(opening);
      return below === null || no(opening) !== null ? null : none('page-denial', below);
    },
  };
}

/**
 * A paper that lays down duties for everybody: by what its title says, or by its last word where
 * nothing in the title is an act.
 */
function paperQuestion({ says, unless, ends, duties }: GateWords['paper']): GateQuestion {
  const yes = saying(says);
  const no = saying(unless);
  const duty = saying(duties);
  return {
    answer({ title, end, isAuthoritys, articles }) {
      if (articles >= LEAST_ARTICLES) return none('page-paper', ARTICLE_SHOWN);
      const ending = ends.find((one) => end.endsWith(one)) ?? null;
      // A newspaper tells in other words what is enacted: what a paper is called ends its title.
      const phrase = duty(title) ?? yes(title) ?? ending;
      if (phrase === null || (ending === null && !isAuthoritys)) return null;
      const isPaper = no(title) === null || (duty(title) !== null && ending !== null);
      return isPaper ? none('page-paper', phrase) : null;
    },
  };
}

/** "2020年全国网信系统依法约谈网站4282家": what was done in a year, with a number of three digits. */
const YEARS_SUM =
  /20\d\d年(?!第)(?:[^,。;]{0,16}?\d{3,7}余?[家款个件起万]|[^,。;\d]{0,40}?\d{3,7}余?[家款个件起])/u;

function sumQuestion({ unless }: GateWords['summary']): GateQuestion {
  const no = saying(unless);
  return {
    answer({ title }) {
      const phrase = YEARS_SUM.exec(title)?.[0];
      return phrase === undefined || no(title) !== null ? null : none('page-summary', phrase);
    },
  };
}

/** A title that begins as speeches and statements about an act do. */
function beginsQuestion({ begins }: GateWords['summary']): GateQuestion {
  return {
    answer(texts) {
      const title = titleOfAuthority(texts).trim().toLowerCase();
      const phrase = begins.find((phrase) => title.startsWith(`${phrase} `));
      return phrase === undefined ? null : none('page-summary', phrase);
    },
  };
}

/** Things that are faked under the names of others: those whose names they are did nothing. */
function victimsQuestion({ says, unless, things }: GateWords['victims']): GateQuestion {
  const yes = saying(says);
  const no = saying(unless);
  const thing = saying(things);
  return {
    answer({ title }) {
      const phrase = yes(title);
      const isVictims = phrase !== null && thing(title) !== null && no(title) === null;
      return isVictims ? none('page-victims', phrase) : null;
    },
  };
}

/** The end of an approval or a recall by the title, that the page says the firm itself wanted. */
function requestedQuestion(words: GateWords['requested']): GateQuestion {
  const { says, asks, unless, ordered } = words;
  const yes = saying(says);
  const requests = saying(asks);
  const no = saying(unless);
  const isOrdered = saying(ordered);
  return {
    answer({ title, whole, isAuthoritys }) {
      const phrase = isAuthoritys && yes(title) !== null ? requests(whole) : null;
      const isAct = no(title) !== null || isOrdered(whole) !== null;
      return phrase === null || isAct ? null : none('page-requested', phrase);
    },
  };
}

/** What an authority's title says was done to an act that stands all the same. */
function changedQuestion({ unless, titles, ...effects }: GateWords['changed']): GateQuestion {
  const no = saying(unless);
  const isOpen = saying(titles);
  const find = effectFinder(effects, 'page-changed');
  return {
    answer({ title, opening, isAuthoritys }) {
      const text = isOpen(title) === null ? title : opening;
      return !isAuthoritys || no(title) !== null ? null : find(text);
    },
  };
}

/** The first effect that a text states. */
function effectFinder(
  effects: Readonly<Partial<Record<Effect, readonly string[]>>>,
  code: 'page-eased' | 'page-changed',
): (text: string) => PageKind | null {
  const byEffect = Object.entries(effects).map(([effect, phrases]) => ({
    effect: effect as Effect,
    yes: saying(phrases),
  }));
  return (text) => {
    for (const { effect, yes } of byEffect) {
      const phrase = yes(text);
      if (phrase !== null)
        return { kind: 'eased', effect, phrase, because: reason(code, { phrase }) };
    }
    return null;
  };
}

function easedQuestion({
  unless,
  titles,
  struck: _,
  ...effects
}: GateWords['eased']): GateQuestion {
  const no = saying(unless);
  const isOpen = saying(titles);
  const find = effectFinder(effects, 'page-eased');
  return {
    answer({ title, opening, isAuthoritys }) {
      if (!isAuthoritys) return null;
      const inTitle = no(title) === null ? (endedProbe(title) ?? find(title)) : null;
      if (inTitle !== null || isOpen(title) === null) return inTitle;
      return no(opening) === null ? find(opening) : null;
    },
  };
}

/** "暂停对甲有限公司涉嫌违反反垄断法的调查": a probe that rests or ends, however long the name. */
const ENDS_FOR = /(?:暂停|中止|终止|停止|结束|撤销)对/u;
const RESTS = /^(?:暂停|中止)/u;
const PROBE = /调查|审查/u;
/** Letters of such a title in which the probe stands. */
const LONGEST_PROBE = 100;

function endedProbe(title: string): PageKind | null {
  const start = title.search(ENDS_FOR);
  const [clause = ''] = title.slice(Math.max(0, start), start + LONGEST_PROBE).split(/[。;,]/u, 1);
  const end = clause.search(PROBE);
  if (start < 0 || end < 0) return null;
  const phrase = clause.slice(0, end + '调查'.length);
  const effect = RESTS.test(phrase) ? 'stayed' : 'dropped';
  return { kind: 'eased', effect, phrase, because: reason('page-eased', { phrase }) };
}

/** A law or rule is known by its numbered articles. */
const ARTICLE = /^[\s*#]{0,4}第[一二三四五六七八九十百零〇\d]{1,6}条[\s\u3000:*]/u;
const LEAST_ARTICLES = 5;
const ARTICLE_SHOWN = '第…条';

const OPENING = 600;
/** English words between quotation marks: alleged ‘Prices Dropped’ claims. */
const QUOTED = /(?<![\p{L}\p{N}])['‘"“][a-z0-9][a-z0-9 ,&-]{1,60}['’"”](?![\p{L}\p{N}])/giu;

function textsOf({ sentences, lines, document }: Page, isAuthoritys: boolean): PageTexts {
  const titled = sentences.filter(({ place }) => place === 'title').map(({ text }) => text);
  const leads = sentences.filter(({ place }) => place === 'lead').map(({ text }) => text);
  // The titles of rules say what the rules say, and quoted words what somebody else says.
  const title = titled
    .join(' ')
    .replace(/《[^《》]{0,120}》/gu, '《》')
    .replace(QUOTED, '‘’');
  return {
    title,
    opening: [title, ...leads].join('\n').slice(0, OPENING),
    whole: document.text,
    end: lastWord(titled.at(-1) ?? ''),
    isAuthoritys,
    articles: lines.filter(({ text }) => ARTICLE.test(text)).length,
  };
}

/** A title without the brackets, dates and marks that stand behind its last word. */
function lastWord(title: string): string {
  let end = title.trim();
  for (let round = 0; round < 3; round += 1)
    end = end
      .replace(/\([^()]{1,40}\)$|〔[^〔〕]{1,20}〕\d{0,6}号?$/u, '')
      .replace(/[\s》”"。!,.:]{1,4}$/u, '');
  return end;
}
