import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openStore } from '../../../src/base/store/open.ts';
import { postgresForTests } from '../../base/store/postgres-server.ts';
import { writeSmallConfig } from '../crash/small-config.ts';
import { seeded } from '../discord/faults.ts';
import { followingTrip } from '../subscription.ts';
import { type Disturbance, disturb } from './disturbances.ts';
import { countMessages, type MessageCount } from './messages.ts';
import { discordProcess, member } from './processes.ts';
import { startRegulator } from './regulator.ts';
import { rowsOf } from './rows.ts';
import { createTakeovers } from './takeovers.ts';

export interface ChaosOptions {
  readonly seed: number;
  /** One message of each goes to each channel. */
  readonly notices: number;
  readonly channels: number;
  /** Shards that the loopback Discord recommends. */
  readonly shards: number;
  /** Milliseconds between two notices, and between two disturbances on average. */
  readonly publishMs: number;
  readonly disturbMs: number;
  readonly say?: (line: string) => void;
  /** Keeps the logs of the programs. */
  readonly keepLogs?: boolean;
  /**
   * A repository of an older version, as in the middle of an upgrade: the first program runs from
   * it, the tables are brought up to this version while it works, and it works on until it is
   * killed. (An older one that is started after that refuses.)
   */
  readonly older?: string;
}

export interface ChaosReport extends MessageCount {
  readonly expected: number;
  readonly disturbances: Readonly<Record<Disturbance, number>>;
  /** Milliseconds from a kill until others hold all that the dead one held, sorted. */
  readonly takeoverMs: readonly number[];
  /** Deliveries by state at the end. */
  readonly states: Readonly<Record<string, number>>;
  readonly registrations: number;
  readonly shardsConnected: number;
  readonly endedByThemselves: number;
  readonly seconds: number;
}

const QUIET_MS = 90_000;
/** Machines whose clocks are right, three minutes fast and three minutes slow. */
const SKEWS = [0, 180_000, -180_000];

/**
 * Three real programs, each in every role but the page, on a real PostgreSQL and a loopback Discord
 * of its own process, while a loopback regulator publishes; they are killed, stopped for a while,
 * cut off and left without a database at moments drawn from a seed. At the end every message is
 * counted.
 */
export async function chaosRun(options: ChaosOptions): Promise<ChaosReport> {
  const { seed, notices, channels } = options;
  const say = options.say ?? (() => {});
  const started = Date.now();
  const draw = seeded(seed);
  const server = await postgresForTests();
  if ('reason' in server) throw new Error(`there is no PostgreSQL here: ${server.reason}`);
  const folder = mkdtempSync(join(tmpdir(), 'chaos-'));
  const regulator = await startRegulator();
  const guilds = [{ channels: Array.from({ length: channels }, (_, index) => `alerts-${index}`) }];
  const discord = await discordProcess({ guilds, keepBodies: false, shards: options.shards });
  const rows = rowsOf(server.url);
  // Answers take their time, so that a kill often comes between the message and its
  // acknowledgement.
  await discord.ask('fault', {
    on: 'POST /channels/:channel/messages',
    delayMs: 40,
    when: 'after',
    times: 'always',
  });
  writeSmallConfig(join(folder, 'config'), regulator.lists, notices);
  const state = await discord.ask<{ guilds: { channels: string[] }[] }>('state');
  const env = {
    CONFIG_DIR: join(folder, 'config'),
    DISCORD_TOKEN: discord.token,
    DISCORD_API: discord.api,
    ALLOW_HOSTS: regulator.hosts.join(','),
    ROLES: 'watch,deliver,bot',
    TICK_SECONDS: '1',
    SOURCE_ALERTS_PER_HOUR: '1000000',
    LOG_LEVEL: 'info',
  };
  const members = await Promise.all(
    SKEWS.map((skewMs, index) =>
      member({
        name: `process-${index + 1}`,
        databaseUrl: server.url,
        env,
        skewMs,
        logs: folder,
        ...(index === 0 && options.older !== undefined ? { from: options.older } : {}),
      }),
    ),
  );
  const takeovers = createTakeovers(rows);
  const looking = setInterval(() => void rows.lookAgain(), 700);
  try {
    if (options.older !== undefined) {
      members[0]!.start();
      await until(() => members[0]!.up(), 60_000, 'the older version');
    }
    await subscribe(server.url, state.guilds[0]!.channels);
    for (const one of members.slice(options.older === undefined ? 0 : 1)) one.start();
    // What lies there before the watch began is never told: the first look at both lists must be
    // over.
    await until(() => regulator.asked.size === 2, 60_000, 'the first look');
    await wait(4_000);
    const published = new Map<number, number>();
    const chaos = disturb({
      members,
      restart: server.restart,
      takeovers,
      draw,
      everyMs: options.disturbMs,
      say,
    });
    for (let n = 1; n <= notices; n += 1) {
      published.set(regulator.publish(), Date.now());
      if (n % 10 === 0)
        say(`${n} notices published, deliveries: ${JSON.stringify(await rows.states())}`);
      await wait(options.publishMs);
    }
    const disturbances = await chaos.stop();
    const expected = notices * channels;
    await drained(rows, expected);
    if (((await rows.states()).sent ?? 0) < expected) {
      console.table(await rows.open());
      console.table(await rows.leases());
    }
    // A double would come late: what is in doubt is taken up again within these seconds.
    await wait(8_000);
    const gateway = await discord.ask<{ sessions: { connected: boolean }[] }>('state');
    return {
      ...(await countMessages(discord.ask, published, channels)),
      expected,
      disturbances,
      takeoverMs: await takeovers.all(),
      states: await rows.states(),
      shardsConnected: gateway.sessions.filter((one) => one.connected).length,
      endedByThemselves: chaos.endedByThemselves(),
      seconds: Math.round((Date.now() - started) / 1_000),
    };
  } finally {
    clearInterval(looking);
    takeovers.stop();
    await Promise.all(members.map((one) => one.stop()));
    await Promise.all(members.map((one) => one.line.close()));
    await rows.close();
    discord.end();
    await regulator.close();
    await server.stop();
    if (options.keepLogs) say(`logs: ${folder}`);
    else rmSync(folder, { recursive: true, force: true });
  }
}

async function subscribe(databaseUrl: string, channels: readonly string[]): Promise<void> {
  const store = await openStore({ databaseUrl });
  for (const channel of channels) await store.addSubscription(followingTrip(channel));
  await store.close();
}

/** Waits for every message as long as any arrives: a slow machine is no loss. */
async function drained(rows: ReturnType<typeof rowsOf>, expected: number): Promise<void> {
  let sent = 0;
  for (
    let quietSince = Date.now();
    sent < expected && Date.now() - quietSince < QUIET_MS;
    await wait(1_000)
  ) {
    const now = (await rows.states()).sent ?? 0;
    if (now > sent) quietSince = Date.now();
    sent = Math.max(sent, now);
  }
}

async function until(
  done: () => boolean | Promise<boolean>,
  withinMs: number,
  what: string,
): Promise<void> {
  for (const end = Date.now() + withinMs; !(await done()); ) {
    if (Date.now() > end) throw new Error(`${what} did not come within ${withinMs} ms`);
    await wait(250);
  }
}
