import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { openStore } from '../src/base/store/open.ts';
import type { SourceId } from '../src/domain/ids.ts';
import type { Instant } from '../src/domain/time.ts';
import type { WatchedSource } from '../src/knowledge/catalog/watched-sources.ts';
import { createWatch, WATCH_AT_ONCE } from '../src/pipeline/flows/watch.ts';
import { createFetch } from '../src/pipeline/watch/fetch.ts';
import { createPace } from '../src/pipeline/watch/pace.ts';
import { benchSource } from './bench-source.ts';
import { printRows, row } from './row.ts';

// One `watch` process as it runs: looks every 30 seconds, 15 seconds of patience, one request a
// second and host, sites that take their time on loopback hosts of their own (every address of
// 127.0.0.0/8). How many sources are asked in a cycle, and what is late.
//   node bench/load-watch.ts [--json] [--sources 10000] [--minutes 5] [--answer 700] [--dead 1]
const number = (name: string, usual: number) => {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? usual : Number(process.argv[at + 1]);
};
const SOURCES = number('sources', 10_000);
const CYCLE_MS = number('minutes', 5) * 60_000;
/** Milliseconds that a site takes to answer, on average. */
const ANSWER_MS = number('answer', 700);
/** Hosts in a hundred that never answer. */
const DEAD = number('dead', 1);
/** As many sources a host as today: 85 on 58. */
const HOSTS = Math.ceil((SOURCES * 58) / 85);
const LOOK_MS = 30_000;
const PATIENCE_MS = 15_000;

const hostAt = (n: number) =>
  `127.${1 + Math.floor(n / 62_500)}.${Math.floor(n / 250) % 250}.${1 + (n % 250)}`;
const FEED =
  '<?xml version="1.0"?><rss version="2.0"><channel><title>t</title><link>https://www.example.org/</link><description>d</description><item><title>Notice</title><guid isPermaLink="false">1</guid><link>https://www.example.org/1</link><description>x</description></item></channel></rss>';

function serve(): void {
  const server = createServer((request, response) => {
    const n = Number(request.url!.slice(1));
    if ((n % HOSTS) % 100 < DEAD) return;
    const etag = '"1"';
    setTimeout(
      () => {
        if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
        else response.writeHead(200, { 'content-type': 'application/rss+xml', etag }).end(FEED);
      },
      ANSWER_MS * (0.5 + Math.random()),
    );
  });
  server.listen(0, '0.0.0.0', () => process.send?.((server.address() as AddressInfo).port));
  process.on('disconnect', () => process.exit(0));
}

function watchedSourcesOf(port: number): Map<SourceId, WatchedSource> {
  return new Map(
    Array.from({ length: SOURCES }, (_, n): [SourceId, WatchedSource] => {
      const source = benchSource(n, `http://${hostAt(n % HOSTS)}:${port}/${n}`, CYCLE_MS / 60_000);
      return [source.id, { source, outlet: null, zone: 'Asia/Shanghai' }];
    }),
  );
}

async function measure(port: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'load-watch-'));
  const store = await openStore({ path: join(folder, 'watch.db') });
  const hosts = new Set(Array.from({ length: HOSTS }, (_, n) => hostAt(n)));
  const pace = createPace([]);
  const fetch = createFetch({ userAgent: 'Tocsin bench', allow: hosts, pace, now: Date.now });
  const clock = { now: () => Date.now() as Instant };
  const deps = { store, fetch, jitter: Math.random, clock };
  const options = {
    ...WATCH_AT_ONCE,
    spreadMs: CYCLE_MS,
    patienceMs: PATIENCE_MS,
    queueOf: pace.queueOf,
  };
  const watch = createWatch(watchedSourcesOf(port), deps, pino({ level: 'silent' }), options);
  const asked = new Set<SourceId>();
  const cpu = process.cpuUsage();
  const begin = Date.now();
  let polls = 0;
  // Two cycles: in the first all are new and spread over it, the second is the usual state.
  for (let look = 0; look < (2 * CYCLE_MS) / LOOK_MS; look += 1) {
    const reports = await watch.tick(clock.now());
    if (Date.now() > begin + CYCLE_MS) {
      for (const report of reports) asked.add(report.source);
      polls += reports.length;
    }
    await new Promise((resolve) =>
      setTimeout(resolve, Math.max(0, begin + (look + 1) * LOOK_MS - Date.now())),
    );
  }
  for (const report of await watch.tick(clock.now())) {
    asked.add(report.source);
    polls += 1;
  }
  const late = (await store.pollTimes({ due: (Date.now() - 2 * LOOK_MS) as Instant })).size;
  const { user, system } = process.cpuUsage(cpu);
  printRows([
    row(
      `sources of ${SOURCES} on ${hosts.size} hosts asked in a cycle of ${CYCLE_MS / 60_000} min`,
      '',
      asked.size,
      'all',
      SOURCES,
    ),
    row('polls in that cycle', '', polls, 'sources', SOURCES),
    row('sources that wait longer than two looks at its end', '', late, 'sources', SOURCES),
    row('CPU of both cycles', 's', (user + system) / 1e6, 'their time', (2 * CYCLE_MS) / 1_000),
    row(
      'memory at the end',
      'MB',
      process.memoryUsage().rss / 1e6,
      'heap',
      process.memoryUsage().heapUsed / 1e6,
    ),
  ]);
  await watch.stop();
  await fetch.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}

if (process.send !== undefined) serve();
else {
  const server: ChildProcess = fork(new URL(import.meta.url), process.argv.slice(2));
  const [port] = (await once(server, 'message')) as [number];
  await measure(port);
  server.disconnect();
}
