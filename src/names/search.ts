import { normalise } from './normalise.ts';
import { readingsOf } from './readings.ts';
import { type How, type NameKind, type Why, whyFound } from './search-reason.ts';
import { misspelling, mistakesAllowed, signature } from './spelling.ts';
import { readTicker, sameTicker, type Ticker } from './ticker.ts';

export type EntryKind = 'company' | 'app';

/** Something that people look for. `weight` 0..1 = how likely it is meant; it only decides between like matches. */
export type SearchEntry<Id extends string = string> = {
  readonly id: Id;
  readonly kind: EntryKind;
  readonly names: readonly { readonly text: string; readonly kind: NameKind }[];
  readonly weight: number;
};

/** An entry found: by which of its names, how, and how well (0..1, comparable within one answer). */
export type SearchHit<Id extends string = string> = {
  readonly id: Id;
  readonly kind: EntryKind;
  readonly matched: string;
  readonly how: How;
  readonly score: number;
  readonly why: Why;
};

/** How far a search goes: `exact` takes only what is a ticker or a name letter for letter, and walks no list for it. */
export type Width = 'exact' | 'all';
export type Search<Id extends string = string> = (
  query: string,
  limit: number,
  width?: Width,
) => SearchHit<Id>[];

type KeySort = 'name' | 'reading' | 'initials';
type Key = {
  readonly key: string;
  readonly signature: number;
  readonly sort: KeySort;
  readonly entry: number;
  readonly name: number;
};
type HeldTicker = { readonly ticker: Ticker; readonly entry: number; readonly name: number };
type Grade = { readonly how: How; readonly score: number };

