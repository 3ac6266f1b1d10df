import {
  AttachmentBuilder,
  type DiscordAPIError,
  type MessageCreateOptions,
  MessageFlags,
} from 'discord.js';
import { describe, expect, it } from 'vitest';
import { codeOf, connect, sendable } from './ready-client.ts';

describe('a nonce', () => {
  it('with enforcement makes one message, whatever the number of sends', async () => {
    const { discord, client, channel } = await connect();
    const place = await sendable(client, channel);
    const first = await place.send({ content: 'once', nonce: 'a1', enforceNonce: true });
    const second = await place.send({ content: 'once', nonce: 'a1', enforceNonce: true });
    expect([second.id, discord.messages(channel).length]).toEqual([first.id, 1]);
    expect(discord.messages(channel)[0]!.nonce).toBe('a1');
  });

  it('without enforcement makes two', async () => {
    const { discord, client, channel } = await connect();
    const place = await sendable(client, channel);
    for (const _ of [1, 2]) await place.send({ content: 'twice', nonce: 'a1' });
    expect(discord.messages(channel)).toHaveLength(2);
  });

  it('is forgotten after the window', async () => {
    let now = Date.UTC(2026, 0, 1);
    const { discord, client, channel } = await connect({
      clock: { now: () => now },
      nonceWindowMs: 60_000,
    });
    const place = await sendable(client, channel);
    const send = () => place.send({ content: 'again', nonce: 'a1', enforceNonce: true });
    await send();
    now += 59_000;
    await send();
    expect(discord.messages(channel)).toHaveLength(1);
    now += 2_000;
    await send();
    expect(discord.messages(channel)).toHaveLength(2);
  });

  it('whose message was deleted meanwhile is an unknown message', async () => {
    const { discord, client, channel } = await connect();
    const place = await sendable(client, channel);
    const { id } = await place.send({ content: 'gone', nonce: 'a1', enforceNonce: true });
    discord.deleteMessage(channel, id);
    expect(await codeOf(place.send({ content: 'gone', nonce: 'a1', enforceNonce: true }))).toBe(
      10008,
    );
  });

  it('belongs to the author, not to the channel', async () => {
    const { client, discord } = await connect({ guilds: [{ channels: ['a', 'b'] }] });
    const [a, b] = discord.channels() as [string, string];
    const first = await (await sendable(client, a)).send({
      content: 'x',
      nonce: 'n',
      enforceNonce: true,
    });
    const second = await (await sendable(client, b)).send({
      content: 'x',
      nonce: 'n',
      enforceNonce: true,
    });
    expect([second.id, discord.messages(b).length]).toEqual([first.id, 0]);
  });
});

interface Nested {
  [step: string]: Nested;
}
const text = (length: number) => 'x'.repeat(length);
const row = (n: number, from = 0) => ({
  type: 1,
  components: Array.from({ length: n }, (_, i) => ({
    type: 2,
    style: 1,
    label: 'b',
    custom_id: `id${from + i}`,
  })),
});
const v2 = (components: unknown[]) => ({ flags: MessageFlags.IsComponentsV2, components });

const refused: readonly [what: string, body: unknown, code: number, place?: string][] = [
  ['content of 2001', { content: text(2001) }, 50035, 'content'],
  ['nothing at all', { content: ' ' }, 50006],
  ['a title of 257', { embeds: [{ title: text(257) }] }, 50035, 'embeds.0.title'],
  [
    '26 fields',
    { embeds: [{ fields: Array(26).fill({ name: 'a', value: 'b' }) }] },
    50035,
    'embeds.0.fields',
  ],
  [
    'a field without words',
    { embeds: [{ fields: [{ name: 'a', value: ' ' }] }] },
    50035,
    'embeds.0.fields.0.value',
  ],
  ['11 embeds', { embeds: Array(11).fill({ title: 'a' }) }, 50035, 'embeds'],
  [
    '6001 over all embeds',
    { embeds: [{ description: text(4000) }, { description: text(2001) }] },
    50035,
    'embeds',
  ],
  ['a color too many', { embeds: [{ title: 'a', color: 0x1000000 }] }, 50035, 'embeds.0.color'],
  ['a link to nowhere', { embeds: [{ title: 'a', url: 'ftp://a.b' }] }, 50035, 'embeds.0.url'],
  ['6 buttons in a row', { content: 'a', components: [row(6)] }, 50035, 'components.0.components'],
  [
    '6 rows',
    { content: 'a', components: [0, 1, 2, 3, 4, 5].map((n) => row(1, n)) },
    50035,
    'components',
  ],
  [
    'a custom id twice',
    { content: 'a', components: [row(1), row(1)] },
    50035,
    'components.1.components.0.custom_id',
  ],
  ['a nonce of 26', { content: 'a', nonce: text(26) }, 50035, 'nonce'],
  [
    'both ways of mentioning',
    { content: 'a', allowed_mentions: { parse: ['users'], users: ['1'] } },
    50035,
    'allowed_mentions',
  ],
  ['V2 with content', { ...v2([{ type: 10, content: 'a' }]), content: 'a' }, 50035, 'content'],
  [
    'V2 parts without the flag',
    { content: 'a', components: [{ type: 10, content: 'a' }] },
    50035,
    'components.0.type',
  ],
  [
    'V2 with 41 parts',
    v2([{ type: 17, components: Array(40).fill({ type: 14 }) }]),
    50035,
    'components',
  ],
  [
    'V2 with 4001 letters',
    v2([
      { type: 10, content: text(4000) },
      { type: 10, content: 'x' },
    ]),
    50035,
    'components',
  ],
  ['V2 with 12 kB of Chinese', v2([{ type: 10, content: '风'.repeat(3_500) }]), 500],
  [
    'V2 with a picture that was not sent',
    v2([{ type: 12, items: [{ media: { url: 'attachment://a.png' } }] }]),
    50035,
    'components.0.items.0.media.url',
  ],
  [
    'a reply to nothing',
    { content: 'a', message_reference: { message_id: '5' } },
    50035,
    'message_reference',
  ],
];

