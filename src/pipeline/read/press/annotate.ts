import { endsSentence } from '../document/sentences.ts';
import { type Lexicon, type NameHit, type PressLanguage, type Token, tokensOf } from './tokens.ts';
import { withUnknownFirms } from './unknown-firms.ts';

/**
 * A sentence with its tokens. `text` is what offsets count in: the title's own text where the body
 * does not hold it.
 */
export interface PressSentence {
  readonly place: 'title' | 'lead' | 'body';
  readonly text: string;
  readonly inTitle: boolean;
  readonly start: number;
  readonly end: number;
  readonly tokens: readonly Token[];
}

export interface PressPage {
  readonly language: PressLanguage;
  readonly sentences: readonly PressSentence[];
}

export interface Annotator {
  readonly lexicons: Readonly<Record<PressLanguage, Lexicon>>;
  readonly findNames: (text: string) => NameHit[];
}

const HAN = /\p{Script=Han}/gu;
const LEAD_SENTENCES = 2;
/**
 * A sentence longer than this is read in parts: what stands further apart says nothing about each
 * other.
 */
const LONGEST = 600;

/** Chinese where a fifth of the first thousand characters is. */
export function languageOf(text: string): PressLanguage {
  const head = text.slice(0, 1000);
  return (head.match(HAN)?.length ?? 0) * 5 > head.length ? 'zh' : 'en';
}

/** Splits title and text into sentences and marks names, authorities, steps and cues in each. */
export function annotate(title: string, text: string, annotator: Annotator): PressPage {
  const language = languageOf(`${title}\n${text}`);
  const head = title.trim();
  const stands = head === '' ? -1 : text.indexOf(head);
  const titleInText = stands >= 0 && text.slice(0, stands).trim() === '';
  const bodyFrom = titleInText ? stands + head.length : 0;
  const hits = namesIn(text, language, annotator);
  const sentencesIn = (from: number, to: number, place: PressSentence['place']) =>
    cut({ place, text, inTitle: false, start: from, end: to }, hits, language, annotator);
  const apart = { place: 'title', text: head, inTitle: true, start: 0, end: head.length } as const;
  const titled = titleInText
    ? sentencesIn(stands, bodyFrom, 'title')
    : cut(apart, namesIn(head, language, annotator), language, annotator);
  const repeated = new Set(titled.map(normal));
  const body = sentencesIn(bodyFrom, text.length, 'body')
    .filter((one) => !repeated.has(normal(one)))
    .map((one, at): PressSentence => {
      if (titled.length === 0 && at === 0) return { ...one, place: 'title' };
      return at < LEAD_SENTENCES ? { ...one, place: 'lead' } : one;
    });
  return { language, sentences: [...titled, ...body] };
}

const normal = ({ text, start, end }: PressSentence): string =>
  text
    .slice(start, end)
    .replaceAll(/[\s.。]+/gu, '')
    .toLowerCase();

const SHORT_HAN = /^\p{Script=Han}{2,3}$/u;
/** Characters around a short name in which a word may stand that reaches over its edge. */
const EDGE = 6;

/**
 * Names of a text. A short Chinese one is none where a word of the lexicon reaches over its edge:
 * 长和 in 董事长和.
 */
function namesIn(
  text: string,
  language: PressLanguage,
  { findNames, lexicons }: Annotator,
): NameHit[] {
  const hits = findNames(text);
  if (language === 'en') return hits;
  return hits.filter(({ start, end }) => {
    if (!SHORT_HAN.test(text.slice(start, end))) return true;
    const from = Math.max(0, start - EDGE);
    const around = [...text.slice(from, end + EDGE)];
    for (let at = from; at < end; at += 1) {
      if (at === start) continue;
      const reach = at + (lexicons.zh.match(around, at - from)?.length ?? 0);
      if (at < start ? reach > start && reach < end : reach > end) return false;
    }
    return true;
  });
}

