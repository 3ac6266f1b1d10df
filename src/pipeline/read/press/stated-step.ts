import { partsOf } from '../../../domain/act-kind.ts';
import type { RegulatorId } from '../../../domain/ids.ts';
import type { PressAction } from '../../../domain/notice.ts';
import { type PressPage, type PressSentence, spanOf, writtenIn } from './annotate.ts';
import type { Candidate, Target } from './targets.ts';
import type { Lexicon, PressLanguage, SaidByWord, Token } from './tokens.ts';

/** What a page says an authority does to a name, and by which words. */
export interface StatedKind extends SaidByWord {
  readonly polarity: PressAction['polarity'];
  readonly phrase: string;
}

/** Tokens between a name and a word that says what is done to it. */
const NEAR = { en: 14, zh: 40 } as const;
/** So many tokens between them weigh as much as one rank. */
const RANK = { en: 5, zh: 14 } as const;
/** What a title says of its own name counts so much more. */
const IN_TITLE = 1.5;
/** What is said of another name, or only feared or planned, counts so much less. */
const OF_ANOTHER = 3.2;
const HEDGED = 1.5;
const COSTS: Readonly<Partial<Record<string, number>>> = {
  'of another': OF_ANOTHER,
  'what is probed': 2,
  required: 3,
};
/** Tokens before an act in which a cue says that it is only feared or planned. */
const AHEAD = { en: 4, zh: 12 } as const;
const HEDGES: ReadonlySet<string> = new Set(['may', 'plan', '或', '计划', '敦促']);
/** Tokens behind a word that ends an act in which that act stands: "ends probe", 撤销…限制. */
const ENDS = { en: 3, zh: 10 } as const;
const ENDING = { en: 4, zh: 1.5 } as const;

/** A word for an act near a name. */
interface SaidWord {
  readonly said: SaidByWord;
  readonly phrase: string;
  readonly rank: number;
  readonly place: PressSentence['place'];
  readonly doubts: readonly string[];
}

type PageWords = Pick<PressPage, 'lexicon' | 'language'>;

/**
 * The kind of act aimed at a name. Of the words near it, wherever it stands beside an act, the one
 * that says most counts ("fines Meta after a probe" is a fine), in a title before the text; a word
 * that ends the act behind it makes it an easing. `own` = the place where the act is quoted.
 */
export function stepOf(
  { candidates }: Pick<Target, 'candidates'>,
  own: Candidate,
  page: PageWords,
): StatedKind {
  const phrase = own.sentence.tokens[own.step]!.text;
  const chosen = strongestIn(candidates, page) ?? { said: UNSAID, phrase };
  const polarity = partsOf(chosen.said.kind).effect === null ? 'step' : 'eased';
  return { ...chosen.said, polarity, phrase: chosen.phrase };
}

/** The word for an act near a name that says most, in the first of equal ones. */
function strongestIn(candidates: readonly Candidate[], page: PageWords): SaidWord | undefined {
  return candidates
    .flatMap((candidate) => wordsNear(candidate, page))
    .toSorted((one, other) => other.rank - one.rank)[0];
}

/**
 * What is read of a name, as features: the kind of act and how surely, who acts, and whether the title
 * says the same act.
 */
export function readFeatures(candidates: readonly Candidate[], page: PressPage): string[] {
  const strongest = strongestIn(candidates, page);
  const who = bodyOf(candidates[0]!, page)?.says ?? 'none';
  if (strongest === undefined) return ['read: no act', `read: ${who}`];
  const { said, place, rank, phrase, doubts } = strongest;
  const { kind } = said;
  const where = [place, ...doubts].join(', ');
  const surely = `rank ${Math.max(0, Math.floor(rank))}`;
  const made = [kind, who, where, surely, `${kind}, ${who}`, `${kind}, ${where}`];
  made.push(`${where}, ${who}`, `${kind}, ${where}, ${who}`, `"${phrase}", ${where}`);
  made.push(`${surely}, ${who}`, `${surely}, ${where}`);
  if (place !== 'title') {
    const titled = titleKinds(page);
    const says = titled.has(kind) ? 'the same' : titled.size === 0 ? 'no act' : 'another act';
    made.push(`title says ${says}`, `title says ${says}, ${where}`, `${kind}, title says ${says}`);
  }
  return made.map((one) => `read: ${one}`);
}

