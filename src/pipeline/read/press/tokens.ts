import type { Words } from '../../../domain/words.ts';
import type { NamedKind, NameInText } from '../../../knowledge/names/finder.ts';
import { longWords } from '../../../knowledge/names/word-edges.ts';
import {
  keyOfPiece,
  keyOfUnit,
  kindOfPiece,
  lowerOf,
  piecesOf,
  type UnitKey,
  unitsOf,
} from './pieces.ts';
import { nothingNear, type SaidByWord, saidOf, type WordsNear } from './said-words.ts';

/**
 * What a word of the lexicon is: an act with its kind, a cue, a noun for an authority, or a
 * country.
 */
type Lexeme = Pick<Token, 'kind' | 'group'>;

interface LexiconNode {
  readonly next: Map<UnitKey, LexiconNode>;
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
type LexiconMatch = NonNullable<ReturnType<Lexicon['match']>>;

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
    for (const unit of unitsOf(entry).map(keyOfUnit)) {
      const child = node.next.get(unit) ?? { next: new Map<UnitKey, LexiconNode>(), lexeme: null };
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
    match: (units: readonly UnitKey[], at: number) => {
      let node = root.next.get(units[at]!);
      let lexeme: Lexeme | null = null;
      let length = 0;
      for (let end = at + 1; node !== undefined; end += 1) {
        if (node.lexeme !== null) {
          lexeme = node.lexeme;
          length = end - at;
        }
        node = end < units.length ? node.next.get(units[end]!) : undefined;
      }
      return lexeme === null ? null : { length, lexeme };
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
      if (language === 'en' || tokens[at]!.start === 0) return false;
      let before = '';
      for (let index = Math.max(0, at - LONGEST_LACK); index < at; index += 1)
        before += tokens[index]!.text;
      return /(?:未经?|未按|无|擅自|是否.{0,3})$/u.test(before);
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

/**
 * A range of a text that becomes tokens; `byWords` = when Chinese words are looked up in the
 * dictionary, which takes as long as all else.
 */
interface TokenRange {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly byWords: 'always' | 'by need' | 'never';
}

/** Sentence → tokens: names first, then the lexicon's longest entries, then what is left. */
export function tokensOf(
  { text, start: from, end: to, byWords }: TokenRange,
  hits: readonly NameHit[],
  lexicon: Lexicon,
): Token[] {
  const { starts, ends, names } = piecesOf(text, from, to, hits);
  const units = starts.map((start, at) =>
    names[at] === -1 ? keyOfPiece(text, start, ends[at]!) : NAME,
  );
  const parts: TokenDraft[] = [];
  for (let at = 0; at < starts.length; ) {
    const start = starts[at]!;
    const hit = names[at] === -1 ? null : hits[names[at]!]!;
    const found = hit === null ? lexicon.match(units, at) : null;
    const isEntry = found !== null && !isAmount(found, text[ends[at + found.length - 1]!]);
    const length = isEntry ? found.length : 1;
    const end = ends[at + length - 1]!;
    parts.push({ start, end, length, hit, lexeme: isEntry ? found.lexeme : null });
    at += length;
  }
  const needsWords = byWords === 'always' || (byWords === 'by need' && parts.some(asksForWords));
  const words = needsWords ? longWords(text, from, to) : null;
  return parts.map((part) => tokenOf(text, part, words?.[part.start - from]));
}

/** What becomes a token: a name, an entry of the lexicon or a piece. */
interface TokenDraft {
  readonly start: number;
  readonly end: number;
  /** In pieces. */
  readonly length: number;
  readonly hit: NameHit | null;
  readonly lexeme: Lexeme | null;
}

/** Beside acts words are features, and a country of one character is none inside a longer word. */
const asksForWords = ({ length, lexeme }: TokenDraft): boolean =>
  lexeme !== null && (lexeme.kind === 'step' || (length === 1 && lexeme.kind !== 'cue'));

/** Stands for a name among the units; no entry of the lexicon holds it. */
const NAME = 0;

/** "US$765 million" is an amount and no country: `next` stands behind the entry. */
const isAmount = ({ lexeme }: LexiconMatch, next: string | undefined): boolean =>
  lexeme.kind === 'country' && next === '$';

/** `word` = the word of the dictionary that holds its first character: 前 is no cue in 目前, nor 料 in 材料. */
function tokenOf(text: string, part: TokenDraft, word: string | undefined): Token {
  const { start, end, length, hit, lexeme } = part;
  if (hit !== null)
    return { start, end, text: text.slice(start, end), kind: kindOf(hit), group: '', name: hit };
  const lower = lowerOf(text, start, end);
  const isInWord = word !== undefined && length === 1 && lexeme?.kind !== 'step';
  if (lexeme !== null && !isInWord)
    return { start, end, text: lower, kind: lexeme.kind, group: lexeme.group, name: null };
  const kind = kindOfPiece(text, start);
  return word === undefined
    ? { start, end, text: lower, kind, group: '', name: null }
    : { start, end, text: lower, kind, group: '', name: null, word };
}

function kindOf({ kind }: NameHit): Token['kind'] {
  if (kind === 'authority' || kind === 'unknown') return kind;
  return kind === 'outlet' ? 'word' : 'name';
}

/** Indexes of the acts of a sentence. */
export function stepsIn(tokens: readonly Token[]): number[] {
  const steps: number[] = [];
  for (let at = 0; at < tokens.length; at += 1) if (tokens[at]!.kind === 'step') steps.push(at);
  return steps;
}

/** The index of `places` nearest to `at` within `reach`; the earlier of two; -1 where none is. */
export function nearest(steps: readonly number[], at: number, reach: number): number {
  let best = -1;
  for (const step of steps) {
    const distance = Math.abs(step - at);
    if (distance <= reach && (best === -1 || distance < Math.abs(best - at))) best = step;
  }
  return best;
}
