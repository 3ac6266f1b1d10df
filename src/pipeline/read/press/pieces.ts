/** What a UTF-16 unit is: bits of a mask. */
const WORDY = 1;
const HAN = 2;
const DIGIT = 4;
const BLANK = 8;
const CAPITAL = 16;
const MET = 128;

const IS_WORDY = /[\p{L}\p{M}\p{N}]/u;
const IS_HAN = /\p{Script=Han}/u;

/** Masks by unit and single units in lower case, filled as units are met, which changes no answer. */
const masks = new Uint8Array(0x10000);
const singles: string[] = [];

function maskAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return masks[unit] || learn(unit);
}

function learn(unit: number): number {
  const one = String.fromCharCode(unit);
  const mask =
    MET |
    (IS_WORDY.test(one) ? WORDY : 0) |
    (IS_HAN.test(one) ? HAN : 0) |
    (/\d/.test(one) ? DIGIT : 0) |
    (one.trim() === '' ? BLANK : 0) |
    (/[A-Z]/.test(one) ? CAPITAL : 0);
  masks[unit] = mask;
  return mask;
}

const isWordyAt = (text: string, at: number): boolean => (maskAt(text, at) & WORDY) !== 0;
const isDigitAt = (text: string, at: number): boolean => (maskAt(text, at) & DIGIT) !== 0;

/** What a piece begins with. */
export function kindOfPiece(text: string, start: number): 'number' | 'word' | 'mark' {
  const mask = maskAt(text, start);
  if ((mask & DIGIT) !== 0) return 'number';
  return (mask & WORDY) !== 0 ? 'word' : 'mark';
}

/** A range of a text in lower case. */
export function lowerOf(text: string, start: number, end: number): string {
  if (end - start !== 1) return text.slice(start, end).toLowerCase();
  const unit = text.charCodeAt(start);
  singles[unit] ??= String.fromCharCode(unit).toLowerCase();
  return singles[unit]!;
}

/**
 * A unit in which entries of the lexicon are compared, a word in English, a character in Chinese: by its
 * number where it is one character.
 */
export type UnitKey = number | string;

const CURLY = 0x2019;
const STRAIGHT = 0x27;

/** The key of a unit in lower case. */
export const keyOfUnit = (unit: string): UnitKey => (unit.length === 1 ? unit.charCodeAt(0) : unit);

/** The key of a piece of a text. */
export function keyOfPiece(text: string, start: number, end: number): UnitKey {
  const lower = lowerOf(text, start, end);
  if (lower.length > 1) return lower.includes('’') ? lower.replaceAll('’', "'") : lower;
  const unit = lower.charCodeAt(0);
  return unit === CURLY ? STRAIGHT : unit;
}

/** Pieces of a range, left to right: where each begins and ends, and which name it is; -1 = none. */
export interface Pieces {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly names: readonly number[];
}

type NameRange = { readonly start: number; readonly end: number };

/**
 * Cuts a range into names, words (Latin) or characters (Chinese), numbers and marks, left to right.
 */
export function piecesOf(
  text: string,
  from: number,
  to: number,
  hits: readonly NameRange[],
): Pieces {
  const starts: number[] = [];
  const ends: number[] = [];
  const names: number[] = [];
  let at = from;
  let next = 0;
  while (at < to) {
    while (next < hits.length && hits[next]!.start < at) next += 1;
    const whole = next < hits.length && hits[next]!.end <= to ? hits[next]! : null;
    const isName = whole?.start === at;
    const end = isName ? whole.end : pieceEnd(text, at, whole?.start ?? to);
    if ((maskAt(text, at) & BLANK) === 0) {
      starts.push(at);
      ends.push(end);
      names.push(isName ? next : -1);
    }
    at = end;
  }
  return { starts, ends, names };
}

function pieceEnd(text: string, at: number, stop: number): number {
  if ((maskAt(text, at) & (WORDY | HAN)) !== WORDY) return at + 1;
  let end = at + 1;
  while (end < stop && continues(text, end, stop)) end += 1;
  return end;
}

/**
 * A word goes on over letters and digits, over a dot or comma inside a number or initials, and over
 * an inner hyphen.
 */
function continues(text: string, at: number, stop: number): boolean {
  const mask = maskAt(text, at);
  if ((mask & WORDY) !== 0) return (mask & HAN) === 0;
  const one = text[at]!;
  const isInside = at + 1 < stop;
  const isInNumber = () => isInside && isDigitAt(text, at - 1) && isDigitAt(text, at + 1);
  if (one === '.') return isInNumber() || isInitial(text, at);
  if (one === ',') return isInNumber();
  if (one === '-' || one === '&')
    return isInside && isWordyAt(text, at - 1) && isWordyAt(text, at + 1);
  return false;
}

/** "U.S.": a capital before the dot, and a capital or dot within two characters of it. */
function isInitial(text: string, at: number): boolean {
  const isCapital = (where: number) =>
    where >= 0 && where < text.length && (maskAt(text, where) & CAPITAL) !== 0;
  if (!isCapital(at - 1) || (at >= 2 && isWordyAt(text, at - 2))) return false;
  return (isCapital(at + 1) && text[at + 2] === '.') || (text[at - 2] === '.' && isCapital(at - 3));
}

/** The units of an entry of the lexicon: words in English, characters in Chinese. */
export function unitsOf(text: string): string[] {
  const { starts, ends } = piecesOf(text, 0, text.length, []);
  return starts.map((start, at) => lowerOf(text, start, ends[at]!));
}
