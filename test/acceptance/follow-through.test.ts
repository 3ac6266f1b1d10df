import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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
const titles = () => discord.messages(channel()).map((one) => one.content);
const manage = (name: string, options: Record<string, string | boolean | number> = {}) =>
  discord.slash({ ...manager, name, options });

describe('a case is followed to its end', () => {
  test('reminder on the business day before, what happened a week after, each as a reply to the first alert', async () => {
    await manage('subscribe', { company: 'TCOM' });
    world.publish('miit', SHORT_LIST);
    await world.tickAt('2021-09-20T10:05');
    await world.tickAt('2021-09-27T09:00');
    expect(titles()).toHaveLength(1);
    await world.tickAt('2021-09-27T09:31');
    expect(titles()[1]).toBe('Trip.com (TCOM, 9961.HK): MIIT deadline, 1 day left');
    await world.tickAt('2021-10-05T10:01');
    expect(titles()[2]).toBe('Trip.com (TCOM, 9961.HK): a week after the deadline of MIIT');
    const [first, reminder, after] = discord.messages(channel());
    expect(reminder!.message_reference!.message_id).toBe(first!.id);
    expect(after!.message_reference!.message_id).toBe(first!.id);
    const text = JSON.stringify(after!.embeds);
    expect(text).toContain('No removal was published by 5 Oct 2021');
    expect(text).toContain('Base rate: 28 % of apps named by MIIT were removed later (n = 1,074');
    await world.tickAt('2021-10-30T10:00');
    expect(titles()).toHaveLength(3);
  });

  test('the business day before a deadline after a holiday lies before the holiday', async () => {
    await manage('subscribe', { company: 'TCOM' });
    world.publish('miit', { ...SHORT_LIST, body: SHORT_LIST.body.replace('9月28日', '10月8日') });
    await world.tickAt('2021-09-20T10:05');
    await world.tickAt('2021-09-30T09:00');
    expect(titles()).toHaveLength(1);
    await world.tickAt('2021-09-30T09:31');
    expect(titles()[1]).toContain('MIIT deadline');
  });

  test('a removal replies to the first alert, and the follow-up tells it instead of silence', async () => {
    await manage('subscribe', { company: 'TCOM' });
    world.publish('miit', SHORT_LIST);
    await world.tickAt('2021-09-20T10:05');
    world.publish('miit', { ...REMOVAL, date: '2021-10-04 10:00' });
    await world.tickAt('2021-10-04T10:05');
    const [first] = discord.messages(channel());
    const removal = discord.messages(channel()).at(-1)!;
    expect(removal.content).toContain('MIIT ordered Ctrip off the app stores');
    expect(removal.message_reference!.message_id).toBe(first!.id);
    await world.tickAt('2021-10-05T10:01');
    expect(JSON.stringify(discord.messages(channel()).at(-1)!.embeds)).not.toContain(
      'No removal was published',
    );
  });

  test('a page that states its day without a time is told the moment it is seen, not at midnight', async () => {
    await manage('subscribe', { company: 'TCOM' });
    world.publish('miit', { ...SHORT_LIST, date: '2021-09-20' });
    await world.tickAt('2021-09-20T10:05');
    expect(titles()).toHaveLength(1);
  });

  test('a muted channel is not reminded', async () => {
    await manage('subscribe', { company: 'TCOM' });
    world.publish('miit', SHORT_LIST);
    await world.tickAt('2021-09-20T10:05');
    await manage('mute', { days: 30, everything: true });
    await world.tickAt('2021-09-27T09:31');
    expect(titles()).toHaveLength(1);
  });

  test('a restart between alert and reminder forgets nothing and doubles nothing', async () => {
    await manage('subscribe', { company: 'TCOM' });
    world.publish('miit', SHORT_LIST);
    await world.tickAt('2021-09-20T10:05');
    await world.restart();
    await world.tickAt('2021-09-27T09:31');
    await world.restart();
    await world.tickAt('2021-09-27T09:32');
    expect(titles()).toHaveLength(2);
  });
});

describe('digests, quiet hours and budgets', () => {
  test('a subscription in the digest is told at the channel’s hour, once a day', async () => {
    await manage('subscribe', { company: 'TCOM', when: 'digest' });
    await manage('digest', { at: '08:00', zone: 'America/New_York' });
    world.publish('miit', SHORT_LIST);
    await world.tickAt('2021-09-20T10:05');
    expect(titles()).toEqual([]);
    expect((await manage('whynot', { of: 'TCOM' })).text).toContain('waits for the digest');
    // Ten in Beijing is past eight of the evening before in New York: it waits for the next morning
    // there.
    await world.tickAt('2021-09-20T19:59');
    expect(titles()).toEqual([]);
    await world.tickAt('2021-09-20T20:01');
    expect(titles()).toEqual(['Digest: 1 change']);
    await world.tickAt('2021-09-21T20:01');
    expect(titles()).toHaveLength(1);
  });

  test('what the weekly budget holds back is listed in the next push and by /whynot; what is grave comes', async () => {
    const subscribed = await manage('subscribe', { everything: true });
    expect(subscribed.text).toContain('At most 2 pushes and 10 quiet alerts a week');
    expect((await manage('whynot')).text).toContain('Nothing waits for the digest here');
    const lists = [
      ['携程旅行', '上海携程商务有限公司'],
      ['拼多多', '上海寻梦信息技术有限公司'],
      ['微博', '北京微梦创科网络技术有限公司'],
    ] as const;
    for (const [index, [app, developer]] of lists.entries()) {
      world.publish('miit', {
        ...SHORT_LIST,
        path: `/miit/week_${index}.html`,
        title: SHORT_LIST.title.replace('第9批，总第18批', `第${index + 9}批，总第${index + 18}批`),
        date: `2021-09-2${index} 10:00`,
        body: SHORT_LIST.body.replace('携程旅行', app).replace('上海携程商务有限公司', developer),
      });
      await world.tickAt(`2021-09-2${index}T10:05`);
    }
    expect(titles()).toHaveLength(2);
    expect((await manage('whynot')).text).toContain('2 of 2 pushes of the last seven days');
    expect((await manage('whynot')).text).toContain('Weibo');
    world.publish('cac', {
      path: '/cac/off.html',
      title: '关于下架“滴滴出行”App的通报',
      date: '2021-09-22 18:00',
      body: '<p>国家互联网信息办公室依据网络安全法，通知应用商店下架“滴滴出行”App。</p>',
    });
    await world.tickAt('2021-09-22T18:05');
    const last = discord.messages(channel()).at(-1)!;
    expect(last.content).toContain('DiDi');
    expect(JSON.stringify(last.embeds)).toContain('Waiting for the digest');
    expect(JSON.stringify(last.embeds)).toContain('Weibo');
  });

  test('in quiet hours an alert waits for their end', async () => {
    await manage('subscribe', { company: 'TCOM' });
    await manage('digest', { zone: 'Asia/Shanghai', quiet: '22:00-12:00' });
    world.publish('miit', SHORT_LIST);
    await world.tickAt('2021-09-20T10:05');
    expect(titles()).toEqual([]);
    await world.tickAt('2021-09-20T12:00');
    expect(titles()).toHaveLength(1);
  });

  test('a removal is level 4: neither digest nor quiet hours hold it', async () => {
    await manage('subscribe', { company: 'TCOM', when: 'digest' });
    await manage('digest', { zone: 'Asia/Shanghai', quiet: '00:00-23:59' });
    world.publish('miit', REMOVAL);
    await world.tickAt('2021-10-08T10:05');
    expect(titles()).toHaveLength(1);
  });
});
