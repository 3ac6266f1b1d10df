import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formatReason } from '../../src/base/i18n/sentence.ts';
import { COMMANDS } from '../../src/interfaces/discord/commands/index.ts';
import { EMBED_LIMITS } from '../../src/pipeline/present/embed.ts';
import { type Discord, startDiscord } from '../support/discord/start.ts';
import { SHORT_LIST } from '../support/miit-list.ts';
import { startWorld, type World } from '../support/world.ts';

let discord: Discord;
let world: World;
beforeEach(async () => {
  discord = await startDiscord();
  world = await startWorld({ discord });
});
afterEach(async () => {
  await world.close();
  await discord.close();
});

const manager = { permissions: ['ManageChannels', 'ViewChannel', 'SendMessages'] as const };
const channel = () => discord.channels()[0]!;

describe('a fund subscribes its channel and is told', () => {
  test('the answer shows where the company stands, seen only by who asked', async () => {
    const reply = await discord.slash({
      ...manager,
      name: 'subscribe',
      options: { company: 'TCOM' },
    });
    expect(reply.ephemeral).toBe(true);
    expect(reply.text).toContain('Subscribed to Trip.com Group');
    expect(reply.text).toContain('No open case is known here');
  });

  test('the alert is one embed with the enforced nonce and no ping', async () => {
    await discord.slash({ ...manager, name: 'subscribe', options: { company: 'TCOM' } });
    world.publish('miit', SHORT_LIST);
    await world.tickAt('2021-09-20T10:05');
    const [message, ...more] = discord.messages(channel());
    expect(more).toEqual([]);
    const embed = message!.embeds[0]!;
    expect(message!.content).toMatch(
      /^Trip\.com \(TCOM, 9961\.HK\): MIIT ordered Ctrip to fix violations by 28 Sep 2021\. Risk 0\.0 → \d+\.\d \(watch\)$/,
    );
    expect(embed.title).toBeUndefined();
    expect(embed.description).toContain('**Deadline** **<t:1632844799:f>**');
    expect(embed.footer!.text.length).toBeLessThan(EMBED_LIMITS.footer);
    const sent = discord.requests.find(
      (one) => one.method === 'POST' && one.path.endsWith(`/channels/${channel()}/messages`),
    )!;
    expect(sent.body).toMatchObject({ enforce_nonce: true, allowed_mentions: { parse: [] } });
  });

  test('a person is told in a direct message, on their own wish', async () => {
    await discord.slash({
      guild: null,
      user: '80000000000000042',
      name: 'subscribe',
      options: { company: '携程' },
    });
    world.publish('miit', SHORT_LIST);
    await world.tickAt('2021-09-20T10:05');
    expect(
      discord.dms('80000000000000042').filter((one) => one.content.startsWith('Trip.com')),
    ).toHaveLength(1);
  });

  test('an answer that was lost after Discord stored the message doubles nothing', async () => {
    await discord.slash({ ...manager, name: 'subscribe', options: { company: 'TCOM' } });
    world.publish('miit', SHORT_LIST);
    const lost = discord.fault({
      on: 'POST /channels/:channel/messages',
      reset: true,
      when: 'after',
      times: 1,
    });
    await world.tickAt('2021-09-20T10:05');
    await world.tickAt('2021-09-20T10:06');
    expect(lost.hits).toBe(1);
    expect(discord.messages(channel())).toHaveLength(1);
  });

  test('a channel that is gone disables its subscriptions with the reason', async () => {
    await discord.slash({ ...manager, name: 'subscribe', options: { company: 'TCOM' } });
    discord.deleteChannel(channel());
    world.publish('miit', SHORT_LIST);
    await world.tickAt('2021-09-20T10:05');
    const [one] = await world.store.subscriptions({ active: false });
    expect(formatReason(one!.disabled!.because, 'en')).toMatch(/10003|the channel was deleted/);
  });
});

describe('who may change what', () => {
  test('Discord hides the command from members who may not manage channels', async () => {
    const member = { permissions: ['ViewChannel', 'SendMessages'] as const };
    await expect(
      discord.slash({ ...member, name: 'subscribe', options: { company: 'TCOM' } }),
    ).rejects.toThrow('hidden');
  });

  test('where the bot may not post it says what is missing', async () => {
    discord.deny(channel(), ['EmbedLinks']);
    const reply = await discord.slash({
      ...manager,
      name: 'subscribe',
      options: { company: 'TCOM' },
    });
    expect(reply.text).toContain('Embed Links');
    expect(await world.store.subscriptions({ active: false })).toEqual([]);
  });

  test('leaving a server forgets its subscriptions; an outage does not', async () => {
    await discord.slash({ ...manager, name: 'subscribe', options: { company: 'TCOM' } });
    const guild = discord.guilds()[0]!.id;
    discord.guildOutage(guild);
    await discord.slash({ guild: null, name: 'risk', options: { company: 'TCOM' } });
    expect(await world.store.subscriptions({ active: false })).toHaveLength(1);
    discord.guildBack(guild);
    discord.removeGuild(guild);
    await expect.poll(() => world.store.subscriptions({ active: false })).toEqual([]);
  });
});

describe('look-ups', () => {
  test('/risk answers with score, band and the day', async () => {
    const reply = await discord.slash({ name: 'risk', options: { company: '0700.HK' } });
    expect(reply.ephemeral).toBe(false);
    expect(reply.text).toContain('Tencent');
    expect(reply.text).toContain('0.0 background');
  });

  test('/risk in Chinese for a Chinese client', async () => {
    const reply = await discord.slash({
      name: 'risk',
      options: { company: 'TCOM' },
      locale: 'zh-CN',
    });
    expect(reply.text).toContain('携程集团');
    expect(reply.text).toContain('不构成投资建议');
  });

  test('a name that is not known says what to do', async () => {
    const reply = await discord.slash({
      name: 'risk',
      options: { company: 'no such company at all' },
    });
    expect(reply.text).toContain('Try a ticker');
  });

  test.each([
    ['700', 'Tencent'],
    ['携程', 'Trip.com'],
    ['tenc', 'Tencent'],
  ])('autocomplete offers %s → %s', async (typed, expected) => {
    const { choices } = await discord.autocomplete({
      name: 'risk',
      focused: 'company',
      options: { company: typed },
    });
    expect(choices[0]!.name).toContain(expected);
  });

  test('/subscriptions lists what the channel follows, /unsubscribe ends it', async () => {
    await discord.slash({
      ...manager,
      name: 'subscribe',
      options: { company: 'TCOM', least_band: 'high' },
    });
    const listed = await discord.slash({ ...manager, name: 'subscriptions' });
    expect(listed.text).toContain('Trip.com Group');
    expect(listed.text).toContain('high');
    const ended = await discord.slash({
      ...manager,
      name: 'unsubscribe',
      options: { company: 'TCOM' },
    });
    expect(ended.text).toContain('Unsubscribed from Trip.com Group');
    expect((await discord.slash({ ...manager, name: 'subscriptions' })).text).toContain(
      'Nothing is followed here yet',
    );
  });
});

describe('registering commands', () => {
  test('registers its commands once, and not again after a restart', async () => {
    expect(
      discord
        .commands()
        .map((one) => one.name)
        .toSorted(),
    ).toEqual(COMMANDS.map((one) => one.definition.name).toSorted());
    const puts = () => discord.requests.filter((one) => one.method === 'PUT').length;
    const before = puts();
    await world.restart();
    expect(puts()).toBe(before);
  });
});
