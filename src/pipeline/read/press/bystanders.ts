import type { BystanderKind, BystanderWords, Words } from '../../../domain/words.ts';
import type { Candidate } from './candidate.ts';
import { unitsOf } from './pieces.ts';
import type { PressLanguage, Token } from './tokens.ts';

/** A name that an act concerns without being aimed at it: what it is there, and the words that say so. */
export interface Bystander {
  readonly kind: BystanderKind;
  readonly phrase: string;
}

/** Where the name under judgement stands among the units; no text holds it. */
const NAME = '\0';
/** Another name, which no word of a pattern is. */
const OTHER = '\u0001';
/** Units behind the words of a pattern in which a word may still say whose the matter is. */
const BEHIND = { en: 4, zh: 6 } as const;

/** A unit of a sentence and the token that it is of. */
interface Unit {
  readonly text: string;
  readonly token: number;
}

type PhraseTable = ReadonlyMap<string, readonly (readonly string[])[]>;

interface PatternPart {
  /** Units that may stand between the part before and this. */
  readonly gap: number;
  readonly phrases: PhraseTable;
}

interface Pattern {
  readonly kind: BystanderKind;
  readonly parts: readonly PatternPart[];
  readonly unless: readonly PhraseTable[];
  readonly behind: readonly PhraseTable[];
}

/** First and last unit of a match, half-open. */
type MatchRange = readonly [start: number, end: number];

/**
 * Tells whether a name, where it stands, is one that an act concerns and is not aimed at: a witness
 * that hands over what is known of others, the means that others used, a trade that a law is made
 * for, the place where something was posted (`bystanders` in `config/words`). Every mention of the
 * name in the sentence must stand so. Time grows with the sentence, which has an upper length.
 */
export function createBystanderCheck({ press }: Pick<Words, 'press'>) {
  const patterns = { en: compile(press.en.bystanders), zh: compile(press.zh.bystanders) };
  return ({ sentence, at }: Candidate, language: PressLanguage): Bystander | null => {
    const units = unitsIn(sentence.tokens, sentence.tokens[at]!.name!.key);
    const names = units.flatMap(({ text }, place) => (text === NAME ? [place] : []));
    for (const pattern of patterns[language]) {
      const ranges = matchesOf(pattern, units, BEHIND[language]);
      const holds = (place: number) => ranges.some(([start, end]) => start <= place && place < end);
      if (ranges.length === 0 || !names.every(holds)) continue;
      const [start, end] = ranges[0]!;
      const first = sentence.tokens[units[start]!.token]!;
      const last = sentence.tokens[units[end - 1]!.token]!;
      return { kind: pattern.kind, phrase: sentence.text.slice(first.start, last.end) };
    }
    return null;
  };
}

/** Words (Chinese: characters) of all tokens but names, which are one unit each. */
function unitsIn(tokens: readonly Token[], key: string): Unit[] {
  return tokens.flatMap(({ name, text }, token): Unit[] => {
    if (name !== null && name.kind !== 'authority' && name.kind !== 'outlet')
      return [{ text: name.key === key ? NAME : OTHER, token }];
    return unitsOf(text).map((unit) => ({ text: unit, token }));
  });
}

function compile({ words, rows }: BystanderWords): Pattern[] {
  const groups = new Map(Object.entries(words).map(([group, list]) => [group, phrasesOf(list)]));
  groups.set('NAME', new Map([[NAME, [[NAME]]]]));
  const phrases = (group: string): PhraseTable => groups.get(group) ?? new Map();
  return rows.map(({ is, says, unless, behind }) => ({
    kind: is,
    parts: partsOf(says).map(({ gap, group }) => ({ gap, phrases: phrases(group) })),
    unless: unless.map(phrases),
    behind: behind.map(phrases),
  }));
}

/** `ask 3 NAME hand`: groups, with the units that may stand between two of them, else none. */
function partsOf(says: string): { gap: number; group: string }[] {
  const parts: { gap: number; group: string }[] = [];
  let gap = 0;
  for (const word of says.split(' ')) {
    if (/^\d+$/.test(word)) {
      gap = Number(word);
      continue;
    }
    parts.push({ gap, group: word });
    gap = 0;
  }
  return parts;
}

/** PhraseTable in units, by their first. */
function phrasesOf(list: readonly string[]): PhraseTable {
  return Map.groupBy(list.map(unitsOf), ([first]) => first!);
}

/** Most units begin no phrase: nothing is allocated for them. */
const NOWHERE: readonly number[] = [];

/** Ends of the phrases that begin at a unit. */
function endsAt(phrases: PhraseTable, units: readonly Unit[], at: number): readonly number[] {
  const listed = phrases.get(units[at]?.text ?? '');
  if (listed === undefined) return NOWHERE;
  return listed.flatMap((phrase) =>
    phrase.every((unit, offset) => units[at + offset]?.text === unit) ? [at + phrase.length] : [],
  );
}

/** Everywhere that a pattern stands, without those that a word beside it speaks against. */
function matchesOf({ parts, unless, behind }: Pattern, units: readonly Unit[], reach: number) {
  const stands = (groups: readonly PhraseTable[], from: number, to: number) =>
    groups.some((phrases) => {
      for (let at = from; at < Math.min(to, units.length); at += 1)
        if (endsAt(phrases, units, at).length > 0) return true;
      return false;
    });
  if (stands(unless, 0, units.length)) return [];
  const ranges: MatchRange[] = [];
  for (let start = 0; start < units.length; start += 1) {
    if (!parts[0]!.phrases.has(units[start]!.text)) continue;
    const end = endOf(parts, units, start);
    if (end !== null && !stands(behind, end, end + reach)) ranges.push([start, end]);
  }
  return ranges;
}

/** Where the parts end that begin at a unit, the last end of several; null where they do not. */
function endOf(
  parts: readonly PatternPart[],
  units: readonly Unit[],
  start: number,
): number | null {
  let ends = new Set(endsAt(parts[0]!.phrases, units, start));
  for (const { gap, phrases } of parts.slice(1)) {
    const next = new Set<number>();
    for (const end of ends)
      for (let at = end; at <= end + gap; at += 1) {
        for (const reached of endsAt(phrases, units, at)) next.add(reached);
        // What is said of a name does not reach over another mention of it.
        if (units[at]?.text === NAME) break;
      }
    ends = next;
  }
  return ends.size === 0 ? null : Math.max(...ends);
}
