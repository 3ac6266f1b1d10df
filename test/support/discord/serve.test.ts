import { REST, Routes } from 'discord.js';
import { expect, it } from 'vitest';
import { startDiscordApart } from './apart.ts';
import { closeLater, codeOf } from './ready-client.ts';

it('runs as its own process that others read and disturb', async () => {
  const { api, token, ask } = closeLater(await startDiscordApart({ guilds: 2 }));
  const { guilds } = await ask<{ guilds: { id: string; channels: string[] }[] }>('state');
  expect(guilds).toHaveLength(2);
  const channel = guilds[0]!.channels[0]!;
  const rest = new REST({ api, retries: 0 }).setToken(token);
  await ask('fault', { on: 'POST /channels/:channel/messages', status: 500, when: 'after' });
  expect(
    await codeOf(rest.post(Routes.channelMessages(channel), { body: { content: 'hi' } })),
  ).toBe(500);
  expect(await ask('messages', { channel })).toMatchObject([{ content: 'hi' }]);
  expect(await ask('nonsense')).toEqual({ error: 'Error: no control nonsense' });
});
