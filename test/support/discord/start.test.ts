import { MessageFlags, REST, Routes } from 'discord.js';
import { expect, it } from 'vitest';
import { codeOf, connect, discordFor, sendable } from './ready-client.ts';

it('a client logs in, knows its guilds and channels, and sends', async () => {
  const { discord, client, channel } = await connect({ guilds: 3 });
  expect(client.guilds.cache.size).toBe(3);
  const sent = await (await sendable(client, channel)).send('hello');
  expect(discord.messages(channel).map((message) => [message.id, message.content])).toEqual([
    [sent.id, 'hello'],
  ]);
  expect(discord.requests.at(-1)).toMatchObject({
    method: 'POST',
    route: '/channels/:channel/messages',
    status: 200,
  });
});

it('five thousand guilds on as many shards as the gateway advises are ready', async () => {
  const { discord, client } = await connect({ guilds: 5_000 }, { shards: 'auto' });
  expect(client.guilds.cache.size).toBe(5_000);
  expect(client.guilds.cache.filter((guild) => !guild.available).size).toBe(0);
  expect(discord.gateway.sessions.map((session) => session.shard.join(' of '))).toEqual([
    '0 of 5',
    '1 of 5',
    '2 of 5',
    '3 of 5',
    '4 of 5',
  ]);
});

it('REST alone works too, and a wrong token is 401 and counted', async () => {
  const discord = await discordFor();
  const rest = new REST({ api: discord.api }).setToken(discord.token);
  expect(await rest.get(Routes.user())).toMatchObject({ bot: true, id: discord.applicationId });
  const wrong = new REST({ api: discord.api }).setToken('nobody');
  const error = await wrong.get(Routes.user()).catch((failure: unknown) => failure);
  expect(error).toMatchObject({ status: 401 });
  expect(discord.invalidRequests()).toBe(1);
});

it('a server without Components V2 refuses the flag; one without commands answers 404', async () => {
  const { client, channel } = await connect({
    features: { componentsV2: false, applicationCommands: false },
  });
  const place = await sendable(client, channel);
  const card = {
    flags: MessageFlags.IsComponentsV2,
    components: [{ type: 10, content: 'a' }],
  } as const;
  expect(await codeOf(place.send(card as never))).toBe(50035);
  expect(await codeOf(place.send('plain'))).toBeNull();
  expect(await codeOf(client.application.commands.set([]))).toBe(0);
});
