import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formatReason } from '../../src/base/i18n/sentence.ts';
import { type Discord, startDiscord } from '../support/discord/start.ts';
import { SHORT_LIST } from '../support/miit-list.ts';
import { startWorld, type World } from '../support/world.ts';

let discord: Discord;
let world: World;
beforeEach(async () => {
  discord = await startDiscord({ guilds: [{ channels: [{ name: 'news', type: 5 }, 'alerts'] }] });
  world = await startWorld({ discord });
});
afterEach(async () => {
  await world.close();
  await discord.close();
});

const CROSSPOSTED = 1 << 0;
const manager = { permissions: ['ManageChannels', 'ViewChannel', 'SendMessages'] as const };
const channel = (index = 0) => discord.channels()[index]!;
const published = () =>
  discord.messages(channel()).map((one) => ((one.flags ?? 0) & CROSSPOSTED) !== 0);
const follow = (options: object = {}, index = 0) =>
  discord.slash({
    ...manager,
    channel: channel(index),
    name: 'subscribe',
    options: { company: 'TCOM', crosspost: true, ...options },
  });
const tell = async () => {
  world.publish('miit', SHORT_LIST);
  await world.tickAt('2021-09-20T10:05');
};
const notes = async () =>
  (await world.store.deliveries({ state: 'sent', limit: 50 }))
    .map((row) => (row.lastError === null ? null : formatReason(row.lastError, 'en')))
    .toReversed();

describe('an announcement channel that wants its followers told', () => {
  test('an alert is published once it is there, and the row has nothing to say', async () => {
    await follow();
    await tell();
    expect(published()).toEqual([true]);
    expect(await notes()).toEqual([null]);
  });

  test('without the wish nothing is published', async () => {
    await follow({ crosspost: false });
    await tell();
    expect(published()).toEqual([false]);
  });

  test('any other channel is refused with what to do, and nothing is changed', async () => {
    const reply = await follow({}, 1);
    expect(reply.text).toContain('Only announcement channels can be crossposted');
    expect(await world.store.subscriptions({ active: false })).toEqual([]);
  });

  test.each([
    ['a refusal', { status: 403, times: 9 }],
    ['an outage', { status: 500, times: 9 }],
    ['a rate limit of an hour', { rateLimit: { retryAfter: 3_000 }, times: 9 }],
    ['a connection that breaks', { reset: true, times: 9 }],
  ])(
    '%s disturbs no delivery: sent, and the row says that it was not crossposted',
    async (_, fault) => {
      await follow();
      discord.fault({
        on: 'POST /channels/:channel/messages/:message/crosspost',
        ...fault,
      } as never);
      await tell();
      expect(published()).toEqual([false]);
      expect(await notes()).toEqual([expect.stringContaining('not crossposted')]);
      const [subscription] = await world.store.subscriptions({ active: true });
      expect(subscription!.disabled).toBeNull();
    },
  );

  test('whynot tells it with the delivery', async () => {
    await follow();
    discord.fault({
      on: 'POST /channels/:channel/messages/:message/crosspost',
      status: 403,
      times: 9,
    } as never);
    await tell();
    const reply = await discord.slash({
      ...manager,
      channel: channel(),
      name: 'whynot',
      options: { of: 'TCOM' },
    });
    expect(reply.text).toContain('not crossposted');
  });
});
