import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { openStore } from '../src/base/store/open.ts';
import type { SourceId } from '../src/domain/ids.ts';
import type { Instant } from '../src/domain/time.ts';
import type { WatchedSource } from '../src/knowledge/catalog/watched-sources.ts';
import { createWatch, WATCH_AT_ONCE } from '../src/pipeline/flows/watch.ts';
import { createFetch } from '../src/pipeline/watch/fetch.ts';
import { FIRST_RUN_PAGES } from '../src/pipeline/watch/limits.ts';
import { benchSource } from './bench-source.ts';
import { printRows, type Row, row } from './row.ts';

// The real program, `tocsin start`, over feeds of thirty items on loopback hosts of their own:
// first contact until every item is stored and until every item is read, then rest without a poll
// that is due, once what first contact began is over. CPU is that of the program with its processes
// apart. Linux only.
//   node bench/rest.ts [--json] [--sources 1000] [--rest 300]
const number = (name: string, usual: number) => {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? usual : Number(process.argv[at + 1]);
};
const SOURCES = number('sources', 1_000);
const ITEMS = 30;
/** Of a list that is seen first, older ones are only known by name. */
const SAVED = Math.min(ITEMS, FIRST_RUN_PAGES);
const REST_SECONDS = number('rest', 300);
const CYCLES = 5;
const RACY_MS = 2_500;

const hostAt = (n: number) => `127.1.${Math.floor(n / 250)}.${1 + (n % 250)}`;