const titleKinds = ({ sentences, lexicon }: PressPage): ReadonlySet<string> =>
  new Set(
    sentences
      .filter(({ place }) => place === 'title')
      .flatMap(({ tokens }) => tokens.flatMap((token) => lexicon.saidBy(token)?.kind ?? [])),
  );

function wordsNear(
  { sentence: { tokens, place }, at: name }: Candidate,
  { lexicon, language }: Pick<PressPage, 'lexicon' | 'language'>,
): SaidWord[] {
  const bonus = place === 'title' ? IN_TITLE : 0;
  return tokens.flatMap((token, at): SaidWord[] => {
    const distance = Math.abs(at - name);
    if (token.kind !== 'step' || distance > NEAR[language] || lexicon.isLacked(tokens, at))
      return [];
    const own = lexicon.saidBy(token) ?? UNSAID;
    const behind = tokens
      .slice(at + 1, at + 1 + ENDS[language])
      .flatMap((other) => lexicon.saidBy(other) ?? []);
    const said = withObject(token, own, behind[0]);
    const isEasing = partsOf(said.kind).effect !== null && behind.length > 0;
    const doubts = doubtsOf(tokens, { at, name, said }, { lexicon, language });
    const more = said.rank + bonus + (isEasing ? ENDING[language] : 0);
    const less = doubts.reduce((sum, doubt) => sum + (COSTS[doubt] ?? HEDGED), 0);
    const rank = more - distance / RANK[language] - less;
    return [{ said, phrase: token.text, rank, place, doubts }];
  });
}

/** An act with the act that it is about: "closes probe" ends a case, "orders probe" opens one. */
function withObject(
  { group }: Token,
  said: SaidByWord,
  object: SaidByWord | undefined,
): SaidByWord {
  if (!isInquiry(object)) return said;
  if (group === CLOSES) return ENDED;
  return partsOf(said.kind).measure === 'order' ? object! : said;
}

/** What speaks against an act that is said near a name. */
function doubtsOf(
  tokens: readonly Token[],
  { at, name, said }: { readonly at: number; readonly name: number; readonly said: SaidByWord },
  { lexicon, language }: PageWords,
): string[] {
  const hedge = tokens
    .slice(Math.max(0, at - AHEAD[language]), at)
    .find(({ group }) => HEDGES.has(group));
  const measuresIn = (from: number, to: number) =>
    tokens
      .slice(from, to)
      .flatMap((token) => partsOf((lexicon.saidBy(token) ?? UNSAID).kind).measure ?? []);
  // "Opens probe into Google banning cookies", "law requires Google to pay".
  const isProbed =
    language === 'en' &&
    at > name &&
    measuresIn(Math.max(0, name - AHEAD.en), name).includes('probe');
  const isRequired =
    partsOf(said.kind).measure === 'pay' &&
    measuresIn(0, at).some((measure) => measure === 'rule' || measure === 'order');
  return [
    ...(isOfAnother(tokens, at, name) ? ['of another'] : []),
    ...(hedge === undefined ? [] : [hedge.group]),
    ...(isProbed ? ['what is probed'] : []),
    ...(isRequired ? ['required'] : []),
  ];
}

const JOINER = /^(?:、|,|和|与|及|以及|and|&)$/u;

