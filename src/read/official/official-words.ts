import type { IssueId, OutletId, RegulatorId } from '../../domain/ids.ts';
import type { ActionType } from '../../domain/notice.ts';
import type { Outlet, Regulator } from '../../domain/regulator.ts';
import type { Words } from '../../domain/words.ts';
import { foldUnits } from '../document/fold-units.ts';
import { type FoundName, nameFinder } from '../document/name-finder.ts';
import { type FoundPhrase, phraseFinder } from '../document/phrase-finder.ts';

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
  readonly bodies: (text: string) => FoundName<Body>[];
  readonly stores: (text: string) => FoundName<string>[];
  readonly isStore: (name: string) => boolean;
  readonly issues: (text: string) => FoundName<IssueId>[];
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
