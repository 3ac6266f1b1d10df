import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from '../../../../src/base/store/open.ts';
import { inviteLink } from '../../../../src/interfaces/discord/invite.ts';
import { aSubscription } from '../../../base/store/build.ts';
import { command } from '../../../support/command.ts';
import { type Discord, startDiscord } from '../../../support/discord/start.ts';

/** As Discord makes them: the id of the application, then two parts that are secret. */
const APPLICATION = '110000000000000001';
const TOKEN = `${Buffer.from(APPLICATION).toString('base64')}.abcdef.secret-part-of-the-token`;
let discord: Discord;
let env: Record<string, string>;
let envFile: string;
beforeAll(async () => {
  discord = await startDiscord({ token: TOKEN, guilds: [{ channels: ['alerts', 'quiet'] }] });
});
afterAll(() => discord.close());
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'discord-doctor-'));
  env = { DATA_DIR: folder, DISCORD_TOKEN: TOKEN, DISCORD_API: discord.api };
  envFile = join(folder, '.env');
});

async function follow(...channels: string[]): Promise<void> {
  const store = await openStore({ path: join(env.DATA_DIR!, 'tocsin.db') });
  for (const [n, id] of channels.entries())
    await store.addSubscription(
      aSubscription({
        id: `subscription-${n}`,
        address: { sink: 'discord', to: `channel:${id}` },
        scope: { kind: 'all' },
      }),
    );
  await store.close();
}

describe('doctor asks Discord', () => {
  test('whom it knows, where the bot may post, and how it is invited', async () => {
    const [alerts, quiet] = discord.channels();
    await follow(alerts!, quiet!, '999999999999999999');
    discord.deny(quiet!, ['SendMessages', 'EmbedLinks']);
    const before = discord.messages(alerts!).length;
    const said = await command(['doctor'], env);
    discord.deny(quiet!, []);
    expect(said.out).toMatch(/ok +ways out +Discord knows the bot as Tocsin, in 1 servers/);
    expect(said.out).toContain(`client_id=${APPLICATION}&scope=bot+applications.commands`);
    expect(said.out).toMatch(/ok +ways out +#alerts of .*: alerts can be posted/);
    expect(said.out).toMatch(
      /BROKEN ways out +#quiet of .*: the bot lacks SendMessages, EmbedLinks/,
    );
    expect(said.out).toMatch(/BROKEN ways out +channel 999999999999999999 cannot be seen/);
    expect(said.code).toBe(1);
    expect(discord.messages(alerts!)).toHaveLength(before);
    expect(said.out).not.toContain('secret-part');
  });

  test('a token that it refuses, and a Discord that is away', async () => {
    const wrong = TOKEN.replace('abcdef', 'abcdeg');
    const refused = await command(['doctor'], { ...env, DISCORD_TOKEN: wrong });
    expect(refused.code).toBe(1);
    expect(refused.out).toMatch(/BROKEN ways out +Discord refuses DISCORD_TOKEN\n +→ copy it anew/);
    const away = await command(['doctor'], { ...env, DISCORD_API: 'http://127.0.0.1:9/api' });
    expect(away.out).toMatch(/mind +ways out +Discord was not reached/);
  });
});

test('the invite link asks for what alerts need, and is made of the token alone', () => {
  const link = new URL(inviteLink(TOKEN)!);
  expect(link.origin + link.pathname).toBe('https://discord.com/oauth2/authorize');
  // View Channels, Send Messages, Embed Links, Attach Files, Read Message History, threads.
  const wanted = [10n, 11n, 14n, 15n, 16n, 35n, 38n].reduce((bits, n) => bits | (1n << n), 0n);
  expect(BigInt(link.searchParams.get('permissions')!)).toBe(wanted);
  expect(link.href).not.toContain('secret');
  expect(inviteLink('loopback.token.only')).toBeNull();
});

describe('setup --discord', () => {
  const lead = async (answers: string[], more: Record<string, string> = {}) => {
    const questions: string[] = [];
    const ask = async (question: string) => {
      questions.push(question);
      return answers.shift() ?? '';
    };
    const { DISCORD_TOKEN: _, ...bare } = env;
    const said = await command(['setup', '--discord'], { ...bare, ...more }, { envFile, ask });
    return { ...said, questions };
  };

  test('leads from a token to a channel with a test alert', async () => {
    const [alerts, quiet] = discord.channels();
    discord.deny(quiet!, ['SendMessages']);
    const before = discord.messages(alerts!).length;
    const said = await lead([TOKEN, '', quiet!, alerts!, 'TCOM']);
    discord.deny(quiet!, []);
    expect(said.err).toBe('');
    expect(said.code).toBe(0);
    expect(said.out).toContain(inviteLink(TOKEN));
    expect(said.out).toMatch(/In #quiet the bot lacks SendMessages/);
    expect(said.out).toMatch(/Alerts can be posted in #alerts/);
    expect(parseEnv(readFileSync(envFile, 'utf8'))).toMatchObject({
      DISCORD_TOKEN: TOKEN,
      WATCH: 'TCOM',
    });
    expect(discord.messages(alerts!).length).toBe(before + 1);
    expect(said.out).not.toContain('secret-part');
  });

  test('a refused token saves nothing', async () => {
    const said = await lead(['no.such.token']);
    expect(said.code).toBe(2);
    expect(said.err).toContain('Discord refuses this token');
    expect(() => readFileSync(envFile)).toThrow(/ENOENT/);
  });

  test('where nobody can be asked, it says what to do', async () => {
    const said = await command(['setup', '--discord'], env, { envFile });
    expect(said.code).toBe(2);
    expect(said.err).toContain('tocsin setup --to discord:channel:<id>');
    expect(said.err).toContain(inviteLink(TOKEN));
  });
});