describe('a body over a limit is refused at its place', () => {
  it.each(refused)('%s', async (_what, body, code, place) => {
    const { discord, client, channel } = await connect({}, { rest: { retries: 0 } });
    const post = client.rest.post(`/channels/${channel}/messages`, { body });
    const error = (await post.catch((failure: unknown) => failure)) as DiscordAPIError;
    expect(error.code ?? error.status).toBe(code);
    if (place) {
      const { errors } = error.rawError as { errors: Nested };
      const found = place.split('.').reduce<Nested | undefined>((at, step) => at?.[step], errors);
      expect(found, JSON.stringify(errors)).toHaveProperty('_errors.0.message');
    }
    expect(discord.messages(channel)).toEqual([]);
  });
});

describe('a body at its limits is taken', () => {
  const taken: readonly [string, MessageCreateOptions][] = [
    ['content of 2000', { content: text(2000) }],
    [
      '6000 over all embeds',
      { embeds: [{ description: text(4000) }, { description: text(2000) }] },
    ],
    [
      '5 rows of 5 buttons',
      { content: 'a', components: [0, 5, 10, 15, 20].map((n) => row(5, n)) as never },
    ],
    ['V2 with 40 parts', v2([{ type: 17, components: Array(39).fill({ type: 14 }) }]) as never],
    [
      'V2 with 4000 letters',
      v2([
        { type: 10, content: text(2000) },
        { type: 10, content: text(2000) },
      ]) as never,
    ],
  ];
  it.each(taken)('%s', async (_what, body) => {
    const { client, channel } = await connect();
    expect(await codeOf((await sendable(client, channel)).send(body))).toBeNull();
  });
});

it('a picture comes with its alt text and can be fetched', async () => {
  const { discord, client, channel } = await connect();
  const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000140000000c8', 'hex');
  const file = new AttachmentBuilder(png, { name: 'chart.png', description: 'score over time' });
  await (await sendable(client, channel)).send({
    embeds: [{ title: 'a', image: { url: 'attachment://chart.png' } }],
    files: [file],
  });
  const [message] = discord.messages(channel);
  expect(message!.attachments[0]).toMatchObject({
    filename: 'chart.png',
    description: 'score over time',
    width: 320,
    height: 200,
  });
  const fetched = await fetch(message!.embeds[0]!.image!.url);
  expect(Buffer.from(await fetched.arrayBuffer())).toEqual(png);
});

it('pages through a channel, newest first', async () => {
  const { client, channel } = await connect({ rateLimits: false });
  const place = await sendable(client, channel);
  const ids: string[] = [];
  for (let n = 0; n < 5; n++) ids.push((await place.send(`${n}`)).id);
  const page = async (options: object) =>
    [...(await place.messages.fetch(options as { limit: number })).values()].map((m) => m.content);
  expect(await page({ limit: 2 })).toEqual(['4', '3']);
  expect(await page({ limit: 2, before: ids[3] })).toEqual(['2', '1']);
  expect(await page({ limit: 2, after: ids[0] })).toEqual(['2', '1']);
  expect(await page({ limit: 3, around: ids[2] })).toEqual(['3', '2', '1']);
});

it('edits, deletes, replies, opens a thread and publishes', async () => {
  const { discord, client } = await connect({
    guilds: [{ channels: [{ type: 5, name: 'news' }] }],
  });
  const [news] = discord.channels() as [string];
  const place = await sendable(client, news);
  const message = await place.send('first');
  await message.edit('second');
  expect(discord.messages(news)[0]).toMatchObject({
    content: 'second',
    edited_timestamp: expect.any(String),
  });
  const answer = await message.reply('third');
  expect(discord.messages(news)[1]!.message_reference).toMatchObject({ message_id: message.id });
  await answer.delete();
  expect(discord.messages(news)).toHaveLength(1);
  const thread = await message.startThread({ name: 'what followed' });
  await thread.send('in the thread');
  expect(discord.messages(thread.id).map((own) => own.content)).toEqual(['in the thread']);
  expect(await codeOf(message.startThread({ name: 'again' }))).toBe(160004);
  await message.crosspost();
  expect(await codeOf(message.crosspost())).toBe(40033);
  discord.archiveThread(thread.id, true);
  expect(await codeOf(thread.send('too late'))).toBe(50083);
});
