import type { NamedKind, NameInText } from '../../names/finder.ts';
import type { Lexicon } from './lexicon.ts';

export type PressLanguage = 'en' | 'zh';

/** A name in a text, to its full length. `unknown` = shaped like a firm's and in no list; its key is its folded text. */
export type NameHit = Omit<NameInText, 'kind'> & {
  readonly kind: Exclude<NamedKind, 'store' | 'issue'> | 'unknown';
};

/** A unit of a sentence as the model sees it. Offsets count in the text the sentence was cut from. */
export interface Token {
  readonly start: number;
  readonly end: number;
  /** Lower case; a name as written. */
  readonly text: string;
  readonly kind: 'word' | 'number' | 'mark' | 'name' | 'unknown' | 'authority' | 'country' | 'step' | 'cue';
  /** Group of a step or cue, country of a country or a described authority; else empty. */
  readonly group: string;
  readonly name: NameHit | null;
}

const WORDY = /[\p{L}\p{M}\p{N}]/u;
const HAN = /\p{Script=Han}/u;
const DIGIT = /\d/;

interface TokenPiece {
  readonly start: number;
  readonly end: number;
  readonly hit: NameHit | null;
}

/** Cuts a range into names, words (Latin) or characters (Chinese), numbers and marks, left to right. */
export function piecesOf(text: string, from: number, to: number, hits: readonly NameHit[]): TokenPiece[] {
  const pieces: TokenPiece[] = [];
  let at = from;
  let next = 0;
  while (at < to) {
    while (next < hits.length && hits[next]!.start < at) next += 1;
    const hit = hits[next];
    if (hit !== undefined && hit.start === at && hit.end <= to) {
      pieces.push({ start: hit.start, end: hit.end, hit });
      at = hit.end;
      continue;
    }
    const stop = hit !== undefined && hit.end <= to ? hit.start : to;
    const end = pieceEnd(text, at, stop);
    if (text[at]!.trim() !== '') pieces.push({ start: at, end, hit: null });
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

/** A word goes on over letters and digits, over a dot or comma inside a number or initials, and over an inner hyphen. */
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
  const isCapital = (where: number) => where >= 0 && where < text.length && /[A-Z]/.test(text[where]!);
  if (!isCapital(at - 1) || (at >= 2 && WORDY.test(text[at - 2]!))) return false;
  return (isCapital(at + 1) && text[at + 2] === '.') || (text[at - 2] === '.' && isCapital(at - 3));
}

/** The units in which an entry of the lexicon is compared: words in English, characters in Chinese. */
export function unitsOf(text: string): string[] {
  return piecesOf(text, 0, text.length, []).map(({ start, end }) => text.slice(start, end).toLowerCase());
}

/** Sentence → tokens: names first, then the lexicon's longest entries, then what is left. */
export function tokensOf(
  text: string,
  from: number,
  to: number,
  hits: readonly NameHit[],
  lexicon: Lexicon,
): Token[] {
  const pieces = piecesOf(text, from, to, hits);
  const units = pieces.map(({ start, end, hit }) =>
    hit === null ? text.slice(start, end).toLowerCase().replaceAll('’', "'") : '\0',
  );
  const tokens: Token[] = [];
  for (let at = 0; at < pieces.length; ) {
    const { start, end, hit } = pieces[at]!;
    if (hit !== null) {
      tokens.push({ start, end, text: text.slice(start, end), kind: kindOf(hit), group: '', name: hit });
      at += 1;
      continue;
    }
    const found = lexicon.match(units, at);
    const length = found?.length ?? 1;
    const last = pieces[at + length - 1]!.end;
    tokens.push({
      start,
      end: last,
      text: text.slice(start, last).toLowerCase(),
      kind:
        found === null
          ? plainKind(text[start]!)
          : found.lexeme.kind === 'body'
            ? 'authority'
            : found.lexeme.kind,
      group: found?.lexeme.group ?? '',
      name: null,
    });
    at += length;
  }
  return tokens;
}

function kindOf(hit: NameHit): Token['kind'] {
  if (hit.kind === 'authority') return 'authority';
  if (hit.kind === 'unknown') return 'unknown';
  return hit.kind === 'outlet' ? 'word' : 'name';
}

function plainKind(first: string): Token['kind'] {
  if (DIGIT.test(first)) return 'number';
  return WORDY.test(first) ? 'word' : 'mark';
}

/** Indexes of the steps of a sentence. */
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
