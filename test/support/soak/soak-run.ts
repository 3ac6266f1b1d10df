import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type OpenStore, openStore } from '../../../src/base/store/open.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { discordProcess } from '../chaos/processes.ts';
import { writeSmallConfig } from '../crash/small-config.ts';
import { seeded } from '../discord/faults.ts';
import { followingTrip } from '../subscription.ts';
import { kindOf } from './notices.ts';
import { type Drift, driftOf, type Sample, sampleOf } from './probe.ts';
import { startTiredRegulator } from './regulator.ts';
import { countTold, type ToldCount } from './told-count.ts';

export interface SoakOptions {
  readonly seed: number;
  readonly minutes: number;
  readonly channels: number;
  readonly publishMs: number;
  readonly say?: (line: string) => void;
}

export interface SoakReport extends ToldCount {
  readonly notices: number;
  readonly edited: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly rss: Drift | null;
  readonly heap: Drift | null;
  readonly handles: Drift | null;
  readonly loopLagP99Ms: number;
  readonly endedByItself: boolean;
  readonly log: string | null;
}

/** A fast source is looked at each second, in place of the minute that it waits for. */
const LOOK_MS = 1_000;
const SAMPLE_MS = 5_000;
const EDIT_EVERY = 7;
const DRAIN_MS = 120_000;
const DISCORD_FAULTS = [
  { delayMs: 30, when: 'after', times: 'always' },
  { reset: true, when: 'after', chance: 0.01, seed: 5, times: 'always' },
  { status: 500, chance: 0.02, seed: 6, times: 'always' },
  { rateLimit: { retryAfter: 1 }, chance: 0.005, seed: 7, times: 'always' },
];

/**
 * The real program for a while, with a loopback authority that publishes every kind of page, edits
 * some and answers some requests badly, and a loopback Discord that loses answers, errs and asks
 * for patience: what leaks, what lags, what is lost.
 */
export async function soakRun(options: SoakOptions): Promise<SoakReport> {
  const { channels, publishMs, minutes } = options;
  const say = options.say ?? (() => {});
  const folder = mkdtempSync(join(tmpdir(), 'soak-'));
  const regulator = await startTiredRegulator(seeded(options.seed));
  const guilds = [{ channels: Array.from({ length: channels }, (_, index) => `alerts-${index}`) }];
  const discord = await discordProcess({ guilds, keepBodies: false });
  for (const fault of DISCORD_FAULTS)
    await discord.ask('fault', { on: 'POST /channels/:channel/messages', ...fault });
  const most = Math.ceil((minutes * 60_000) / publishMs) + 10;
  writeSmallConfig(join(folder, 'config'), regulator.lists, most);
  const store = await openStore({ path: join(folder, 'tocsin.db') });
  const state = await discord.ask<{ guilds: { channels: string[] }[] }>('state');
  await subscribe(store, state.guilds[0]!.channels);
  const port = await freePort();
  const child = startProgram(folder, discord, regulator.hosts, port);
  const looking = setInterval(() => void lookAgain(store), LOOK_MS);
  const samples: Sample[] = [];
  const begin = Date.now();
  const sampling = setInterval(async () => {
    const sample = await sampleOf(`http://127.0.0.1:${port}`, Date.now() - begin);
    if (sample !== null) samples.push(sample);
  }, SAMPLE_MS);
  const published = new Map<number, number>();
  let edited = 0;
  try {
    await until(() => regulator.asked.size === 2, 60_000);
    await wait(3_000);
    for (const end = begin + minutes * 60_000; Date.now() < end && child.exitCode === null; ) {
      const n = regulator.publish();
      published.set(n, Date.now());
      if (n % EDIT_EVERY === 0 && kindOf(n - 1).told) {
        regulator.edit(n - 1);
        edited += 1;
      }
      if (n % 50 === 0) say(progress(n, samples.at(-1)));
      await wait(publishMs);
    }
    const told = new Map([...published].filter(([n]) => kindOf(n).told));
    const count = () => countTold(discord.ask, told, channels);
    await until(async () => (await count()).lost === 0, DRAIN_MS);
    // A double would come late: what is in doubt is taken up again within these seconds.
    await wait(8_000);
    const end = await count();
    for (const n of end.lostNotices) {
      const pages = [`/n${n}.html`, `/list-${n}.xlsx`];
      const bad = pages.flatMap((page) => regulator.faultyPages.get(page) ?? []);
      say(
        `notice ${n} (${kindOf(n).name}) was not told everywhere; its page answered badly: ${bad.join(', ') || 'never'}`,
      );
    }
    const endedByItself = child.exitCode !== null;
    return {
      ...end,
      notices: published.size,
      edited,
      faults: Object.fromEntries(regulator.faults),
      rss: driftOf(samples, (one) => one.rssMb),
      heap: driftOf(samples, (one) => one.heapMb),
      handles: driftOf(samples, (one) => one.handles),
      loopLagP99Ms: Math.max(...samples.map((one) => one.loopLagP99Ms)),
      endedByItself,
      log: endedByItself ? join(folder, 'program.log') : null,
    };
  } finally {
    clearInterval(looking);
    clearInterval(sampling);
    await stopped(child);
    await store.close();
    discord.end();
    await regulator.close();
    if (process.env.KEEP_LOGS === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

const progress = (n: number, last: Sample | undefined) =>
  `${n} notices${last === undefined ? '' : `, ${last.rssMb.toFixed(0)} MB of them ${last.heapMb.toFixed(0)} heap, ${last.handles ?? '?'} handles`}`;

function startProgram(
  folder: string,
  discord: { token: string; api: string },
  hosts: readonly string[],
  port: number,
): ChildProcess {
  const child = spawn(process.execPath, ['src/main.ts', 'start'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      PATH: process.env.PATH,
      DATA_DIR: folder,
      CONFIG_DIR: join(folder, 'config'),
      DISCORD_TOKEN: discord.token,
      DISCORD_API: discord.api,
      ALLOW_HOSTS: hosts.join(','),
      WEB_PORT: String(port),
      TICK_SECONDS: '1',
      SOURCE_ALERTS_PER_HOUR: '1000000',
      LOG_LEVEL: 'warn',
    },
  });
  child.stderr!.pipe(createWriteStream(join(folder, 'program.log')));
  return child;
}

async function subscribe(store: OpenStore, channels: readonly string[]): Promise<void> {
  for (const channel of channels) await store.addSubscription(followingTrip(channel));
}

async function lookAgain(store: OpenStore): Promise<void> {
  const now = Date.now() as Instant;
  for (const state of await store.sourceStates())
    if (state.nextPollAt > now) await store.saveSourceState({ ...state, nextPollAt: now });
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

async function until(done: () => boolean | Promise<boolean>, withinMs: number): Promise<void> {
  for (const end = Date.now() + withinMs; !(await done()) && Date.now() < end; ) await wait(250);
}
