import type { EntryKind, NameKind } from '../domain/catalog.ts';
import { lazily } from '../domain/lazily.ts';
import { normalise } from './normalise.ts';
import { readingsOf } from './pinyin.ts';
import { signature } from './spelling.ts';
import { readTicker } from './ticker.ts';

/** A name to search by, in the order of its entry. */
export type SearchName = { readonly text: string; readonly kind: NameKind };

/** Something that people look for. `weight` 0..1 = how likely it is meant; it only decides between like matches. */
export type SearchEntry<Id extends string = string> = {
  readonly id: Id;
  readonly kind: EntryKind;
  readonly names: readonly SearchName[];
  readonly weight: number;
};

/** Strings in one: `text` from `starts[at]` to the line break before `starts[at + 1]`. */
export type Strings = { readonly text: string; readonly starts: Uint32Array };

/** Keys in order, each with its entry and its name (`name << 1`, and 1 where the name is a former one). */
export type KeyList = {
  readonly keys: Strings;
  readonly entries: Uint32Array;
  readonly names: Uint16Array;
  readonly signatures: Int32Array;
};

/** All that a search looks at: plain arrays, made once and stored with the compiled catalog. */
export type SearchTable = {
  readonly lists: Readonly<Record<KeySort, KeyList>>;
  readonly ids: Strings;
  /** Weight in hundredths, and 128 for an app. */
  readonly weights: Uint8Array;
};

/** `ticker` = symbol, a blank, market; the others are letters and digits without marks. */
export type KeySort = 'name' | 'reading' | 'initials' | 'ticker';
export const APP = 128;

type SearchKey = { readonly key: string; readonly entry: number; readonly name: number };

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

function keyList(keys: SearchKey[]): KeyList {
  keys.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.entry - b.entry));
  return {
    keys: strings(keys.map((one) => one.key)),
    entries: Uint32Array.from(keys, (one) => one.entry),
    names: Uint16Array.from(keys, (one) => one.name),
    signatures: Int32Array.from(keys, (one) => signature(one.key)),
  };
}

/** Keys by which exact queries find: names and tickers, with what all lists need of the entries. */
export type NameLists = Pick<SearchTable['lists'], 'name' | 'ticker'> & Omit<SearchTable, 'lists'>;
/** Keys by which people type Chinese names with Latin letters. */
export type ReadingLists = Pick<SearchTable['lists'], 'reading' | 'initials'>;

/** The table of two parts, each made or read when a query first needs it. */
export function openSearchTable(names: () => NameLists, readings: () => ReadingLists): SearchTable {
  const lists = lazily<SearchTable['lists']>({
    name: () => names().name,
    ticker: () => names().ticker,
    reading: () => readings().reading,
    initials: () => readings().initials,
  });
  return lazily<SearchTable>({
    lists: () => lists,
    ids: () => names().ids,
    weights: () => names().weights,
  });
}

export function searchTable<Id extends string>(entries: readonly SearchEntry<Id>[]): SearchTable {
  return openSearchTable(
    () => nameLists(entries),
    () => readingLists(entries),
  );
}

export function nameLists(entries: readonly SearchEntry[]): NameLists {
  const { name, ticker } = listsOf(entries, ({ text, kind }) => {
    const read = kind === 'ticker' ? readTicker(text) : null;
    return read === null ? [['name', looseKey(text)]] : [['ticker', `${read.symbol} ${read.venue ?? ''}`]];
  });
  const weights = entries.map(
    ({ weight, kind }) => Math.round(100 * Math.min(1, Math.max(0, weight))) + (kind === 'app' ? APP : 0),
  );
  return { name, ticker, ids: strings(entries.map((one) => one.id)), weights: Uint8Array.from(weights) };
}

/** Slow (tens of microseconds a Chinese name), so its result is what is kept. */
export function readingLists(entries: readonly SearchEntry[]): ReadingLists {
  const { reading, initials } = listsOf(entries, ({ text, kind }) => {
    const read = kind === 'ticker' && readTicker(text) !== null ? null : readingsOf(text);
    const full = (read?.full ?? []).map((one) => ['reading', one] as const);
    return [...full, ['initials', read?.initials ?? '']];
  });
  return { reading, initials };
}

/** Lists of the keys of all names, each key once an entry. */
function listsOf(
  entries: readonly SearchEntry[],
  keysOf: (name: SearchName) => readonly (readonly [sort: KeySort, key: string])[],
): Record<KeySort, KeyList> {
  const sorted: Record<KeySort, SearchKey[]> = { name: [], reading: [], initials: [], ticker: [] };
  entries.forEach(({ names }, entry) => {
    const seen = new Set<string>();
    names.forEach((name, at) => {
      for (const [sort, key] of keysOf(name)) {
        if (key === '' || seen.has(`${sort} ${key}`)) continue;
        seen.add(`${sort} ${key}`);
        sorted[sort].push({ key, entry, name: (at << 1) | (name.kind === 'old' ? 1 : 0) });
      }
    });
  });
  const { name, reading, initials, ticker } = sorted;
  return {
    ...{ name: keyList(name), reading: keyList(reading) },
    ...{ initials: keyList(initials), ticker: keyList(ticker) },
  };
}
