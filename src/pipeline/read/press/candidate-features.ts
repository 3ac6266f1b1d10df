import type { PressPage, PressSentence } from './annotate.ts';
import { type NameInPlace, order } from './order-features.ts';
import { rolesBetween } from './role-features.ts';
import { stepsIn, type Token } from './tokens.ts';

const CLASSES: Readonly<Partial<Record<Token['kind'], string>>> = {
  name: 'OTHER',
  unknown: 'FIRM',
  authority: 'AUTHORITY',
  country: 'COUNTRY',
  number: '#',
  word: '_',
};

/** Short class of a token, for patterns: who acts, what is done, who else is named. */
function classOf(token: Token, key: string): string {
  if (token.name?.key === key) return 'NAME';
  if (token.kind === 'step') return token.group.toUpperCase();
  return CLASSES[token.kind] ?? (token.kind === 'cue' ? token.group : token.text);
}

/**
 * What speaks for and against a name where it stands: the words around it, the acts beside it,
 * order, hedges and lists.
 */
export function candidateFeatures(
  sentence: PressSentence,
  whereInSentence: number,
  { language }: PressPage,
): string[] {
  const { tokens, at, listed } = withoutLists(sentence.tokens, whereInSentence);
  const key = tokens[at]!.name!.key;
  const made: string[] = [];
  const add = (feature: string) => made.push(feature);
  const place: NameInPlace = {
    tokens,
    at,
    language,
    add,
    classes: tokens.map((token) => classOf(token, key)),
  };
  const steps = stepsIn(tokens);
  const before = steps
    .filter((step) => step < at)
    .slice(-2)
    .reverse();
  const after = steps.filter((step) => step > at).slice(0, 2);
  if (listed > 1) add(`in a list of ${listed > 4 ? 'many' : 'some'}`);
  around(place);
  for (const step of [before[0], after[0]]) if (step !== undefined) ahead(place, step);
  for (const found of [before, after])
    for (const [nth, step] of found.entries()) beside(place, step, nth);
  if (language === 'zh' && after[0] !== undefined) rolesBetween(place, after[0]);
  patterns(place);
  order(place, [...before.slice(0, 1), ...after.slice(0, 1)]);
  for (const cue of new Set(
    tokens.filter((token) => token.kind === 'cue').map((token) => token.group),
  ))
    add(`sentence cue: ${cue}`);
  const names = new Set(
    tokens
      .slice(0, at)
      .flatMap(({ name, kind }) => (name !== null && kind !== 'authority' ? [name.key] : [])),
  );
  names.delete(key);
  add(`names before: ${names.size > 2 ? 'many' : names.size}`);
  if (at === 0) add('name opens the sentence');
  return made;
}

const BY_CLASS: ReadonlySet<Token['kind']> = new Set(['name', 'unknown', 'number', 'authority']);

/** The words on both sides of a name. */
function around({ tokens, classes, at, language, add }: NameInPlace): void {
  const text = (index: number): string => {
    const token = tokens[index];
    if (token === undefined) return '^';
    return BY_CLASS.has(token.kind) ? classes[index]! : token.text;
  };
  const [side, gap] = language === 'zh' ? [4, ''] : [3, ' '];
  let before = '';
  let after = '';
  for (let step = 1; step <= side; step += 1) {
    before = `${text(at - step)}${gap}${before}`;
    after = `${after}${gap}${text(at + step)}`;
    add(`left "${before}"`);
    add(`right "${after}"`);
    if (at - step < 0 && at + step >= tokens.length) break;
  }
  const wordBefore = tokens[at - 1]?.word;
  const wordBehind = tokens[at + 1]?.word;
  if (wordBefore !== undefined) add(`left word ${wordBefore}`);
  if (wordBehind !== undefined) add(`right word ${wordBehind}`);
  const left = classes[at - 1] ?? '^';
  const right = classes[at + 1] ?? '^';
  add(`left ${left}`);
  add(`right ${right}`);
  add(`between ${left} and ${right}`);
}

const MOST_BETWEEN = 24;

/** How far apart, by the most tokens between. */
const DISTANCES: readonly (readonly [most: number, name: string])[] = [
  [1, 'next'],
  [3, 'near'],
  [7, 'off'],
  [15, 'far'],
];

const distanceOf = (tokens: number): string =>
  DISTANCES.find(([most]) => tokens <= most)?.[1] ?? 'very far';

/** An act before or after the name, how far, and what stands between. */
function beside(
  { tokens, classes, at, language, add }: NameInPlace,
  step: number,
  nth: number,
): void {
  const side = step < at ? 'before' : 'after';
  const which = nth === 0 ? '' : '2nd ';
  const { text, group } = tokens[step]!;
  const from = Math.min(step, at) + 1;
  const to = Math.max(step, at);
  const distance = distanceOf(language === 'zh' ? Math.ceil((to - from + 1) / 2) : to - from + 1);
  add(`${which}step ${side}: ${group}`);
  add(`${which}step ${side}: "${text}"`);
  add(`${which}step ${side}: ${group}, ${distance}`);
  if (nth > 0 || to - from > MOST_BETWEEN) return;
  add(`step ${side}: "${text}", ${distance}`);
  const inner = new Set<string>();
  for (let index = from; index < to; index += 1) {
    const token = tokens[index]!;
    inner.add(classes[index]!);
    if (token.kind === 'word' || token.kind === 'cue') inner.add(`"${token.text}"`);
    if (token.word !== undefined) inner.add(`word ${token.word}`);
  }
  for (const one of inner) if (one !== '_') add(`step ${side}, between: ${one}`);
}