function serve(): void {
  const item = (feed: string, n: number) =>
    `<item><title>Notice ${n} of ${feed}</title><guid isPermaLink="false">${feed}-${n}</guid><link>https://www.example.org/${feed}/${n}</link><pubDate>Mon, 02 Mar 2026 04:00:00 GMT</pubDate><description>${'The bureau names apps that collect personal information without consent. '.repeat(6)}</description></item>`;
  const server = createServer(({ url, headers }, response) => {
    const etag = '"1"';
    if (headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end();
    const feed = (url ?? '').slice(1);
    const items = Array.from({ length: ITEMS }, (_, n) => item(feed, n)).join('');
    response
      .writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8', etag })
      .end(
        `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>${feed}</title><link>https://www.example.org/</link><description>d</description>${items}</channel></rss>`,
      );
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '0.0.0.0', () => process.send?.((server.address() as AddressInfo).port));
  process.on('disconnect', () => process.exit(0));
}

/** The configuration as it is, with the feeds of this bench in the place of every source. */
function configWith(port: number, folder: string): string {
  const config = join(folder, 'config');
  cpSync(resolve('config'), config, { recursive: true });
  for (const kind of ['regulators', 'outlets'])
    for (const name of readdirSync(join(config, kind))) {
      const path = join(config, kind, name);
      const [head] = readFileSync(path, 'utf8').split(/^sources:/m);
      writeFileSync(path, `${head}sources: []\n`);
    }
  const feeds = Array.from(
    { length: SOURCES },
    (_, n) =>
      `  - id: bench-${n}\n    title: Bench ${n}\n    kind: rss\n    url: "http://${hostAt(n)}:${port}/feed-${n}"\n    fetchPage: false\n    every: { busyMinutes: 600, quietMinutes: 600 }\n    windows: []\n    address: verified\n`,
  );
  writeFileSync(
    join(config, 'outlets', 'bench.yml'),
    `name: { en: Bench, zh: 测试 }\nlanguage: en\ntimezone: Asia/Shanghai\nquality: trade\nnames: [Bench Gazette]\nsources:\n${feeds.join('')}`,
  );
  return config;
}

/** CPU seconds and resident megabytes of a process and what it started. */
function usage(pid: number): { readonly cpu: number; readonly mb: number } {
  const own = (each: number): { cpu: number; mb: number } => {
    try {
      const fields = readFileSync(`/proc/${each}/stat`, 'utf8').split(') ')[1]!.split(' ');
      const cpu = fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100;
      const mb = (Number(fields[21]) * 4096) / 1e6;
      const children = readFileSync(`/proc/${each}/task/${each}/children`, 'utf8')
        .trim()
        .split(' ');
      return children
        .filter((child) => child !== '')
        .map((child) => own(Number(child)))
        .reduce((sum, one) => ({ cpu: sum.cpu + one.cpu, mb: sum.mb + one.mb }), { cpu, mb });
    } catch {
      return { cpu: 0, mb: 0 };
    }
  };
  return own(pid);
}

/**
 * Waits until a program rests: the processes apart have ended, and ten seconds cost next to
 * nothing. Answers how many seconds that took.
 */
async function quiet(pid: number): Promise<number> {
  const begin = performance.now();
  const alone = () => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim() === '';
  for (let n = 0; n < 30; n += 1) {
    const before = usage(pid).cpu;
    await wait(10_000);
    if (alone() && usage(pid).cpu - before < 0.1) break;
  }
  return Math.round((performance.now() - begin) / 1_000);
}

function count(path: string, what: string): number {
  try {
    const file = new DatabaseSync(path, { readOnly: true });
    try {
      return Number(file.prepare(`select count(*) as n from items ${what}`).get()!.n);
    } finally {
      file.close();
    }
  } catch {
    return 0;
  }
}

async function programRows(port: number, folder: string): Promise<Row[]> {
  const env = {
    ...process.env,
    DATA_DIR: join(folder, 'data'),
    CONFIG_DIR: configWith(port, folder),
    XDG_CACHE_HOME: join(folder, 'cache'),
    ALLOW_HOSTS: Array.from({ length: SOURCES }, (_, n) => hostAt(n)).join(','),
    WEB_PORT: '0',
    LOG_LEVEL: 'warn',
  };
  mkdirSync(env.DATA_DIR, { recursive: true });
  const run = [
    ...(process.env.BENCH_FLAGS ?? '').split(' ').filter((flag) => flag !== ''),
    '--max-semi-space-size=2',
    '--heap-growing-percent=15',
    'scripts/run.mjs',
  ];
  // The catalog is compiled beforehand, as a first start does it; so soon after a change the times
  // of files prove nothing.
  await wait(RACY_MS);
  const compile = ['src/knowledge/catalog/compile-apart.ts', env.CONFIG_DIR, env.DATA_DIR];
  await once(
    spawn(process.execPath, compile, { env, stdio: ['ignore', 'ignore', 'inherit'] }),
    'exit',
  );
  const program = spawn(process.execPath, [...run, 'start'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(program, 'exit');
  const path = join(env.DATA_DIR, 'tocsin.db');
  const begin = performance.now();
  const until = async (what: string) => {
    for (let n = 0; n < 1_200 && count(path, what) < SOURCES * SAVED; n += 1) await wait(500);
    return { seconds: (performance.now() - begin) / 1_000, ...usage(program.pid!) };
  };
  const stored = await until('');
  const read = await until('where waiting_since is null');
  const quietAfter = await quiet(program.pid!);
  process.stderr.write(`rest is measured from ${quietAfter} s after the last item was read\n`);
  const before = usage(program.pid!);
  await wait(REST_SECONDS * 1_000);
  const after = usage(program.pid!);
  program.kill('SIGTERM');
  await ended;
  const name = `first contact with ${SOURCES} feeds of ${ITEMS} items`;
  return [
    row(`${name}, stored`, 's', stored.seconds, 'asked', 90),
    row(`${name}, stored: CPU`, 's', stored.cpu, 'Miniflux 2.2.6', 64),
    row(`${name}, read`, 's', read.seconds, 'stored', stored.seconds),
    row(`${name}, read: CPU`, 's', read.cpu, 'stored', stored.cpu),
    row(
      `at rest with ${SOURCES} sources, of a core`,
      '%',
      ((after.cpu - before.cpu) / REST_SECONDS) * 100,
      'asked',
      0.3,
    ),
    row('at rest, resident', 'MB', after.mb, 'asked', 150),
  ];
}

/**
 * Unchanged lists asked as fast as the program can, one process, every commit synced to the disk.
 */
async function pollRows(port: number, folder: string): Promise<Row[]> {
  const store = await openStore({ path: join(folder, 'polls.db') });
  const allow = new Set(Array.from({ length: SOURCES }, (_, n) => hostAt(n)));
  const fetch = createFetch({ userAgent: 'Tocsin bench', allow, now: Date.now });
  const carriers = new Map(
    Array.from({ length: SOURCES }, (_, n): [SourceId, WatchedSource] => {
      const source = benchSource(n, `http://${hostAt(n)}:${port}/feed-${n}`, 4);
      return [source.id, { source, outlet: null, zone: 'Asia/Shanghai' }];
    }),
  );
  const watch = createWatch(
    carriers,
    { store, fetch, jitter: Math.random },
    pino({ level: 'silent' }),
    WATCH_AT_ONCE,
  );
  let now = Date.now();
  await watch.tick(now as Instant);
  const begin = performance.now();
  const cpu = process.cpuUsage();
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    now += 600_000;
    const reports = await watch.tick(now as Instant);
    if (reports.length !== SOURCES || reports.some(({ failed, unchanged }) => failed || !unchanged))
      throw new Error('a cycle left sources out');
  }
  const seconds = (performance.now() - begin) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  const polls = CYCLES * SOURCES;
  await watch.stop();
  await fetch.close();
  await store.close();
  return [
    row('unchanged polls a second, one process', '/s', polls / seconds, 'asked', 800),
    row(
      'unchanged poll among many, CPU',
      'ms',
      (user + system) / 1_000 / polls,
      'Miniflux 2.2.6',
      1.66,
    ),
  ];
}

if (process.send !== undefined) serve();
else {
  const server: ChildProcess = fork(new URL(import.meta.url));
  const [port] = (await once(server, 'message')) as [number];
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
  try {
    const polls = process.argv.includes('--program') ? [] : await pollRows(port, folder);
    const program = process.argv.includes('--polls') ? [] : await programRows(port, folder);
    printRows([...polls, ...program]);
  } finally {
    server.disconnect();
    rmSync(folder, { recursive: true, force: true });
  }
}
