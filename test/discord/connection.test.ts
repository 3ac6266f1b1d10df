import { afterEach, describe, expect, test } from 'vitest';
import { createDiscord } from '../../src/discord/client.ts';
import type { CommandContext } from '../../src/discord/command.ts';
import { type OpenStore, openStore } from '../../src/store/open.ts';
import { discordFor, until } from '../support/discord/ready-client.ts';
import type { Discord as Loopback } from '../support/discord/start.ts';

const open: OpenStore[] = [];
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
});

async function aBot(discord: Loopback) {
  const store = await openStore({ path: ':memory:' });
  open.push(store);
  const { token, api } = discord;
  const log = { info: () => {}, warn: () => {} };
  return createDiscord({ token, api, store, log, context: {} as CommandContext });
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