/** Spaces and marks that people type or leave out. */
function looseKey(text: string): string {
  const key = normalise(text);
  return key.replace(/[\s\-_·'"!.,()[\]]/gu, '') || key;
}

/** Share of a name that a query spells out: `腾` is a worse beginning of 腾讯音乐 than `腾讯音`. */
const covered = (query: string, key: string): number => (0.05 * query.length) / key.length;

const WHOLE_READING = 0.86;
/** What a likely meaning and a company add at most, between like matches. */
const LIKELY = 0.03;
const OF_COMPANY = 0.005;
/** What a hit that is not exact scores at most: a whole reading with all that is added to it. */
export const BEST_INEXACT = WHOLE_READING + LIKELY + OF_COMPANY;

/** How a query fits a name's key, the best first; null = not at all. Spelling mistakes are looked for by `spelt`. */
const GRADES: Readonly<Record<KeySort, (query: string, key: string) => Grade | null>> = {
  name: (query, key) =>
    key === query
      ? { how: 'exact', score: 0.93 }
      : key.startsWith(query)
        ? { how: 'prefix', score: 0.75 + covered(query, key) }
        : query.length > 1 && key.includes(query)
          ? { how: 'contains', score: 0.5 + covered(query, key) }
          : null,
  reading: (query, key) =>
    key === query
      ? { how: 'pinyin', score: WHOLE_READING }
      : query.length > 1 && key.startsWith(query)
        ? { how: 'pinyin', score: 0.66 + covered(query, key) }
        : null,
  initials: (query, key) =>
    query.length < 2
      ? null
      : key === query
        ? { how: 'initials', score: 0.7 }
        : key.startsWith(query)
          ? { how: 'initials', score: 0.55 + covered(query, key) }
          : null,
};
const TICKER_WITH_MARKET = 0.96;
/** Letters are rarely a ticker by chance; digits (`360`) are often a name. */
const TICKER_OF_LETTERS = 0.95;
const TICKER_OF_DIGITS = 0.92;
const TICKER_BEGUN = 0.6;
const HOMOPHONE = 0.8;
const ONE_MISTAKE = 0.6;
const FURTHER_MISTAKE = 0.15;
const OLD = 0.02;

function keysOf(entries: readonly SearchEntry[]): { keys: Key[]; tickers: HeldTicker[] } {
  const keys: Key[] = [];
  const tickers: HeldTicker[] = [];
  entries.forEach((entry, at) => {
    const seen = new Set<string>();
    const add = (key: string, sort: KeySort, name: number): void => {
      if (key !== '' && !seen.has(`${sort} ${key}`)) {
        seen.add(`${sort} ${key}`);
        keys.push({ key, signature: signature(key), sort, entry: at, name });
      }
    };
    entry.names.forEach(({ text, kind }, name) => {
      const ticker = kind === 'ticker' ? readTicker(text) : null;
      if (ticker !== null) {
        tickers.push({ ticker, entry: at, name });
        return;
      }
      add(looseKey(text), 'name', name);
      const readings = readingsOf(text);
      for (const full of readings?.full ?? []) {
        add(full, 'reading', name);
      }
      add(readings?.initials ?? '', 'initials', name);
    });
  });
  return { keys, tickers };
}

function tickerGrade(asked: Ticker | null, held: Ticker): Grade | null {
  if (asked === null) {
    return null;
  }
  if (sameTicker(asked, held)) {
    const score =
      asked.venue !== null
        ? TICKER_WITH_MARKET
        : /^\d+$/u.test(asked.symbol)
          ? TICKER_OF_DIGITS
          : TICKER_OF_LETTERS;
    return { how: 'ticker', score };
  }
  const begun = asked.venue === null && asked.symbol.length > 1 && held.symbol.startsWith(asked.symbol);
  return begun ? { how: 'ticker', score: TICKER_BEGUN + covered(asked.symbol, held.symbol) } : null;
}

/**
 * Search for people over companies and apps: by ticker with or without market, Chinese in either script, English, old
 * names, pinyin, its initials, homophones and spelling mistakes. All readings are made once, here; a query walks all keys
 * unless only exact hits are asked for.
 */
export function createSearch<Id extends string>(entries: readonly SearchEntry<Id>[]): Search<Id> {
  const { keys, tickers } = keysOf(entries);
  const namesByKey = Map.groupBy(
    keys.filter((one) => one.sort === 'name'),
    (one) => one.key,
  );
  const tickersBySymbol = Map.groupBy(tickers, (one) => one.ticker.symbol);

  return (query, limit, width = 'all') => {
    const best = new Map<number, Grade & { readonly name: number }>();
    const offer = (entry: number, name: number, grade: Grade | null): void => {
      if (grade === null) {
        return;
      }
      const old = entries[entry]!.names[name]!.kind === 'old' ? OLD : 0;
      const score = grade.score - old;
      if (score > (best.get(entry)?.score ?? 0)) {
        best.set(entry, { how: grade.how, score, name });
      }
    };

    const asked = looseKey(query);
    if (asked === '') {
      return [];
    }
    const ticker = readTicker(query);
    const exact = width === 'exact';
    for (const held of exact ? (tickersBySymbol.get(ticker?.symbol ?? '') ?? []) : tickers) {
      offer(held.entry, held.name, tickerGrade(ticker, held.ticker));
    }
    for (const one of exact ? (namesByKey.get(asked) ?? []) : keys) {
      offer(one.entry, one.name, GRADES[one.sort](asked, one.key));
    }
    for (const [key, grade] of exact ? [] : spelt(asked, keys)) {
      offer(key.entry, key.name, grade);
    }
    return [...best]
      .map(([at, { how, score, name }]): SearchHit<Id> => {
        const { id, kind, names, weight } = entries[at]!;
        const matched = names[name]!;
        const preferred = LIKELY * Math.min(1, Math.max(0, weight)) + (kind === 'company' ? OF_COMPANY : 0);
        const why = whyFound(how, query, matched.text, matched.kind);
        return {
          id,
          kind,
          matched: matched.text,
          how,
          score: Math.round((score + preferred) * 1e4) / 1e4,
          why,
        };
      })
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, limit);
  };
}

/** Names that sound like a Chinese query (`淘保` for 淘宝), and names or readings that are spelt almost like it. */
function* spelt(asked: string, keys: readonly Key[]): Generator<[Key, Grade]> {
  const sound = readingsOf(asked)?.full[0];
  const allowed = mistakesAllowed(asked);
  const { mistakes } = misspelling(asked);
  for (const one of keys) {
    if (one.sort === 'reading' && one.key === sound) {
      yield [one, { how: 'pinyin', score: HOMOPHONE }];
    }
    const count = allowed > 0 && one.sort !== 'initials' ? mistakes(one.key, one.signature) : null;
    if (count !== null && count > 0) {
      yield [one, { how: 'typo', score: ONE_MISTAKE - FURTHER_MISTAKE * (count - 1) }];
    }
  }
}
