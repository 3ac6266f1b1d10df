import type { EntryKind, NameKind } from '../domain/catalog.ts';
import { lazily } from '../domain/lazily.ts';
import { normalise } from './fold.ts';
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

export function nameLists(entries: readonly SearchEntry[]): NameLists {
  const weights = entries.map(
    ({ weight, kind }) => Math.round(100 * Math.min(1, Math.max(0, weight))) + (kind === 'app' ? APP : 0),
  );
  return {
    name: keyList(entries, (one) => (tickerOf(one) === null ? [looseKey(one.text)] : [])),
    ticker: keyList(entries, (one) => {
      const ticker = tickerOf(one);
      return ticker === null ? [] : [`${ticker.symbol} ${ticker.venue ?? ''}`];
    }),
    ids: strings(entries.map((one) => one.id)),
    weights: Uint8Array.from(weights),
  };
}

const tickerOf = ({ text, kind }: SearchName) => (kind === 'ticker' ? readTicker(text) : null);

/** Slow (tens of microseconds a Chinese name), so its result is what is kept. */
export function readingLists(entries: readonly SearchEntry[]): ReadingLists {
  const made = new Map<SearchName, ReturnType<typeof readingsOf>>();
  for (const name of entries.flatMap((one) => one.names))
    made.set(name, tickerOf(name) === null ? readingsOf(name.text) : null);
  return {
    reading: keyList(entries, (name) => made.get(name)?.full ?? []),
    initials: keyList(entries, (name) => [made.get(name)?.initials ?? '']),
  };
}

/** The keys of all names in order, each once an entry. */
function keyList(entries: readonly SearchEntry[], keysOf: (name: SearchName) => readonly string[]): KeyList {
  const keys = entries.flatMap(({ names }, entry) => {
    const own = new Map<string, number>();
    for (const [at, name] of names.entries())
      for (const key of keysOf(name))
        if (key !== '' && !own.has(key)) own.set(key, (at << 1) | Number(name.kind === 'old'));
    return Array.from(own, ([key, name]) => ({ key, entry, name }));
  });
  keys.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.entry - b.entry));
  return {
    keys: strings(keys.map((one) => one.key)),
    entries: Uint32Array.from(keys, (one) => one.entry),
    names: Uint16Array.from(keys, (one) => one.name),
    signatures: Int32Array.from(keys, (one) => signature(one.key)),
  };
}
