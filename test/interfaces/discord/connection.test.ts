import { afterEach, describe, expect, test } from 'vitest';
import { type OpenStore, openStore } from '../../../src/base/store/open.ts';
import type { Instant } from '../../../src/domain/time.ts';
import { createDiscord } from '../../../src/interfaces/discord/client.ts';
import type { CommandContext } from '../../../src/interfaces/discord/command.ts';
import { delayBefore } from '../../../src/interfaces/discord/gateway-strategy.ts';
import { discordFor, until } from '../../support/discord/ready-client.ts';
import type { Discord as Loopback } from '../../support/discord/start.ts';

const open: OpenStore[] = [];
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
});

async function aBot(discord: Loopback, warnings: string[] = []) {
  const store = await openStore({ path: ':memory:' });
  open.push(store);
  const { token, api } = discord;
  const log = {
    info: () => {},
    warn: (_: object, sentence: string) => void warnings.push(sentence),
  };
  return createDiscord({
    now: () => Date.now() as Instant,
    token,
    api,
    store,
    log,
    context: {} as CommandContext,
  });
}

// A close that waited for the gateway would not end within the suite's limit.
describe('closing the connection ends', () => {
  test('while a shard waits for READY, and whoever waits for the start is told', async () => {
    const discord = await discordFor();
    discord.gateway.delayReady(60_000);
    const bot = await aBot(discord);
    const connected = bot.start();
    await until(() => discord.gateway.identifies === 1);
    await bot.close();
    expect(await connected).toMatchObject({ ok: false, final: false });
  });

  test('when the gateway hears nothing any more', async () => {
    const discord = await discordFor();
    const bot = await aBot(discord);
    expect(await bot.start()).toMatchObject({ ok: true });
    discord.gateway.deafen();
    await bot.close();
  });

  test('when it was never opened, and twice', async () => {
    const bot = await aBot(await discordFor());
    await bot.close();
    await bot.close();
  });
});

test('ready with 1,200 servers on two shards, with the one intent that is needed', async () => {
  const discord = await discordFor({ guilds: 1_200, channelsEach: 3, keepBodies: false });
  const bot = await aBot(discord);
  expect(await bot.start()).toMatchObject({ ok: true });
  const { sessions } = discord.gateway;
  expect(sessions.map((one) => one.shard.join('/')).toSorted()).toEqual(['0/2', '1/2']);
  expect(sessions.map((one) => one.intents)).toEqual([1, 1]);
  await bot.close();
});

describe('a gateway that turns connections away', () => {
  test('is tried by one client, ever later, until it is back: then there is one session', async () => {
    const discord = await discordFor();
    discord.gateway.refuse(true);
    const bot = await aBot(discord);
    const connected = bot.start();
    await until(() => discord.gateway.handshakes === 2);
    expect(bot.status()).toMatchObject({
      connected: false,
      because: expect.stringContaining('503'),
    });
    discord.gateway.refuse(false);
    expect(await connected).toMatchObject({ ok: true });
    expect(discord.gateway.handshakes).toBe(3);
    expect(discord.gateway.sessions).toHaveLength(1);
    expect(bot.status()).toMatchObject({ connected: true, because: null });
    await bot.close();
  });

  test('is not tried again after the close', async () => {
    const discord = await discordFor();
    discord.gateway.refuse(true);
    const bot = await aBot(discord);
    const connected = bot.start();
    await until(() => discord.gateway.handshakes === 1);
    await bot.close();
    expect(await connected).toMatchObject({ ok: false, final: false });
    await new Promise((resolve) => setTimeout(resolve, 1_700));
    expect(discord.gateway.handshakes).toBe(1);
  });

  test('after it was lost is resumed by the same client', async () => {
    const discord = await discordFor();
    const bot = await aBot(discord);
    await bot.start();
    discord.gateway.refuse(true);
    discord.gateway.cut();
    await until(() => discord.gateway.handshakes === 2);
    expect(bot.status().connected).toBe(false);
    discord.gateway.refuse(false);
    await until(() => bot.status().connected);
    expect(discord.gateway.sessions).toHaveLength(1);
    expect(discord.gateway.resumes).toBe(1);
    await bot.close();
  });
});

test('each failed attempt is followed by a longer wait, of a minute at most', () => {
  expect([0, 1, 2, 3, 6, 7, 50].map(delayBefore)).toEqual([
    0, 1_000, 2_000, 4_000, 32_000, 60_000, 60_000,
  ]);
});

test('an interaction without data is logged, and the next event is processed', async () => {
  const discord = await discordFor();
  const warnings: string[] = [];
  const bot = await aBot(discord, warnings);
  await bot.start();
  discord.gateway.dispatch('INTERACTION_CREATE', {
    id: '1',
    type: 2,
    application_id: '1',
    token: 't',
    version: 1,
  });
  await until(() => warnings.length > 0);
  expect(warnings).toEqual(['an event of the Discord gateway could not be processed']);
  expect(bot.status().connected).toBe(true);
  await bot.close();
});
