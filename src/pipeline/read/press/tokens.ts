import type { Words } from '../../../domain/words.ts';
import type { NamedKind, NameInText } from '../../../knowledge/names/finder.ts';
import { longWords } from '../../../knowledge/names/word-edges.ts';
import { nothingNear, type SaidByWord, saidOf, type WordsNear } from './said-words.ts';

/**
 * What a word of the lexicon is: an act with its kind, a cue, a noun for an authority, or a
 * country.
 */
type Lexeme = Pick<Token, 'kind' | 'group'>;

interface LexiconNode {
  readonly next: Map<string, LexiconNode>;
  lexeme: Lexeme | null;
}

/** Characters of the longest name of a place. */
const LONGEST_PLACE = 12;
/** A district or county, which no list has. */
const DISTRICT = /^\p{Script=Han}{2}[区县]$/u;

/** Tokens before an act in which a word says that it was lacking. */
const LONGEST_LACK = 5;

/** Longest-match finder over units: words in English, characters in Chinese. */
export type Lexicon = ReturnType<typeof compileLexicon>;

/**
 * Compiles the word lists of one language. Later entries never replace earlier ones: acts, bodies,
 * countries, cues.
 */
export function compileLexicon(
  { press, countries, places }: Pick<Words, 'press' | 'countries' | 'places'>,
  language: PressLanguage,
) {
  const words = press[language];
  const official = new Set(words.official);
  const vague = new Set(words.vague);
  const home = new Map(
    Object.entries(words.home).flatMap(([country, list]) =>
      list.map((word) => [word.toLowerCase(), country] as const),
    ),
  );
  const placeNames = new Set(places.map(({ zh }) => zh));
  const said = saidOf(words.steps, (word) =>
    language === 'en' ? ` ${unitsOf(word).join(' ')} ` : word,
  );
  const root: LexiconNode = { next: new Map(), lexeme: null };
  const add = (entry: string, lexeme: Lexeme): void => {
    let node = root;
    for (const unit of unitsOf(entry)) {
      const child = node.next.get(unit) ?? { next: new Map<string, LexiconNode>(), lexeme: null };
      node.next.set(unit, child);
      node = child;
    }
    node.lexeme ??= lexeme;
  };
  for (const [group, step] of Object.entries(words.steps))
    for (const word of step.words) add(word, { kind: 'step', group });
  for (const word of words.bodies) add(word, { kind: 'authority', group: 'body' });
  for (const [country, names] of Object.entries(countries))
    for (const name of names[language]) add(name, { kind: 'country', group: country });
  for (const [group, list] of Object.entries(words.cues))
    for (const word of list) add(word, { kind: 'cue', group });
  return {
    /**
     * The longest entry that begins at `at`: its length in units and what it is; null where none
     * does.
     */
    match: (units: readonly string[], at: number) => {
      let node = root.next.get(units[at]!);
      let best: { length: number; lexeme: Lexeme } | null = null;
      for (let end = at + 1; node !== undefined; end += 1) {
        if (node.lexeme !== null) best = { length: end - at, lexeme: node.lexeme };
        node = end < units.length ? node.next.get(units[end]!) : undefined;
      }
      return best;
    },
    /** Whether the token is an act that nobody but an authority does. */
    isOfficial: ({ kind, text }: Pick<Token, 'kind' | 'text'>): boolean =>
      kind === 'step' && official.has(text),
    /** Whether a word leaves open which authority it is. */
    isVague: ({ text }: Pick<Token, 'text'>): boolean => vague.has(text),
    /** Whether the words for an authority say no more of it than a country. */
    endsVague: ({ text }: Pick<Token, 'text'>): boolean =>
      words.vague.some((word) => text.endsWith(language === 'zh' ? word : ` ${word}`)),
    /** A place of China, or its word for itself, that names no country and acts only through its bureaus. */
    isPlace: ({ text }: Pick<Token, 'text'>): boolean => placeNames.has(text) || text === '国家',
    /** The country of an authority whose word only one country has. */
    homeOf: ({ text }: Pick<Token, 'text'>): string | null => home.get(text) ?? null,
    /** Where the Chinese places begin that stand right before `end`: 四川省西昌市. */
    placeBefore: (text: string, end: number): number => {
      let start = end;
      for (let length = LONGEST_PLACE; length > 1; length -= 1) {
        const word = text.slice(Math.max(0, start - length), start);
        const bare = word.replace(/[省市区县州]$/u, '');
        if (!placeNames.has(bare) && !DISTRICT.test(word)) continue;
        start -= word.length;
        length = LONGEST_PLACE + 1;
      }
      return start;
    },
    /** Whether a text says that the act at `at` was lacking, or asks whether it is so: 未经许可, 是否禁止. */
    isLacked: (tokens: readonly Token[], at: number): boolean => {
      const { start } = tokens[at]!;
      const before = tokens.slice(Math.max(0, at - LONGEST_LACK), at).map(({ text }) => text);
      return (
        language === 'zh' &&
        start > 0 &&
        /(?:未经?|未按|无|擅自|是否.{0,3})$/u.test(before.join(''))
      );
    },
    /**
     * What a word says, by itself, with what stands `near` it, or by its group; null where it says no
     * act.
     */
    saidBy: (
      { text, group }: Pick<Token, 'text' | 'group'>,
      near: () => WordsNear = nothingNear,
    ): SaidByWord | null =>
      said.get(group)?.find((row) => (row.words?.includes(text) ?? true) && row.stands(near))
        ?.says ?? null,
  };
}

