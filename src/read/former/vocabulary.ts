import type { IssueId, RegulatorId } from '../../domain/ids.ts';
import type { Outlet, Regulator } from '../../domain/regulator.ts';
import type { Phrase, Words } from '../../domain/words.ts';
import { foldUnits } from '../document/fold-units.ts';
import { type Found, nameFinder } from '../document/name-finder.ts';
import type { Body } from './body.ts';
import { namesOfRegulators } from './regulator-names.ts';

/** An app or company of the catalog found in a text; offsets count in that text. */
export interface KnownHit {
  readonly start: number;
  readonly end: number;
  /** `both` = the name of a company and of its app (iQiyi). */
  readonly kind: 'app' | 'company' | 'both';
}

/** What reading needs of the catalog. `findKnown` finds the names of its apps and companies in any text. */
export interface ReadParts {
  readonly regulators: readonly Regulator[];
  readonly outlets: readonly Outlet[];
  readonly words: Words;
  readonly findKnown: (text: string) => readonly KnownHit[];
}

export interface CompiledPhrase extends Phrase {
  readonly expression: RegExp;
}

/** The catalog's words made ready for reading, once. */
export interface Vocabulary {
  readonly regulators: ReadonlyMap<RegulatorId, Regulator>;
  readonly bodies: (text: string) => Found<Body>[];
  readonly stores: (text: string) => Found<string>[];
  readonly isStore: (name: string) => boolean;
  readonly issues: (text: string) => Found<IssueId>[];
  readonly phrases: { readonly zh: readonly CompiledPhrase[]; readonly en: readonly CompiledPhrase[] };
  readonly places: Words['places'];
  readonly findKnown: ReadParts['findKnown'];
}

/** Compiles patterns and name lists; the result is used for every document. */
export function compileVocabulary(parts: ReadParts): Vocabulary {
  const regulators = new Map([...parts.regulators].map((one) => [one.id, one]));
  const bodies: (readonly [string, Body])[] = [...namesOfRegulators(regulators.values())];
  for (const { id, names } of parts.outlets) {
    for (const name of names) bodies.push([foldUnits(name), { kind: 'outlet', id }]);
  }
  const { stores, issues, phrases } = parts.words;
  const storeNames = stores.flatMap(({ name, aliases }) =>
    [name, ...aliases].map((one) => [foldUnits(one), name] as const),
  );
  const storeSet = new Set(storeNames.map(([name]) => storeKey(name)));
  const compiled = (language: 'zh' | 'en') =>
    phrases
      .filter((one) => one.language === language)
      .map((one): CompiledPhrase => ({ ...one, expression: new RegExp(withinSentence(one.pattern), 'giu') }));
  return {
    regulators,
    bodies: nameFinder(bodies),
    stores: nameFinder(storeNames),
    isStore: (name) => storeSet.has(storeKey(name)),
    issues: nameFinder(
      issues.flatMap(({ id, phrases: one }) =>
        [...one.zh, ...one.en].map((phrase) => [foldUnits(phrase), id] as const),
      ),
    ),
    phrases: { zh: compiled('zh'), en: compiled('en') },
    places: parts.words.places,
    findKnown: parts.findKnown,
  };
}

/** A gap that a full stop ends goes on over one inside a number, a date or a name: "3.44 billion", "Aug. 25", "JD.com", "U.S. dollars". */
function withinSentence(pattern: string): string {
  return pattern
    .replaceAll('[^.;]', '(?:[^.;]|\\.(?=\\w| [\\da-z]))')
    .replaceAll(/\\d\+(?=\[?[款家个])/gu, '\\d+\\s?');
}

function storeKey(name: string): string {
  return foldUnits(name).toLowerCase().replace(/\s+/g, '');
}
