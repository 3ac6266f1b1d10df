import type { IssueId, OutletId, RegulatorId } from '../../domain/ids.ts';
import type { ActionType } from '../../domain/notice.ts';
import type { Outlet, Regulator } from '../../domain/regulator.ts';
import type { Words } from '../../domain/words.ts';
import { createFinder } from '../../names/finder.ts';
import { foldUnits } from '../document/fold-units.ts';

/** Where a phrase or name stands in a text: half-open range of UTF-16 offsets. */
interface FoundPhrase<T> {
  readonly start: number;
  readonly end: number;
  readonly value: T;
}

/** Characters that may stand in the gap of a phrase. */
const GAP = 24;
const LATIN = /[a-z0-9]/;

/**
 * A finder of phrases. A phrase is plain text; `…` in it is a gap of up to 24 characters. Latin letters match in any
 * case and at the start of a word only, so that `fine` finds "fined" and not "define". Of phrases that begin at one
 * place the longest is given. Time grows with the text times the number of phrases that begin with one letter.
 */
function phraseFinder<T>(
  phrases: Iterable<readonly [phrase: string, value: T]>,
): (text: string) => FoundPhrase<T>[] {
  const compiled = [...phrases].map(([phrase, value]) => ({ parts: phrase.toLowerCase().split('…'), value }));
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

/** Whether a phrase may begin here: anywhere in Chinese, at the start of a word in Latin letters. */
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

const ACRONYM = /^[A-Z]{2,6}$/;

/**
 * A finder of many names at once: longest match wins, matches never overlap, letters of any case except for acronyms
 * (`CAC` is not `cac`), Latin names only as whole words. Of several values of one name the first is given.
 */
function nameFinder<T>(
  names: Iterable<readonly [name: string, value: T]>,
): (text: string) => FoundPhrase<T>[] {
  const finder = createFinder([...names].map(([name, value]) => ({ name, value: { name, value } })));
  return (text) =>
    finder.find(text).flatMap(({ start, end, text: written, values }) => {
      const fits = values.some(({ name }) => !ACRONYM.test(name) || name === written);
      return fits ? [{ start, end, value: values[0]!.value }] : [];
    });
}

/** What a phrase of `config/words/official.yml` says: a step of some type, or why the words behind it are none. */
export type ActionPhrase =
  | { readonly kind: 'action'; readonly type: ActionType; readonly english: string; readonly id: string }
  | { readonly kind: 'past' | 'announced' | 'statistics' | 'none' };

/** What a phrase beside or in the title of a rule says. */
export type RulePhrase = keyof Words['official']['rules'];

/** An authority or a newspaper by name. */
export type Body =
  | { readonly kind: 'regulator'; readonly id: RegulatorId }
  | { readonly kind: 'outlet'; readonly id: OutletId };

/** What reading lists needs of the catalog. */
export interface OfficialParts {
  readonly regulators: readonly Regulator[];
  readonly outlets: readonly Outlet[];
  readonly words: Words;
}

/** The catalog's words made ready for reading lists, once. */
export interface OfficialWords {
  readonly regulators: ReadonlyMap<RegulatorId, Regulator>;
  readonly bodies: (text: string) => FoundPhrase<Body>[];
  readonly stores: (text: string) => FoundPhrase<string>[];
  readonly isStore: (name: string) => boolean;
  readonly issues: (text: string) => FoundPhrase<IssueId>[];
  readonly actions: (text: string) => FoundPhrase<ActionPhrase>[];
  readonly rules: (text: string) => FoundPhrase<RulePhrase>[];
  readonly authorities: (text: string) => FoundPhrase<true>[];
  readonly places: Words['places'];
  readonly isPlace: (name: string) => boolean;
  readonly page: Words['official']['page'];
}

/** Compiles the name and phrase lists; the result is used for every document. */
export function compileOfficialWords(parts: OfficialParts): OfficialWords {
  const { stores, issues, official, places } = parts.words;
  const regulators = new Map([...parts.regulators].map((one) => [one.id, one]));
  const bodies: (readonly [string, Body])[] = [];
  for (const { id, names } of regulators.values())
    for (const name of names) bodies.push([foldUnits(name), { kind: 'regulator', id }]);
  for (const { id, names } of parts.outlets)
    for (const name of names) bodies.push([foldUnits(name), { kind: 'outlet', id }]);
  const storeNames = stores.flatMap(({ name, aliases }) =>
    [name, ...aliases].map((one) => [foldUnits(one), name] as const),
  );
  const storeKeys = new Set(storeNames.map(([name]) => storeKey(name)));
  const placeNames = new Set(places.flatMap((one) => [one.zh, one.short ?? one.zh]));
  return {
    regulators,
    bodies: nameFinder(bodies),
    stores: nameFinder(storeNames),
    isStore: (name) => storeKeys.has(storeKey(name)),
    issues: nameFinder(
      issues.flatMap(({ id, phrases: one }) =>
        [...one.zh, ...one.en].map((phrase) => [foldUnits(phrase), id] as const),
      ),
    ),
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
  for (const { type, english, phrases } of official.actions)
    for (const phrase of phrases) yield [phrase, { kind: 'action', type, english, id: `official.${type}` }];
  for (const kind of ['past', 'announced', 'statistics', 'none'] as const)
    for (const phrase of official[kind]) yield [phrase, { kind }];
}

const storeKey = (name: string) => foldUnits(name).toLowerCase().replace(/\s+/g, '');
