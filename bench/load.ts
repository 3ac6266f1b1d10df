import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { companySearch } from '../src/answers/queries/find-company.ts';
import { companyMeant } from '../src/answers/queries/lookup-result.ts';
import { lookUp } from '../src/answers/queries/lookups.ts';
import { migrate } from '../src/base/store/migrate.ts';
import { openStore, type StoreSettings } from '../src/base/store/open.ts';
import { openPostgres } from '../src/base/store/postgres.ts';
import type { Engine } from '../src/base/store/schema.ts';
import { openSqlite } from '../src/base/store/sqlite.ts';
import { tickerOf } from '../src/domain/company.ts';
import type { Item } from '../src/domain/item.ts';
import type { Instant } from '../src/domain/time.ts';
import { processItem } from '../src/pipeline/flows/pipeline.ts';
import { readerOf } from '../src/pipeline/flows/reader.ts';
import { CARD_FRESH_MS, createRecentCards } from '../src/pipeline/standing/company-state.ts';
import { postgresForTests } from '../test/base/store/postgres-server.ts';
import { FIRST, fillStore, LAST, loaded } from './big-store.ts';
import { fillSubscriptions } from './big-subscriptions.ts';
import { pagesOf } from './pages.ts';
import { printRows, type Row, row } from './row.ts';

// How the program carries years of notices: look-ups, one notice to 10,000 channels, room on the
// disk, at three sizes.
//   node bench/load.ts [--json] [--sizes 10000,100000,1000000] [--postgres] [--looks] [--keep <folder>]
// With `--looks` nothing but look-ups is measured; with `--keep` an embedded database is laid in once.
const word = (name: string) => process.argv[process.argv.indexOf(`--${name}`) + 1];
const ONLY_LOOKS = process.argv.includes('--looks');
const KEPT = process.argv.includes('--keep') ? word('keep')! : null;
const SIZES = process.argv.includes('--sizes')
  ? word('sizes')!.split(',').map(Number)
  : [10_000, 100_000];
const SUBSCRIPTIONS = 100_000;
const CHANNELS = 10_000;
const PER_SECOND = 100;
const LOOK_UPS = 500;
const SHARES = [
  ['p50', 0.5],
  ['p99', 0.99],
] as const;
const YEARS = (LAST - FIRST) / (365 * 86_400_000);

const cast = loaded();
interface Figures {
  readonly fill: number;
  readonly first: number[];
  readonly busy: number[];
  /** CPU of this process for one look-up of the busy seconds. */
  readonly busyCpu: number;
  readonly fanOut: number;
  readonly megabytes: number | null;
  readonly dropped: number;
}

async function measure(engine: Engine, settings: StoreSettings, signals: number): Promise<Figures> {
  await migrate(engine.db, 'the bench');
  const begin = performance.now();
  const { rows } = await sql`select id from subscriptions limit 1`.execute(engine.db);
  if (rows.length === 0) {
    await fillStore(engine, signals, cast);
    await fillSubscriptions(engine, SUBSCRIPTIONS, CHANNELS, cast);
  }
  const fill = performance.now() - begin;
  await engine.close();
  const store = await openStore(settings);
  try {
    const looks = await lookUps(store);
    if (ONLY_LOOKS) return { ...looks, fill, fanOut: 0, megabytes: null, dropped: 0 };
    const fanOut = await oneNotice(store);
    const size = 'path' in settings ? () => statSync(settings.path).size / 1e6 : null;
    await store.retention.compact();
    const megabytes = size?.() ?? null;
    await store.retention.dropBytes((FIRST + (LAST - FIRST) / 2) as Instant);
    await store.retention.compact();
    return {
      ...looks,
      fill,
      fanOut,
      megabytes,
      dropped: (megabytes ?? 0) - (size?.() ?? 0),
    };
  } finally {
    await store.close();
  }
}

/**
 * `/risk` as the command asks it, company after company: `first` alone, the cost of an answer that
 * is made; `busy` 100 begun in a second whether those before have ended or not. An answer is given
 * again for ten minutes, so before `busy` begins each company was asked at some instant of the ten
 * before: as many answers grow old meanwhile as in any other second of such a day.
 */
