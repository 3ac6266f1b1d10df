import type { Span } from '../../../domain/document.ts';
import type { PageShape } from '../../../domain/words.ts';
import {
  asWritten,
  inSimplified,
  isTraditional,
  type ReadText,
} from '../../../knowledge/names/simplified.ts';
import { endsSentence } from '../document/sentences.ts';
import { withAuthorities } from './authority-names.ts';
import { itemsOf } from './digest.ts';
import { keyOfUnit } from './pieces.ts';
import { type Lexicon, type NameHit, type PressLanguage, type Token, tokensOf } from './tokens.ts';
import { mayHoldFirm, withUnknownFirms } from './unknown-firms.ts';

/**
 * A sentence with its tokens. `text` is what offsets count in: the title's own text where the body
 * does not hold it. `source` leads back to what was written.
 */
export interface PressSentence {
  readonly place: 'title' | 'lead' | 'body';
  readonly source: ReadText;
  /** Where the text that `source` leads back to begins in the document's. */
  readonly offset: number;
  readonly text: string;
  readonly inTitle: boolean;
  readonly start: number;
  readonly end: number;
  /** Made when they are first looked at: most sentences of most pages name nobody. */
  readonly tokens: readonly Token[];
  /** False where no token can be the name of a company, an app or an unknown firm. */
  readonly mayName: boolean;
}

export interface PressPage {
  readonly language: PressLanguage;
  readonly lexicon: Lexicon;
  readonly shape: PageShape;
  readonly sentences: readonly PressSentence[];
}

