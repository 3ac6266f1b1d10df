import type { EntryKind, How, NameKind, Search, SearchHit, Width } from '../../domain/catalog.ts';
import { firstIndex } from '../../domain/first-index.ts';
import { type Reason, type ReasonCode, reason } from '../../domain/reason.ts';
import { readingsOf } from './pinyin.ts';
import {
  APP,
  type KeyList,
  looseKey,
  misspelling,
  mistakesAllowed,
  type SearchName,
  type SearchTable,
  stringAt,
} from './search-table.ts';
import { readTicker, sameTicker, type Ticker } from './ticker.ts';

/** Share of a name that a query spells out: `腾` is a worse beginning of 腾讯音乐 than `腾讯音`. */
const covered = (query: string, length: number): number => (0.05 * query.length) / length;

const WHOLE_READING = 0.86;
/** What a likely meaning and a company add at most, between like matches. */
const LIKELY = 0.03;
const OF_COMPANY = 0.005;
/** What a hit that is not exact scores at most: a whole reading with all that is added to it. */
export const BEST_INEXACT = WHOLE_READING + LIKELY + OF_COMPANY;

const EXACT = 0.93;
/**
 * How a key that begins with the query fits it: score of the whole key, of its beginning, and the
 * shortest query.
 */
const BEGUN = {
  name: { whole: 'exact', whenWhole: EXACT, begun: 'prefix', whenBegun: 0.75, least: 1 },
  reading: {
    whole: 'pinyin',
    whenWhole: WHOLE_READING,
    begun: 'pinyin',
    whenBegun: 0.66,
    least: 2,
  },
  initials: { whole: 'initials', whenWhole: 0.7, begun: 'initials', whenBegun: 0.55, least: 2 },
} as const;
type BegunList = keyof typeof BEGUN;
const CONTAINED = 0.5;
const TICKER_WITH_MARKET = 0.96;
/** Letters are rarely a ticker by chance; digits (`360`) are often a name. */
const TICKER_OF_LETTERS = 0.95;
const TICKER_OF_DIGITS = 0.92;
/**
 * Where a symbol without a market trades as a rule: 3690 is Meituan's before that of a firm in
 * Tokyo, MC is Moelis's before that of LVMH.
 */
const VENUES_OF_LETTERS = ['US'];
const VENUES_OF_DIGITS = ['HK', 'SS', 'SZ', 'BJ'];
const ELSEWHERE = 0.07;
const TICKER_BEGUN = 0.6;
const HOMOPHONE = 0.8;
const ONE_MISTAKE = 0.6;
const FURTHER_MISTAKE = 0.15;
const OLD = 0.02;

/** A key of a list that fits a query, by its place, with how and how well. */
type KeyFit = readonly [list: KeyList, at: number, how: How, score: number];

function tickerScore(typed: Ticker, own: Ticker): number | null {
  if (sameTicker(typed, own)) {
    if (typed.venue !== null) return TICKER_WITH_MARKET;
    const isOfDigits = /^\d+$/u.test(typed.symbol);
    const score = isOfDigits ? TICKER_OF_DIGITS : TICKER_OF_LETTERS;
    const usual = isOfDigits ? VENUES_OF_DIGITS : VENUES_OF_LETTERS;
    return usual.includes(own.venue ?? 'US') ? score : score - ELSEWHERE;
  }
  const begun = typed.venue === null && typed.symbol.length > 1;
  return begun ? TICKER_BEGUN + covered(typed.symbol, own.symbol.length) : null;
}

/**
 * Search for people over companies and apps: by ticker with or without market, Chinese in either
 * script, English, old names, pinyin, its initials, homophones and spelling mistakes. `namesOf`
 * gives the names of an entry as they were when the table was made. A query that asks for exact
 * hits alone walks no list, one for names alone reads no list of readings.
 */
export function createSearch<Id extends string>(
  table: SearchTable,
  namesOf: (id: Id, kind: EntryKind) => readonly SearchName[],
): Search<Id> {
  return (query, limit, width = 'all') => {
    const typed = looseKey(query);
    if (typed === '') return [];
    const best = new Map<number, Pick<SearchHit, 'how' | 'score' | 'name'>>();
    const { ids, weights } = table.names;
    for (const [list, at, how, graded] of fitsOf(table, query, typed, width)) {
      const name = list.names[at]! >>> 1;
      const score = graded - (list.names[at]! & 1) * OLD;
      const known = best.get(list.entries[at]!);
      const isBetter =
        known === undefined || score > known.score || (score === known.score && name < known.name);
      if (isBetter) best.set(list.entries[at]!, { how, score, name });
    }
    const scored = [...best].map(([entry, { how, score, name }]) => {
      const weight = weights[entry]!;
      const preferred = (LIKELY * (weight % APP)) / 100 + (weight < APP ? OF_COMPANY : 0);
      return { entry, how, name, score: Math.round((score + preferred) * 1e4) / 1e4 };
    });
    scored.sort((a, b) => b.score - a.score);
    const last = scored[Math.min(limit, scored.length) - 1]?.score ?? 0;
    return scored
      .filter(({ score }) => score >= last)
      .map((hit) => ({ ...hit, id: stringAt(ids, hit.entry) as Id }))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, limit)
      .map(({ entry, id, name, how, score }): SearchHit<Id> => {
        const kind: EntryKind = weights[entry]! < APP ? 'company' : 'app';
        const matched = namesOf(id, kind)[name]!;
        const why = whyFound(how, query, matched.text, matched.kind);
        return { id, kind, name, matched: matched.text, how, score, why };
      });
  };
}