/** Another name that is no member of a list stands between act and name. */
function isOfAnother(tokens: readonly Token[], at: number, name: number): boolean {
  const isJoined = (index: number) =>
    [tokens[index - 1], tokens[index + 1]].some((token) => JOINER.test(token?.text ?? ''));
  for (let index = Math.min(at, name) + 1; index < Math.max(at, name); index += 1)
    if (
      tokens[index]!.kind === 'name' &&
      tokens[index]!.name?.key !== tokens[name]!.name?.key &&
      !isJoined(index)
    )
      return true;
  return false;
}

/** "Closes airspace" is an act, and ends no case. */
const CLOSES = 'close';
const isInquiry = (said: SaidByWord | undefined): boolean =>
  said !== undefined && ['probe', 'sue'].includes(said.kind);
const ENDED: SaidByWord = { kind: 'dropped', quoted: true, rank: 4.5 };
const UNSAID: SaidByWord = { kind: 'name', quoted: true, rank: 0 };

/**
 * Whose act it is. In the sentence of the act a known authority counts before a described one
 * ("Polish watchdog"), that before a bare noun and a country; one that stands before the act before
 * one behind it, a near one before a far one. What is only described is looked up in title and lead,
 * which may name an authority of the same country. Null where nothing says which authority it is and
 * the page is no authority's own.
 */
export function authorityOf(
  candidate: Candidate,
  page: PressPage,
  speaksFor: RegulatorId | null,
): PressAction['authority'] {
  const chosen = bodyOf(candidate, page);
  if (chosen !== undefined && chosen.says !== 'nothing') return asAuthority(chosen, page);
  return speaksFor === null
    ? null
    : { id: speaksFor, name: '', country: null, span: { start: 0, end: 0 } };
}

function bodyOf({ sentence, step }: Candidate, page: PressPage): NamedBody | undefined {
  const own = namedIn(sentence, page)
    .map((body) => ({ ...body, cost: body.cost + costOfPlace(body, step, page.language) }))
    .toSorted(byCost);
  const opening = page.sentences
    .filter(({ place }) => place !== 'body')
    .flatMap((each) => namedIn(each, page));
  return moreExact(own, opening);
}

/**
 * What the words say of which authority it is: its name, a kind and a country ("瑞典交通局"), a kind
 * that only one country has, no more than a country ("U.S. regulator"), a kind ("prosecutors"), a
 * country that may not act itself, or nothing ("the regulator").
 */
type AuthorityWords = keyof typeof COST;
const COST = {
  name: 0,
  whose: 0.5,
  home: 1,
  watchdog: 1,
  kind: 3,
  country: 5,
  nothing: 8,
} as const;

/** An authority or country where it stands. */
interface NamedBody {
  readonly token: Token;
  readonly at: number;
  readonly sentence: PressSentence;
  readonly says: AuthorityWords;
  /** The least counts. */
  readonly cost: number;
}

const byCost = (one: NamedBody, other: NamedBody): number => one.cost - other.cost;

/** An authority behind its act costs so much more, and one that is so many tokens away one more. */
const BEHIND = 1.5;
const FAR = { en: 6, zh: 12 } as const;

function costOfPlace({ at, says }: NamedBody, step: number, language: PressLanguage): number {
  if (says === 'country') return at / FAR[language];
  return (at > step ? BEHIND : 0) + Math.abs(at - step) / FAR[language];
}

/** What sentence and opening say more exactly than the words nearest to the act. */
function moreExact(
  own: readonly NamedBody[],
  opening: readonly NamedBody[],
): NamedBody | undefined {
  const [nearest] = own;
  const isExact = ({ says }: NamedBody) => says === 'name' || says === 'whose';
  if (nearest === undefined || nearest.says === 'nothing')
    return opening.toSorted(byCost)[0] ?? nearest;
  if (isExact(nearest)) return nearest;
  const country = countryOf(nearest.token);
  const isSame = (body: NamedBody) =>
    isExact(body) && (country === null || countryOf(body.token) === country);
  return [...own, ...opening].find(isSame) ?? nearest;
}

