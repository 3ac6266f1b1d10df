import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../src/base/store/migrate.ts';
import { type OpenStore, openStore, type StoreSettings } from '../src/base/store/open.ts';
import { openPostgres } from '../src/base/store/postgres.ts';
import type { Engine } from '../src/base/store/schema.ts';
import { openSqlite } from '../src/base/store/sqlite.ts';
import type { SourceId } from '../src/domain/ids.ts';
import type { Instant } from '../src/domain/time.ts';
import { digestTick } from '../src/pipeline/flows/digests.ts';
import { aDelivery, aNewItem, aState } from '../test/base/store/build.ts';
import { anAlertingOutcome } from '../test/base/store/build-outcome.ts';
import { postgresForTests } from '../test/base/store/postgres-server.ts';
import { loaded } from './big-store.ts';
import { fillSubscriptions } from './big-subscriptions.ts';
import { printRows, type Row, row } from './row.ts';

// Single moments of the program over tables of the size of docs/scale.md: who is due, whom a notice
// reaches, writing it, digests.
//   node bench/load-moments.ts [--json] [--postgres]
const CHANNELS = 100_000;
const WISHES = 1_000_000;
const SOURCES = 100_000;
const LEASES = 500_000;
const WAITING = 5_000;
const NOW = Date.parse('2026-03-02T12:00+08:00') as Instant;
const DAY = 86_400_000;
const cast = loaded();
const place = (n: number) => ({ sink: 'fake', to: `channel-${n}` });
const channelAt = (n: number) => ({
  address: place(n),
  server: null,
  zone: 'Asia/Hong_Kong',
  quiet: null,
  digestedOn: null,
  digest: { every: 'daily' as const, at: '08:00', weekday: 1 },
});

async function fill({ db }: Engine): Promise<void> {
  const insert = async (table: 'channels', rows: readonly object[]) => {
    for (let at = 0; at < rows.length; at += 1_000)
      await db
        .insertInto(table)
        .values(rows.slice(at, at + 1_000) as never)
        .execute();
  };
  const many = (count: number, one: (n: number) => object) =>
    Array.from({ length: count }, (_, n) => one(n));
  await insert(
    'channels',
    many(CHANNELS, (n) => ({
      sink: 'fake',
      recipient: place(n).to,
      server: null,
      body: JSON.stringify(channelAt(n)),
    })),
  );
  await insert(
    'source_states' as 'channels',
    many(SOURCES, (n) => {
      const state = aState({ source: `source-${n}`, nextPollAt: NOW + (n % 1_000) });
      return { source: state.source, next_poll_at: state.nextPollAt, body: JSON.stringify(state) };
    }),
  );
  await insert(
    'leases' as 'channels',
    many(LEASES, (n) => ({ name: `host:${n}`, holder: '', until_at: NOW })),
  );
}

/** Milliseconds of the best of some runs: what the machine does beside it only adds. */
async function best(work: () => Promise<unknown>, runs = 3): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run += 1) {
    const begin = performance.now();
    await work();
    least = Math.min(least, performance.now() - begin);
  }
  return least;
}

/**
 * Writes what a notice tells to all channels, with two messages that follow its deadline; how long
 * others waited meanwhile.
 */
