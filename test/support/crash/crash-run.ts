import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../../src/base/store/open.ts';
import { listPage } from '../../../src/demo/pages.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { seeded } from '../discord/faults.ts';
import { buttonsOf } from '../discord/reading.ts';
import { type Discord, startDiscord } from '../discord/start.ts';
import { type Loopback, startLoopback } from '../loopback.ts';
import { followingTrip } from '../subscription.ts';
import { writeSmallConfig } from './small-config.ts';

export interface CrashReport {
  readonly kills: number;
  readonly notices: number;
  /** Messages that should stand in the channels. */
  readonly expected: number;
  readonly lost: number;
  readonly doubled: number;
  /** Kills at which some channels had the message and others had not. */
  readonly inFlight: number;
}

const CHANNELS = 8;
/**
 * Each channel takes its message this much later than the one before it, so that a kill finds some
 * served and some not.
 */
const STAGGER_MS = 40;
/**
 * When kills come: while the program starts, while it reads what it found, or just after some of
 * its messages went out.
 */
const STARTING = 0.2;
const READING = 0.3;
const STARTING_MS = 1_500;
const READING_MS = 1_500;
const DRAIN_MS = 45_000;

/**
 * Kills the real program (`run.mjs start`) with SIGKILL at moments drawn from a seed, while a
 * loopback regulator publishes one list after another to channels of a loopback Discord that
 * answers slowly; then lets it finish and counts every message.
 */
