import type { Catalog } from '../../domain/catalog.ts';
import type { Alias, Names } from '../../domain/company.ts';
import type { RegulatorId } from '../../domain/ids.ts';
import type { Outlet, Regulator } from '../../domain/regulator.ts';
import { type FinderTables, finderTables, openFinder } from '../../names/finder.ts';
import { type Strings, stringAt, strings } from '../../names/search-table.ts';
import { standsAlone } from '../../names/word-edges.ts';

/** A name in a text, to its full length. `unknown` = shaped like a firm's and in no list; `other` = a newspaper. */
export interface NameHit {
  readonly start: number;
  readonly end: number;
  readonly kind: 'company' | 'app' | 'authority' | 'unknown' | 'other';
  /** One key for all names of one company or app; the folded name of an unknown firm. */
  readonly key: string;
  readonly regulator: RegulatorId | null;
  /** Also an everyday word: Apple, 同程. */
  readonly ordinary: boolean;
}

/** A name of a company or app that text is searched for. `key` is the company's or app's id. */
export interface PressName {
  readonly name: string;
  readonly kind: 'company' | 'app';
  readonly key: string;
  readonly ordinary: boolean;
}

/** How the letters of a name must be written: any way, all in capitals, in capitals or with one first, with one first. */
const STYLES = ['any', 'capitals', 'capitals or word', 'capital'] as const;
type Style = (typeof STYLES)[number];
/** Kinds of listed names; where one name stands for several things the first counts. */
const KINDS = ['authority', 'company', 'app', 'other'] as const;

const HAN = /\p{Script=Han}/u;
const SHORT_HAN = /^\p{Script=Han}{2}$/u;
const CAPITAL = /^\p{Lu}/u;
const NO_SMALL = /^[^\p{Ll}]+$/u;

/** Names of one or two Latin letters say too little; "3M" and "HP" are in the lists as such and stay. */
function isInformative(name: string): boolean {
  return HAN.test(name) ? [...name].length >= 2 : name.length >= 3 || /^[A-Z\d]{2}$/.test(name);
}

/** Every name of companies, firms and apps: those with a file of their own, and all listed ones. */
export function* entriesOf(catalog: Pick<Catalog, 'companies' | 'universe'>): Iterable<PressName> {
  for (const company of catalog.companies.values()) {
    const key = `company:${company.id}`;
    for (const { name, ordinary } of writings(company.name, company.aliases, false))
      yield { name, kind: 'company', key, ordinary };
    for (const { name, relation } of company.entities)
      yield { name, kind: 'company', key: relation === 'self' ? key : `entity:${name}`, ordinary: false };
    for (const app of company.apps) {
      for (const { name, ordinary } of writings(app.name, app.aliases, app.ordinary)) {
        const isOwn = company.name.en?.toLowerCase().startsWith(`${name.toLowerCase()} `) === true;
        yield { name, kind: isOwn ? 'company' : 'app', key: isOwn ? key : `app:${app.id}`, ordinary };
      }
    }
  }
  for (const company of catalog.universe.companies()) {
    const key = `company:${company.id}`;
    // Registered names are found by their shape and mapped by the register.
    for (const { name } of writings(company.name, company.aliases, false))
      for (const one of pressNames(name)) yield { name: one, kind: 'company', key, ordinary: isWord(one) };
  }
}

const LISTING_MARKS = /^(?:\*?ST|S\*ST|XD|XR|DR)|[ＡA]$|-[UWBDS]+$|退$/gu;
const REGISTERED = /公司$/u;
const LEGAL_FORM =
  /,? (?:(?:(?:&|and) )?Co(?:mpany|\.)?|Corp(?:oration|\.)?|Inc(?:orporated|\.)?|Ltd\.?|Limited|plc|PLC|LLC)$/u;
const SHORT_FORM = /,? (?:L\.P\.|LP|N\.V\.|S\.A\.|AG|SE|ASA|AB)$/u;

const words = new Intl.Segmenter('zh', { granularity: 'word' });

/** A Chinese name that the dictionary knows as one word: 机器人, 驱动力. */
function isWord(name: string): boolean {
  return HAN.test(name) && [...words.segment(name)].length === 1;
}