async function bigNotice(
  store: OpenStore,
): Promise<{ whole: number; first: number; wait: number; stood: number }> {
  await store.leases.claim({ names: ['pipeline'], by: 'bench', leaseMs: 600_000, now: NOW });
  const held = store.under({ name: 'pipeline', by: 'bench', now: () => NOW });
  await store.saveItem(aNewItem());
  const outcome = anAlertingOutcome(
    Array.from({ length: 3 * CHANNELS }, (_, n) =>
      aDelivery({
        id: `delivery-${n}`,
        nonce: `nonce-${n}`,
        address: place(n % CHANNELS),
        alert: `alert-${1 + Math.floor(n / CHANNELS)}`,
      }),
    ),
    {
      alerts: [1, 2, 3].map((n) => ({ ...anAlertingOutcome([]).alerts[0]!, id: `alert-${n}` })),
      suppressed: Array.from({ length: CHANNELS / 5 }, (_, n) => ({
        signal: 'signal-9',
        address: place(n),
        stage: 'band',
        because: 'low',
        at: NOW,
      })),
    },
  );
  let wait = 0;
  let over = false;
  let still = performance.now();
  let stood = 0;
  const beat = setInterval(() => {
    stood = Math.max(stood, performance.now() - still);
    still = performance.now();
  }, 10);
  const others = (async () => {
    while (!over) {
      const begin = performance.now();
      await store.leases.renew({ by: 'bench', leaseMs: 600_000, now: NOW });
      wait = Math.max(wait, performance.now() - begin);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  const begin = performance.now();
  await held.saveOutcome(outcome, NOW);
  const first = performance.now() - begin;
  while (await held.writePart());
  const whole = performance.now() - begin;
  over = true;
  await others;
  await new Promise((resolve) => setTimeout(resolve, 20));
  clearInterval(beat);
  return { whole, first, wait, stood };
}

/** Rounds of digests in which none is due, and one in which all are. */
async function digests(store: OpenStore): Promise<{ first: number; next: number; all: number }> {
  await store.saveItem(aNewItem({ id: 'waits', key: 'waits', hash: 'waits' }));
  const waiting = Array.from({ length: WAITING }, (_, n) => ({
    address: place(n),
    signal: 'signal-1',
    since: NOW,
    because: 'the digest',
  }));
  await store.saveOutcome(anAlertingOutcome([], { item: 'waits', waiting }), NOW);
  while (await store.writePart());
  const round = () => digestTick(NOW, store, cast.knowledge);
  const [first, next] = [await best(round, 1), await best(round)];
  const begin = performance.now();
  const made = await digestTick((NOW + DAY) as Instant, store, cast.knowledge);
  if (made !== WAITING) throw new Error(`${made} digests were made`);
  return { first, next, all: performance.now() - begin };
}

async function measure(name: string, engine: Engine, settings: StoreSettings): Promise<Row[]> {
  await migrate(engine.db, 'the bench');
  await fill(engine);
  await fillSubscriptions(engine, WISHES, CHANNELS, cast);
  await engine.close();
  const store = await openStore(settings);
  try {
    const [one, two] = cast.companies;
    const scopes = [
      { kind: 'all' as const },
      ...[one!, two!].map((id) => ({ kind: 'company' as const, id })),
      { kind: 'regulator' as const, id: cast.bodies[0]! },
    ] as Parameters<OpenStore['subscriptions']>[0]['scopes'] & object;
    const found = await store.subscriptions({ scopes, active: true });
    const everywhere = (await store.subscriptions({ active: true })).map(({ address }) => address);
    const reached = found.map(({ address }) => address);
    const big = await bigNotice(store);
    const waiting = await digests(store);
    const figure = (what: string, value: number, against: string, other: number) =>
      row(`${what}, ${name}`, 'ms', value, against, other);
    const all = await best(() => store.sourceStates());
    return [
      figure(
        `who is due of ${SOURCES} sources`,
        await best(() => store.pollTimes({ due: NOW })),
        'all states',
        all,
      ),
      figure(
        'whether one source is due',
        await best(() => store.pollTimes({ of: ['source-5' as SourceId] })),
        'all states',
        all,
      ),
      figure(
        `${found.length} subscriptions found of ${WISHES}`,
        await best(() => store.subscriptions({ scopes, active: true })),
        'a look at all',
        await best(() => store.subscriptions({ active: true }), 1),
      ),
      figure(
        `settings of those channels of ${CHANNELS}`,
        await best(() => store.channels(reached)),
        'of all',
        await best(() => store.channels(everywhere)),
      ),
      figure(
        `a sweep of ${LEASES} leases`,
        await best(() => store.leases.freeClaimsOfDead('process:', NOW)),
        'its slot',
        3_000,
      ),
      figure(`${3 * CHANNELS} deliveries of one notice, all written`, big.whole, 'a lease', 15_000),
      figure('the transaction of that notice', big.first, 'a lease', 15_000),
      figure('longest wait of a lease that is prolonged meanwhile', big.wait, 'a lease', 15_000),
      figure('longest that its timers stood still', big.stood, 'a lease', 15_000),
      figure(
        `a round of digests, ${WAITING} wait, none looked at yet`,
        waiting.first,
        'a round',
        5_000,
      ),
      figure(`a round of digests, ${WAITING} wait, none due`, waiting.next, 'a round', 5_000),
      figure(`a round of digests, ${WAITING} wait, all due`, waiting.all, 'a round', 5_000),
    ];
  } finally {
    await store.close();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'load-moments-'));
const path = join(folder, 'moments.db');
const rows: Row[] = [];
try {
  rows.push(...(await measure('SQLite', openSqlite(path), { path })));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (process.argv.includes('--postgres')) {
  const server = await postgresForTests();
  if ('reason' in server) console.error(`PostgreSQL is not measured here: ${server.reason}`);
  else {
    const { url } = server;
    rows.push(...(await measure('PostgreSQL', openPostgres(url), { databaseUrl: url })));
    await server.stop();
  }
}
printRows(rows);
