import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Discord, startDiscord } from '../support/discord/start.ts';
import { SHORT_LIST } from '../support/miit-list.ts';
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
const first = () => discord.messages(channel())[0]!;
/** A thread on a message has the message's own id. */
const thread = () => discord.messages(first().id);
const follow = (options: object = { threads: true }) =>
  discord.slash({ ...manager, name: 'subscribe', options: { company: 'TCOM', ...options } });
const tell = async () => {
  world.publish('miit', SHORT_LIST);
  await world.tickAt('2021-09-20T10:05');
};
const remind = () => world.tickAt('2021-09-27T09:31');
const reminder = 'Trip.com (TCOM, 9961.HK): MIIT deadline, 1 day left';

describe('a channel that wants what follows an alert in a thread', () => {
  test('each first alert opens one, named like the alert, and what follows goes into it', async () => {
    await follow();
    await tell();
    expect(first()).toMatchObject({
      thread: {
        name: expect.stringContaining(
          'Trip.com (TCOM, 9961.HK): MIIT ordered Ctrip to fix violations by 28 Sep',
        ),
      },
    });
    await remind();
    await world.tickAt('2021-10-05T10:01');
    expect(discord.messages(channel())).toHaveLength(1);
    expect(thread().map((one) => one.content)).toEqual([
      reminder,
      'Trip.com (TCOM, 9961.HK): a week after the deadline of MIIT',
    ]);
  });

  test('without the wish no thread is opened', async () => {
    await follow({});
    await tell();
    expect(first().thread).toBeUndefined();
  });

  test('a thread that fell asleep is woken by what is written in it', async () => {
    await follow();
    await tell();
    discord.archiveThread(first().id);
    await remind();
    expect(thread().map((one) => one.content)).toEqual([reminder]);
  });

  test.each([
    ['may open none', () => discord.deny(channel(), ['CreatePublicThreads'])],
    [
      'may not write in one',
      () => discord.deny(channel(), ['CreatePublicThreads', 'SendMessagesInThreads']),
    ],
    ['finds it locked', () => discord.archiveThread(first().id, true)],
  ])('who %s answers the first message, and the row says why', async (_, lose) => {
    await follow();
    const before = _ !== 'finds it locked';
    if (before) lose();
    await tell();
    if (!before) lose();
    await remind();
    const [alert, answer] = discord.messages(channel());
    expect(answer!.content).toBe(reminder);
    expect(answer!.message_reference!.message_id).toBe(alert!.id);
    const sent = await world.store.deliveries({ state: 'sent', limit: 9 });
    expect(sent.map((row) => row.lastError?.code)).toContainEqual(expect.stringMatching(/thread/));
    const [subscription] = await world.store.subscriptions({ active: true });
    expect(subscription!.disabled).toBeNull();
  });

  test('a thread that was missing when the alert went out is opened by the first follow-up', async () => {
    await follow();
    discord.fault({
      on: 'POST /channels/:channel/messages/:message/threads',
      status: 500,
      times: 9,
    });
    await tell();
    expect(first().thread).toBeUndefined();
    discord.clearFaults();
    await remind();
    expect(thread().map((one) => one.content)).toEqual([reminder]);
  });

  test('a reminder whose answer was lost is found in the thread, and not sent twice', async () => {
    await follow();
    await tell();
    discord.fault({ on: 'POST /channels/:channel/messages', reset: true, when: 'after', times: 2 });
    await remind();
    await world.restart();
    await world.tickAt('2021-09-27T09:41');
    expect(thread()).toHaveLength(1);
    expect(discord.messages(channel())).toHaveLength(1);
    expect(await world.store.deliveries({ state: 'retrying', limit: 9 })).toEqual([]);
  });

  test('says at once which rights it needs for it', async () => {
    discord.deny(channel(), ['CreatePublicThreads', 'SendMessagesInThreads']);
    const reply = await follow();
    expect(reply.text).toContain('Subscribed to Trip.com Group');
    expect(reply.text).toContain(
      'For threads I need here: Create Public Threads, Send Messages in Threads.',
    );
    expect((await discord.slash({ ...manager, name: 'subscriptions' })).text).toContain('threads');
  });

  test('in a direct message what follows is an answer', async () => {
    const user = '80000000000000042';
    await discord.slash({
      guild: null,
      user,
      name: 'subscribe',
      options: { company: 'TCOM', threads: true },
    });
    await tell();
    await remind();
    expect(discord.dms(user).map((one) => one.content)).toContain(reminder);
  });

  test('an escalation stands in the channel with a link to the thread, and keeps it when its page is edited', async () => {
    const removal = (
      version: string,
    ) => `<p>针对未按要求完成整改的APP，工业和信息化部组织对以下1款APP进行下架，相关应用商店应立即组织对名单中应用软件进行下架处理。</p>
<table><tr><td>序号</td><td>应用名称</td><td>应用开发者</td><td>应用来源</td><td>应用版本</td></tr>
<tr><td>1</td><td>携程旅行</td><td>上海携程商务有限公司</td><td>应用宝</td><td>${version}</td></tr></table>`;
    const page = {
      path: '/miit/art_2.html',
      title: '关于下架侵害用户权益APP名单的通报',
      date: '2021-09-30 10:00',
    };
    await follow();
    await tell();
    world.publish('miit', { ...page, body: removal('8.40.0') });
    await world.tickAt('2021-09-30T10:05');
    const link = `<#${first().id}>`;
    expect(discord.messages(channel())[1]!.content).toContain(link);
    world.revise('miit', page.path, removal('8.41.2'));
    await world.tickAt('2021-09-30T11:35');
    expect(discord.messages(channel())[1]!.content).toMatch(/· corrected/);
    expect(discord.messages(channel())[1]!.content).toContain(link);
  });
});
