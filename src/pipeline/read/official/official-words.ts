import { type ActKind, kindOf } from '../../../domain/act-kind.ts';
import type { RegulatorId } from '../../../domain/ids.ts';
import type { Regulator } from '../../../domain/regulator.ts';
import type { Words } from '../../../domain/words.ts';
import { type FindNames, type NameTable, openNames } from '../../../knowledge/names/finder.ts';
import { foldUnits } from '../document/fold-units.ts';
import { compileDecisions, type FindDecision } from './decision.ts';
import { compileEases, compileGate, compileStrikes, type PageGate } from './gate.ts';
import type { GoesOn } from './own-prose.ts';
import { type FoundPhrase, phraseFinder } from './phrases.ts';
import { compileActRecords, type FindActRecords } from './records/act-records.ts';
import { compileReleases, type FindRelease } from './release.ts';
import { compiledOf, goesOn } from './release-clause.ts';
import { compileNames } from './release-names.ts';

/**
 * What a phrase of `config/words/official.yml` says: an act of some kind, or why the words behind
 * it are none.
 */
export type ActionPhrase =
  | {
      readonly kind: 'action';
      readonly done: ActKind;
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
  readonly gate: PageGate;
  /** Whether a sentence strikes somebody off an earlier list. */
  readonly strikes: (text: string) => boolean;
  /** Whether a sentence says that an earlier act ends. */
  readonly eases: (text: string) => boolean;
  /** Names of companies and apps. */
  readonly market: FindNames<'company' | 'app'>;
  /** The same, with coined words, which only an authority's own page means so. */
  readonly titled: FindNames<'company' | 'app' | 'coined'>;
  readonly decision: FindDecision;
  /** The acts of a page that lists them. */
  readonly records: FindActRecords;
  readonly release: FindRelease;
  /** Whether an English name goes on behind its last letter. */
  readonly goesOn: GoesOn;
}

/** Compiles the name and phrase lists; the result is used for every document. */
export function compileOfficialWords({ regulators, words, names }: OfficialParts): OfficialWords {
  const { stores, official, places, gate, decisions, releases, records } = words;
  const find = openNames(names);
  const english = compiledOf(releases.en);
  const namesOfPage = compileNames(
    find('company', 'app', 'coined', 'authority'),
    words.coined,
    words.names,
  );
  const storeKeys = new Set(
    stores.flatMap(({ name, aliases }) => [name, ...aliases].map(storeKey)),
  );
  const placeNames = new Set(places.flatMap((place) => [place.zh, place.short ?? place.zh]));
  return {
    regulators: new Map(regulators.map((regulator) => [regulator.id, regulator])),
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
    authorities: phraseFinder(official.authorities.map((authority) => [authority, true] as const)),
    places,
    isPlace: (name) => placeNames.has(name),
    page: official.page,
    gate: compileGate(gate),
    strikes: compileStrikes(gate),
    eases: compileEases(gate),
    market: find('company', 'app'),
    titled: find('company', 'app', 'coined'),
    decision: compileDecisions(decisions, find('company')),
    records: compileActRecords(records, decisions, find('company'), namesOfPage),
    release: compileReleases(releases, namesOfPage),
    goesOn: (name, rest) => goesOn(name, rest, english),
  };
}

function* phrasesOf(official: Words['official']): Iterable<readonly [string, ActionPhrase]> {
  // Of phrases that end at one place the first counts: those that state nothing are the closer
  // ones.
  for (const kind of ['none', 'past', 'announced', 'statistics'] as const)
    for (const phrase of official[kind]) yield [phrase, { kind }];
  for (const { measure, form = null, english, phrases } of official.actions)
    for (const phrase of phrases)
      yield [
        phrase,
        {
          kind: 'action',
          done: kindOf({ measure, form, effect: null }),
          english,
          id: `official.${measure}`,
        },
      ];
}

const storeKey = (name: string) => foldUnits(name).toLowerCase().replace(/\s+/g, '');