export type PressLanguage = 'en' | 'zh';

/**
 * A name in a text, to its full length. `unknown` = shaped like a firm's and in no list; its key is
 * its folded text.
 */
export type NameHit = Omit<NameInText, 'kind'> & {
  readonly kind: Exclude<NamedKind, 'store' | 'issue' | 'coined' | 'press'> | 'unknown';
};

/**
 * A unit of a sentence as the model sees it. Offsets count in the text the sentence was cut from.
 */
export interface Token {
  readonly start: number;
  readonly end: number;
  /** Lower case; a name as written. */
  readonly text: string;
  readonly kind:
    | 'word'
    | 'number'
    | 'mark'
    | 'name'
    | 'unknown'
    | 'authority'
    | 'country'
    | 'step'
    | 'cue';
  /** Group of an act or cue, country of a country or a described authority; else empty. */
  readonly group: string;
  readonly name: NameHit | null;
  /** The word of the dictionary that holds a Chinese character; empty where it is one by itself. */
  readonly word?: string;
}

const WORDY = /[\p{L}\p{M}\p{N}]/u;
const HAN = /\p{Script=Han}/u;
const DIGIT = /\d/;

/**
 * Cuts a range into names, words (Latin) or characters (Chinese), numbers and marks, left to right.
 */
function piecesOf(text: string, from: number, to: number, hits: readonly NameHit[]) {
  const pieces: (Pick<Token, 'start' | 'end'> & { readonly hit: NameHit | null })[] = [];
  let at = from;
  let next = 0;
  while (at < to) {
    while (next < hits.length && hits[next]!.start < at) next += 1;
    const whole = hits[next] !== undefined && hits[next]!.end <= to ? hits[next]! : null;
    const hit = whole?.start === at ? whole : null;
    const end = hit?.end ?? pieceEnd(text, at, whole?.start ?? to);
    if (text[at]!.trim() !== '') pieces.push({ start: at, end, hit });
    at = end;
  }
  return pieces;
}

function pieceEnd(text: string, at: number, stop: number): number {
  const first = text[at]!;
  if (!WORDY.test(first) || HAN.test(first)) return at + 1;
  let end = at + 1;
  while (end < stop && continues(text, end, stop)) end += 1;
  return end;
}

/**
 * A word goes on over letters and digits, over a dot or comma inside a number or initials, and over
 * an inner hyphen.
 */
function continues(text: string, at: number, stop: number): boolean {
  const one = text[at]!;
  if (WORDY.test(one)) return !HAN.test(one);
  const before = text[at - 1]!;
  const after = at + 1 < stop ? text[at + 1]! : '';
  if (one === '.') return (DIGIT.test(before) && DIGIT.test(after)) || isInitial(text, at);
  if (one === ',') return DIGIT.test(before) && DIGIT.test(after);
  if (one === '-' || one === '&') return WORDY.test(before) && after !== '' && WORDY.test(after);
  return false;
}