/** Authorities and countries of a sentence; not the letters in brackets behind one: "公平交易委员会（FTC）". */
function namedIn(sentence: PressSentence, page: PressPage): NamedBody[] {
  const { tokens } = sentence;
  const bodies = tokens.flatMap((token, at): NamedBody[] => {
    const isShort =
      /^[（(]$/u.test(tokens[at - 1]?.text ?? '') && tokens[at - 2]?.kind === 'authority';
    if (token.kind !== 'authority' || isShort) return [];
    const body = withLetters(token, tokens[at + 2]);
    const says = saysOf(body, sentence, page.lexicon);
    return [{ token: body, at, sentence, says, cost: COST[says] }];
  });
  return [...bodies, ...countriesIn(sentence, page)];
}

/** A described authority is the one whose letters of the same country stand in brackets behind it. */
function withLetters(token: Token, letters: Token | undefined): Token {
  const isSame = letters?.kind === 'authority' && countryOf(letters) === countryOf(token);
  return token.name === null && isCountry(token) && isSame
    ? { ...token, name: letters.name }
    : token;
}

/** A country right behind such a word acts itself: 遭美国制裁. */
const BY = /^(?:被|遭|受|by)$/u;
const BY_COST = 3;
/** Tokens between a country and its act: "China to sanction", 欧盟将处罚. */
const VERB = { en: 3, zh: 2 } as const;

/**
 * Countries that act: one that begins the sentence, or has an act or a word for "by" beside it, as
 * 欧盟 in 欧盟对中国车企展开调查. One that says whose a company is does not: "U.S. chipmaker Broadcom".
 */
function countriesIn(
  sentence: PressSentence,
  { language, lexicon }: Pick<PressPage, 'language' | 'lexicon'>,
): NamedBody[] {
  const { tokens } = sentence;
  return tokens.flatMap((token, at): NamedBody[] => {
    if (token.kind !== 'country' || lexicon.isPlace(token)) return [];
    const behind = tokens.slice(at + 1, at + 1 + VERB[language]);
    const isOfName =
      language === 'en' && behind.find(({ kind }) => kind !== 'word')?.kind === 'name';
    const isBy = BY.test(tokens[at - 1]?.text ?? '');
    const acts = at === 0 || isBy || behind.some(({ kind }) => kind === 'step');
    const cost = isBy ? BY_COST : COST.country;
    return acts && !isOfName ? [{ token, at, sentence, says: 'country', cost }] : [];
  });
}

function saysOf(token: Token, { text }: PressSentence, lexicon: Lexicon): AuthorityWords {
  if (token.name !== null) return 'name';
  if (isCountry(token)) return lexicon.endsVague(token) ? 'watchdog' : 'whose';
  const isHome =
    lexicon.homeOf(token) !== null || lexicon.placeBefore(text, token.start) < token.start;
  if (isHome) return 'home';
  return lexicon.isVague(token) ? 'nothing' : 'kind';
}

const isCountry = (token: Token): boolean => /^[A-Z]{2}$/.test(token.group);

/** The country of an authority: that which its words say, or that of its id. */
function countryOf({ name, group }: Token): string | null {
  if (name !== null) return name.key.slice(0, 2).toUpperCase();
  return /^[A-Z]{2}$/.test(group) ? group : null;
}

function asAuthority(
  { token, sentence }: NamedBody,
  { lexicon }: PressPage,
): NonNullable<PressAction['authority']> {
  const isBare = token.name === null && !isCountry(token);
  const start = isBare ? lexicon.placeBefore(sentence.text, token.start) : token.start;
  const written = writtenIn(sentence, start, token.end);
  const home = start < token.start ? 'CN' : lexicon.homeOf(token);
  const stated = isCountry(token) ? token.group : null;
  return {
    id: token.name?.kind === 'authority' ? (token.name.key as RegulatorId) : null,
    name: written.text,
    country: isBare ? home : stated,
    span: spanOf(sentence, written),
  };
}
