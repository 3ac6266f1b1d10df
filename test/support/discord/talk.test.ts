import { Client, Events, GatewayIntentBits, MessageFlags, SlashCommandBuilder } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import type { DiscordOptions } from './options.ts';
import { type Discord, startDiscord } from './start.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close();
});

/** A loopback Discord and a client that is ready on it. */
async function connect(options: DiscordOptions = {}): Promise<{ discord: Discord; client: Client<true> }> {
  const discord = await startDiscord(options);
  open.push(discord);
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: discord.api } });
  open.push({ close: () => client.destroy() });
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  await client.login(discord.token);
  await ready;
  return { discord, client: client as Client<true> };
}

describe('a client that logs in', () => {
  it('is ready, knows its guilds and channels, and may send', async () => {
    const { discord, client } = await connect({ guilds: 3 });
    expect(client.guilds.cache.size).toBe(3);
    const [channelId] = discord.channels();
    const channel = await client.channels.fetch(channelId!);
    if (!channel?.isSendable()) throw new Error('not sendable');
    const sent = await channel.send({ content: 'hello' });
    expect(discord.messages(channelId!).map((message) => [message.id, message.content])).toEqual([
      [sent.id, 'hello'],
    ]);
  });

  it('answers a slash command at once, deferred, and in a hidden way', async () => {
    const { discord, client } = await connect();
    await client.application.commands.set([
      new SlashCommandBuilder()
        .setName('risk')
        .setDescription('Score of a company')
        .addStringOption((option) =>
          option.setName('company').setDescription('which').setRequired(true).setAutocomplete(true),
        ),
    ]);
    client.on(Events.InteractionCreate, async (interaction) => {
      if (interaction.isAutocomplete())
        return void interaction.respond([{ name: `${interaction.options.getFocused()}!`, value: 'tencent' }]);
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply(`score of ${interaction.options.getString('company')}`);
    });
    const reply = await discord.slash({ name: 'risk', options: { company: 'tencent' } });
    expect([reply.content, reply.ephemeral, reply.deferred]).toEqual(['score of tencent', true, true]);
    const { choices } = await discord.autocomplete({
      name: 'risk',
      focused: 'company',
      options: { company: 'teng' },
    });
    expect(choices).toEqual([{ name: 'teng!', value: 'tencent' }]);
    expect(discord.messages(discord.channels()[0]!)).toEqual([]);
  });
});