/** "U.S.": a capital before the dot, and a capital or dot within two characters of it. */
function isInitial(text: string, at: number): boolean {
  const isCapital = (where: number) =>
    where >= 0 && where < text.length && /[A-Z]/.test(text[where]!);
  if (!isCapital(at - 1) || (at >= 2 && WORDY.test(text[at - 2]!))) return false;
  return (isCapital(at + 1) && text[at + 2] === '.') || (text[at - 2] === '.' && isCapital(at - 3));
}

/**
 * The units in which an entry of the lexicon is compared: words in English, characters in Chinese.
 */
export function unitsOf(text: string): string[] {
  return piecesOf(text, 0, text.length, []).map(({ start, end }) =>
    text.slice(start, end).toLowerCase(),
  );
}

/** A range of a text that becomes tokens; `byWords` = Chinese words are looked up in the dictionary. */
interface TokenRange {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly byWords: boolean;
}

/** Sentence → tokens: names first, then the lexicon's longest entries, then what is left. */
export function tokensOf(
  { text, start: from, end: to, byWords }: TokenRange,
  hits: readonly NameHit[],
  lexicon: Lexicon,
): Token[] {
  const pieces = piecesOf(text, from, to, hits);
  const words = byWords ? longWords(text, from, to) : null;
  const units = pieces.map(({ start, end, hit }) =>
    hit === null ? text.slice(start, end).toLowerCase().replaceAll('’', "'") : '\0',
  );
  const tokens: Token[] = [];
  for (let at = 0; at < pieces.length; ) {
    const { start, hit } = pieces[at]!;
    const word = words?.get(start);
    const found = hit === null ? lexicon.match(units, at) : null;
    const match = isOther(found, word, text[pieces[at + (found?.length ?? 1) - 1]!.end])
      ? null
      : found;
    const length = match?.length ?? 1;
    const { end } = pieces[at + length - 1]!;
    const place = { start, end };
    tokens.push(
      hit === null
        ? plainToken(text, place, match?.lexeme, word)
        : { ...place, text: text.slice(start, end), kind: kindOf(hit), group: '', name: hit },
    );
    at += length;
  }
  return tokens;
}

/**
 * "US$765 million" is an amount and no country; 前 is no cue in 目前, nor 料 in 材料: `word` holds the
 * entry's first character, `next` stands behind it.
 */
function isOther(
  found: ReturnType<Lexicon['match']>,
  word: string | undefined,
  next: string | undefined,
): boolean {
  if (found === null) return false;
  const { length, lexeme } = found;
  if (lexeme.kind === 'country' && next === '$') return true;
  return word !== undefined && length === 1 && lexeme.kind !== 'step';
}

function plainToken(
  text: string,
  { start, end }: Pick<Token, 'start' | 'end'>,
  lexeme: Lexeme | undefined,
  word: string | undefined,
): Token {
  return {
    start,
    end,
    text: text.slice(start, end).toLowerCase(),
    kind: lexeme?.kind ?? plainKind(text[start]!),
    group: lexeme?.group ?? '',
    name: null,
    ...(lexeme === undefined && word !== undefined && { word }),
  };
}

function kindOf({ kind }: NameHit): Token['kind'] {
  if (kind === 'authority' || kind === 'unknown') return kind;
  return kind === 'outlet' ? 'word' : 'name';
}

function plainKind(first: string) {
  if (DIGIT.test(first)) return 'number';
  return WORDY.test(first) ? 'word' : 'mark';
}

/** Indexes of the acts of a sentence. */
export const stepsIn = (tokens: readonly Token[]): number[] =>
  tokens.flatMap((token, at) => (token.kind === 'step' ? [at] : []));

/** The index of `places` nearest to `at` within `reach`; the earlier of two; -1 where none is. */
export function nearest(steps: readonly number[], at: number, reach: number): number {
  let best = -1;
  for (const step of steps) {
    const distance = Math.abs(step - at);
    if (distance <= reach && (best === -1 || distance < Math.abs(best - at))) best = step;
  }
  return best;
}
