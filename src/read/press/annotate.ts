import { endsSentence } from '../document/sentences.ts';
import { withAuthorities } from './described-authorities.ts';
import type { Lexicon } from './lexicon.ts';
import { type NameHit, type PressLanguage, type Token, tokensOf } from './tokens.ts';
import { withUnknownFirms } from './unknown-firms.ts';

/** A sentence with its tokens. `text` is what offsets count in: the title's own text where the body does not hold it. */
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
/** A sentence longer than this is read in parts: what stands further apart says nothing about each other. */
const LONGEST = 600;

/** Chinese where a fifth of the first thousand characters is. */
export function languageOf(text: string): PressLanguage {
  const head = text.slice(0, 1000);
  return (head.match(HAN)?.length ?? 0) * 5 > head.length ? 'zh' : 'en';
}

/** Splits title and text into sentences and marks names, authorities, steps and cues in each. */
export function annotate(title: string, text: string, annotator: Annotator): PressPage {
  const language = languageOf(`${title}\n${text}`);
  const sentences: PressSentence[] = [];
  const head = title.trim();
  const stands = head === '' ? -1 : text.indexOf(head);
  const titleInText = stands >= 0 && text.slice(0, stands).trim() === '';
  const named = (whole: string, inTitle: boolean) => ({
    ...{ text: whole, inTitle, language, annotator },
    hits: namesIn(whole, language, annotator),
  });
  if (head !== '' && !titleInText) sentences.push(...cut(named(head, true), 0, head.length, 'title'));
  const bodyFrom = titleInText ? stands + head.length : 0;
  const own = named(text, false);
  if (titleInText) sentences.push(...cut(own, stands, bodyFrom, 'title'));
  const body = cut(own, bodyFrom, text.length, 'body');
  const repeated = new Set(sentences.map((one) => normal(one.text.slice(one.start, one.end))));
  const fresh = body.filter((one) => !repeated.has(normal(one.text.slice(one.start, one.end))));
  const hasTitle = sentences.length > 0;
  sentences.push(
    ...fresh.map((one, at): PressSentence => {
      if (!hasTitle && at === 0) return { ...one, place: 'title' };
      return at < LEAD_SENTENCES ? { ...one, place: 'lead' } : one;
    }),
  );
  return { language, sentences };
}

const normal = (text: string): string => text.replaceAll(/[\s.。]+/gu, '').toLowerCase();

const SHORT_HAN = /^\p{Script=Han}{2,3}$/u;
/** Characters around a short name in which a word may stand that reaches over its edge. */
const EDGE = 6;

/** Names of a text. A short Chinese one is none where a word of the lexicon reaches over its edge: 长和 in 董事长和. */
function namesIn(text: string, language: PressLanguage, { findNames, lexicons }: Annotator): NameHit[] {
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

/** A text with the names found in it. */
interface NamedText extends Pick<PressSentence, 'text' | 'inTitle'> {
  readonly language: PressLanguage;
  readonly annotator: Annotator;
  readonly hits: readonly NameHit[];
}

function cut(
  { text, inTitle, language, annotator, hits }: NamedText,
  from: number,
  to: number,
  place: PressSentence['place'],
): PressSentence[] {
  const sentences: PressSentence[] = [];
  let next = 0;
  for (const [start, end] of bordersIn(text, from, to, hits, place === 'title')) {
    while (next < hits.length && hits[next]!.end <= start) next += 1;
    let last = next;
    while (last < hits.length && hits[last]!.start < end) last += 1;
    const plain = tokensOf(text, start, end, hits.slice(next, last), annotator.lexicons[language]);
    if (plain.length === 0) continue;
    const tokens = withUnknownFirms(withAuthorities(plain, text, language), text, language);
    sentences.push({ place, text, inTitle, start, end, tokens });
  }
  return sentences;
}

/** Half-open ranges of sentences. A stop inside a name, a number or an abbreviation ends none; a title is one sentence. */
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
    const long = at - start >= LONGEST && !inName;
    if (!long && (inName || !endsHere(text, at, to, whole))) continue;
    yield [start, at + 1];
    start = at + 1;
  }
  if (start < to) yield [start, to];
}

function endsHere(text: string, at: number, to: number, whole: boolean): boolean {
  return text[at] === '\n' ? !isBroken(text, at, to) : !whole && endsSentence(text, at, to);
}

/** A line break inside a sentence of crawled Chinese: "泰禾\n的困局". */
function isBroken(text: string, at: number, to: number): boolean {
  const after = at + 1 < to ? text[at + 1]! : '';
  return /[的，、。；：）]/u.test(after);
}
