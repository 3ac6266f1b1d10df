import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { reason } from '../../src/domain/reason.ts';
import { type Discord, startDiscord } from '../support/discord/start.ts';
import { REMOVAL, SHORT_LIST } from '../support/miit-list.ts';
import { startWorld, type World } from '../support/world.ts';

let discord: Discord;
let world: World;
beforeEach(async () => {
  discord = await startDiscord();
  world = await startWorld({ discord });
});
afterEach(async () => {
  await world.close();
  await discord.close();
});

const manager = { permissions: ['ManageChannels', 'ViewChannel', 'SendMessages'] as const };
const channel = () => discord.channels()[0]!;
const manage = (name: string, options: Record<string, string | boolean | number> = {}) =>
  discord.slash({ ...manager, name, options });

describe('what to follow', () => {
  test.each([
    [{ company: 'TCOM' }, 'Trip.com Group'],
    [{ sector: 'travel' }, 'sector'],
    [{ regulator: '工信部' }, 'MIIT'],
    [{ everything: true }, 'everything'],
  ])('%j is told of the list of MIIT', async (wish, label) => {
    const reply = await manage('subscribe', { ...wish, least_band: 'background' });
    expect(reply.text).toContain(label);
    world.publish('miit', SHORT_LIST);
    await world.tickAt('2021-09-20T10:05');
    expect(discord.messages(channel())).toHaveLength(1);
    expect((await manage('subscriptions')).text).toContain(label);
  });

  test('nothing, two at once, and what is not known are refused with what to do', async () => {
    expect((await manage('subscribe')).text).toContain('Say what to follow');
    expect((await manage('subscribe', { company: 'TCOM', everything: true })).text).toContain(
      'one of them',
    );
    expect((await manage('subscribe', { sector: 'no such sector' })).text).toContain(
      'Did you mean',
    );
    expect(await world.store.subscriptions({ active: false })).toEqual([]);
  });

  test('the same wish on other terms changes them', async () => {
    await manage('subscribe', { company: 'TCOM' });
    expect((await manage('subscribe', { company: 'TCOM' })).text).toContain('Already subscribed');
    expect((await manage('subscribe', { company: 'TCOM', least_band: 'high' })).text).toContain(
      'on new terms',
    );
    expect((await manage('subscriptions')).text).toContain('≥ high');
  });

  test('a rule takes in acts by kind and level, and is shown', async () => {
    const terms = { least_band: 'background', rules: 'money 3+; conduct 1+' };
    await manage('subscribe', { company: 'TCOM', ...terms });
    expect((await manage('subscriptions')).text).toContain('Fines and payments from level 3');
    const wrong = await manage('subscribe', { company: 'TCOM', rules: 'gold 3+' });
    expect(wrong.text).toContain('“gold” is no kind of act');
    world.publish('miit', SHORT_LIST);
    await world.tickAt('2021-09-20T10:05');
    expect(discord.messages(channel())).toHaveLength(1);
  });

  test('an act that no rule takes in is not alerted, and `/whynot` says so', async () => {
    await manage('subscribe', { company: 'TCOM', least_band: 'background', rules: 'money 3+' });
    world.publish('miit', SHORT_LIST);
    await world.tickAt('2021-09-20T10:05');
    expect(discord.messages(channel())).toHaveLength(0);
    const why = await manage('whynot', { of: 'TCOM' });
    expect(why.text).toContain('no rule of this subscription takes in');
  });

  test('a role is mentioned with the alert, and nobody else', async () => {
    const role = '90000000000000077';
    await world.store.addSubscription({
      ...(await subscribed()),
      role,
      id: 's-role' as never,
      scope: { kind: 'all' },
    });
    world.publish('miit', SHORT_LIST);
    await world.tickAt('2021-09-20T10:05');
    const sent = discord.requests.findLast(
      (one) => one.method === 'POST' && one.path.endsWith(`/channels/${channel()}/messages`),
    )!;
    expect(sent.body).toMatchObject({
      content: expect.stringContaining(`<@&${role}>`),
      allowed_mentions: { parse: [], roles: [role] },
    });
  });

  async function subscribed() {
    await manage('subscribe', { company: 'TCOM' });
    return (await world.store.subscriptions({ active: true }))[0]!;
  }

  test.each([
    [{ sector: 'travel' }, 'travel'],
    [{ regulator: '工信部' }, 'MIIT'],
    [{ everything: true }, 'everything'],
  ])('%j is unsubscribed by its name as typed', async (wish, typed) => {
    await manage('subscribe', wish);
    expect((await manage('unsubscribe', { company: typed })).text).toContain('Unsubscribed');
    expect(await world.store.subscriptions({ active: true })).toEqual([]);
  });

  test('completion offers sectors and bodies', async () => {
    const offered = async (focused: string, typed: string) =>
      (
        await discord.autocomplete({
          ...manager,
          name: 'subscribe',
          focused,
          options: { [focused]: typed },
        })
      ).choices;
    expect((await offered('regulator', '工信'))[0]!.value).toBe('cn-miit');
    expect((await offered('sector', 'trav'))[0]!.value).toBe('travel');
  });
});

