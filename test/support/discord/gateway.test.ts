import { type Client, Events, GatewayIntentBits, Status } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { clientOn, connect, discordFor, until } from './ready-client.ts';

const ready = (client: Client) => client.ws.status === Status.Ready;

describe('a lost gateway', () => {
  const losses = [
    ['cut without a word', (gateway: Gateway) => gateway.cut()],
    ['closed with 4000', (gateway: Gateway) => gateway.close(4000)],
    ['asked to reconnect (op 7)', (gateway: Gateway) => gateway.reconnect()],
  ] as const;
  type Gateway = Awaited<ReturnType<typeof connect>>['discord']['gateway'];

  it.each(losses)(
    '%s is resumed and misses nothing',
    async (_how, lose) => {
      const { discord, client } = await connect({ rateLimits: false });
      const heard: string[] = [];
      client.on(Events.ChannelCreate, (channel) => heard.push(channel.name));
      discord.gateway.refuse(true);
      lose(discord.gateway);
      await until(() => discord.gateway.sessions.every((session) => !session.connected));
      discord.addChannel(discord.guilds()[0]!.id, 'meanwhile');
      discord.gateway.refuse(false);
      await until(() => heard.length > 0);
      expect([heard, discord.gateway.identifies, discord.gateway.resumes]).toEqual([
        ['meanwhile'],
        1,
        1,
      ]);
    },
    20_000,
  );

  it('that is told to go on with its session (op 9) resumes it', async () => {
    const { discord, client } = await connect();
    discord.gateway.invalidate(true);
    await until(() => discord.gateway.resumes === 1 && ready(client));
    expect(discord.gateway.identifies).toBe(1);
  }, 20_000);

  it('whose session is gone identifies anew (op 9)', async () => {
    const { discord, client } = await connect();
    let again = false;
    client.once(Events.ShardReady, () => {
      again = true;
    });
    discord.gateway.invalidate(false);
    await until(() => again, 12_000);
    expect([discord.gateway.identifies, discord.gateway.resumes]).toEqual([2, 0]);
  }, 20_000);

  it('that plays dead is noticed by its missing heartbeat and resumed', async () => {
    const { discord, client } = await connect({ heartbeatMs: 150 });
    discord.gateway.freeze();
    const heard: string[] = [];
    client.on(Events.ChannelCreate, (channel) => heard.push(channel.name));
    discord.addChannel(discord.guilds()[0]!.id, 'unheard');
    await until(() => heard.length > 0);
    expect([heard, discord.gateway.resumes]).toEqual([['unheard'], 1]);
  }, 20_000);
});

describe('identifying', () => {
  it('with a wrong token closes with 4004, with a privileged intent with 4014', async () => {
    const discord = await discordFor();
    const intruder = clientOn(discord);
    await expect(intruder.login('wrong')).rejects.toThrow(/token/i);
    const nosy = clientOn(discord, {
      intents: [GatewayIntentBits.Guilds, GatewayIntentBits.MessageContent],
    });
    await expect(nosy.login(discord.token)).rejects.toThrow(/intents/i);
    expect(discord.gateway.sessions).toEqual([]);
  });

  it('hears only what its intents cover', async () => {
    const { discord, client, channel } = await connect();
    const messages: string[] = [];
    client.on(Events.MessageCreate, (message) => messages.push(message.content));
    const second = clientOn(discord, {
      intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages],
    });
    const heard: string[] = [];
    second.on(Events.MessageCreate, (message) => heard.push(message.content));
    await second.login(discord.token);
    await until(() => ready(second));
    discord.say(channel, '80000000000000002', 'hello');
    await until(() => heard.length > 0);
    expect([messages, heard]).toEqual([[], ['hello']]);
  });

  it('may be answered late', async () => {
    const discord = await discordFor();
    discord.gateway.delayReady(150);
    const client = clientOn(discord);
    const began = Date.now();
    await client.login(discord.token);
    await until(() => ready(client));
    expect(Date.now() - began).toBeGreaterThan(140);
  });
});

describe('guilds come and go', () => {
  it('an outage is not leaving', async () => {
    const { discord, client } = await connect();
    const events: string[] = [];
    client.on(Events.GuildUnavailable, () => events.push('unavailable'));
    client.on(Events.GuildAvailable, () => events.push('available'));
    client.on(Events.GuildDelete, () => events.push('left'));
    client.on(Events.GuildCreate, () => events.push('joined'));
    const [guild] = discord.guilds();
    discord.guildOutage(guild!.id);
    discord.guildBack(guild!.id);
    discord.addGuild({ name: 'new' });
    discord.removeGuild(guild!.id);
    await until(() => events.length === 4);
    expect(events).toEqual(['unavailable', 'available', 'joined', 'left']);
  });

  it('permissions that are taken are told, and the client computes the same', async () => {
    const { discord, client, channel } = await connect();
    discord.deny(channel, ['EmbedLinks']);
    const own = client.channels.cache.get(channel);
    if (!own || own.isDMBased()) throw new Error('no channel');
    await until(() => !own.permissionsFor(client.user)?.has('EmbedLinks'));
    expect(own.permissionsFor(client.user)?.has('SendMessages')).toBe(true);
  });
});
