import { beforeEach, describe, expect, test } from 'vitest';
import { reason } from '../../src/domain/reason.ts';
import { closeLater } from '../support/discord/ready-client.ts';
import { type Discord, startDiscord } from '../support/discord/start.ts';
import { SHORT_LIST } from '../support/miit-list.ts';
import { startWorld, type World } from '../support/world.ts';

let discord: Discord;
let world: World;
beforeEach(async () => {
  discord = closeLater(
    await startDiscord({ guilds: [{ channels: ['alerts', 'desk', 'elsewhere'] }] }),
  );
  world = closeLater(await startWorld({ discord }));
});

const QUNAR =
  '<tr><td>4</td><td>去哪儿旅行</td><td>北京趣拿信息技术有限公司</td><td>应用宝</td><td>9.0</td><td>违规收集个人信息</td></tr></table>';
const manager = { permissions: ['ManageChannels', 'ViewChannel', 'SendMessages'] as const };
const channel = (index = 0) => discord.channels()[index]!;
const messages = (index = 0) => discord.messages(channel(index));
const text = (index = 0) => JSON.stringify(messages(index)[0]!.embeds);
const edits = () =>
  discord.requests.filter((one) => one.method === 'PATCH' && one.path.startsWith('/channels/'));
const follow = (company: string, index = 0) =>
  discord.slash({ ...manager, channel: channel(index), name: 'subscribe', options: { company } });

/** The page as the regulator edited it in place, seen when the watch looks at it again. */
async function edit(body: string, at = '2021-09-20T11:30'): Promise<void> {
  world.revise('miit', SHORT_LIST.path, body);
  await world.tickAt(at);
}
const tell = async () => {
  world.publish('miit', SHORT_LIST);
  await world.tickAt('2021-09-20T10:05');
};

describe('a notice whose details are corrected in place', () => {
  test('a later deadline edits the message in every channel that got it, and says so; nobody is called again', async () => {
    await follow('TCOM');
    await follow('TCOM', 1);
    await tell();
    await edit(SHORT_LIST.body.replace('9月28日', '9月30日'));
    for (const index of [0, 1]) {
      expect(messages(index)).toHaveLength(1);
      expect(messages(index)[0]!.content).toMatch(
        /^Trip\.com \(TCOM, 9961\.HK\): MIIT ordered Ctrip to fix violations by 30 Sep 2021\. .* · corrected$/,
      );
      expect(messages(index)[0]!.embeds[0]!.fields![0]).toMatchObject({
        name: expect.stringContaining('Corrected by the regulator, seen 20 Sep 2021 11:30'),
        value: expect.stringContaining('28 Sep 2021 → 30 Sep 2021'),
      });
      expect(messages(index)[0]!.edited_timestamp).not.toBeNull();
    }
    expect(messages(2)).toEqual([]);
    const details = (await discord.press('Details', { on: messages()[0]! })).text;
    expect([details.includes('30 Sep 2021'), details.includes('28 Sep 2021')]).toEqual([
      true,
      false,
    ]);
    const [row] = await world.store.deliveries({
      limit: 1,
      state: 'sent',
      address: { sink: 'discord', to: `channel:${channel()}` },
    });
    expect(JSON.stringify(messages()[0]!.components)).toContain(row!.alert.split(':edits:')[1]!);
    expect(JSON.stringify(messages()[0])).not.toContain(':edits:');
    expect(edits()).toHaveLength(2);
    expect(edits()[0]!.body).toMatchObject({ allowed_mentions: { parse: [] } });
  });

  test('a corrected message shows the scores of its own day, whatever came later', async () => {
    await follow('TCOM');
    await tell();
    const scores = /Risk \S+ → \S+/.exec(messages()[0]!.content)![0];
    world.publish('miit', {
      ...SHORT_LIST,
      path: '/miit/art_2.html',
      title: SHORT_LIST.title.replace('第9批，总第18批', '第10批，总第19批'),
      date: '2021-09-20 11:00',
      body: SHORT_LIST.body.replace('携程旅行', '去哪儿旅行'),
    });
    await world.tickAt('2021-09-20T11:05');
    await edit(SHORT_LIST.body.replace('8.40.0', '8.41.2'), '2021-09-20T17:30');
    expect(messages()[0]!.content).toContain('corrected');
    expect(messages()[0]!.content).toContain(scores);
  });

  test.each([
    ['a version', '8.40.0', '8.41.2', '8.40.0 (应用宝) → 8.41.2 (应用宝)'],
    [
      'an accusation',
      /违规收集个人信息(?=<\/td><\/tr>\n<tr><td>2)/,
      '强制用户使用定向推送功能',
      '→',
    ],
  ])('%s that was wrong is corrected in the message', async (_, was, is, shown) => {
    await follow('TCOM');
    await tell();
    await edit(SHORT_LIST.body.replace(was, is));
    expect(messages()).toHaveLength(1);
    expect(messages()[0]!.embeds[0]!.fields![0]!.value).toContain(shown);
  });

  test('what no reader of the channel would miss edits nothing', async () => {
    await follow('TCOM');
    await tell();
    await edit(SHORT_LIST.body.replace('近期组织检查', '近期组织了检查').replace('>1.0<', '>1.1<'));
    expect(edits()).toEqual([]);
    expect(messages()).toHaveLength(1);
  });

  test('a second correction edits the same message and tells both', async () => {
    await follow('TCOM');
    await tell();
    await edit(SHORT_LIST.body.replace('9月28日', '9月30日'));
    await edit(
      SHORT_LIST.body.replace('9月28日', '9月30日').replace('8.40.0', '8.41.2'),
      '2021-09-20T17:30',
    );
    expect(messages()).toHaveLength(1);
    expect(text()).toContain('28 Sep 2021 → 30 Sep 2021');
    expect(text()).toContain('8.40.0 (应用宝) → 8.41.2 (应用宝)');
  });

  test('after it, one reminder comes, for the new deadline, as a reply to the corrected message', async () => {
    await follow('TCOM');
    await tell();
    await edit(SHORT_LIST.body.replace('9月28日', '9月30日'));
    await world.tickAt('2021-09-27T09:31');
    expect(messages()).toHaveLength(1);
    await world.tickAt('2021-09-29T09:31');
    await world.tickAt('2021-10-05T10:01');
    const [, ...later] = messages().map((one) => one.content);
    expect(later).toEqual(['Trip.com (TCOM, 9961.HK): MIIT deadline, 1 day left']);
    expect(messages()[1]!.message_reference!.message_id).toBe(messages()[0]!.id);
  });

  test('a message that somebody deleted is left alone, and the channel stays subscribed', async () => {
    await follow('TCOM');
    await tell();
    discord.deleteMessage(channel(), messages()[0]!.id);
    await edit(SHORT_LIST.body.replace('9月28日', '9月30日'));
    expect(messages()).toEqual([]);
    const [subscription] = await world.store.subscriptions({ active: true });
    expect(subscription!.disabled).toBeNull();
    const [row] = await world.store.deliveries({ state: 'refused', limit: 9 });
    expect(row!.lastError).toEqual(reason('corrected-deleted'));
  });

  test('an answer that is lost is asked for again, and a restart in between doubles nothing', async () => {
    await follow('TCOM');
    await tell();
    discord.fault({
      on: 'PATCH /channels/:channel/messages/:message',
      reset: true,
      when: 'after',
      times: 2,
    });
    await edit(SHORT_LIST.body.replace('9月28日', '9月30日'));
    await world.restart();
    await world.tickAt('2021-09-20T11:35');
    expect(messages()).toHaveLength(1);
    expect(text().match(/28 Sep 2021 → 30 Sep 2021/g)).toHaveLength(1);
    expect(await world.store.deliveries({ state: 'retrying', limit: 9 })).toEqual([]);
  });
});