/** How newspapers write the name of a listed company: without marks of the exchange, and without its legal form. */
function pressNames(name: string): string[] {
  if (HAN.test(name)) {
    const short = name.replaceAll(LISTING_MARKS, '').trim();
    return [...short].length >= 3 && !REGISTERED.test(short) ? [short] : [];
  }
  let stem = name.split('(')[0]!.trimEnd();
  for (let round = 0; round < 3; round += 1)
    stem = stem.replace(LEGAL_FORM, '').replace(SHORT_FORM, '').replace(/,$/u, '');
  // One word alone (First, Growth, People) is too often just that; well-known ones have a file of their own.
  return stem.includes(' ') && stem !== 'New York' ? [stem] : [];
}

function writings(names: Names, aliases: readonly Alias[], ordinary: boolean) {
  const own = [names.en, names.zh, names.zhHant].filter((one) => one !== null);
  return [...own.map((name) => ({ name, ordinary })), ...aliases].filter((one) => isInformative(one.name));
}

/**
 * Names of companies, apps, authorities and newspapers, as plain data that is made once and kept. What a name stands for
 * is a number, so that a hundred thousand names fit in little memory: its key's, kind, style and whether it is ordinary.
 */
export interface NameTables {
  readonly finder: FinderTables<number>;
  readonly keys: Strings;
}

export function nameTables(
  entries: Iterable<PressName>,
  regulators: Iterable<Regulator>,
  outlets: Iterable<Outlet>,
): NameTables {
  const keys = new Map<string, number>();
  const valued = (name: string, kind: (typeof KINDS)[number], key: string, ordinary: boolean) => {
    const number = keys.get(key) ?? keys.size;
    keys.set(key, number);
    const [style, nth] = [STYLES.indexOf(styleOf(name)), KINDS.indexOf(kind)];
    return { name, value: (number << 5) | (nth << 3) | (style << 1) | Number(ordinary) };
  };
  const values = function* (): Iterable<{ name: string; value: number }> {
    for (const { id, names, name } of regulators)
      for (const one of new Set([...names, name.en, ...(name.zh === null ? [] : [name.zh])]))
        yield valued(one, 'authority', id, false);
    for (const { name, kind, key, ordinary } of entries) yield valued(name, kind, key, ordinary);
    for (const { id, names } of outlets) for (const one of names) yield valued(one, 'other', id, false);
  };
  return { finder: finderTables(values()), keys: strings([...keys.keys()]) };
}

/**
 * Finder for names of companies, apps, authorities and newspapers. The longest name wins whatever it names, Latin names
 * are whole words with the case of a name, and a Chinese name of two characters stands where words begin and end. Time
 * grows with the text's length.
 */
export function createNameHits({ finder: tables, keys }: NameTables): (text: string) => NameHit[] {
  const finder = openFinder(tables);
  return (text) =>
    finder.find(text).flatMap(({ start, end, text: written, values }): NameHit[] => {
      const fitting = values.filter((one) => styleFits(written, STYLES[(one >> 1) & 3]!));
      const kind = KINDS.find((_, nth) => fitting.some((one) => ((one >> 3) & 3) === nth));
      if (kind === undefined || goesOn(text, end, kind)) return [];
      const isShort = SHORT_HAN.test(written) && kind !== 'authority';
      if (isShort && !standsAlone(text, start, end)) return [];
      const value = fitting.find((one) => KINDS[(one >> 3) & 3] === kind)!;
      const key = stringAt(keys, value >> 5);
      const regulator = kind === 'authority' ? (key as RegulatorId) : null;
      return [{ start, end, kind, key, regulator, ordinary: (value & 1) === 1 }];
    });
}

/** 中国银行 is not in 中国银行业协会 or 中国银行间市场交易商协会: the name of a trade goes on behind the name of a firm. */
function goesOn(text: string, end: number, kind: NameHit['kind']): boolean {
  if (kind !== 'company' && kind !== 'app') return false;
  return (
    text.startsWith('间市', end) || (text[end] === '业' && !'务绩主内界态'.includes(text[end + 1] ?? '务'))
  );
}

/** "CAC" is not "cac", "Target" is not "target"; a longer name in capitals may be written like a word: HUYA, Huya. */
function styleOf(name: string): Style {
  if (HAN.test(name)) return 'any';
  if (NO_SMALL.test(name)) return name.length > 4 ? 'capitals or word' : 'capitals';
  return CAPITAL.test(name) ? 'capital' : 'any';
}

function styleFits(written: string, style: Style): boolean {
  if (style === 'any' || HAN.test(written)) return true;
  if (style === 'capital') return CAPITAL.test(written);
  return NO_SMALL.test(written) || (style === 'capitals or word' && CAPITAL.test(written));
}
