import type { EntryKind, How, Search, SearchHit, Width } from '../domain/name-search.ts';
import { readingsOf } from './readings.ts';
import { whyFound } from './search-reason.ts';
import {
  APP,
  type KeyList,
  type KeySort,
  looseKey,
  type SearchName,
  type SearchTable,
  stringAt,
} from './search-table.ts';
import { misspelling, mistakesAllowed } from './spelling.ts';
import { readTicker, sameTicker, type Ticker } from './ticker.ts';

type Grade = { readonly how: How; readonly score: number };
/** A key of a list that fits a query. */
type Fit = { readonly list: KeyList; readonly at: number; readonly grade: Grade };

/** Share of a name that a query spells out: `腾` is a worse beginning of 腾讯音乐 than `腾讯音`. */
const covered = (query: string, key: string): number => (0.05 * query.length) / key.length;

const WHOLE_READING = 0.86;
/** What a likely meaning and a company add at most, between like matches. */
const LIKELY = 0.03;
const OF_COMPANY = 0.005;
/** What a hit that is not exact scores at most: a whole reading with all that is added to it. */
export const BEST_INEXACT = WHOLE_READING + LIKELY + OF_COMPANY;

/** How a key that begins with the query fits it, the best first; null = not at all. */
const BEGUN: Readonly<Record<Exclude<KeySort, 'ticker'>, (query: string, key: string) => Grade | null>> = {
  name: (query, key) =>
    key === query ? { how: 'exact', score: 0.93 } : { how: 'prefix', score: 0.75 + covered(query, key) },
  reading: (query, key) =>
    key === query
      ? { how: 'pinyin', score: WHOLE_READING }
      : query.length > 1
        ? { how: 'pinyin', score: 0.66 + covered(query, key) }
        : null,
  initials: (query, key) =>
    query.length < 2
      ? null
      : key === query
        ? { how: 'initials', score: 0.7 }
        : { how: 'initials', score: 0.55 + covered(query, key) },
};
const CONTAINED = 0.5;
const TICKER_WITH_MARKET = 0.96;
/** Letters are rarely a ticker by chance; digits (`360`) are often a name. */
const TICKER_OF_LETTERS = 0.95;
const TICKER_OF_DIGITS = 0.92;
const TICKER_BEGUN = 0.6;
const HOMOPHONE = 0.8;
const ONE_MISTAKE = 0.6;
const FURTHER_MISTAKE = 0.15;
const OLD = 0.02;

function tickerGrade(asked: Ticker, held: Ticker): Grade | null {
  if (sameTicker(asked, held)) {
    const score =
      asked.venue !== null
        ? TICKER_WITH_MARKET
        : /^\d+$/u.test(asked.symbol)
          ? TICKER_OF_DIGITS
          : TICKER_OF_LETTERS;
    return { how: 'ticker', score };
  }
  const begun = asked.venue === null && asked.symbol.length > 1;
  return begun ? { how: 'ticker', score: TICKER_BEGUN + covered(asked.symbol, held.symbol) } : null;
}

/**
 * Search for people over companies and apps: by ticker with or without market, Chinese in either script, English, old
 * names, pinyin, its initials, homophones and spelling mistakes. `namesOf` gives the names of an entry as they were when
 * the table was made. A query that asks for exact hits alone walks no list.
 */
export function createSearch<Id extends string>(
  table: SearchTable,
  namesOf: (id: Id, kind: EntryKind) => readonly SearchName[],
): Search<Id> {
  return (query, limit, width = 'all') => {
    const asked = looseKey(query);
    if (asked === '') {
      return [];
    }
    const best = new Map<number, Grade & { readonly name: number }>();
    for (const { list, at, grade } of fits(table, query, asked, width)) {
      const entry = list.entries[at]!;
      const name = list.names[at]! >>> 1;
      const score = grade.score - (list.names[at]! & 1) * OLD;
      const other = best.get(entry);
      if (score > (other?.score ?? 0) || (score === other?.score && name < other.name)) {
        best.set(entry, { how: grade.how, score, name });
      }
    }
    return [...best]
      .map(([entry, found]) => {
        const weight = table.weights[entry]!;
        const kind: EntryKind = weight >= APP ? 'app' : 'company';
        const preferred = (LIKELY * (weight % APP)) / 100 + (kind === 'company' ? OF_COMPANY : 0);
        return {
          ...found,
          id: stringAt(table.ids, entry) as Id,
          kind,
          score: Math.round((found.score + preferred) * 1e4) / 1e4,
        };
      })
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, limit)
      .map((found): SearchHit<Id> => {
        const matched = namesOf(found.id, found.kind)[found.name]!;
        return {
          ...found,
          matched: matched.text,
          why: whyFound(found.how, query, matched.text, matched.kind),
        };
      });
  };
}

