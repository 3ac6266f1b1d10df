import type { Catalog } from '../../../domain/catalog.ts';
import type { Alias, Company, Names } from '../../../domain/company.ts';
import type { CompanyId } from '../../../domain/ids.ts';
import type { Outlet, Regulator } from '../../../domain/regulator.ts';
import type { Words } from '../../../domain/words.ts';
import { coinedWordOf, latinStem, shortNameOf } from '../../../knowledge/names/coined.ts';
import { type NamedThing, type NameTable, nameTable } from '../../../knowledge/names/finder.ts';
import { dictionaryWords } from '../../../knowledge/names/word-edges.ts';

/** A name of a company or app that text is searched for. `key` is the company's or app's id. */
export type MarketName = NamedThing & { readonly kind: 'company' | 'app' };

/**
 * A name of a listed company that only an authority's own page means so (`coined`), or only a
 * newspaper in English (`press`).
 */
export type CoinedName = NamedThing & { readonly kind: 'coined' | 'press' };

const HAN = /\p{Script=Han}/u;

/**
 * Names of one or two Latin letters say too little; "3M" and "HP" are in the lists as such and
 * stay.
 */
function isInformative(name: string): boolean {
  return HAN.test(name) ? [...name].length >= 2 : name.length >= 3 || /^[A-Z\d]{2}$/.test(name);
}

/** What names of the market are made of. */
type NamesIn = Pick<Catalog, 'companies' | 'universe'> & {
  readonly words: Pick<Words, 'coined'>;
};

/** Every name of companies, firms and apps: those with a file of their own, and all listed ones. */
export function* marketNames(catalog: NamesIn): Iterable<MarketName | CoinedName> {
  for (const company of catalog.companies.values()) {
    yield* companyNames(company);
    for (const app of company.apps) yield* appNames(company, app);
  }
  for (const [name, id] of coinedNames(catalog))
    yield { name, kind: 'coined', key: `company:${id}` };
  for (const [name, id] of ownersOf(catalog.words.coined.newspapers, catalog))
    yield { name, kind: 'press', key: `company:${id}` };
  for (const company of catalog.universe.companies()) yield* universeNames(company);
  yield* specialTreatmentNames([...catalog.companies.values(), ...catalog.universe.companies()]);
}

/** Names of a company with a file of its own, and of its firms. */
function* companyNames(company: Company): Iterable<MarketName> {
  const key = `company:${company.id}`;
  for (const { name, ordinary } of writings(company.name, company.aliases, false))
    yield { name, kind: 'company', key, ordinary };
  for (const { name, relation } of company.entities)
    yield {
      name,
      kind: 'company',
      key: relation === 'self' ? key : `entity:${name}`,
      ordinary: false,
    };
}

/** Names of an app; an app that bears its company's name counts as the company. */
function* appNames(company: Company, app: Company['apps'][number]): Iterable<MarketName> {
  const english = company.name.en?.toLowerCase();
  for (const { name, ordinary } of writings(app.name, app.aliases, app.ordinary)) {
    const isOwn = english?.startsWith(`${name.toLowerCase()} `) === true;
    yield {
      name,
      kind: isOwn ? 'company' : 'app',
      key: isOwn ? `company:${company.id}` : `app:${app.id}`,
      ordinary,
    };
  }
}

/**
 * Names by which newspapers call a listed company. Its registered name is left out: the reader
 * finds that by its shape, and the register maps it.
 */
function* universeNames({ id, name, aliases, country }: Company): Iterable<MarketName> {
  const names = writings(name, aliases, false).flatMap((writing) => pressNames(writing.name));
  for (const pressName of names)
    if (!isForeignHan(pressName, country))
      yield {
        name: pressName,
        kind: 'company',
        key: `company:${id}`,
        ordinary: isWord(pressName) || country === 'TW',
      };
}

/** Exchanges that put ST in front of the short names of companies that lose money or deceive. */
const MARKING: ReadonlySet<string> = new Set(['XSHG', 'XSHE', 'BJSE']);
/** Characters of a short name that are left behind ST: two, or all of three. */
const LEFT = 2;
const WHOLE = 3;

/**
 * How a Chinese exchange shortens the name of a company under special treatment: *ST皇台 is 皇台酒业,
 * *ST新华锦 is 新华锦. Only where one company alone begins so.
 */
function* specialTreatmentNames(companies: readonly Company[]): Iterable<MarketName> {
  for (const [beginning, id] of ownersOfBeginnings(companies)) {
    const owner = { kind: 'company', key: `company:${id}`, ordinary: false } as const;
    yield { name: `ST${beginning}`, ...owner };
    yield { name: `ST ${beginning}`, ...owner };
  }
}

/** Beginnings of Chinese short names, and whole ones of three characters, that one company alone has. */
function ownersOfBeginnings(companies: readonly Company[]): Map<string, CompanyId> {
  const owners = new Map<string, CompanyId | null>();
  const marked = companies.filter(({ listings }) => listings.some(({ mic }) => MARKING.has(mic)));
  for (const { id, name, aliases } of marked) {
    const names = writings(name, aliases, false).flatMap((writing) => pressNames(writing.name));
    const shortNames = names.filter((short) => HAN.test(short) && [...short].length > LEFT);
    for (const short of shortNames) {
      const letters = [...short];
      const beginnings = letters.length === WHOLE ? [LEFT, WHOLE] : [LEFT];
      for (const length of beginnings) {
        const beginning = letters.slice(0, length).join('');
        owners.set(beginning, owners.has(beginning) && owners.get(beginning) !== id ? null : id);
      }
    }
  }
  return new Map([...owners].flatMap(([name, id]) => (id === null ? [] : [[name, id]])));
}

