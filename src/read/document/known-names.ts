import type { Alias, Company, Names } from '../../domain/company.ts';
import { standsAlone } from '../../names/word-edges.ts';
import type { KnownHit } from '../former/vocabulary.ts';
import { foldUnits } from './fold-units.ts';
import { nameFinder } from './name-finder.ts';

/** An app whose own name is an everyday word: its aliases say by themselves whether they are. */
const NONE: Names = { en: null, zh: null, zhHant: null };
/** Behind a short name the word for a firm ends it, whatever the dictionary makes of the two. */
const OF_FIRM = /^(?:公司|集团)/u;
const isAlone = (text: string, start: number, end: number) =>
  standsAlone(OF_FIRM.test(text.slice(end)) ? text.slice(0, end) : text, start, end);

/** Names that may also be the end of one word and the beginning of the next: 中行 in 集中行为. */
const SHORT = /^\p{Script=Han}{2}$/u;
/** "Tensions are rising": in an English sentence a word in small letters is no name, unless the catalog writes it so. */
const SMALL = /^[a-z]+$/;
const HAN = /\p{Script=Han}/u;
const ACRONYM = /^[A-Z]{2,6}$/;

/** Names of one letter, or of two Latin letters, stand in too many texts to mean anything. */
function isTelling(name: string): boolean {
  return (
    /[\u3400-\u9fff]{2}|[\u3400-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u3400-\u9fff]|[A-Za-z0-9][\w .&+!-]{2,}/u.test(
      name,
    ) || /^[A-Z]{2}$/.test(name)
  );
}

function writings(names: Names, aliases: readonly Alias[]): string[] {
  const own = [names.en, names.zh, names.zhHant].filter((one) => one !== null);
  return [...own, ...aliases.filter((one) => !one.ordinary).map((one) => one.name)].filter(isTelling);
}

/** Names in capitals that the press writes like any other: HUYA, Huya. */
const CAPITALS = /^[A-Z]{4,6}$/;
const inSentence = (name: string) => name[0]! + name.slice(1).toLowerCase();

/** "Didi" of DiDi Global Inc.: the app's name stands for the company too. */
function isBrandOf(app: string, company: string | null): boolean {
  return company?.toLowerCase().startsWith(`${app.toLowerCase()} `) === true;
}

/**
 * A finder for the names of all companies and apps of the catalog in any text, for reading sentences. Everyday words are
 * left out; the day does not matter here, because mapping decides whose a name was.
 */
export function knownNames(companies: Iterable<Company>): (text: string) => KnownHit[] {
  const kinds = new Map<string, KnownHit['kind']>();
  const small = new Set<string>();
  const add = (name: string, kind: 'app' | 'company') => {
    if (SMALL.test(name)) small.add(name);
    const key = ACRONYM.test(name) ? name : name.toLowerCase();
    const known = kinds.get(key);
    kinds.set(key, known === undefined || known === kind ? kind : 'both');
  };
  for (const company of companies) {
    for (const name of writings(company.name, company.aliases)) {
      add(foldUnits(name), 'company');
      if (CAPITALS.test(name)) add(inSentence(name), 'company');
    }
    for (const app of company.apps) {
      for (const name of writings(app.ordinary ? NONE : app.name, app.aliases)) {
        add(foldUnits(name), 'app');
        if (isBrandOf(name, company.name.en)) add(foldUnits(name), 'company');
      }
    }
  }
  const find = nameFinder(kinds);
  return (text) => {
    const folded = foldUnits(text);
    const isWord = (name: string) => SMALL.test(name) && !small.has(name) && !HAN.test(folded);
    return find(folded)
      .filter(({ start, end }) => !SHORT.test(folded.slice(start, end)) || isAlone(folded, start, end))
      .filter(({ start, end }) => !isWord(folded.slice(start, end)))
      .map(({ start, end, value }) => ({ start, end, kind: value }));
  };
}
