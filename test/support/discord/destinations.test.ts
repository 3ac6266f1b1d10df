import { describe, expect, it } from 'vitest';
import { codeOf, connect } from './ready-client.ts';

describe('a destination that cannot be reached says why', () => {
  const world = { guilds: [{ channels: ['open', { type: 15, name: 'forum' }] }] };
  it('missing, hidden, read only, without files, without history, forum', async () => {
    const { discord, client } = await connect(world);
    const [id, forum] = discord.channels() as [string, string];
    const post = (where: string, body: object = { content: 'a' }) =>
      codeOf(client.rest.post(`/channels/${where}/messages`, { body }));
    expect(await post('1')).toBe(10003);
    expect(await post(forum)).toBe(40058);
    discord.deny(id, ['ViewChannel']);
    expect(await post(id)).toBe(50001);
    discord.deny(id, ['SendMessages']);
    expect(await post(id)).toBe(50013);
    discord.deny(id, ['EmbedLinks']);
    expect([await post(id), await post(id, { embeds: [{ title: 'a' }] })]).toEqual([null, 50013]);
    discord.deny(id, ['ReadMessageHistory']);
    expect(await client.rest.get(`/channels/${id}/messages`)).toEqual([]);
    discord.deny(id, []);
    expect(
      await codeOf(client.rest.patch(`/channels/${id}/messages/1`, { body: { content: 'a' } })),
    ).toBe(10008);
    discord.deleteChannel(id);
    expect(await post(id)).toBe(10003);
    expect(discord.invalidRequests()).toBe(3);
  });

  it('a person who takes no direct messages, or shares no server; a server that threw the bot out', async () => {
    const { discord, client, channel } = await connect();
    const person = '80000000000000009';
    const dm = discord.dmChannel(person);
    const post = (where: string) =>
      codeOf(client.rest.post(`/channels/${where}/messages`, { body: { content: 'hi' } }));
    expect(await post(dm)).toBeNull();
    discord.setDms(person, 'closed');
    expect(await post(dm)).toBe(50007);
    discord.setDms(person, 'stranger');
    expect(await post(dm)).toBe(50278);
    expect(discord.dms(person).map((message) => message.content)).toEqual(['hi']);
    discord.removeGuild(discord.guilds()[0]!.id);
    expect(await post(channel)).toBe(50001);
  });
});
