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

const took = async (work: () => Promise<unknown>) => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

describe('closing the connection ends within seconds', () => {
  test('while a shard waits for READY, and whoever waits for the start is told', async () => {
    const discord = await discordFor();
    discord.gateway.delayReady(60_000);
    const bot = await aBot(discord);
    const connected = bot.start();
    await until(() => discord.gateway.identifies === 1);
    expect(await took(() => bot.close())).toBeLessThan(4_500);
    expect(await connected).toMatchObject({ ok: false, final: false });
  });

  test('when the gateway hears nothing any more', async () => {
    const discord = await discordFor();
    const bot = await aBot(discord);
    expect(await bot.start()).toMatchObject({ ok: true });
    discord.gateway.deafen();
    expect(await took(() => bot.close())).toBeLessThan(4_500);
  });

  test('when it was never opened, and twice', async () => {
    const bot = await aBot(await discordFor());
    await bot.close();
    expect(await took(() => bot.close())).toBeLessThan(500);
  });
});

test('ready with 1,200 servers on two shards, with the one intent that is needed', async () => {
  const discord = await discordFor({ guilds: 1_200, channelsEach: 3, keepBodies: false });
  const bot = await aBot(discord);
  const ms = await took(async () => expect(await bot.start()).toMatchObject({ ok: true }));
  expect(ms).toBeLessThan(20_000);
  const { sessions } = discord.gateway;
  expect(sessions.map((one) => one.shard.join('/')).toSorted()).toEqual(['0/2', '1/2']);
  expect(sessions.map((one) => one.intents)).toEqual([1, 1]);
  await bot.close();
});
