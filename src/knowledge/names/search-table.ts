import { distance } from 'fastest-levenshtein';
import type { EntryKind, NameKind } from '../../domain/catalog.ts';
import { type Company, tickerOf } from '../../domain/company.ts';
import type { CompanyId } from '../../domain/ids.ts';
import { byText } from '../../domain/order.ts';
import type { DaySpan } from '../../domain/time.ts';
import { bareName } from './firm.ts';
import { normalise } from './fold.ts';
import { readingsOf } from './pinyin.ts';
import { readTicker } from './ticker.ts';

/** A name to search by, in the order of its entry. */
export type SearchName = { readonly text: string; readonly kind: NameKind };

/**
 * Something that people look for. `weight` 0..1 = how likely it is meant; it only decides between
 * like matches.
 */
export type SearchEntry<Id extends string = string> = {
  readonly id: Id;
  readonly kind: EntryKind;
  readonly names: readonly SearchName[];
  readonly weight: number;
};

/** Strings in one: `text` from `starts[at]` to the line break before `starts[at + 1]`. */
export type Strings = { readonly text: string; readonly starts: Uint32Array };

/**
 * Keys in order, each with its entry and its name (`name << 1`, and 1 where the name is a former
 * one).
 */
export type KeyList = {
  readonly keys: Strings;
  readonly entries: Uint32Array;
  readonly names: Uint16Array;
  readonly signatures: Int32Array;
};

/**
 * All that a search looks at, each half made or read when a query first needs it: keys by which
 * exact queries find, and those by which people type Chinese names with Latin letters.
 */
export type SearchTable = {
  readonly names: ReturnType<typeof nameLists>;
  readonly readings: ReturnType<typeof readingLists>;
};

/** What the weight of an app has more than that of a company. */
export const APP = 128;