/** Every key that fits a query, in any way. */
function* fitsOf(
  table: SearchTable,
  query: string,
  typed: string,
  width: Width,
): Generator<KeyFit> {
  const { name } = table.names;
  yield* tickerFits(table, query, width);
  if (width === 'exact') {
    for (const at of equalTo(name, typed)) yield [name, at, 'exact', EXACT];
    return;
  }
  const lists: readonly BegunList[] =
    width === 'names' ? ['name'] : ['name', 'reading', 'initials'];
  for (const list of lists) yield* begunFits(table, typed, list);
  if (width !== 'names') yield* looseFits(table, typed);
}

function* tickerFits(table: SearchTable, query: string, width: Width): Generator<KeyFit> {
  const { ticker: tickers } = table.names;
  const ticker = readTicker(query);
  if (ticker === null) return;
  const begins = width === 'exact' ? `${ticker.symbol} ` : ticker.symbol;
  for (const at of begunBy(tickers, begins)) {
    const [symbol, venue] = stringAt(tickers.keys, at).split(' ') as [string, string];
    const score = tickerScore(ticker, { symbol, venue: venue || null });
    if (score !== null) yield [tickers, at, 'ticker', score];
  }
}

/** Keys that are the query, and those that begin with it where it is long enough. */
function* begunFits(table: SearchTable, typed: string, sort: BegunList): Generator<KeyFit> {
  const { whole, whenWhole, begun, whenBegun, least } = BEGUN[sort];
  const list = sort === 'name' ? table.names.name : table.readings[sort];
  for (const at of begunBy(list, typed)) {
    const length = lengthAt(list, at);
    if (length === typed.length && (sort !== 'initials' || length >= least))
      yield [list, at, whole, whenWhole];
    else if (typed.length >= least) yield [list, at, begun, whenBegun + covered(typed, length)];
  }
}

/** Keys that contain the query, sound like it or are spelt almost like it. */
function* looseFits(table: SearchTable, typed: string): Generator<KeyFit> {
  const { name } = table.names;
  const { reading } = table.readings;
  for (const at of typed.length > 1 ? containing(name, typed) : [])
    yield [name, at, 'contains', CONTAINED + covered(typed, lengthAt(name, at))];
  const sound = readingsOf(typed)?.full[0];
  for (const at of sound === undefined ? [] : equalTo(reading, sound))
    yield [reading, at, 'pinyin', HOMOPHONE];
  for (const list of [name, reading]) yield* speltLike(list, typed);
}

function lengthAt({ keys: { starts } }: KeyList, at: number): number {
  return starts[at + 1]! - starts[at]! - 1;
}

function* begunBy(list: KeyList, text: string): Generator<number> {
  const { text: all, starts } = list.keys;
  const first = firstIndex(starts.length - 1, (at) => stringAt(list.keys, at) >= text);
  for (let at = first; at < list.entries.length && all.startsWith(text, starts[at]); at += 1)
    yield at;
}

function* equalTo(list: KeyList, text: string): Generator<number> {
  for (const at of begunBy(list, text)) {
    if (lengthAt(list, at) !== text.length) return;
    yield at;
  }
}

/** Keys that have the query in them, not at their beginning. */
function* containing(list: KeyList, typed: string): Generator<number> {
  const { text, starts } = list.keys;
  let at = 0;
  for (
    let found = text.indexOf(typed);
    found !== -1;
    found = text.indexOf(typed, starts[at + 1]! - 1)
  ) {
    while (starts[at + 1]! <= found) at += 1;
    if (!text.startsWith(typed, starts[at])) yield at;
  }
}

/** Keys that are spelt almost like the query. */
function* speltLike(list: KeyList, typed: string): Generator<KeyFit> {
  if (mistakesAllowed(typed) === 0) return;
  const { mayBe, mistakes } = misspelling(typed);
  for (let at = 0; at < list.entries.length; at += 1) {
    if (!mayBe(lengthAt(list, at), list.signatures[at]!)) continue;
    const count = mistakes(stringAt(list.keys, at));
    if (count !== null && count > 0)
      yield [list, at, 'typo', ONE_MISTAKE - FURTHER_MISTAKE * (count - 1)];
  }
}

const CODES = {
  ticker: 'by-ticker',
  exact: 'by-name',
  prefix: 'by-prefix',
  pinyin: 'by-sound',
  initials: 'by-initials',
  contains: 'by-part',
  typo: 'by-spelling',
} as const satisfies Readonly<Record<How, ReasonCode>>;

/** Why a search took an entry. */
export function whyFound(how: How, query: string, name: string, kind: NameKind): Reason {
  const why = reason(CODES[how], { query: query.trim(), name });
  return kind === 'old' ? reason('former-name', { why }) : why;
}
