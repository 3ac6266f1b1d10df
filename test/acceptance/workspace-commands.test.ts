import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { command } from '../support/command.ts';
import { type Discord, startDiscord } from '../support/discord/start.ts';
import { SHORT_LIST } from '../support/miit-list.ts';
import { startWorld, type World } from '../support/world.ts';

let discord: Discord;
let world: World;
beforeAll(async () => {
  discord = await startDiscord({ guilds: [{ channels: ['alerts', 'quiet'] }] });
  world = await startWorld({ discord });
  await discord.slash({ ...manager, name: 'subscribe', options: { company: 'TCOM' } });
  world.publish('miit', SHORT_LIST);
  await world.tickAt('2021-09-20T10:05');
});
afterAll(async () => {
  await world.close();
  await discord.close();
});

const manager = { permissions: ['ManageChannels', 'ViewChannel', 'SendMessages'] as const };
const said = async (args: string[]) => command(args, { DATA_DIR: world.folder });

describe('/alerts', () => {
  test('shows what was sent to this channel, with its grade', async () => {
    const reply = await discord.slash({ name: 'alerts' });
    expect(reply.text).toContain('Trip.com Group 0.0 → 15.9 · confirmed');
    expect(
      (await discord.slash({ name: 'alerts', options: { company: 'Tencent' } })).text,
    ).toContain('Nothing was sent here');
  });

  test('shows nothing of another channel', async () => {
    const [, quiet] = discord.channels();
    const reply = await discord.slash({ name: 'alerts', channel: quiet! });
    expect(reply.text).toContain('Nothing was sent here');
    expect(reply.text).not.toContain('Trip.com');
  });
});

describe('/book', () => {
  test('is imported by who may manage the channel and is the server’s alone', async () => {
    expect((await discord.slash({ name: 'book show' })).text).toContain('no book');
    const holdings = { holdings: 'TCOM 60, Tencent 40' };
    const refused = await discord.slash({ name: 'book import', options: holdings });
    expect(refused.text).toContain('Only members who may manage');
    const done = await discord.slash({
      ...manager,
      name: 'book import',
      options: holdings,
    });
    expect(done.text).toContain('Saved 2 holdings');
    const reply = await discord.slash({ name: 'book show' });
    expect(reply.text).toContain('60 % at 15.9');
    expect(reply.text).toContain('28 Sep 2021');
    expect((await said(['book'])).code).toBe(1);
  });
});

describe('/note', () => {
  const notes = async () =>
    (await world.store.notedLists()).flatMap(({ name, notes }) =>
      (notes ?? []).map(({ to }) => `${name} ${to}`),
    );

  test('sends the list of the server to a channel that follows nothing, until it is switched off', async () => {
    const [, quiet] = discord.channels();
    const here = { ...manager, channel: quiet! };
    await expect(discord.slash({ name: 'note on', channel: quiet! })).rejects.toThrow(
      'hidden from people without its permissions',
    );
    expect(await notes()).toEqual([]);
    const on = await discord.slash({ ...here, name: 'note on' });
    expect(on.text).toContain('morning note of Book comes here daily at 08:00');
    expect(await notes()).toEqual([`Book channel:${quiet!}`]);
    expect(
      await discord.slash({ ...here, name: 'note on', options: { list: 'book' } }),
    ).toBeTruthy();
    expect(await notes()).toHaveLength(1);
    const off = await discord.slash({ ...here, name: 'note off' });
    expect(off.text).toContain('comes here no more');
    expect(await notes()).toEqual([]);
  });

  test('says which lists there are where a name is none, and that there is none elsewhere', async () => {
    const wrong = await discord.slash({ ...manager, name: 'note on', options: { list: 'short' } });
    expect(wrong.text).toContain('several lists: Book');
    const alone = await discord.slash({ name: 'note on', guild: null });
    expect(alone.text).toContain('no list here yet');
    expect(await notes()).toEqual([]);
  });
});

describe('in the terminal', () => {
  test('alerts are listed and judged, a workspace is made, and a link printed', async () => {
    const all = JSON.parse((await said(['alerts', 'list', '--json'])).out) as {
      reference: string;
      sent: { workspace: string }[];
    }[];
    const [first] = all.filter(({ sent }) => sent.length > 0);
    expect(first!.sent[0]!.workspace).toMatch(/^server:/);
    const judged = await said(['alerts', 'judge', first!.reference, 'useful', '--note', 'in time']);
    expect(judged.out).toContain('useful');
    expect((await said(['alerts'])).out).toContain('useful');
    expect((await said(['alerts', 'list', '--workspace', 'home'])).out).toContain(
      'Nothing was sent',
    );
    expect((await said(['workspace', 'add', 'Reef Fund'])).out).toContain('reef-fund');
    expect((await said(['workspace', 'add', 'Reef Fund'])).code).toBe(1);
    const member = ['workspace', 'member', 'reef-fund', 'ann@reef.example', '--role', 'owner'];
    expect((await said(member)).out).toContain('owner of reef-fund');
    const link = await said(['workspace', 'link', 'reef-fund', 'ann@reef.example']);
    expect(link.out.trim()).toMatch(/^http:\/\/127\.0\.0\.1:8080\/in\/[\w-]{43}$/);
    const shown = await said(['workspace', 'show', 'reef-fund']);
    expect(shown.out).toContain('ann@reef.example');
    expect(shown.out).not.toContain(link.out.trim().split('/').at(-1));
    expect((await said(['workspace', 'link', 'reef-fund', 'eve@reef.example'])).code).toBe(1);
    expect((await said(['workspace', 'remove', 'reef-fund'])).code).toBe(0);
    expect((await said(['workspace'])).out).not.toContain('reef-fund');
  });
});