/** The sentences of a stretch of a text in which these names were found. */
function cut(
  { place, text, inTitle, start: from, end: to }: Omit<PressSentence, 'tokens'>,
  hits: readonly NameHit[],
  language: PressLanguage,
  { lexicons }: Annotator,
): PressSentence[] {
  const sentences: PressSentence[] = [];
  let next = 0;
  for (const [start, end] of bordersIn(text, from, to, hits, place === 'title')) {
    while (next < hits.length && hits[next]!.end <= start) next += 1;
    let last = next;
    while (last < hits.length && hits[last]!.start < end) last += 1;
    const plain = tokensOf(text, start, end, hits.slice(next, last), lexicons[language]);
    if (plain.length === 0) continue;
    const tokens = withUnknownFirms(withAuthorities(plain, text, language), text, language);
    sentences.push({ place, text, inTitle, start, end, tokens });
  }
  return sentences;
}

/**
 * Half-open ranges of sentences. A stop inside a name, a number or an abbreviation ends none; a
 * title is one sentence.
 */
function* bordersIn(
  text: string,
  from: number,
  to: number,
  hits: readonly NameHit[],
  whole: boolean,
): Iterable<readonly [number, number]> {
  let start = from;
  let hit = 0;
  for (let at = from; at < to; at += 1) {
    while (hit < hits.length && hits[hit]!.end <= at) hit += 1;
    const inName = hit < hits.length && hits[hit]!.start <= at && at < hits[hit]!.end - 1;
    if (inName || (at - start < LONGEST && !endsHere(text, at, to, whole))) continue;
    yield [start, at + 1];
    start = at + 1;
  }
  if (start < to) yield [start, to];
}

/**
 * Ends of lines and sentences; not a line break inside a sentence of crawled Chinese: "泰禾\n的困局".
 */
function endsHere(text: string, at: number, to: number, whole: boolean): boolean {
  if (text[at] !== '\n') return !whole && endsSentence(text, at, to);
  return at + 1 === to || !/[的，、。；：）]/u.test(text[at + 1]!);
}

/**
 * Tokens between a country and the noun of its authority: "U.S. National Highway Traffic Safety
 * Administration".
 */
const MOST_BETWEEN = { en: 6, zh: 14 } as const;
/** Words for steps that also stand inside names of authorities. */
const JOINING: ReadonlySet<string> = new Set('检查 调查 审查 稽查 监管 限制'.split(' '));
/** Cues that stand inside names of authorities in small letters too. */
const JOINING_CUES: ReadonlySet<string> = new Set(['scope', 'market', 'product']);
const CAPITAL = /^\p{Lu}/u;

/**
 * Joins a country and a noun for an authority into one token: "Polish watchdog", "瑞士竞争委员会". Its
 * group is the country. A country that stands alone stays what it is.
 */
function withAuthorities(tokens: readonly Token[], text: string, language: PressLanguage): Token[] {
  const joined: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]!;
    const last = token.kind === 'country' ? lastOf(tokens, at, text, language) : at;
    const { end } = tokens[last]!;
    const whole = {
      end,
      text: text.slice(token.start, end).toLowerCase(),
      kind: 'authority',
    } as const;
    joined.push(last === at ? token : { ...token, ...whole });
    at = last;
  }
  return joined;
}

/** Index of the noun that closes the authority's name; `at` where none does. */
function lastOf(
  tokens: readonly Token[],
  at: number,
  text: string,
  language: PressLanguage,
): number {
  const most = Math.min(tokens.length - 1, at + MOST_BETWEEN[language]);
  for (let next = at + 1; next <= most; next += 1) {
    const token = tokens[next]!;
    if (token.start > tokens[next - 1]!.end + 1) break;
    if (token.kind === 'authority') return next;
    if (language === 'zh' ? !goesOnZh(token) : !goesOnEn(token, text)) break;
  }
  return at;
}

function goesOnZh({ kind, text }: Token): boolean {
  if (kind === 'step') return text.length === 1 || JOINING.has(text);
  return kind !== 'name' && kind !== 'number' && kind !== 'mark';
}

function goesOnEn({ kind, group, start, text: written }: Token, text: string): boolean {
  if (kind === 'step') return CAPITAL.test(text[start]!);
  if (kind === 'cue') return JOINING_CUES.has(group) || CAPITAL.test(text[start]!);
  return kind === 'word' || kind === 'country' || written === "'" || written === '’';
}