async function lookUps(
  store: Awaited<ReturnType<typeof openStore>>,
): Promise<Pick<Figures, 'first' | 'busy' | 'busyCpu'>> {
  const find = companySearch(cast.knowledge);
  let now = LAST;
  const asked = { knowledge: cast.knowledge, store, clock: { now: () => now as Instant } };
  const deps = { ...asked, find, cards: createRecentCards(asked) };
  // A ticker may have come to mean several companies.
  const tickers = cast.companies
    .map((id) => tickerOf(cast.knowledge.catalog.companies.get(id)!.listings[0]!))
    .filter((ticker) => companyMeant(ticker, LAST as Instant, deps).found);
  const one = async (n: number, moment: number, due = performance.now()) => {
    // Instants are whole milliseconds.
    const at = Math.floor(moment);
    now = at;
    const ticker = tickers[(n * 13) % tickers.length]!;
    const answer = await lookUp(
      'risk',
      { words: [ticker], at: at as Instant, language: 'en' },
      deps,
    );
    if (!answer.found) throw new Error(`${ticker} was not found`);
    return performance.now() - due;
  };
  const first: number[] = [];
  for (let n = 0; n < tickers.length; n += 1)
    first.push(await one(n, LAST - CARD_FRESH_MS * (1 - n / tickers.length)));
  const cpu = process.cpuUsage();
  const start = performance.now();
  const busy: Promise<number>[] = [];
  for (let n = 0; n < LOOK_UPS; n += 1) {
    const due = start + (n * 1_000) / PER_SECOND;
    const early = due - performance.now();
    await new Promise((resolve) =>
      early > 1 ? setTimeout(resolve, early) : setImmediate(resolve),
    );
    busy.push(one(n, LAST + due - start, due));
  }
  const sorted = (times: number[]) => times.sort((a, b) => a - b);
  const ended = await Promise.all(busy);
  const { user, system } = process.cpuUsage(cpu);
  return {
    first: sorted(first),
    busy: sorted(ended),
    busyCpu: (user + system) / 1_000 / LOOK_UPS,
  };
}

/** From stored bytes to saved deliveries of one new list, with all subscriptions there. */
async function oneNotice(store: Awaited<ReturnType<typeof openStore>>): Promise<number> {
  const reader = readerOf(cast.knowledge.catalog);
  let spent = 0;
  const runs = 3;
  for (let run = 0; run < runs; run += 1) {
    const at = LAST + 3_600_000 * (run + 1);
    const id = `fresh-${run}`;
    const item = {
      id,
      source: 'bench',
      key: id,
      version: 1,
      url: `https://regulator.example/${id}.html`,
      title: '通报',
      statedDate: null,
      publishedAt: at,
      contentType: 'text/html; charset=utf-8',
      fetchedAt: at,
      firstSeenAt: at,
      backfill: false,
      hash: id,
    } as unknown as Item;
    await store.saveItem({
      item,
      bytes: Buffer.from(pagesOf(cast.knowledge.catalog)(11 + run * 5, at), 'utf8'),
      files: [],
    });
    const begin = performance.now();
    await processItem(item, at as Instant, {
      store,
      knowledge: cast.knowledge,
      reader,
      watchedSourceOf: () => null,
    });
    spent += performance.now() - begin;
  }
  return spent / runs;
}

const part = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;

async function embedded(signals: number): Promise<Figures> {
  const folder = KEPT ?? mkdtempSync(join(tmpdir(), 'load-'));
  const path = join(folder, `load-${signals}.db`);
  try {
    return await measure(openSqlite(path), { path }, signals);
  } finally {
    if (KEPT === null) rmSync(folder, { recursive: true, force: true });
  }
}

const figures = new Map<string, Figures>();
for (const size of SIZES) figures.set(`${size.toLocaleString('en')} signals`, await embedded(size));
if (process.argv.includes('--postgres')) {
  const server = await postgresForTests();
  if ('reason' in server) console.error(`PostgreSQL is not measured here: ${server.reason}`);
  else {
    const size = SIZES.at(-1)!;
    figures.set(
      `${size.toLocaleString('en')} signals, PostgreSQL`,
      await measure(openPostgres(server.url), { databaseUrl: server.url }, size),
    );
    await server.stop();
  }
}

/**
 * Each size beside the first one: what grows faster than the rows has a ratio above that of the
 * sizes.
 */
const [[firstName, first]] = [...figures] as [[string, Figures]];
const rows: Row[] = [...figures].flatMap(([name, one]) => [
  ...SHARES.flatMap(([share, at]) => [
    row(
      `/risk made, alone, ${share}, ${name}`,
      'ms',
      part(one.first, at),
      firstName,
      part(first.first, at),
    ),
    row(
      `/risk at ${PER_SECOND} a second, ${share}, ${name}`,
      'ms',
      part(one.busy, at),
      firstName,
      part(first.busy, at),
    ),
  ]),
  row(
    `/risk at ${PER_SECOND} a second, CPU of each, ${name}`,
    'ms',
    one.busyCpu,
    firstName,
    first.busyCpu,
  ),
  ...(ONLY_LOOKS
    ? []
    : [
        row(
          `one list to ${SUBSCRIPTIONS.toLocaleString('en')} subscriptions of ${CHANNELS.toLocaleString('en')} channels, ${name}`,
          'ms',
          one.fanOut,
          firstName,
          first.fanOut,
        ),
      ]),
  ...(one.megabytes === null
    ? []
    : [
        row(
          `on the disk a year, ${name}`,
          'MB',
          one.megabytes / YEARS,
          firstName,
          first.megabytes! / YEARS,
        ),
        row(
          `given back when raw pages of the first half go, ${name}`,
          'MB',
          one.dropped,
          'the whole file',
          one.megabytes,
        ),
      ]),
  ...(ONLY_LOOKS
    ? []
    : [row(`laid in, ${name}`, 's', one.fill / 1_000, firstName, first.fill / 1_000)]),
]);
printRows(rows);
