import { type ActKind, partsOf } from '../../../domain/act-kind.ts';
import type { PressAction } from '../../../domain/notice.ts';
import type { PressPage, PressSentence } from './annotate.ts';
import type { Candidate, Target } from './candidate.ts';
import type { SaidByWord, WordsNear } from './said-words.ts';
import { bodyOf } from './stated-authority.ts';
import type { Token } from './tokens.ts';

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
  background: 3,
};
/** Tokens before an act in which a cue says that it is only feared or planned. */
const AHEAD = { en: 4, zh: 12 } as const;
const HEDGES: ReadonlySet<string> = new Set(['may', 'plan', '或', '计划', '敦促']);
/** Tokens behind a word that ends an act in which that act stands: "ends probe", 撤销…限制. */
const ENDS = { en: 3, zh: 10 } as const;
const ENDING = { en: 4, zh: 1.5 } as const;
/** Tokens on both sides of an act in which what it is about may turn it into another: 撤销…牌照. */
const OBJECT = { en: { before: 6, behind: 8 }, zh: { before: 8, behind: 16 } } as const;

/** A word for an act near a name. */
interface SaidWord {
  readonly said: SaidByWord;
  readonly phrase: string;
  readonly rank: number;
  readonly place: PressSentence['place'];
  readonly doubts: readonly string[];
}

type ReadBy = Pick<PressPage, 'lexicon' | 'language'>;

/**
 * The kind of act aimed at a name. Of the words near it, wherever it stands beside an act, the one
 * that says most counts ("fines Meta after a probe" is a fine), in a title before the text; a word
 * that ends the act behind it makes it an easing. `own` = the place where the act is quoted.
 */
export function stepOf(
  { candidates }: Pick<Target, 'candidates'>,
  own: Candidate,
  page: ReadBy,
): StatedKind {
  const phrase = own.sentence.tokens[own.step]!.text;
  const chosen = strongestIn(candidates, page) ?? { said: UNSAID, phrase };
  const polarity = partsOf(chosen.said.kind).effect === null ? 'step' : 'eased';
  return { ...chosen.said, polarity, phrase: chosen.phrase };
}

/** The word for an act near a name that says most, in the first of equal ones, by the places of the name. */
const strongest = new WeakMap<readonly Candidate[], SaidWord | null>();

function strongestIn(candidates: readonly Candidate[], page: ReadBy): SaidWord | null {
  const known = strongest.get(candidates);
  if (known !== undefined) return known;
  let found: SaidWord | null = null;
  for (const candidate of candidates)
    for (const word of wordsNear(candidate, page))
      if (found === null || word.rank > found.rank) found = word;
  strongest.set(candidates, found);
  return found;
}

/**
 * What is read of a name, as features: the kind of act and how surely, who acts, and whether the title
 * says the same act.
 */
export function readFeatures(candidates: readonly Candidate[], page: PressPage): string[] {
  const word = strongestIn(candidates, page);
  const who = bodyOf(candidates[0]!, page)?.says ?? 'none';
  if (word === null) return ['read: no act', `read: ${who}`];
  const { said, place, rank, phrase, doubts } = word;
  const { kind } = said;
  const where = [place, ...doubts].join(', ');
  const surely = `rank ${Math.max(0, Math.floor(rank))}`;
  const made = [kind, who, where, `${kind}, ${who}`, `${kind}, ${where}`, `${where}, ${who}`];
  // English has too few documents for more.
  if (page.language === 'zh')
    made.push(
      `${kind}, ${where}, ${who}`,
      `"${phrase}", ${where}`,
      surely,
      `${surely}, ${who}`,
      `${surely}, ${where}`,
    );
  if (place !== 'title') {
    const says = titleSays(kind, page);
    made.push(`title says ${says}`, `title says ${says}, ${where}`, `${kind}, title says ${says}`);
  }
  return made.map((one) => `read: ${one}`);
}

function titleSays(kind: ActKind, { sentences, lexicon }: PressPage): string {
  const kinds = sentences
    .filter(({ place }) => place === 'title')
    .flatMap(({ tokens }) => tokens.flatMap((token) => lexicon.saidBy(token)?.kind ?? []));
  if (kinds.length === 0) return 'no act';
  return kinds.includes(kind) ? 'the same' : 'another act';
}