export interface Annotator {
  readonly lexicons: Readonly<Record<PressLanguage, Lexicon>>;
  readonly findNames: Readonly<Record<PressLanguage, (text: string) => NameHit[]>>;
  /** Whether a sentence instructs its reader how to answer. */
  readonly instructs: (sentence: string) => boolean;
  /** For all that a page says, whether a name in one of its texts is that of the company. */
  readonly namesOn: (page: string) => (hit: NameHit, text: string) => boolean;
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

/** The pages of a document: a digest is read item by item. */
export function annotateItems(title: string, text: string, annotator: Annotator): PressPage[] {
  const language = languageOf(`${title}\n${text}`);
  return itemsOf(title, text).map((digestItem) =>
    annotate(digestItem.title, digestItem.text, annotator, { language, offset: digestItem.start }),
  );
}

/**
 * Splits title and text into sentences and marks names, authorities, acts and cues in each.
 * Traditional Chinese is read in simplified characters.
 */
export function annotate(
  title: string,
  written: string,
  annotator: Annotator,
  { language, offset }: { readonly language: PressLanguage; readonly offset: number } = {
    language: languageOf(`${title}\n${written}`),
    offset: 0,
  },
): PressPage {
  const isOld = language === 'zh' && isTraditional(`${title}\n${written}`);
  const read = isOld ? inSimplified : asWritten;
  const source = read(written);
  const headSource = read(title.trim());
  const { text } = source;
  const head = headSource.text;
  const stands = head === '' ? -1 : text.indexOf(head);
  const titleInText = stands >= 0 && text.slice(0, stands).trim() === '';
  const bodyFrom = titleInText ? stands + head.length : 0;
  const isOwn = annotator.namesOn(`${head}\n${text}`);
  const hits = namesIn(text, isOwn, language, annotator);
  const lexicon = annotator.lexicons[language];
  const inText = { source, offset, text, inTitle: false } as const;
  const inHead = { source: headSource, offset: 0, text: head, inTitle: true } as const;
  const sentencesOf = (stretches: readonly Stretch[], of: Written, isTitle: boolean) =>
    stretches.map(
      (stretch, at): PressSentence =>
        sentenceOf(stretch, of, placeOf(at, isTitle, titled.length === 0), language, lexicon),
    );
  const titled: readonly Stretch[] = titleInText
    ? stretchesOf(text, stands, bodyFrom, hits, 'title')
    : stretchesOf(head, 0, head.length, namesIn(head, isOwn, language, annotator), 'title');
  const repeats = repeating(titled, titleInText ? text : head);
  const body = stretchesOf(text, bodyFrom, text.length, hits, 'body').filter(
    (stretch) => !repeats(text, stretch),
  );
  const sentences = [
    ...sentencesOf(titled, titleInText ? inText : inHead, true),
    ...sentencesOf(body, inText, false),
  ];
  const whole = body.length === 0 ? 'headline' : 'whole';
  const shape = titled.length === 0 ? 'untitled' : whole;
  return { language, lexicon, shape, sentences };
}

/** The place of the sentence `at` of a title or of the body. */
function placeOf(at: number, isTitle: boolean, hasNoTitle: boolean): PressSentence['place'] {
  if (isTitle || (hasNoTitle && at === 0)) return 'title';
  return at < LEAD_SENTENCES ? 'lead' : 'body';
}

/** The text in which a sentence stands. */
type Written = Pick<PressSentence, 'source' | 'offset' | 'text' | 'inTitle'>;

/** Where a sentence stands, and the names in it. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly hits: readonly NameHit[];
  readonly isTitle: boolean;
}

function sentenceOf(
  { start, end, hits, isTitle }: Stretch,
  written: Written,
  place: PressSentence['place'],
  language: PressLanguage,
  lexicon: Lexicon,
): PressSentence {
  const { text } = written;
  const names = hits.some(({ kind }) => kind !== 'authority' && kind !== 'outlet');
  const mayFirm = language === 'en' || mayHoldFirm(text.slice(start, end));
  const byWords = isTitle ? 'always' : wordsIn(hits, mayFirm);
  const range = { text, start, end, byWords: language === 'zh' ? byWords : 'never' } as const;
  let tokens: readonly Token[] | null = null;
  return {
    ...written,
    place,
    start,
    end,
    mayName: names || mayFirm,
    get tokens() {
      tokens ??= withUnknownFirms(
        withAuthorities(tokensOf(range, hits, lexicon), text, language),
        text,
        language,
      );
      return tokens;
    },
  };
}

/**
 * When the words of a sentence are looked up: one that names nobody is no place of a name, and where
 * no act and no firm stands nothing is asked of them.
 */
function wordsIn(hits: readonly NameHit[], holdsFirm: boolean) {
  if (hits.length === 0) return 'never';
  return holdsFirm ? 'always' : 'by need';
}

/** What stands in a title that the text does not hold has no place in the text. */
export function spanOf(
  { inTitle, offset }: Pick<PressSentence, 'inTitle' | 'offset'>,
  { start, end }: Span,
): Span {
  return inTitle ? { start: 0, end: 0 } : { start: start + offset, end: end + offset };
}

/** What was written in a range of a sentence's text, without blanks around it. */
export function writtenIn(
  { source }: Pick<PressSentence, 'source'>,
  from: number,
  to: number,
): { text: string; start: number; end: number } {
  const { start, end } = source.spanOf(from, to);
  const raw = source.written.slice(start, end);
  const first = start + (raw.length - raw.trimStart().length);
  const text = raw.trim();
  return { text, start: first, end: first + text.length };
}

/** Whether a sentence says the same as one of these, but for blanks, stops and capitals. */
function repeating(titled: readonly Stretch[], from: string) {
  const known = new Set(titled.map(({ start, end }) => normal(from.slice(start, end))));
  const firsts = new Set(Array.from(known, (one) => one[0]));
  return (text: string, { start, end }: Stretch): boolean => {
    const first = text.slice(start, end).search(SAYING);
    if (first >= 0 && !firsts.has(text[start + first]!.toLowerCase()[0])) return false;
    return known.has(normal(text.slice(start, end)));
  };
}

const SAYING = /[^\s.。]/;
const normal = (text: string): string => text.replaceAll(/[\s.。]+/gu, '').toLowerCase();

const SHORT_HAN = /^\p{Script=Han}{2,3}$/u;
/** Characters around a short name in which a word may stand that reaches over its edge. */
const EDGE = 6;

/**
 * Names of a text. A short Chinese one is none where a word of the lexicon reaches over its edge:
 * 长和 in 董事长和.
 */
function namesIn(
  text: string,
  isOwn: (hit: NameHit, text: string) => boolean,
  language: PressLanguage,
  { findNames, lexicons }: Annotator,
): NameHit[] {
  const hits = findNames[language](text).filter((nameHit) => isOwn(nameHit, text));
  if (language === 'en') return hits;
  return hits.filter(({ start, end }) => {
    if (!SHORT_HAN.test(text.slice(start, end))) return true;
    const from = Math.max(0, start - EDGE);
    const around = Array.from(text.slice(from, end + EDGE), keyOfUnit);
    for (let at = from; at < end; at += 1) {
      if (at === start) continue;
      const reach = at + (lexicons.zh.match(around, at - from)?.length ?? 0);
      if (at < start ? reach > start && reach < end : reach > end) return false;
    }
    return true;
  });
}

/** The sentences of a part of a text in which these names were found. */
function stretchesOf(
  text: string,
  from: number,
  to: number,
  hits: readonly NameHit[],
  place: 'title' | 'body',
): Stretch[] {
  const stretches: Stretch[] = [];
  let next = 0;
  for (const [start, end] of bordersIn(text, from, to, hits, place === 'title')) {
    while (next < hits.length && hits[next]!.end <= start) next += 1;
    let last = next;
    while (last < hits.length && hits[last]!.start < end) last += 1;
    if (text.slice(start, end).trim() === '') continue;
    const own = hits.slice(next, last);
    stretches.push({ start, end, hits: own, isTitle: place === 'title' });
  }
  return stretches;
}

/**
 * Half-open ranges of sentences. A stop inside a name, a number or an abbreviation ends none; a
 * title is one sentence.
 */
function bordersIn(
  text: string,
  from: number,
  to: number,
  hits: readonly NameHit[],
  whole: boolean,
): (readonly [number, number])[] {
  const ranges: (readonly [number, number])[] = [];
  let start = from;
  let hit = 0;
  for (let at = from; at < to; at += 1) {
    while (hit < hits.length && hits[hit]!.end <= at) hit += 1;
    const inName = hit < hits.length && hits[hit]!.start <= at && at < hits[hit]!.end - 1;
    if (inName || (at - start < LONGEST && !endsHere(text, at, to, whole))) continue;
    ranges.push([start, at + 1]);
    start = at + 1;
  }
  if (start < to) ranges.push([start, to]);
  return ranges;
}

const STOPS: ReadonlySet<number> = new Set(Array.from('\n。！？；.!?', (one) => one.charCodeAt(0)));

/**
 * Ends of lines and sentences; not a line break inside a sentence of crawled Chinese: "泰禾\n的困局".
 */
function endsHere(text: string, at: number, to: number, whole: boolean): boolean {
  if (!STOPS.has(text.charCodeAt(at))) return false;
  if (text[at] !== '\n') return !whole && endsSentence(text, at, to);
  return at + 1 === to || !/[的，、。；：）]/u.test(text[at + 1]!);
}
