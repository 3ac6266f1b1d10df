import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import Parser from 'rss-parser';
import { type OpenStore, openStore } from '../src/base/store/open.ts';
import type { SourceId } from '../src/domain/ids.ts';
import type { Source } from '../src/domain/regulator.ts';
import type { Instant } from '../src/domain/time.ts';
import type { WatchedSource } from '../src/knowledge/catalog/watched-sources.ts';
import { createWatch, WATCH_AT_ONCE } from '../src/pipeline/flows/watch.ts';
import { createFetch } from '../src/pipeline/watch/fetch.ts';
import { pollSource } from '../src/pipeline/watch/poll.ts';
import { benchSource } from './bench-source.ts';
import { printRows, type Row, row } from './row.ts';

// CPU of a poll beside a plain rss-parser loop, how many sources a core bears, memory over cycles,
// publication to stored item:
// `node --expose-gc bench/watch.ts [--json] [--full]`. The site is a process of its own.

const POLLS = 300;
const FULL = 10_000;
/** `--full` asks all of them instead of a fifth. */
const SOURCES = process.argv.includes('--full') ? FULL : 2_000;
const CYCLES = 100;
const CYCLE_SOURCES = 50;
const CYCLE_MS = 5 * 60_000;

const sourceAt = (origin: string, n: number): Source => benchSource(n, `${origin}/feed/${n}`, 4);

/** CPU milliseconds of this process for each of `count` runs, one after the other. */
async function cpuMs(count: number, work: (n: number) => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  for (let n = 0; n < count; n += 1) await work(n);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / count;
}

async function publish(origin: string, version: number): Promise<number> {
  return Number(await (await fetch(`${origin}/${version}`, { method: 'POST' })).text());
}

async function pollRows(
  origin: string,
  store: OpenStore,
  get: ReturnType<typeof createFetch>,
): Promise<Row[]> {
  let now = Date.now();
  let version = 0;
  const deps = { store, fetch: get, jitter: () => 0 };
  const poll = async (n: number) => {
    now += 1_000;
    const report = await pollSource(sourceAt(origin, n), 'Asia/Shanghai', deps, now as Instant);
    if (report.failed) throw new Error(report.finding?.message);
    return report;
  };
  const parser = new Parser();
  const plain = (n: number) => parser.parseURL(`${origin}/feed/${n}`);
  for (let n = 0; n < 30; n += 1) await plain(n);
  await poll(0);
  const plainMs = await cpuMs(POLLS, () => plain(0));
  const unchanged = await cpuMs(POLLS, () => poll(0));
  let changed = 0;
  for (let n = 0; n < POLLS; n += 1) {
    await publish(origin, ++version);
    changed += await cpuMs(1, async () => {
      if ((await poll(0)).saved !== 1) throw new Error('a publication was not seen');
    });
  }
  const against = 'rss-parser.parseURL';
  return [
    row('unchanged poll (304), CPU', 'ms', unchanged, against, plainMs),
    row('changed poll with one new item stored, CPU', 'ms', changed / POLLS, against, plainMs),
  ];
}

