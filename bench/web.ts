import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { companySearch } from '../src/answers/queries/find-company.ts';
import { documentsOf } from '../src/app/documents.ts';
import { createSetUp } from '../src/app/set-up.ts';
import { warmWeb, webDepsOf } from '../src/app/web.ts';
import { migrate } from '../src/base/store/migrate.ts';
import { openStore } from '../src/base/store/open.ts';
import { openSqlite } from '../src/base/store/sqlite.ts';
import type { Instant } from '../src/domain/time.ts';
import { createWeb, listen } from '../src/interfaces/web/create-web.ts';
import { watchedSourcesOf } from '../src/knowledge/catalog/watched-sources.ts';
import { createMetrics } from '../src/pipeline/flows/metrics.ts';
import { createStandings } from '../src/pipeline/standing/daily.ts';
import { fillStore, LAST, loaded } from './big-store.ts';
import { fillSubscriptions, fillWorkspaces } from './big-subscriptions.ts';
import { printRows, row } from './row.ts';

// How long each page takes from loopback with years of notices, two fifths of them of one body,
// beside a page of one word.
//   node bench/web.ts [--json] [--signals 200000] [--subscriptions 100000] [--rounds 40] [--keep <database>]
//     [--pages overview,notices]
// A million takes a quarter of an hour to lay in.
const option = (name: string) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};
const SIGNALS = Number(option('signals') ?? 200_000);
const ROUNDS = Number(option('rounds') ?? 40);
/** Only these pages; absent = all. */
const ONLY = option('pages')?.split(',');
/** Of 10,000 channels in 1,000 workspaces; 0 = none. */
const SUBSCRIPTIONS = Number(option('subscriptions') ?? 100_000);
const CHANNELS = 10_000;
const WORKSPACES = 1_000;
const HELLO = 'a bare Hono that answers one word';
const BODY = 'cn-miit';

/** Makes the store once: another run with the same `--keep` takes it as it is. */
async function storeAt(path: string, cast: ReturnType<typeof loaded>) {
  if (!existsSync(path)) {
    const engine = openSqlite(path);
    await migrate(engine.db, path);
    const others = cast.bodies.filter((id) => id !== BODY).slice(0, 3);
    await fillStore(engine, SIGNALS, { ...cast, bodies: [BODY, BODY, ...others] });
    if (SUBSCRIPTIONS > 0) {
      await fillSubscriptions(engine, SUBSCRIPTIONS, CHANNELS, cast);
      await fillWorkspaces(engine, WORKSPACES, CHANNELS, cast);
    }
    await engine.close();
  }
  const opened = await openStore({ path });
  // The program writes these rows with each outcome; those of the bench are laid in without.
  const standings = createStandings({
    knowledge: cast.knowledge,
    store: opened,
    clock: { now: () => LAST as Instant },
  });
  await standings.refresh();
  return opened;
}

/** One look at a page: by the clock, and in CPU of this process, which asks and answers. */
async function look(address: string): Promise<{ wall: number; cpu: number }> {
  const before = process.cpuUsage();
  const begin = performance.now();
  const answer = await fetch(address);
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${address} answers ${answer.status}`);
  const { user, system } = process.cpuUsage(before);
  return { wall: performance.now() - begin, cpu: (user + system) / 1_000 };
}

async function looksAt(address: string, rounds: number) {
  const looks: Awaited<ReturnType<typeof look>>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    looks.push(await look(address));
    // As readers do: what a page leaves to be done afterwards falls into somebody's next look.
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  return { times: looks.map(({ wall }) => wall), cpu: looks.map(({ cpu }) => cpu) };
}

const part = (times: readonly number[], share: number) =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))]!;

const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-web-'));
const cast = loaded();
const store = await storeAt(option('keep') ?? join(folder, 'bench.db'), cast);
const { knowledge } = cast;
const begin = Date.now();
const clock = { now: () => (LAST + Date.now() - begin) as Instant };
const find = companySearch(knowledge);
const log = { error: (fields: object) => console.error(fields) };
// As the program has it: the overview looks whether anything was set up.
const setUp = createSetUp(
  { env: {}, envFile: join(folder, '.env') },
  { knowledge, find, store, clock, log: log as never },
);
const deps = webDepsOf(
  { WEB_HOST: '127.0.0.1', WEB_PORT: 0 },
  {
    knowledge,
    find,
    store,
    clock,
    documentOf: documentsOf(store),
    watchedSources: watchedSourcesOf(knowledge.catalog).values(),
    metrics: createMetrics(store, clock),
    log,
    setUp,
  },
);
const site = await listen(createWeb(deps), '127.0.0.1', 0);
const hello = await listen(
  new Hono<never>().get('/', (c) => c.text('hello')) as never,
  '127.0.0.1',
  0,
);
if (!site.ok || !hello.ok) throw new Error('no port is free');
const FIRST: readonly (readonly [name: string, path: string, most: number])[] = [
  ['overview, first after the start', '/', 1_000],
  ['a past day, first', '/?at=2024-03-01', 1_500],
  ['another past day, first', '/?at=2021-03-01', 1_500],
];
const firsts = [];
for (const [name, path, most] of FIRST) {
  const { wall, cpu } = await look(`http://127.0.0.1:${site.port}${path}`);
  firsts.push(row(`${name}, CPU`, 'ms', cpu, 'requested', most));
  firsts.push(row(`${name}, by the clock`, 'ms', wall, 'requested', most));
}
// As at the start of the program: before the first visitor.
await warmWeb(deps);

const [newest] = await store.notices({ actionsOnly: true, limit: 1 });
const hit = cast.companies[0]!;
const PAGES: readonly (readonly [string, string])[] = [
  ['overview', '/'],
  ['company', `/company/${hit}`],
  ['chart of a company', `/company/${hit}/chart.svg`],
  ['notice', `/notice/${newest!.id}`],
  ['notices', '/notices'],
  ['regulator', `/regulator/${BODY}`],
  ['regulators', '/regulators'],
  ['deadlines', '/deadlines'],
  ['coverage', '/coverage'],
  ['review queue', '/reviews'],
  ['deliveries', '/deliveries'],
  ['inbox', '/inbox'],
  ['book', '/book'],
  ['workspaces', '/workspace'],
  ['study', '/study'],
  ['search', '/search?q=group'],
];
const bare = await looksAt(`http://127.0.0.1:${hello.port}/`, ROUNDS);
const rows = [...firsts];
for (const [name, path] of PAGES) {
  if (ONLY?.includes(name) === false) continue;
  const { times, cpu } = await looksAt(`http://127.0.0.1:${site.port}${path}`, ROUNDS);
  rows.push(row(`${name}, first look`, 'ms', times[0]!, HELLO, bare.times[0]!));
  rows.push(row(`${name}, CPU`, 'ms', part(cpu, 0.5), HELLO, part(bare.cpu, 0.5)));
  rows.push(row(`${name}, p50`, 'ms', part(times, 0.5), HELLO, part(bare.times, 0.5)));
  rows.push(row(`${name}, p99`, 'ms', part(times, 0.99), HELLO, part(bare.times, 0.99)));
}
printRows(rows);
await site.close();
await hello.close();
await store.close();
rmSync(folder, { recursive: true, force: true });
process.exit(0);
