import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Fleet } from '../../../src/base/store/fleet.ts';
import type { SourceId } from '../../../src/domain/ids.ts';
import type { Clock } from '../../../src/domain/ports.ts';
import type { Instant } from '../../../src/domain/time.ts';
import type { WatchedSource } from '../../../src/knowledge/catalog/watched-sources.ts';
import {
  createWatch,
  WATCH_AT_ONCE,
  type WatchOptions,
} from '../../../src/pipeline/flows/watch.ts';
import { createFetch } from '../../../src/pipeline/watch/fetch.ts';
import { list, MINUTE, NOON, type Watched, watched } from '../watch/watched.ts';

// Many hosts on one machine: every address of 127.0.0.0/8 is loopback.
const HOSTS = 40;
const names = Array.from({ length: HOSTS }, (_, n) => `127.0.1.${n + 1}`);
const SLOW = '127.0.2.1';
const fetch = createFetch({
  userAgent: 'Tocsin test',
  allow: new Set([...names, SLOW]),
  // A host that does not answer hangs until its test is over.
  limits: { headersMs: 40_000 },
  now: () => NOON,
});

let at: Watched;
let site: Server;
/** Requests by host, those under way, and the most that were at the same time. */
let asked: Map<string, number>;
let underWay: Map<string, number>;
let most: { all: number; ofOneHost: number };
let answerMs: number;

beforeEach(async () => {
  at = await watched();
  [asked, underWay, most, answerMs] = [new Map(), new Map(), { all: 0, ofOneHost: 0 }, 10];
  site = createServer((request, response) => {
    const host = request.headers.host!.split(':')[0]!;
    asked.set(host, (asked.get(host) ?? 0) + 1);
    underWay.set(host, (underWay.get(host) ?? 0) + 1);
    const all = [...underWay.values()].reduce((sum, one) => sum + one, 0);
    most = {
      all: Math.max(most.all, all),
      ofOneHost: Math.max(most.ofOneHost, underWay.get(host)!),
    };
    if (host === SLOW) return;
    setTimeout(() => {
      underWay.set(host, underWay.get(host)! - 1);
      response.writeHead(200, { 'content-type': 'text/html' }).end(list());
    }, answerMs);
  });
  await new Promise<void>((resolve) => site.listen(0, '0.0.0.0', resolve));
});
afterEach(async () => {
  site.closeAllConnections();
  await new Promise((resolve) => site.close(resolve));
  await at.close();
});

function watching(
  hosts: readonly string[],
  options: Partial<WatchOptions> = {},
  more: { clock?: Clock; fleet?: Pick<Fleet, 'alone' | 'claim' | 'release' | 'under'> } = {},
) {
  const { port } = site.address() as AddressInfo;
  const watchedSources = new Map(
    hosts.flatMap((host) =>
      ['a', 'b'].map((path): [SourceId, WatchedSource] => {
        const id = `${host}/${path}` as SourceId;
        const source = at.source({ id, url: `http://${host}:${port}/${path}`, fetchPage: false });
        return [id, { source, outlet: null, zone: 'Asia/Shanghai' }];
      }),
    ),
  );
  const deps = { store: at.store, fetch, jitter: () => 0, ...more };
  return createWatch(watchedSources, deps, pino({ level: 'silent' }), {
    ...WATCH_AT_ONCE,
    ...options,
  });
}

test('one look asks every host that is due, a few at a time and each host one source after the other', async () => {
  const reports = await watching(names, { hostsAtOnce: 4 }).tick(NOON as Instant);
  expect(new Set(reports.map((one) => one.source)).size).toBe(2 * HOSTS);
  expect(most).toEqual({ all: 4, ofOneHost: 1 });
});

test('a slow host costs its own place and nobody else a turn', async () => {
  const quick = names.slice(0, 12);
  const watch = watching([SLOW, ...quick], { hostsAtOnce: 2, patienceMs: 10 });
  await watch.tick(NOON as Instant);
  await expect
    .poll(() => quick.filter((host) => asked.get(host) === 2).length, { timeout: 25_000 })
    .toBe(quick.length);
  // Its second source was not asked yet: the first still hangs.
  expect(asked.get(SLOW)).toBe(1);
  site.closeAllConnections();
  await watch.stop();
});

test('a look that comes while another is under way asks nobody twice', async () => {
  const watch = watching(names, { hostsAtOnce: 4, patienceMs: 30 });
  for (let look = 0; look < 5; look += 1) await watch.tick((NOON + look) as Instant);
  await watch.idle();
  await watch.tick((NOON + 5) as Instant);
  expect([...asked.values()]).toEqual(names.map(() => 2));
});

test('after the word to stop nothing more is begun, neither on other hosts nor on the same', async () => {
  answerMs = 100;
  const watch = watching(names, { hostsAtOnce: 4 });
  const look = watch.tick(NOON as Instant);
  await expect.poll(() => asked.size).toBe(4);
  await watch.stop();
  await look;
  expect([...asked.values()]).toEqual([1, 1, 1, 1]);
  await watch.tick((NOON + MINUTE) as Instant);
  expect(asked.size).toBe(4);
});

/** A process of a fleet over the leases of the store. */
function member(by: string): Pick<Fleet, 'alone' | 'claim' | 'release' | 'under'> {
  const now = () => NOON as Instant;
  const { leases, under } = at.store;
  return {
    alone: false,
    claim: (held) => leases.claim({ names: held, by, leaseMs: MINUTE, now: now() }),
    release: (held, restMs = 0) => leases.release({ names: held, by, restMs, now: now() }),
    under: (name) => under({ name, by, now }),
  };
}

test('two processes work through the hosts together: each is asked by one of them', async () => {
  const both = ['one', 'two'].map((by) =>
    watching(names, { hostsAtOnce: 4 }, { fleet: member(by) }),
  );
  const [one, two] = await Promise.all(both.map((watch) => watch.tick(NOON as Instant)));
  expect(one!.length + two!.length).toBe(2 * HOSTS);
  expect(Math.min(one!.length, two!.length)).toBeGreaterThan(0);
  expect([...asked.values()]).toEqual(names.map(() => 2));
  expect(most.ofOneHost).toBe(1);
});

test('what is asked late in a look is asked as of then', async () => {
  let now = NOON;
  const clock = {
    now() {
      now += 1_000;
      return now as Instant;
    },
  };
  await watching(names.slice(0, 3), { hostsAtOnce: 1 }, { clock }).tick(NOON as Instant);
  const times = (await at.store.sourceStates()).map((state) => state.lastAttemptAt! - NOON);
  expect(times.toSorted((one, other) => one - other)).toEqual(
    [1, 2, 3, 4, 5, 6].map((n) => n * 1_000),
  );
});

test('only what is due is read of the store at a look', async () => {
  const watch = watching(names, { hostsAtOnce: 8 });
  await watch.tick(NOON as Instant);
  await at.store.saveSourceState({
    ...(await at.store.sourceState(`${names[0]}/a` as SourceId))!,
    nextPollAt: (NOON + 1_000) as Instant,
  });
  expect(await at.store.pollTimes({ due: (NOON + 1_000) as Instant })).toEqual(
    new Map([[`${names[0]}/a`, NOON + 1_000]]),
  );
  expect((await watch.tick((NOON + 1_000) as Instant)).map((one) => one.source)).toEqual([
    `${names[0]}/a`,
  ]);
});