const LISTING_MARKS = /^(?:\*?ST|S\*ST|XD|XR|DR)|[ＡA]$|-[UWBDS]+$|退$/gu;
const REGISTERED = /公司$/u;
/**
 * Names that stand for one listed company alone, being no other word. Of companies that share one
 * those outside India count, where subsidiaries of foreign groups are listed under their names.
 */
function coinedNames(catalog: NamesIn): Map<string, CompanyId> {
  const single = ownersOf(catalog.words.coined.called, catalog);
  for (const [word, all] of ownersOfCoined(catalog)) {
    const abroad = all.filter(({ country }) => country !== 'IN');
    const [only, ...more] = abroad.length > 0 ? abroad : all;
    if (more.length === 0 && !single.has(word)) single.set(word, only!.id);
  }
  return single;
}

/**
 * Companies by the names that a table gives them. A company that got a file of its own is still
 * found under the exchange and symbol that it was listed by.
 */
export function ownersOf(
  names: Readonly<Record<string, CompanyId>>,
  catalog: Pick<NamesIn, 'companies' | 'universe'>,
): Map<string, CompanyId> {
  const byListing = new Map<string, CompanyId>();
  for (const { id, listings } of [...catalog.universe.companies(), ...catalog.companies.values()])
    for (const { mic, symbol } of listings)
      byListing.set(`${mic}-${symbol.replaceAll('.', '-')}`.toLowerCase(), id);
  const known = new Set([...catalog.universe.companies(), ...catalog.companies.values()].map(idOf));
  return new Map(
    Object.entries(names).map(([name, id]) => [
      name,
      known.has(id) ? id : (byListing.get(id) ?? id),
    ]),
  );
}

const idOf = ({ id }: Company): CompanyId => id;

type Owner = Pick<Company, 'id' | 'country'>;

/** Listed companies by the coined or short form of their English name. */
function ownersOfCoined(catalog: NamesIn): Map<string, readonly Owner[]> {
  const { coined } = catalog.words;
  const names = new Set([...coined.names, ...coined.also]);
  const heads = new Set([...coined.heads, ...coined.also]);
  const tails = new Set(coined.tails);
  const general = new Set(coined.general);
  const owners = new Map<string, readonly Owner[]>();
  const add = (name: string, { id, country }: Company): void => {
    const others = (owners.get(name) ?? []).filter((owner) => owner.id !== id);
    owners.set(name, [...others, { id, country }]);
  };
  for (const company of [...catalog.companies.values(), ...catalog.universe.companies()]) {
    const { en } = company.name;
    if (en === null || company.listings.length === 0) continue;
    const stem = latinStem(en);
    const word = names.has(stem) ? stem : coinedWordOf(en, tails);
    const short = shortNameOf(en, tails);
    if (word !== null && (names.has(word) || heads.has(word))) add(word, company);
    else if (short !== null && !general.has(short.split(' ')[0]!)) add(short, company);
  }
  return owners;
}

/** A Japanese name in characters alone (光通信) is a word of Chinese texts, not that company. */
const isForeignHan = (name: string, country: string): boolean =>
  HAN.test(name) && (country === 'JP' || country === 'KR');

/** A Chinese name that the dictionary knows as one word: 机器人, 驱动力. */
function isWord(name: string): boolean {
  return HAN.test(name) && dictionaryWords(name).length === 1;
}

/**
 * How newspapers write the name of a listed company: without marks of the exchange, and without its
 * legal form.
 */
function pressNames(name: string): string[] {
  if (HAN.test(name)) {
    const short = name.replaceAll(LISTING_MARKS, '').trim();
    return [...short].length >= 3 && !REGISTERED.test(short) ? [short] : [];
  }
  const stem = latinStem(name);
  // One word alone (First, Growth, People) is too often just that; well-known ones have a file of
  // their own.
  return stem.includes(' ') && stem !== 'New York' ? [stem] : [];
}

function writings(names: Names, aliases: readonly Alias[], ordinary: boolean) {
  const own = [names.en, names.zh, names.zhHant].filter((name) => name !== null);
  const all = [...own.map((name) => ({ name, ordinary })), ...aliases];
  // "Hims & Hers" is written "Hims and Hers" too.
  const spelt = all
    .filter(({ name }) => name.includes(' & '))
    .map((writing) => ({ ...writing, name: writing.name.replaceAll(' & ', ' and ') }));
  return [...all, ...spelt].filter(({ name }) => isInformative(name));
}

/** What texts are searched for besides companies and apps. */
interface NamesFrom {
  readonly regulators: { values(): Iterable<Regulator> };
  readonly outlets: { values(): Iterable<Outlet> };
  readonly words: Pick<Words, 'stores' | 'issues'>;
}

/** The table of all names that texts are searched for, for both readers. */
export function knownNames(
  market: Iterable<MarketName | CoinedName>,
  others: NamesFrom,
): NameTable {
  return nameTable(namedThings(market, others));
}

function* namedThings(
  market: Iterable<MarketName | CoinedName>,
  { regulators, outlets, words }: NamesFrom,
): Iterable<NamedThing> {
  for (const { id, names, name } of regulators.values())
    yield* namesOf('authority', id, [...names, name.en, name.zh]);
  yield* market;
  for (const { id, names } of outlets.values()) yield* namesOf('outlet', id, names);
  for (const { name, aliases } of words.stores) yield* namesOf('store', name, [name, ...aliases]);
  for (const { id, phrases } of words.issues)
    yield* namesOf('issue', id, [...phrases.zh, ...phrases.en]);
}

function* namesOf(
  kind: NamedThing['kind'],
  key: string,
  names: readonly (string | null)[],
): Iterable<NamedThing> {
  for (const name of names) if (name !== null) yield { name, kind, key };
}