async function cycleRows(
  origin: string,
  store: OpenStore,
  get: ReturnType<typeof createFetch>,
): Promise<Row[]> {
  const watchedSources = new Map(
    Array.from({ length: SOURCES }, (_, n): [SourceId, WatchedSource] => {
      // Of one item each: what is measured is the list that did not change.
      const source = { ...sourceAt(origin, 10_000 + n), url: `${origin}/brief/${n}` };
      return [source.id, { source, outlet: null, zone: 'Asia/Shanghai' }];
    }),
  );
  const deps = { store, fetch: get, jitter: Math.random };
  const patient = { ...WATCH_AT_ONCE, patienceMs: 2 ** 31 - 1 };
  const watch = createWatch(watchedSources, deps, pino({ level: 'silent' }), patient);
  let now = Date.now();
  const first = await watch.tick(now as Instant);
  if (first.length !== SOURCES || first.some(({ failed }) => failed))
    throw new Error('a source failed');
  now += CYCLE_MS;
  const started = performance.now();
  let reports: readonly { failed: boolean; unchanged: boolean }[] = [];
  const cpu = await cpuMs(1, async () => {
    reports = await watch.tick(now as Instant);
  });
  if (reports.length !== SOURCES || reports.some(({ failed, unchanged }) => failed || !unchanged))
    throw new Error('a cycle left sources out');
  const wall = performance.now() - started;
  const scale = FULL / SOURCES;
  return [
    row(
      `${FULL} unchanged sources a cycle, CPU (from ${SOURCES})`,
      's',
      (cpu * scale) / 1_000,
      'a cycle of 5 min',
      300,
    ),
    row(
      `${FULL} unchanged sources a cycle, time (from ${SOURCES})`,
      's',
      (wall * scale) / 1_000,
      'a cycle of 5 min',
      300,
    ),
  ];
}

/** Live memory after a collection, in MB. */
function megabytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}

async function memoryRows(
  origin: string,
  store: OpenStore,
  get: ReturnType<typeof createFetch>,
): Promise<Row[]> {
  const watchedSources = new Map(
    Array.from({ length: CYCLE_SOURCES }, (_, n): [SourceId, WatchedSource] => {
      const source = sourceAt(origin, 20_000 + n);
      return [source.id, { source, outlet: null, zone: 'Asia/Shanghai' }];
    }),
  );
  const deps = { store, fetch: get, jitter: () => 0 };
  const watch = createWatch(watchedSources, deps, pino({ level: 'silent' }), WATCH_AT_ONCE);
  let now = Date.now();
  let early = 0;
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    if (cycle % 10 === 5) await publish(origin, 100_000 + cycle);
    now += CYCLE_MS;
    await watch.tick(now as Instant);
    if (cycle === 19) early = megabytes();
  }
  return [
    row(
      `heap after ${CYCLES} cycles of ${CYCLE_SOURCES} sources`,
      'MB',
      megabytes(),
      'after 20 cycles',
      early,
    ),
  ];
}

/**
 * Publication to stored Item where the poll comes at once: what the watch itself adds to the
 * cadence.
 */
async function lagRows(
  origin: string,
  store: OpenStore,
  get: ReturnType<typeof createFetch>,
): Promise<Row[]> {
  const source = sourceAt(origin, 30_000);
  const deps = { store, fetch: get, jitter: () => 0 };
  let now = Date.now();
  await pollSource(source, 'Asia/Shanghai', deps, now as Instant);
  const lags: number[] = [];
  for (let n = 0; n < 100; n += 1) {
    const at = await publish(origin, 200_000 + n);
    now += 60_000;
    await pollSource(source, 'Asia/Shanghai', deps, now as Instant);
    lags.push(Date.now() - at);
  }
  lags.sort((a, b) => a - b);
  return [
    row(
      'publication to stored item beyond the cadence, 95th of 100',
      'ms',
      lags[94]!,
      'asked',
      1_000,
    ),
  ];
}

/** Every figure of the watch. */
export async function watchRows(): Promise<Row[]> {
  const server: ChildProcess = fork(new URL('./watch-server.ts', import.meta.url));
  const [port] = (await once(server, 'message')) as [number];
  const origin = `http://127.0.0.1:${port}`;
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
  const store = await openStore({ path: join(folder, 'watch.db') });
  const get = createFetch({
    userAgent: 'Tocsin bench',
    allow: new Set(['127.0.0.1']),
    now: Date.now,
  });
  try {
    return [
      ...(await pollRows(origin, store, get)),
      ...(await cycleRows(origin, store, get)),
      ...(await memoryRows(origin, store, get)),
      ...(await lagRows(origin, store, get)),
    ];
  } finally {
    await get.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
    server.disconnect();
  }
}

if (import.meta.main) printRows(await watchRows());