export async function crashRun(
  seed: number,
  kills: number,
  progress = (_: string) => {},
  /**
   * How long the loopback Discord knows a nonce; 0 = never, so that only the look-up prevents
   * doubles.
   */
  nonceWindowMs = 180_000,
): Promise<CrashReport> {
  const draw = seeded(seed);
  const folder = mkdtempSync(join(tmpdir(), 'crash-'));
  const notices: string[] = [];
  const server = await startLoopback((request, response) => {
    const body = pageFor(request.url ?? '/', notices);
    response
      .writeHead(body === null ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' })
      .end(body ?? '');
  });
  const guilds = [{ channels: Array.from({ length: CHANNELS }, (_, index) => `alerts-${index}`) }];
  const discord = await startDiscord({
    guilds: guilds as never,
    keepBodies: false,
    nonceWindowMs,
    clock: Date,
  });
  // Answers take their time, so that a kill often comes between the message and its
  // acknowledgement.
  discord.fault({
    on: 'POST /channels/:channel/messages',
    delayMs: 60,
    when: 'after',
    times: Number.POSITIVE_INFINITY,
  });
  for (const [index, channel] of discord.channels().entries())
    discord.fault({
      on: `POST /channels/${channel}/messages`,
      delayMs: index * STAGGER_MS,
      times: Number.POSITIVE_INFINITY,
    });
  const child = { now: null as ChildProcess | null };
  let inFlight = 0;
  try {
    writeSmallConfig(join(folder, 'config'), `${server.origin}/list.html`, kills);
    await subscribeAll(folder, discord);
    const start = () => startProgram(folder, server, discord);
    child.now = start();
    // What lies there before the watch began is never told: the first look must be over before
    // anything is published.
    await until(() => server.requests.length > 1, DRAIN_MS, 'the first look');
    await settle(1_000);
    // Stopped, not killed: what it compiled is kept for the next starts.
    await stopped(child.now);
    for (let kill = 0; kill < kills; kill++) {
      notices.push(`n${kill + 1}`);
      await lookAgain(folder);
      const looked = server.requests.length;
      child.now = start();
      const part = draw();
      const looks = () =>
        until(() => server.requests.length > looked, DRAIN_MS, 'a look at the source');
      if (part < STARTING) await settle(draw() * STARTING_MS);
      else if (part < STARTING + READING) await looks().then(() => settle(draw() * READING_MS));
      else {
        // The last channels get no answer until the kill, so that it finds some served and some not,
        // however slow the machine is.
        const served = 1 + Math.floor(draw() * (CHANNELS - 1));
        const unanswered = discord
          .channels()
          .slice(served)
          .map((channel) =>
            discord.fault({
              on: `POST /channels/${channel}/messages`,
              hang: true,
              times: Number.POSITIVE_INFINITY,
            }),
          );
        const before = messagesIn(discord).length;
        await until(() => messagesIn(discord).length > before, DRAIN_MS, 'a message').catch(
          () => {},
        );
        await settle(draw() * STAGGER_MS);
        await killed(child.now);
        for (const fault of unanswered) fault.clear();
      }
      await killed(child.now);
      if (messagesIn(discord).length % CHANNELS !== 0) inFlight += 1;
      if ((kill + 1) % 20 === 0)
        progress(`${kill + 1} kills, ${messagesIn(discord).length} messages`);
    }
    await lookAgain(folder);
    child.now = start();
    const expected = notices.length * CHANNELS;
    await drained(() => new Set(messagesIn(discord)).size, expected);
    // A double would come late: what is in doubt is retried within these seconds.
    await settle(3_000);
    const seen = messagesIn(discord);
    const each = new Set(seen);
    return {
      kills,
      notices: notices.length,
      expected,
      lost: expected - each.size,
      doubled: seen.length - each.size,
      inFlight,
    };
  } finally {
    if (child.now !== null) await killed(child.now);
    await server.close();
    await discord.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * `<channel> <alert reference>` of every message: the act of a button carries it, else the footer.
 */
function messagesIn(discord: Discord): string[] {
  return discord.channels().flatMap((channel) =>
    discord.messages(channel).map((message) => {
      const act = buttonsOf(message)[0]?.customId;
      const footer = message.embeds[0]?.footer?.text.split(' · ').at(-1);
      return `${channel} ${act?.slice(act.indexOf(':') + 1) ?? footer}`;
    }),
  );
}

async function subscribeAll(folder: string, discord: Discord): Promise<void> {
  const store = await openStore({ path: join(folder, 'tocsin.db') });
  for (const channel of discord.channels()) await store.addSubscription(followingTrip(channel));
  await store.close();
}

/** Makes the source due, in place of the minute that even the fastest source waits. */
async function lookAgain(folder: string): Promise<void> {
  const store = await openStore({ path: join(folder, 'tocsin.db') });
  for (const state of await store.sourceStates())
    await store.saveSourceState({ ...state, nextPollAt: Date.now() as Instant });
  await store.close();
}

function startProgram(folder: string, server: Loopback, discord: Discord): ChildProcess {
  return spawn(process.execPath, ['scripts/run.mjs', 'start'], {
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      DATA_DIR: folder,
      CONFIG_DIR: join(folder, 'config'),
      DISCORD_TOKEN: discord.token,
      DISCORD_API: discord.api,
      ALLOW_HOSTS: server.host,
      TICK_SECONDS: '1',
      SOURCE_ALERTS_PER_HOUR: '1000000',
      WEB_PORT: '0',
      LOG_LEVEL: 'silent',
    },
  });
}

/**
 * Waits for the rest for as long as it keeps coming: a channel takes one message a second, and may
 * be many behind.
 */
async function drained(size: () => number, expected: number): Promise<void> {
  for (let before = -1; size() > before && size() < expected; ) {
    before = size();
    await until(() => size() > before, DRAIN_MS, 'a further message').catch(() => {});
  }
}

async function stopped(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await Promise.race([gone, settle(10_000)]);
  await killed(child);
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

const settle = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(done: () => boolean, withinMs: number, what: string): Promise<void> {
  const end = Date.now() + withinMs;
  while (!done()) {
    if (Date.now() > end) throw new Error(`${what} did not come within ${withinMs} ms`);
    await settle(10);
  }
}

/**
 * The list of notices so far, or one notice; each orders another app of the company to be
 * rectified.
 */
function pageFor(url: string, notices: readonly string[]): string | null {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const old = { path: '/old.html', title: '关于开展培训的通知', date: '2021-06-01' };
  if (url === old.path)
    return '<html><body><div class="article"><p>各有关单位：定于七月举办培训。</p></div></body></html>';
  const pages = notices.map((name, index) => ({
    path: `/${name}.html`,
    title: `关于侵害用户权益行为的APP通报（2021年第${index + 1}批，总第${index + 1}批）`,
    date: today,
  }));
  if (url === '/list.html') return listPage('miit', [...pages.toReversed(), old]);
  const at = pages.findIndex((page) => page.path === url);
  const page = pages[at];
  if (page === undefined) return null;
  return `<html><head><meta charset="utf-8"><title>${page.title}</title><meta name="PubDate" content="${today}"></head><body><div class="article"><h1>${page.title}</h1>
<p>工业和信息化部近期组织检查，发现1款APP存在问题，上述APP应在12月28日前完成整改。</p>
<table><tr><td>序号</td><td>应用名称</td><td>应用开发者</td><td>应用来源</td><td>应用版本</td><td>所涉问题</td></tr>
<tr><td>1</td><td>携程测试${at + 1}号</td><td>上海携程商务有限公司</td><td>应用宝</td><td>8.${at}.0</td><td>违规收集个人信息</td></tr></table></div></body></html>`;
}