/** Every key that fits a query, in any way. */
function* fits({ lists }: SearchTable, query: string, asked: string, width: Width): Generator<Fit> {
  const ticker = readTicker(query);
  if (ticker !== null) {
    const begins = width === 'exact' ? `${ticker.symbol} ` : ticker.symbol;
    for (const [at, key] of begunBy(lists.ticker, begins)) {
      const [symbol, venue] = key.split(' ') as [string, string];
      const grade = tickerGrade(ticker, { symbol, venue: venue || null });
      if (grade !== null) yield { list: lists.ticker, at, grade };
    }
  }
  if (width === 'exact') {
    for (const at of equalTo(lists.name, asked))
      yield { list: lists.name, at, grade: BEGUN.name(asked, asked)! };
    return;
  }
  for (const sort of ['name', 'reading', 'initials'] as const) {
    for (const [at, key] of begunBy(lists[sort], asked)) {
      const grade = BEGUN[sort](asked, key);
      if (grade !== null) yield { list: lists[sort], at, grade };
    }
  }
  if (asked.length > 1) yield* containing(lists.name, asked);
  const sound = readingsOf(asked)?.full[0];
  if (sound !== undefined)
    for (const at of equalTo(lists.reading, sound))
      yield { list: lists.reading, at, grade: { how: 'pinyin', score: HOMOPHONE } };
  yield* speltLike(lists.name, asked);
  yield* speltLike(lists.reading, asked);
}

/** Place of the first key that is not before a text. */
function firstFrom({ keys }: KeyList, text: string): number {
  let low = 0;
  let high = keys.starts.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (stringAt(keys, middle) < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

function* begunBy(list: KeyList, text: string): Generator<[at: number, key: string]> {
  const { text: all, starts } = list.keys;
  for (let at = firstFrom(list, text); at < starts.length - 1 && all.startsWith(text, starts[at]); at += 1)
    yield [at, stringAt(list.keys, at)];
}

function* equalTo(list: KeyList, text: string): Generator<number> {
  for (let at = firstFrom(list, text); at < list.entries.length && stringAt(list.keys, at) === text; at += 1)
    yield at;
}

/** Keys that have the query in them, not at their beginning. */
function* containing(list: KeyList, asked: string): Generator<Fit> {
  const { text, starts } = list.keys;
  let at = 0;
  for (let found = text.indexOf(asked); found !== -1; found = text.indexOf(asked, starts[at + 1]! - 1)) {
    while (starts[at + 1]! <= found) at += 1;
    const key = stringAt(list.keys, at);
    if (!key.startsWith(asked))
      yield { list, at, grade: { how: 'contains', score: CONTAINED + covered(asked, key) } };
  }
}

/** Keys that are spelt almost like the query. */
function* speltLike(list: KeyList, asked: string): Generator<Fit> {
  const allowed = mistakesAllowed(asked);
  if (allowed === 0) return;
  const { mayBe, mistakes } = misspelling(asked);
  const { starts } = list.keys;
  for (let at = 0; at < list.entries.length; at += 1) {
    if (!mayBe(starts[at + 1]! - starts[at]! - 1, list.signatures[at]!)) continue;
    const count = mistakes(stringAt(list.keys, at));
    if (count !== null && count > 0)
      yield { list, at, grade: { how: 'typo', score: ONE_MISTAKE - FURTHER_MISTAKE * (count - 1) } };
  }
}