describe('a whole watchlist', () => {
  test('pasted tickers are taken, and what is not known is named', async () => {
    const reply = await manage('watchlist import', {
      tickers: 'TCOM 0700.HK, 百度; nobody-at-all',
    });
    expect(reply.text).toContain('3 added');
    expect(reply.text).toContain('nobody-at-all');
    expect(
      await world.store.subscriptions({
        address: { sink: 'discord', to: `channel:${channel()}` },
        active: true,
      }),
    ).toHaveLength(3);
  });

  test('the export can be imported again', async () => {
    await manage('watchlist import', { tickers: 'TCOM, DIDI, 0700.HK' });
    const reply = await manage('watchlist export');
    expect(reply.text).toContain('3 subscriptions');
    const csv = await (await fetch(reply.attachments[0]!.url)).text();
    expect(csv).toContain('TCOM');
    const file = { filename: 'list.csv', content: csv };
    const again = await discord.slash({
      ...manager,
      name: 'watchlist import',
      options: { file: file as never },
    });
    expect(again.text).toContain('0 added, 3 followed before');
  });
});

describe('quiet', () => {
  test('a muted channel hears nothing until it is over, and /whynot says so', async () => {
    await manage('subscribe', { company: 'TCOM' });
    await manage('mute', { days: 90, everything: true });
    world.publish('miit', SHORT_LIST);
    await world.tickAt('2021-09-20T10:05');
    expect(discord.messages(channel())).toEqual([]);
    expect((await manage('whynot', { of: 'TCOM' })).text).toContain('“silence”');
    expect((await manage('mute', { days: 0, everything: true })).text).toContain('come again');
    expect(await world.store.silences(0 as never)).toEqual([]);
  });

  test('one case is muted: its later acts are suppressed with their own reason, until it is heard again', async () => {
    await manage('subscribe', { company: 'TCOM', least_band: 'background' });
    world.publish('miit', SHORT_LIST);
    await world.tickAt('2021-09-20T10:05');
    expect((await manage('mute', { days: 90, case: 'trip-com/00000000' })).text).toContain(
      'names no single open case',
    );
    const { choices } = await discord.autocomplete({
      name: 'mute',
      focused: 'case',
      options: { days: 90, case: 'MIIT' },
      ...manager,
    });
    const newest = choices.find(({ name }) => name.includes('20 Sep 2021'))!;
    expect(newest.name).toContain('MIIT, case since 20 Sep 2021');
    const muted = await manage('mute', { days: 90, case: String(newest.value) });
    expect(muted.text).toContain(`Quiet about ${newest.name} until`);
    expect((await manage('subscriptions')).text).toContain(newest.name);
    world.publish('miit', REMOVAL);
    await world.tickAt('2021-10-08T10:05');
    expect(discord.messages(channel())).toHaveLength(1);
    const held = await world.store.suppressed({ limit: 9 });
    expect(held.map(({ why }) => why)).toContain('case-muted');
    expect((await manage('whynot', { of: 'TCOM' })).text).toContain('muted this case until');
    const again = await manage('mute', { days: 0, case: String(newest.value) });
    expect(again.text).toContain('come again');
    expect(await world.store.silences(0 as never)).toEqual([]);
  });

  test('nothing is muted unless it is named, and what is muted is listed', async () => {
    await manage('subscribe', { company: 'TCOM' });
    expect((await manage('mute', { days: 7 })).text).toContain('Say what to mute');
    expect(await world.store.silences(0 as never)).toEqual([]);
    await manage('mute', { days: 7, company: 'TCOM' });
    expect((await manage('subscriptions')).text).toMatch(/Muted until <t:\d+:f>: Trip\.com/);
  });

  test('/digest keeps zone, hour and quiet hours, and says what is wrong with others', async () => {
    expect(
      (await manage('digest', { at: '7:30', zone: 'europe/london', quiet: '22:00-07:00' })).text,
    ).toContain('digest daily 07:30 Europe/London, quiet 22:00-07:00');
    expect((await manage('digest', { zone: 'Mars/Olympus' })).text).toContain('not a time zone');
    expect((await manage('digest', { at: '25:00' })).text).toContain('not a time of day');
    expect((await manage('digest', { quiet: 'always' })).text).toContain('not a span');
    expect((await manage('digest')).text).toContain('07:30 Europe/London');
  });
});

