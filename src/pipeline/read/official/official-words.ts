import type { RegulatorId } from '../../../domain/ids.ts';
import type { ActionType } from '../../../domain/notice.ts';
import type { Regulator } from '../../../domain/regulator.ts';
import type { Words } from '../../../domain/words.ts';
import { type FindNames, type NameTable, openNames } from '../../../knowledge/names/finder.ts';
import { foldUnits } from '../document/fold-units.ts';

/** Where a phrase stands in a text: half-open range of UTF-16 offsets. */
interface FoundPhrase<T> {
  readonly start: number;
  readonly end: number;
  readonly value: T;
}

/** Characters that may stand in the gap of a phrase. */
const GAP = 24;
const LATIN = /[a-z0-9]/;

/**
 * A finder of phrases. A phrase is plain text; `…` in it is a gap of up to 24 characters. Latin
 * letters match in any case and at the start of a word only, so that `fine` finds "fined" and not
 * "define". Of phrases that begin at one place the longest is given. Time grows with the text times
 * the number of phrases that begin with one letter.
 */
function phraseFinder<T>(
  phrases: Iterable<readonly [phrase: string, value: T]>,
): (text: string) => FoundPhrase<T>[] {
  const compiled = [...phrases].map(([phrase, value]) => ({
    parts: phrase.toLowerCase().split('…'),
    value,
  }));
  const byLetter = Map.groupBy(compiled, ({ parts }) => parts[0]!.charCodeAt(0));
  return (text) => {
    const lower = text.toLowerCase();
    const found: FoundPhrase<T>[] = [];
    for (let start = 0; start < lower.length; start += 1) {
      const fitting = byLetter.get(lower.charCodeAt(start));
      if (fitting === undefined || !beginsWord(lower, start)) continue;
      let best: FoundPhrase<T> | null = null;
      for (const { parts, value } of fitting) {
        const end = lower.startsWith(parts[0]!, start) ? endOfParts(lower, parts, start) : null;
        if (end !== null && end > (best?.end ?? start)) best = { start, end, value };
      }
      if (best !== null) found.push(best);
    }
    return found;
  };
}

/**
 * Whether a phrase may begin here: anywhere in Chinese, at the start of a word in Latin letters.
 */
const beginsWord = (text: string, at: number): boolean =>
  at === 0 || !LATIN.test(text[at]!) || !LATIN.test(text[at - 1]!);

function indexOfWord(text: string, word: string, from: number): number {
  for (let at = text.indexOf(word, from); at >= 0; at = text.indexOf(word, at + 1))
    if (beginsWord(text, at)) return at;
  return -1;
}

function endOfParts(text: string, parts: readonly string[], start: number): number | null {
  let end = start + parts[0]!.length;
  for (const part of parts.slice(1)) {
    const next = indexOfWord(text.slice(0, end + GAP + part.length), part, end);
    if (next < 0) return null;
    end = next + part.length;
  }
  return end;
}

/**
 * What a phrase of `config/words/official.yml` says: a step of some type, or why the words behind
 * it are none.
 */
export type ActionPhrase =
  | {
      readonly kind: 'action';
      readonly type: ActionType;
      readonly english: string;
      readonly id: string;
    }
  | { readonly kind: 'past' | 'announced' | 'statistics' | 'none' };

/** What a phrase beside or in the title of a rule says. */
export type RulePhrase = keyof Words['official']['rules'];

/** What reading lists needs of the catalog. */
export interface OfficialParts {
  readonly regulators: readonly Regulator[];
  readonly words: Words;
  readonly names: NameTable;
}

/** The catalog's words made ready for reading lists, once. */
export interface OfficialWords {
  readonly regulators: ReadonlyMap<RegulatorId, Regulator>;
  /** Authorities and newspapers. */
  readonly bodies: FindNames<'authority' | 'outlet'>;
  readonly stores: FindNames<'store'>;
  readonly isStore: (name: string) => boolean;
  readonly issues: FindNames<'issue'>;
  readonly actions: (text: string) => FoundPhrase<ActionPhrase>[];
  readonly rules: (text: string) => FoundPhrase<RulePhrase>[];
  readonly authorities: (text: string) => FoundPhrase<true>[];
  readonly places: Words['places'];
  readonly isPlace: (name: string) => boolean;
  readonly page: Words['official']['page'];
}

/** Compiles the name and phrase lists; the result is used for every document. */
export function compileOfficialWords({ regulators, words, names }: OfficialParts): OfficialWords {
  const { stores, official, places } = words;
  const find = openNames(names);
  const storeKeys = new Set(
    stores.flatMap(({ name, aliases }) => [name, ...aliases].map(storeKey)),
  );
  const placeNames = new Set(places.flatMap((one) => [one.zh, one.short ?? one.zh]));
  return {
    regulators: new Map(regulators.map((one) => [one.id, one])),
    bodies: find('authority', 'outlet'),
    stores: find('store'),
    isStore: (name) => storeKeys.has(storeKey(name)),
    issues: find('issue'),
    actions: phraseFinder(phrasesOf(official)),
    rules: phraseFinder(
      Object.entries(official.rules).flatMap(([kind, phrases]) =>
        phrases.map((phrase) => [phrase, kind as RulePhrase] as const),
      ),
    ),
    authorities: phraseFinder(official.authorities.map((one) => [one, true] as const)),
    places,
    isPlace: (name) => placeNames.has(name),
    page: official.page,
  };
}

function* phrasesOf(official: Words['official']): Iterable<readonly [string, ActionPhrase]> {
  // Of phrases that end at one place the first counts: those that state nothing are the closer
  // ones.
  for (const kind of ['none', 'past', 'announced', 'statistics'] as const)
    for (const phrase of official[kind]) yield [phrase, { kind }];
  for (const { type, english, phrases } of official.actions)
    for (const phrase of phrases)
      yield [phrase, { kind: 'action', type, english, id: `official.${type}` }];
}

const storeKey = (name: string) => foldUnits(name).toLowerCase().replace(/\s+/g, '');