/** Spaces and marks that people type or leave out. */
export function looseKey(text: string): string {
  const key = normalise(text);
  return key.replace(/[\s\-_·'"!.,()[\]]/gu, '') || key;
}

export function stringAt({ text, starts }: Strings, at: number): string {
  return text.slice(starts[at], starts[at + 1]! - 1);
}

/** Texts without line breaks as one. */
export function strings(list: readonly string[]): Strings {
  const starts = new Uint32Array(list.length + 1);
  list.forEach((one, at) => {
    starts[at + 1] = starts[at]! + one.length + 1;
  });
  return { text: list.map((one) => `${one}\n`).join(''), starts };
}

/**
 * Keys of names and of tickers (symbol, a blank, market), with the ids of the entries and their
 * weights in hundredths, and 128 more for an app: plain arrays, made once and stored with the
 * compiled catalog.
 */
export function nameLists(entries: readonly SearchEntry[]) {
  const weights = entries.map(
    ({ weight, kind }) =>
      Math.round(100 * Math.min(1, Math.max(0, weight))) + (kind === 'app' ? APP : 0),
  );
  return {
    name: keyList(entries, (searchName) =>
      tickerIn(searchName) === null ? [looseKey(searchName.text)] : [],
    ),
    ticker: keyList(entries, (searchName) => {
      const ticker = tickerIn(searchName);
      return ticker === null ? [] : [`${ticker.symbol} ${ticker.venue ?? ''}`];
    }),
    ids: strings(entries.map((entry) => entry.id)),
    weights: Uint8Array.from(weights),
  };
}

const tickerIn = ({ text, kind }: SearchName) => (kind === 'ticker' ? readTicker(text) : null);

/**
 * Keys of letters and digits without marks. Slow (tens of microseconds a Chinese name), so its
 * result is what is kept.
 */
export function readingLists(entries: readonly SearchEntry[]) {
  const made = new Map<SearchName, ReturnType<typeof readingsOf>>();
  for (const name of entries.flatMap((entry) => entry.names))
    made.set(name, tickerIn(name) === null ? readingsOf(name.text) : null);
  return {
    reading: keyList(entries, (name) => made.get(name)?.full ?? []),
    initials: keyList(entries, (name) => [made.get(name)?.initials ?? '']),
  };
}

/** The keys of all names in order, each once an entry. */
function keyList(
  entries: readonly SearchEntry[],
  keysOf: (name: SearchName) => readonly string[],
): KeyList {
  const keys = entries.flatMap(({ names }, entry) => {
    const own = new Map<string, number>();
    for (const [at, name] of names.entries())
      for (const key of keysOf(name))
        if (key !== '' && !own.has(key)) own.set(key, (at << 1) | Number(name.kind === 'old'));
    return Array.from(own, ([key, name]) => ({ key, entry, name }));
  });
  keys.sort((a, b) => byText(a.key, b.key) || a.entry - b.entry);
  return {
    keys: strings(keys.map((key) => key.key)),
    entries: Uint32Array.from(keys, (one) => one.entry),
    names: Uint16Array.from(keys, (one) => one.name),
    signatures: Int32Array.from(keys, (one) => signature(one.key)),
  };
}

type DatedName = SearchEntry['names'][number] & { readonly days: readonly DaySpan[] };
type SearchedEntry = SearchEntry<CompanyId> & { readonly names: readonly DatedName[] };

/**
 * Listed companies, and those whose apps many use, are meant more often; it only decides between
 * like matches.
 */
function weightOf(company: Company): number {
  const tiers = new Set(company.apps.flatMap((app) => app.reach.map(({ tier }) => tier)));
  const large = tiers.has('large') ? 0.4 : 0;
  const ofApps = tiers.has('super') ? 0.6 : large;
  return ofApps + (company.listings.some((listing) => listing.to === null) ? 0.4 : 0);
}

/**
 * What a company is searched by: its own names and listings, and the names of its apps where it has
 * some.
 */
export function searchedNames(company: Company): SearchedEntry[] {
  const { id, name } = company;
  const own: DatedName[] = [
    ...company.listings.map((listing) => ({
      text: tickerOf(listing),
      kind: 'ticker' as const,
      days: [listing],
    })),
    ...namesOf([name.zh, name.zhHant], 'zh', []),
    ...namesOf([name.en], 'en', []),
    ...company.aliases.map((alias) => ({
      text: alias.name,
      kind: 'alias' as const,
      days: [alias],
    })),
    ...company.entities
      .filter((legalEntity) => legalEntity.relation === 'former-name')
      .map((legalEntity) => ({
        text: legalEntity.name,
        kind: 'old' as const,
        days: [legalEntity],
      })),
  ];
  // What people call a company of which nobody wrote down what people call it.
  const bare =
    company.apps.length > 0
      ? []
      : [name.zh, name.en].map((one) => (one === null ? null : bareName(one)));
  own.push(...namesOf(bare, 'alias', []));
  const apps = company.apps.flatMap((app): DatedName[] => [
    ...namesOf([app.name.zh, app.name.en], 'alias', [app]),
    ...app.aliases.map((alias) => ({
      text: alias.name,
      kind: 'alias' as const,
      days: [app, alias],
    })),
  ]);
  const weight = weightOf(company);
  return [
    { id, kind: 'company', names: own, weight },
    ...(apps.length === 0 ? [] : [{ id, kind: 'app' as const, names: apps, weight }]),
  ];
}

function namesOf(
  names: readonly (string | null)[],
  kind: DatedName['kind'],
  days: readonly DaySpan[],
): DatedName[] {
  return names.filter((name) => name !== null).map((text) => ({ text, kind, days }));
}

/**
 * Mistakes that a word of this length may have: none below four units (three where Chinese), two
 * from eight (six).
 */
export function mistakesAllowed(word: string): number {
  const [one, two] = /\p{Script=Han}/u.test(word) ? [3, 6] : [4, 8];
  return [one, two].filter((length) => word.length >= length).length;
}

/**
 * Which characters a word has, in 32 bits: two words that differ by k mistakes differ by at most 2k
 * bits.
 */
export function signature(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at += 1) bits |= 1 << (word.charCodeAt(at) & 31);
  return bits;
}

function bitCount(bits: number): number {
  let rest = bits - ((bits >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** A word to compare many others with. */
interface Misspelling {
  /**
   * Mistakes between the word and another (a letter added, left out or changed, or two neighbours
   * swapped once), or null where there are more than the word's length allows. By
   * Damerau-Levenshtein distance, of which at most one swap is recognised.
   */
  readonly mistakes: (other: string) => number | null;
  /**
   * Whether a word of this length and signature can have so few mistakes; quick, and never no too
   * often.
   */
  readonly mayBe: (length: number, otherSignature: number) => boolean;
}

export function misspelling(word: string): Misspelling {
  const allowed = mistakesAllowed(word);
  const own = signature(word);
  const swapped = Array.from({ length: Math.max(0, word.length - 1) }, (_, at) =>
    [word.slice(0, at), word[at + 1], word[at], word.slice(at + 2)].join(''),
  );
  const mayBe: Misspelling['mayBe'] = (length, otherSignature) =>
    Math.abs(length - word.length) <= allowed && bitCount(own ^ otherSignature) <= 2 * allowed;
  const mistakes: Misspelling['mistakes'] = (other) => {
    if (!mayBe(other.length, signature(other))) return null;
    const plain = distance(word, other);
    if (plain <= 1 || plain > allowed + 1) return plain <= allowed ? plain : null;
    const least = swapped.reduce((low, one) => Math.min(low, 1 + distance(one, other)), plain);
    return least <= allowed ? least : null;
  };
  return { mistakes, mayBe };
}
