import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buttonsOf } from '../support/discord/reading.ts';
import { type Discord, startDiscord } from '../support/discord/start.ts';
import { SHORT_LIST } from '../support/miit-list.ts';
import { startWorld, type World } from '../support/world.ts';

let discord: Discord;
let world: World;
beforeAll(async () => {
  discord = await startDiscord({ guilds: [{ channels: ['alerts', 'taipei'] }] });
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
const ask = (name: string, options: Record<string, string | boolean> = {}, locale = 'en-US') =>
  discord.slash({ name, options, locale });
const reference = () =>
  buttonsOf(discord.messages(discord.channels()[0]!)[0]!)[0]!.customId!.replace(/^details:/, '');

describe('looking things up', () => {
  test('/risk shows score, open case, the deadline in the reader’s own zone, and a chart with words for it', async () => {
    const reply = await ask('risk', { company: 'TCOM' });
    expect(reply.text).toContain('15.9');
    // With its hour: the day alone would be the 29th for a reader in Tokyo.
    expect(reply.text).toContain('deadline 28 Sep 2021 (8 days left) (<t:1632844799:f> your time)');
    expect(reply.text).not.toMatch(/<t:\d+:[dD]>/);
    expect(reply.attachments[0]).toMatchObject({ filename: 'chart.png' });
    expect(reply.attachments[0]!.description).toContain('Trip.com Group');
    expect(reply.embeds[0]!.image!.url).toContain('chart.png');
    expect(reply.embeds[0]!.color).toBe(0x3b82f6);
  });

  test('/why adds up to the score', async () => {
    const reply = await ask('why', { company: 'TCOM' });
    expect(reply.text).toContain('Trip.com Group');
    expect(reply.text).toContain('15.9');
    expect(reply.attachments[0]!.description).toMatch(
      /^Trip\.com Group: what the score is made of\. Score 15\.9 watch = /,
    );
  });

  test('Chinese answers are Chinese to the reason, in the script of the reader', async () => {
    const mainland = await ask('whynot', { of: 'TCOM' }, 'zh-CN');
    expect(mainland.text).toContain('已在此提醒');
    const taiwan = await ask('why', { company: 'TCOM' }, 'zh-TW');
    expect(taiwan.text).toContain('什麼會改變分數');
    expect(taiwan.text).toMatch(/責令.+整改/u);
    const notice = await ask('notice', { of: reference() }, 'zh-CN');
    expect(notice.text).toContain('与注册名称相同：“上海携程商务有限公司”');
    expect(notice.text).not.toMatch(/equals|developer|in the|is listed/);
    const unknown = await ask('risk', { company: 'no such firm' }, 'zh-TW');
    expect(unknown.text).toMatch(/未找到“no such firm”。請試試/u);
  });

  test('/history tells the act with its date', async () => {
    expect((await ask('history', { company: 'TCOM' })).text).toContain('20 Sep 2021');
  });

  test('/authority shows the newest acts with their day', async () => {
    const known = await ask('authority', { authority: 'MIIT' });
    expect(known.text).toContain('Ministry of Industry and Information Technology');
    const unknown = await ask('authority', { authority: 'no such office' });
    expect(unknown.text).toContain('No authority is called “no such office”');
  });

  test('/app climbs to the listing', async () => {
    expect((await ask('app', { name: '携程旅行' })).text).toContain('9961.HK');
  });

  test('/compare puts the riskier one first, with a chart; one company twice is one', async () => {
    const reply = await ask('compare', {
      company: '0700.HK',
      company_2: 'TCOM',
      company_3: '携程',
    });
    expect(reply.text.indexOf('Trip.com')).toBeLessThan(reply.text.indexOf('Tencent'));
    expect(reply.attachments).toHaveLength(1);
  });

  test('/compare of one company with itself says so', async () => {
    const reply = await ask('compare', { company: 'TCOM', company_2: '携程' });
    expect(reply.text).toContain('“TCOM” and “携程” are both Trip.com');
    expect(reply.attachments).toHaveLength(0);
  });

  test.each([
    ['risk', { company: '[free](https://evil.example) @everyone <@&123456>' }],
    ['risk', { company: 'https://evil.example/x' }],
    ['compare', { company: 'TCOM', company_2: 'see https://evil.example' }],
    ['notice', { of: 'https://evil.example/x' }],
    ['app', { name: 'https://evil.example/x **bold**' }],
  ])(
    '/%s with %j is answered to whoever asked, and posts no link, mark or mention',
    async (name, options) => {
      const before = discord.channels().map((channel) => discord.messages(channel).length);
      const reply = await ask(name, options as Record<string, string>);
      const followups = [...reply.followups];
      const shown = [
        ...(reply.ephemeral ? [reply.content] : []),
        ...followups.map((one) => one.content ?? ''),
      ].join('\n');
      expect(shown).toContain('evil');
      expect(shown).not.toMatch(/https?:\/\/|(?<!\\)\]\(|(?<!\\)\*\*|@everyone|<@&?\d/);
      const isPrivate =
        reply.ephemeral ||
        (reply.message === null && followups.every((one) => ((one.flags ?? 0) & 64) !== 0));
      expect(isPrivate).toBe(true);
      expect(discord.channels().map((channel) => discord.messages(channel).length)).toEqual(before);
    },
  );

  test('/compare names the one that is not known', async () => {
    expect(
      (await ask('compare', { company: 'TCOM', company_2: 'nobody of that name' })).text,
    ).toContain('nobody of that name');
  });

  test.each(['company', 'reference'])(
    '/notice by %s: every row, with a table to download',
    async (by) => {
      const reply = await ask('notice', { of: by === 'company' ? 'TCOM' : reference() });
      expect(reply.text).toContain('小小记事簿');
      expect(reply.text).toContain('携程旅行');
      expect(reply.attachments.map((one) => one.filename)).toContain('rows.csv');
    },
  );

  test('/notice of a company that nothing was read about says what to do', async () => {
    expect((await ask('notice', { of: 'DIDI' })).text).toContain('/history');
  });

  test('/deadlines of what is followed here', async () => {
    const reply = await ask('deadlines');
    expect(reply.text).toContain('28 Sep 2021');
    expect(reply.ephemeral).toBe(true);
  });

  test('/coverage tells each source’s health', async () => {
    expect((await ask('coverage')).text).toContain('answering');
  });

  test('/whynot tells both: why it came, and why another did not', async () => {
    const came = await ask('whynot', { of: 'TCOM' });
    expect(came.text).toContain('alerted here (sent');
    const other = discord.addChannel(discord.guilds()[0]!.id, 'other').id;
    const not = await discord.slash({
      channel: other,
      name: 'whynot',
      options: { of: reference() },
    });
    expect(not.text).toContain('not followed here');
    expect(not.text).not.toContain('alerted here (');
  });

  test('alerts come in the script that was asked for, or in that of who subscribed', async () => {
    const [, other] = discord.channels();
    const follow = (options: object, locale: string) =>
      discord.slash({
        ...manager,
        channel: other!,
        name: 'subscribe',
        options: { company: 'TCOM', ...options },
        locale,
      });
    await follow({}, 'zh-TW');
    const held = async () =>
      (await world.store.subscriptions({ active: true })).find(
        (one) => one.address.to === `channel:${other}`,
      );
    expect(await held()).toMatchObject({ language: 'zh', traditional: true });
    await follow({ language: 'zh' }, 'zh-TW');
    expect((await held())!.traditional).toBeUndefined();
    await follow({ language: 'zh-TW' }, 'en-US');
    world.publish('miit', {
      ...SHORT_LIST,
      path: '/miit/next.html',
      title: SHORT_LIST.title.replace('第9批，总第18批', '第10批，总第19批'),
      date: '2021-09-21 10:00',
      body: SHORT_LIST.body.replaceAll('违规收集个人信息', '强制用户使用定向推送功能'),
    });
    await world.tickAt('2021-09-21T10:05');
    const text = JSON.stringify(discord.messages(other!).at(-1)!.embeds);
    expect(text).toContain('應用歸屬未核實');
    expect(text).toContain('整改期限');
  });

  test('/help in the reader’s language, seen only by the reader', async () => {
    expect((await ask('help', {}, 'zh-TW')).text).toContain('不構成投資建議');
    expect((await ask('help')).ephemeral).toBe(true);
  });

  test('look-ups work in a group chat of users, where no alert can be posted', async () => {
    const there = { context: 2 as const, install: 'user' as const };
    expect(
      (await discord.slash({ ...there, name: 'risk', options: { company: 'TCOM' } })).text,
    ).toContain('Trip.com');
    await expect(
      discord.slash({ ...there, name: 'subscribe', options: { company: 'TCOM' } }),
    ).rejects.toThrow('context');
  });
});

describe('buttons under an alert', () => {
  const alert = () => discord.messages(discord.channels()[0]!)[0]!;
  const press = (label: string, who = {}) => discord.press(label, { on: alert(), ...who });

  test('an alert has four buttons, and its source is a link once', () => {
    expect(buttonsOf(alert()).map((one) => one.label)).toEqual([
      'Details',
      'Why',
      'Mute 7 days',
      'Wrong company?',
    ]);
    expect(alert().embeds[0]!.description!.match(/\]\(http/g)).toHaveLength(1);
  });

  test('Details shows every row, Why the points; both only to who pressed', async () => {
    const details = await press('Details');
    expect(details.text).toContain('小小记事簿');
    expect(details.ephemeral).toBe(true);
    expect((await press('Why')).text).toContain('Trip.com Group');
  });

  test('a vote is kept once for each person; the last one counts', async () => {
    const details = await press('Details');
    await discord.press('Useful', { on: details.message! });
    await discord.press('Not useful', { on: details.message! });
    const votes = await world.store.votes(0 as never);
    expect(votes.map((vote) => vote.useful)).toEqual([false]);
  });

  test('"Wrong company?" makes a review with the reader’s words, once', async () => {
    const form = await press('Wrong company?');
    expect((await discord.submit(form, { said: 'this one is another firm' })).text).toContain(
      'A person looks at it',
    );
    const again = await discord.submit(await press('Wrong company?'), { said: 'again' });
    expect(again.text).toContain('before');
    const reviews = await world.store.reviews({ open: true, limit: 50 });
    expect(reviews.filter((one) => one.kind === 'wrong-company').map((one) => one.because)).toEqual(
      [{ code: 'reader-says', params: { text: 'this one is another firm' } }],
    );
  });

  test('muting is for those who manage the channel', async () => {
    expect((await press('Mute 7 days')).text).toContain('Only members who may manage');
    expect((await press('Mute 7 days', manager)).text).toContain('Quiet about these companies');
    expect(await world.store.silences(0 as never)).toMatchObject([
      { scope: { kind: 'company', id: 'trip-com' } },
    ]);
  });
});