const PATTERN_REACH = 24;

/**
 * The sentence as classes, without plain words: every stretch of two to four that holds the name.
 */
function patterns({ classes, at, add }: NameInPlace): void {
  const from = Math.max(0, at - PATTERN_REACH);
  const isMeaningful = (one: string) => one !== '_' && one !== '#';
  const near = classes
    .slice(from, at + PATTERN_REACH)
    .map((one, index) => (one === 'NAME' && from + index !== at ? 'SAME' : one));
  const place = near.slice(0, at - from).filter(isMeaningful).length;
  const classed = near.filter(isMeaningful);
  for (let length = 2; length <= 4; length += 1)
    for (let start = Math.max(0, place - length + 1); start <= place; start += 1)
      if (start + length <= classed.length)
        add(`pattern ${classed.slice(start, start + length).join(' ')}`);
}

/** Tokens before an act in which a cue colours it. */
const AHEAD = { en: 10, zh: 20 } as const;
/** Tokens before an act in which a cue is its own: 拟对…调查, 或被罚. */
const CLOSE = 3;
/** Cues that take the act from an authority wherever they stand before it. */
const ASKING_WORDS: ReadonlySet<string> = new Set([
  '敦促',
  '协会',
  '谣',
  '回顾',
  '或',
  '计划',
  '传',
]);

/**
 * Cues that stand before an act in its own clause: what follows them is asked for, feared or
 * denied.
 */
function ahead({ tokens, at, language, add }: NameInPlace, step: number): void {
  const side = step < at ? 'before' : 'after';
  for (let index = step - 1; index >= Math.max(0, step - AHEAD[language]); index -= 1) {
    const { text, kind, group } = tokens[index]!;
    if (/^[,，。:：;；]$/u.test(text)) break;
    if (kind !== 'cue' && kind !== 'step') continue;
    add(`ahead of the step ${side}: ${group}`);
    if (step - index <= CLOSE) add(`close ahead of the step ${side}: ${group}`);
  }
  const earlier = new Set(tokens.slice(0, step).map((token) => token.group));
  for (const group of earlier)
    if (ASKING_WORDS.has(group)) add(`asked for before the step: ${group}`);
}

const isName = (token: Token | undefined): boolean =>
  token?.kind === 'name' || token?.kind === 'unknown';
const JOINERS: ReadonlySet<string> = new Set(
  '、 , ， and & 和 与 及 以及 等 “ ” 《 》 "'.split(' '),
);

/** A member of a list that no table has is no longer than this, in tokens. */
const LONGEST_MEMBER = 8;
/** What stands behind a member of a Chinese list. */
const BEHIND_MEMBER: ReadonlySet<string> = new Set('、 等 和 与 及 以及'.split(' '));

/**
 * Index of the last token of a member that no table of names has, behind the mark at `mark`: "邦德" in
 * "雅迪、邦德等10品牌". `mark` where there is none.
 */
function unknownMember(tokens: readonly Token[], mark: number): number {
  if (tokens[mark]!.text !== '、') return mark;
  for (let end = mark + 1; end <= mark + LONGEST_MEMBER && end < tokens.length; end += 1) {
    if (BEHIND_MEMBER.has(tokens[end]!.text)) return end - 1;
    if (tokens[end]!.kind !== 'word' && tokens[end]!.kind !== 'country') return mark;
  }
  return mark;
}

/** The list of names that begins with the name at `first`: its last token, and how many it has. */
function listFrom(tokens: readonly Token[], first: number): { last: number; listed: number } {
  let last = first;
  let listed = 1;
  for (let next = first + 1; next < tokens.length && next - last <= 3; next += 1) {
    if (isName(tokens[next])) {
      if (next === last + 1 && tokens[next]!.start !== tokens[last]!.end) break;
      last = next;
      listed += 1;
      continue;
    }
    if (!JOINERS.has(tokens[next]!.text)) break;
    const end = unknownMember(tokens, next);
    if (end === next) continue;
    last = end;
    next = end;
    listed += 1;
  }
  return { last, listed };
}

/**
 * The tokens with every list of names ("A, B and C", "甲、乙等", "甲乙丙") shrunk to one name, the
 * candidate's own list to the candidate: what is said of a list is said of each of its names.
 * `listed` counts the names of the candidate's list.
 */
function withoutLists(
  tokens: readonly Token[],
  at: number,
): { tokens: Token[]; at: number; listed: number } {
  const rest: Token[] = [];
  let own = { at: 0, listed: 1 };
  for (let index = 0, last = 0; index < tokens.length; index = last + 1) {
    const list = isName(tokens[index]) ? listFrom(tokens, index) : { last: index, listed: 1 };
    last = list.last;
    const { listed } = list;
    const isOwn = index <= at && at <= last;
    if (isOwn) own = { at: rest.length, listed };
    rest.push(tokens[isOwn ? at : index]!);
  }
  return { tokens: rest, ...own };
}