describe('a notice that named the wrong company', () => {
  test('takes it back in a new reply, and the first message says so as well', async () => {
    await follow('TCOM');
    await tell();
    await edit(SHORT_LIST.body.replace(/<tr><td>1<\/td>.*?<\/tr>/, ''));
    expect(messages()).toHaveLength(2);
    expect(messages()[1]!.message_reference!.message_id).toBe(messages()[0]!.id);
    expect(messages()[0]!.embeds[0]!.fields![0]!.value).toContain('not named any more');
  });

  test('a further app of a company that was named is news: a new message', async () => {
    await follow('TCOM');
    await tell();
    await edit(SHORT_LIST.body.replace('</table>', QUNAR));
    expect(messages()).toHaveLength(2);
    expect(text()).toContain('added by the regulator');
  });
});

describe('a correction by a notice of its own', () => {
  const CORRECTION = {
    path: '/miit/art_1_correction.html',
    title: '关于2021年第9批侵害用户权益行为的APP通报的更正公告',
    date: '2021-09-21 10:00',
    body: '<p>工业和信息化部9月20日通报了2款存在问题的APP（2021年第9批，总第18批）。经核实，携程旅行不存在相关问题，现将其从附件中的名单删除，其余内容不变。特此更正。</p>',
  };

  test('is told once as an end, by which the score falls back; nobody is named anew', async () => {
    await follow('TCOM');
    await tell();
    const [before] = await world.store.signals({ company: 'trip-com' as never, limit: 1 });
    world.publish('miit', CORRECTION);
    await world.tickAt('2021-09-21T10:05');
    const [now] = await world.store.signals({ company: 'trip-com' as never, limit: 1 });
    expect(messages()).toHaveLength(2);
    expect(messages()[1]!.content).toContain('MIIT withdrew its order to Ctrip to fix violations');
    expect([before!.after, now!.before, now!.after]).toEqual([15.9, 15.9, 0]);
    // No reminder comes of the deadline that is gone.
    for (const at of [
      '2021-09-21T12:05',
      '2021-09-27T10:05',
      '2021-09-28T10:05',
      '2021-09-29T10:05',
    ])
      await world.tickAt(at);
    expect(messages()).toHaveLength(2);
  });
});