function wordsNear(
  { sentence: { tokens, place }, at: name }: Candidate,
  { lexicon, language }: Pick<PressPage, 'lexicon' | 'language'>,
): SaidWord[] {
  const bonus = place === 'title' ? IN_TITLE : 0;
  return tokens.flatMap((token, at): SaidWord[] => {
    const distance = Math.abs(at - name);
    if (token.kind !== 'step' || distance > NEAR[language] || lexicon.isLacked(tokens, at))
      return [];
    const own = lexicon.saidBy(token, besideOf(tokens, at, language)) ?? UNSAID;
    const saidWithin = (most: number) =>
      tokens.slice(at + 1, at + 1 + most).flatMap((other) => lexicon.saidBy(other) ?? []);
    const behind = saidWithin(ENDS[language]);
    const isClosed = token.group === CLOSES && saidWithin(CLOSED).some(isInquiry);
    const said = isClosed ? ENDED : withObject(own, objectOf(tokens, at, behind));
    const eases = partsOf(said.kind).effect !== null;
    if (eases && isOrdered(tokens, at, { lexicon, language })) return [];
    const isEasing = eases && behind.length > 0;
    const doubts = doubtsOf(tokens, { at, name, said }, { lexicon, language });
    const more = said.rank + bonus + (isEasing ? ENDING[language] : 0);
    const less = doubts.reduce((sum, doubt) => sum + (COSTS[doubt] ?? HEDGED), 0);
    const rank = more - distance / RANK[language] - less;
    return [{ said, phrase: token.text, rank, place, doubts }];
  });
}

const CLAUSE = /^[，。；：,;:]$/u;
const isClauseMark = ({ text }: Token): boolean => CLAUSE.test(text);

/** Words behind which an inquiry is where an act comes from: "interim demands in antitrust probe". */
const APART = /^(?:in|after|amid|following)$/u;

/** What an act is about: the first of the acts `behind` it, unless such a word stands between. */
function objectOf(
  tokens: readonly Token[],
  at: number,
  behind: readonly SaidByWord[],
): SaidByWord | undefined {
  const isApart = tokens.slice(at + 1, at + 1 + ENDS.en).some(({ text }) => APART.test(text));
  return isApart ? undefined : behind[0];
}

/** What is written on both sides of an act, in its own clause; made when it is first wanted. */
function besideOf(
  tokens: readonly Token[],
  at: number,
  language: PressPage['language'],
): () => WordsNear {
  let made: WordsNear | undefined;
  return () => (made ??= wordsBeside(tokens, at, language));
}

function wordsBeside(
  tokens: readonly Token[],
  at: number,
  language: PressPage['language'],
): WordsNear {
  const { before, behind } = OBJECT[language];
  const ahead = tokens.slice(Math.max(0, at - before), at);
  const rest = tokens.slice(at + 1, at + 1 + behind);
  const end = rest.findIndex(isClauseMark);
  const written = (near: readonly Token[]) =>
    language === 'zh'
      ? near.map(({ text }) => text).join('')
      : ` ${near.map(({ text }) => text.toLowerCase()).join(' ')} `;
  return {
    before: written(ahead.slice(ahead.findLastIndex(isClauseMark) + 1)),
    behind: written(end === -1 ? rest : rest.slice(0, end)),
  };
}

/** An act with the act that it is about: "orders probe" opens one. */
function withObject(said: SaidByWord, object: SaidByWord | undefined): SaidByWord {
  return isInquiry(object) && partsOf(said.kind).measure === 'order' ? object! : said;
}

/** Tokens before what ends an act in which somebody is ordered to do so: 责令解除独家版权. */
const ORDERED = { en: 3, zh: 16 } as const;

/** Whether a firm is ordered to end or complete something, which ends no act of the authority. */
function isOrdered(tokens: readonly Token[], at: number, { lexicon, language }: ReadBy): boolean {
  const ahead = tokens.slice(Math.max(0, at - ORDERED[language]), at);
  return ahead.slice(ahead.findLastIndex(isClauseMark) + 1).some((token) => {
    const { measure } = partsOf((lexicon.saidBy(token) ?? UNSAID).kind);
    return measure === 'rectify' || measure === 'order';
  });
}

/** What speaks against an act that is said near a name. */
function doubtsOf(
  tokens: readonly Token[],
  { at, name, said }: { readonly at: number; readonly name: number; readonly said: SaidByWord },
  { lexicon, language }: ReadBy,
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
  const isBackground = language === 'en' && isBehindOther(tokens, at);
  return [
    ...(isOfAnother(tokens, at, name) ? ['of another'] : []),
    ...(isBackground ? ['background'] : []),
    ...(hedge === undefined ? [] : [hedge.group]),
    ...(isProbed ? ['what is probed'] : []),
    ...(isRequired ? ['required'] : []),
  ];
}

const BACKGROUND = /^(?:after|amid|despite|following)$/u;

/** "Fines Google after it loses fight": another act stands in front, and this is what came before. */
function isBehindOther(tokens: readonly Token[], at: number): boolean {
  const from = Math.max(0, at - AHEAD.en);
  const word = tokens.slice(from, at).findLastIndex(({ text }) => BACKGROUND.test(text));
  return word !== -1 && tokens.slice(0, from + word).some(({ kind }) => kind === 'step');
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

/** "Closes Summon probe" ends a case; "closes airspace" is an act, and ends none. */
const CLOSES = 'close';
/** Tokens behind "closes" in which what it closes stands. */
const CLOSED = 5;
const isInquiry = (said: SaidByWord | undefined): boolean =>
  said !== undefined && ['probe', 'sue'].includes(said.kind);
const ENDED: SaidByWord = { kind: 'dropped', quoted: true, rank: 4.5 };
const UNSAID: SaidByWord = { kind: 'name', quoted: true, rank: 0 };
