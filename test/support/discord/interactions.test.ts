import { type ChatInputCommandInteraction, MessageFlags } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { answering, command, risk, slash } from './answering.ts';
import { codeOf, type connect, until } from './ready-client.ts';

describe('a slash command', () => {
  it('is answered at once', async () => {
    const { discord, channel } = await answering(
      command((i) => i.reply(`${i.options.getString('company')} ${i.locale} ${i.user.id}`)),
    );
    const reply = await discord.slash({ ...slash, locale: 'zh-CN', user: '80000000000000005' });
    expect([reply.type, reply.content, reply.ephemeral]).toEqual([
      4,
      'tencent zh-CN 80000000000000005',
      false,
    ]);
    expect(discord.messages(channel)).toHaveLength(1);
  });

  it('is deferred in a hidden way, filled, followed up', async () => {
    const { discord, channel } = await answering(
      command(async (i) => {
        await i.deferReply({ flags: MessageFlags.Ephemeral });
        await i.editReply({ embeds: [{ title: 'Tencent', description: '71' }] });
        await i.followUp({ content: 'more', flags: MessageFlags.Ephemeral });
      }),
    );
    const reply = await discord.slash(slash);
    expect([reply.type, reply.deferred, reply.ephemeral, reply.edits, reply.text]).toEqual([
      5,
      true,
      true,
      1,
      'Tencent\n71',
    ]);
    if (reply.followups.length === 0) await reply.next();
    expect(reply.followups.map((message) => message.content)).toEqual(['more']);
    expect(discord.messages(channel)).toEqual([]);
  });

  it('that nobody answers fails for the person', async () => {
    const { discord } = await answering(() => {});
    await expect(discord.slash({ ...slash, patience: { answerMs: 50 } })).rejects.toThrow(
      'did not respond',
    );
  });

  it('in a direct message comes without a guild', async () => {
    const { discord } = await answering(
      command((i) =>
        i.reply(`${i.guildId} ${i.context} ${JSON.stringify(i.authorizingIntegrationOwners)}`),
      ),
    );
    const { content } = await discord.slash({ ...slash, guild: null });
    expect(content).toContain('null 1 ');
    expect(content).toContain('"0"');
  });

  it('of a user install in a group chat has five follow-ups and no sixth', async () => {
    const codes: unknown[] = [];
    const { discord, client } = await answering(
      command(async (i) => {
        await i.reply(`${i.guildId} ${i.context}`);
        for (let n = 0; n < 6; n++) codes.push(await codeOf(i.followUp(`${n}`)));
      }),
    );
    await client.application.commands.set([
      { ...risk.toJSON(), integration_types: [1], contexts: [2] } as never,
    ]);
    const reply = await discord.slash({ ...slash, install: 'user', context: 2 });
    expect(reply.content).toBe('null 2');
    await until(() => codes.length === 6);
    expect(codes).toEqual([null, null, null, null, null, 40094]);
  });

  it('reads an attached file', async () => {
    const { discord } = await answering(
      command(async (i) =>
        i.reply(await (await fetch(i.options.getAttachment('file', true).url)).text()),
      ),
    );
    const file = { filename: 'list.csv', content: '0700.HK,腾讯' };
    const reply = await discord.slash({
      name: 'list import',
      options: { file },
      permissions: 'admin',
    });
    expect(reply.content).toBe('0700.HK,腾讯');
  });

  const notOffered: readonly [
    string,
    Parameters<Awaited<ReturnType<typeof connect>>['discord']['slash']>[0],
    string,
  ][] = [
    ['unknown', { name: 'nothing' }, 'there is no command'],
    ['without its permission', { name: 'list import' }, 'hidden'],
    ['without what it needs', { name: 'risk' }, 'company is required'],
    [
      'with what it does not know',
      { name: 'risk', options: { company: 'a', b: 1 } },
      'no option b',
    ],
    ['without its subcommand', { name: 'list', permissions: 'admin' }, 'needs a subcommand'],
    [
      'in a direct message as a user install',
      { ...slash, guild: null, install: 'user' },
      'not offered to this install',
    ],
  ];
  it.each(notOffered)('%s is not offered', async (_how, given, why) => {
    const { discord } = await answering(() => {});
    await expect(discord.slash(given)).rejects.toThrow(why);
  });
});

describe('the clocks of an interaction', () => {
  it('3 seconds: 10062', async () => {
    let now = Date.UTC(2026, 0, 1);
    const codes: unknown[] = [];
    const late = command(async (i) => {
      now += 3_001;
      codes.push(await codeOf(i.reply('late')));
    });
    const { discord } = await answering(late, { clock: { now: () => now } });
    await expect(discord.slash({ ...slash, patience: { answerMs: 200 } })).rejects.toThrow(
      'did not respond',
    );
    expect(codes).toEqual([10062]);
  });

  it('a second first answer: 40060', async () => {
    const { discord, client } = await answering(command((i) => i.reply('one')));
    const reply = await discord.slash(slash);
    const again = client.rest.post(`/interactions/${reply.id}/${reply.token}/callback`, {
      body: { type: 4, data: { content: 'two' } },
      auth: false,
    });
    expect(await codeOf(again)).toBe(40060);
  });

  it('15 minutes: 50027', async () => {
    let now = Date.UTC(2026, 0, 1);
    let held: ChatInputCommandInteraction | null = null;
    const { discord } = await answering(
      command(async (i) => {
        held = i;
        await i.deferReply();
      }),
      { clock: { now: () => now } },
    );
    const reply = await discord.slash({ ...slash, until: 'answered' });
    expect([reply.loading, reply.message?.flags]).toEqual([true, 128]);
    await until(() => held?.deferred === true);
    now += 15 * 60_000 + 1;
    expect(await codeOf(held!.editReply('too late'))).toBe(50027);
  });
});

describe('autocomplete', () => {
  it('gives choices and how long they took', async () => {
    const { discord } = await answering(async (i) => {
      if (!i.isAutocomplete()) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
      await i.respond([{ name: `${i.options.getFocused()}!`, value: 'tencent' }]);
    });
    const { choices, latencyMs } = await discord.autocomplete({
      name: 'risk',
      focused: 'company',
      options: { company: '腾' },
    });
    expect(choices).toEqual([{ name: '腾!', value: 'tencent' }]);
    expect(latencyMs).toBeGreaterThanOrEqual(45);
  });

  it('with 26 choices, a long name or a message is refused', async () => {
    const codes: unknown[] = [];
    const choice = { name: 'a', value: 'b' };
    const { discord, client } = await answering(async (i) => {
      if (!i.isAutocomplete()) return;
      const answer = (body: unknown) =>
        client.rest.post(`/interactions/${i.id}/${i.token}/callback`, { body, auth: false });
      codes.push(await codeOf(answer({ type: 8, data: { choices: Array(26).fill(choice) } })));
      codes.push(
        await codeOf(
          answer({ type: 8, data: { choices: [{ name: 'a'.repeat(101), value: 'b' }] } }),
        ),
      );
      codes.push(await codeOf(answer({ type: 4, data: { content: 'a' } })));
      await i.respond([]);
    });
    await discord.autocomplete({ name: 'risk', focused: 'company' });
    expect(codes).toEqual([50035, 50035, 50035]);
  });
});