describe('a company that is taken back', () => {
  const pdd =
    '<tr><td>3</td><td>拼多多</td><td>上海寻梦信息技术有限公司</td><td>应用宝</td><td>6.0</td><td>违规收集个人信息</td></tr></table>';
  const two = { ...SHORT_LIST, body: SHORT_LIST.body.replace('</table>', pdd) };

  test('is told by its own name, with the score from before the error to after it, and no app of another', async () => {
    await follow('TCOM');
    await follow('PDD');
    world.publish('miit', two);
    await world.tickAt('2021-09-20T10:05');
    await edit(two.body.replace(/<tr><td>1<\/td>.*?<\/tr>/, ''));
    const reply = JSON.stringify(messages()[1]!.embeds);
    const [first, second] = messages();
    expect(second!.content).toMatch(
      /^Correction: Trip\.com \(TCOM, 9961\.HK\) was removed from the list by MIIT; its score is \S+ again$/,
    );
    expect(first!.content).toMatch(
      /^Trip\.com \(TCOM, 9961\.HK\) was removed from the list by MIIT; .* · corrected$/,
    );
    expect(reply).toContain('携程旅行');
    expect(reply).not.toContain('拼多多');
    const [newest] = await world.store.signals({ company: 'trip-com' as never, limit: 9 });
    expect(text()).toContain(`its score is ${newest!.after.toFixed(1)} again`);
  });

  test('by a second edit, while the first left it as it was, is taken back all the same', async () => {
    await follow('PDD');
    world.publish('miit', two);
    await world.tickAt('2021-09-20T10:05');
    const edited = two.body.replace('</table>', QUNAR);
    await edit(edited);
    await edit(edited.replace(/<tr><td>3<\/td>.*?<\/tr>/, ''), '2021-09-20T17:30');
    expect(messages().at(-1)!.content).toContain(
      'removed from the list by MIIT; its score is 0.0 again',
    );
  });

  test('has no deadline any more; the new one of those who stay is followed up', async () => {
    await follow('TCOM');
    await follow('PDD');
    world.publish('miit', two);
    await world.tickAt('2021-09-20T10:05');
    await edit(two.body.replace(/<tr><td>1<\/td>.*?<\/tr>/, '').replace('9月28日', '9月30日'));
    await world.tickAt('2021-09-29T09:31');
    expect(messages().at(-1)!.content).toBe('PDD (PDD): MIIT deadline, 1 day left');
  });

  test('by a person, after somebody pressed "Wrong company?": the score falls back and a reply says so', async () => {
    await follow('TCOM');
    await tell();
    const told = (await world.store.signals({ company: 'trip-com' as never, limit: 9 }))[0]!;
    const form = await discord.press('Wrong company?', { ...manager, on: messages()[0]! });
    await discord.submit(form, { said: 'another firm' }, manager);
    const [review] = (await world.store.reviews({ open: true, limit: 9 })).filter(
      (one) => one.kind === 'wrong-company',
    );
    const decision = {
      verdict: 'rejected',
      company: 'trip-com',
      by: 'ann',
      because: 'another firm',
      at: Date.parse('2021-09-20T11:00+08:00'),
    };
    await world.store.decideReview(review!.id, decision as never);
    await world.tickAt('2021-09-20T11:01');
    expect(messages()).toHaveLength(2);
    for (const message of messages())
      expect(message.content).toMatch(
        /^Correction: Trip\.com \(TCOM, 9961\.HK\) was named in error, and taken back after review; its score is \S+ again/,
      );
    expect(messages()[0]!.embeds[0]!.fields![0]!.name).toContain('Corrected after review');
    const noon = Date.parse('2021-09-20T12:00+08:00') as never;
    const scores: number[] = [];
    for await (const one of world.store.archive.scores({ from: null, to: noon }))
      if (one.company === 'trip-com') scores.push(one.score);
    expect(scores.at(-1)).toBe(told.before);
  });
});

test('a list that follows its announcement is an answer to it, and edits nothing', async () => {
  await discord.slash({
    ...manager,
    channel: channel(),
    name: 'subscribe',
    options: { regulator: '工信部', least_band: 'background' },
  });
  const announced =
    '<p>工业和信息化部近期组织检查，发现2款APP存在问题（名单见附件），上述APP应在9月28日前完成整改。</p><p>附件：<a href="/file/list.docx">工业和信息化部通报存在问题的APP名单</a></p>';
  world.publish('miit', { ...SHORT_LIST, body: announced });
  // A list that is not there yet is waited for ten minutes.
  for (const minutes of ['05', '07', '09', '11', '13', '15', '17'])
    await world.tickAt(`2021-09-20T10:${minutes}`);
  expect(messages()).toHaveLength(1);
  await edit(SHORT_LIST.body);
  expect(messages()).toHaveLength(2);
  expect(messages()[1]!.message_reference!.message_id).toBe(messages()[0]!.id);
  expect(messages()[0]!.edited_timestamp).toBeNull();
  expect(edits()).toEqual([]);
});