describe('who did what, and what is kept', () => {
  test('/audit names who changed what, only here', async () => {
    await manage('subscribe', { company: 'TCOM' });
    await manage('unsubscribe', { company: 'TCOM' });
    const { text } = await manage('audit');
    expect(text).toMatch(/unsubscribed: Trip\.com[\s\S]*subscribed: Trip\.com/);
    const other = discord.addChannel(discord.guilds()[0]!.id, 'other').id;
    expect((await discord.slash({ ...manager, channel: other, name: 'audit' })).text).toContain(
      'Nothing was changed',
    );
  });

  test('/privacy deletes all of it on request', async () => {
    await manage('subscribe', { company: 'TCOM' });
    expect((await manage('privacy')).text).toContain('No message is read');
    expect((await manage('privacy', { delete: true })).text).toContain('Deleted: 1 subscription');
    expect((await manage('audit')).text).toContain('Nothing was changed');
  });

  test('/test posts a preview with a company that does not exist', async () => {
    expect((await manage('test')).text).toContain('this is how an alert looks here');
    expect(discord.messages(channel())[0]!.content).toContain('Preview');
  });
});

describe('servers', () => {
  test('a new server is welcomed once, with what is missing where', async () => {
    const guild = discord.addGuild({ channels: ['news', 'closed'] } as never);
    const [news, closed] = discord.channels(guild.id);
    await expect.poll(() => discord.messages(news!).length, { timeout: 5_000 }).toBe(1);
    expect(discord.messages(news!)[0]!.content).toContain('/subscribe');
    expect(discord.messages(closed!)).toEqual([]);
  });

  test('the owner is warned once when a right is lost', async () => {
    await manage('subscribe', { company: 'TCOM' });
    discord.deny(channel(), ['EmbedLinks']);
    const owner = (await world.store.subscriptions({ active: true }))[0]!.owner;
    await expect
      .poll(
        () =>
          discord
            .dms(owner)
            .map((one) => one.content)
            .join(),
        { timeout: 5_000 },
      )
      .toContain('Embed Links');
    discord.deny(channel(), []);
    discord.deny(channel(), ['EmbedLinks', 'SendMessages']);
    await expect.poll(() => discord.dms(owner).length, { timeout: 5_000 }).toBe(2);
  });

  test('a channel that is deleted is noticed at once, and its owner told to go elsewhere', async () => {
    await manage('subscribe', { company: 'TCOM' });
    const owner = (await world.store.subscriptions({ active: true }))[0]!.owner;
    discord.deleteChannel(channel());
    await expect.poll(() => discord.dms(owner).length, { timeout: 5_000 }).toBe(1);
    expect(discord.dms(owner)[0]!.content).toContain('in another channel');
    const [gone] = await world.store.subscriptions({ active: false });
    expect(gone!.disabled!.because).toEqual(reason('channel-deleted'));
  });

  test('the owner is told when a channel is gone', async () => {
    await manage('subscribe', { company: 'TCOM' });
    const owner = (await world.store.subscriptions({ active: true }))[0]!.owner;
    discord.deleteChannel(channel());
    world.publish('miit', SHORT_LIST);
    await world.tickAt('2021-09-20T10:05');
    expect(discord.dms(owner)[0]!.content).toContain('switched off');
  });
});
