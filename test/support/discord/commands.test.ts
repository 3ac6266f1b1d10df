import { Routes } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { codeOf, connect } from './ready-client.ts';

const plain = (name: string, more: object = {}) => ({ name, description: 'd', ...more });
const option = (name: string, more: object = {}) => ({ type: 3, name, description: 'd', ...more });

describe('command registration', () => {
  it('keeps ids on overwrite, hides translations unless asked', async () => {
    const { discord, client } = await connect();
    const set = (body: unknown) =>
      client.rest.put(Routes.applicationCommands(discord.applicationId), { body });
    await set([plain('risk', { name_localizations: { 'zh-CN': '风险' } }), plain('why')]);
    const [risk] = discord.commands();
    await set([
      plain('risk', { name_localizations: { 'zh-CN': '风险' }, default_member_permissions: '32' }),
    ]);
    expect(
      discord
        .commands()
        .map((command) => [command.id, command.name, command.default_member_permissions]),
    ).toEqual([[risk!.id, 'risk', '32']]);
    const get = (query: string) =>
      client.rest.get(Routes.applicationCommands(discord.applicationId), {
        query: new URLSearchParams(query),
      });
    expect(await get('')).not.toHaveProperty('0.name_localizations');
    expect(await get('with_localizations=true')).toHaveProperty(
      '0.name_localizations.zh-CN',
      '风险',
    );
  });

  it('for one guild stands beside the global ones', async () => {
    const { discord, client } = await connect();
    const guild = discord.guilds()[0]!.id;
    await client.application.commands.set([plain('here')], guild);
    expect([discord.commands().length, discord.commands(guild)[0]!.name]).toEqual([0, 'here']);
  });

  const refused: readonly [string, unknown[]][] = [
    ['an upper-case name', [plain('Risk')]],
    ['a name with a space', [plain('risk it')]],
    ['no description', [{ name: 'risk' }]],
    ['a description of 101', [plain('risk', { description: 'x'.repeat(101) })]],
    [
      '26 options',
      [plain('risk', { options: Array.from({ length: 26 }, (_, i) => option(`o${i}`)) })],
    ],
    [
      'a needed option after one that is not',
      [plain('risk', { options: [option('a'), option('b', { required: true })] })],
    ],
    ['an option twice', [plain('risk', { options: [option('a'), option('a')] })]],
    [
      'more than 8000 letters',
      [
        plain('risk', {
          options: Array.from({ length: 25 }, (_, i) =>
            option(`o${i}`, {
              choices: Array.from({ length: 25 }, (_, n) => ({
                name: `choice ${n}`,
                value: `value ${n}`,
              })),
            }),
          ),
        }),
      ],
    ],
    ['an unknown language', [plain('risk', { name_localizations: { xx: 'a' } })]],
    ['a name twice', [plain('risk'), plain('risk')]],
    ['101 commands', Array.from({ length: 101 }, (_, i) => plain(`c${i}`))],
  ];
  it.each(refused)('refuses %s', async (_what, body) => {
    const { discord, client } = await connect();
    expect(
      await codeOf(client.rest.put(Routes.applicationCommands(discord.applicationId), { body })),
    ).toBe(50035);
    expect(discord.commands()).toEqual([]);
  });

  it('two hundred creations a day, no more', async () => {
    const { discord, client } = await connect({ rateLimits: false });
    const set = (prefix: string) =>
      codeOf(
        client.rest.put(Routes.applicationCommands(discord.applicationId), {
          body: Array.from({ length: 100 }, (_, i) => plain(`${prefix}${i}`)),
        }),
      );
    expect([await set('a'), await set('b'), await set('b'), await set('c')]).toEqual([
      null,
      null,
      null,
      30034,
    ]);
  });
});
