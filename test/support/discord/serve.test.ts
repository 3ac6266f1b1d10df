import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { REST, Routes } from 'discord.js';
import { expect, it } from 'vitest';
import { closeLater, codeOf } from './ready-client.ts';

it('runs as its own process that others read and disturb', async () => {
  const child = spawn(process.execPath, [
    fileURLToPath(new URL('./serve.ts', import.meta.url)),
    '{"guilds":2}',
  ]);
  closeLater({ close: () => child.kill('SIGKILL') });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const { api, token, control } = JSON.parse(String(line)) as Record<string, string>;
  const ask = async (name: string, body: unknown = {}) =>
    (await fetch(`${control}/${name}`, { method: 'POST', body: JSON.stringify(body) })).json();
  const { guilds } = (await ask('state')) as { guilds: { id: string; channels: string[] }[] };
  expect(guilds).toHaveLength(2);
  const channel = guilds[0]!.channels[0]!;
  const rest = new REST({ api: api!, retries: 0 }).setToken(token!);
  await ask('fault', { on: 'POST /channels/:channel/messages', status: 500, when: 'after' });
  expect(await codeOf(rest.post(Routes.channelMessages(channel), { body: { content: 'hi' } }))).toBe(500);
  expect(await ask('messages', { channel })).toMatchObject([{ content: 'hi' }]);
  expect(await ask('nonsense')).toEqual({ error: 'Error: no control nonsense' });
});
