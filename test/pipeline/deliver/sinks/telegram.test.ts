import { expect, test } from 'vitest';
import { telegramSink } from '../../../../src/pipeline/deliver/sinks/telegram.ts';
import { aCard } from '../world.ts';
import { aMessage, aMessageOfLinks, sinkContract } from './contract.ts';
import { type HttpBench, httpBench } from './http-bench.ts';

const TOKEN = '123456:very-secret';
const open = () =>
  httpBench(
    (post, origin) => ({ sink: telegramSink(post, TOKEN, origin), to: '-1001234567890' }),
    { status: 200, body: '{"ok":true,"result":{"message_id":77}}' },
    (body) => JSON.parse(body).text,
  );
const says =
  (status: number, description: string, parameters = {}) =>
  (bench: HttpBench) =>
    bench.reply(status, JSON.stringify({ ok: false, description, parameters }));

sinkContract<HttpBench>({
  name: 'Telegram',
  open,
  answers: [
    {
      says: 'a wait is kept',
      arrange: says(429, 'Too Many Requests', { retry_after: 9 }),
      becomes: { kind: 'retry', afterMs: 9_000 },
    },
    {
      says: 'a bot that was blocked ends the address',
      arrange: says(403, 'Forbidden: bot was blocked by the user'),
      becomes: { kind: 'refused', disable: true },
    },
    {
      says: 'a chat that is gone ends the address',
      arrange: says(400, 'Bad Request: chat not found'),
      becomes: { kind: 'refused', disable: true },
    },
    {
      says: 'a message that is refused ends nothing',
      arrange: says(400, 'Bad Request: message is too long'),
      becomes: { kind: 'refused', disable: false },
    },
    {
      says: 'a wrong token is the operator’s to mend',
      arrange: says(401, 'Unauthorized'),
      becomes: { kind: 'retry', afterMs: 600_000 },
    },
    {
      says: '500 may have arrived',
      arrange: (bench) => bench.reply(500),
      becomes: { kind: 'unknown' },
    },
    {
      says: 'a broken connection may have arrived',
      arrange: (bench) => bench.cut(),
      becomes: { kind: 'unknown' },
    },
  ],
  stall: (bench) => bench.stall(),
  hide: null,
  readable: false,
  fits: (text) => text.length <= 4_096,
  secrets: [TOKEN],
});

test('a follow-up answers the message that it follows; a quiet one makes no sound', async () => {
  const bench = await open();
  expect(await bench.sink.send(aMessage(bench, undefined, { replyTo: '76', quiet: true }))).toEqual(
    {
      kind: 'sent',
      message: '77',
    },
  );
  expect(JSON.parse(bench.got[0]!.body)).toMatchObject({
    chat_id: '-1001234567890',
    disable_notification: true,
    reply_parameters: { message_id: 76 },
  });
  await bench.close();
});

test('a group that became a supergroup is sent to under its new id', async () => {
  const bench = await open();
  says(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
    migrate_to_chat_id: -1009876543210,
  })(bench);
  expect(await bench.sink.send(aMessage(bench))).toMatchObject({ kind: 'retry', afterMs: 0 });
  bench.reply(200, '{"ok":true,"result":{"message_id":1}}');
  expect(await bench.sink.send(aMessage(bench))).toMatchObject({ kind: 'sent' });
  expect(bench.got.map(({ body }) => JSON.parse(body).chat_id)).toEqual([
    '-1001234567890',
    '-1009876543210',
  ]);
  await bench.close();
});

interface SentMessage {
  readonly text: string;
  readonly parse_mode?: string;
  readonly reply_markup?: { inline_keyboard: { text: string; url: string }[][] };
}
const sent = (bench: HttpBench) => bench.got.map(({ body }) => JSON.parse(body) as SentMessage);

test('titles and labels are bold, lines lead to their source, links are buttons two in a row', async () => {
  const bench = await open();
  const links = ['Details', 'Why', 'Wrong company?'].map((label, n) => ({
    label,
    url: `https://bell.example/${n}?a=1&b="2"`,
  }));
  const line = { label: 'Source', text: 'MIIT <b> & co', url: 'https://miit.test/1?a&b' } as const;
  const sections = [{ title: 'Apps', lines: [{ ...line, weight: 'normal' as const }] }];
  await bench.sink.send(aMessage(bench, aCard({ title: 'A & B <i>', links, sections })));
  const [message] = sent(bench);
  expect(message).toMatchObject({
    parse_mode: 'HTML',
    reply_markup: {
      inline_keyboard: [[links[0], links[1]], [links[2]]].map((row) =>
        row.map((one) => ({ text: one!.label, url: one!.url })),
      ),
    },
  });
  expect(message!.text).toContain('<b>A &amp; B &lt;i&gt;</b>');
  expect(message!.text).toContain(
    '<b>Source</b>: <a href="https://miit.test/1?a&amp;b">MIIT &lt;b&gt; &amp; co</a>',
  );
  await bench.close();
});

test.each(['http://127.0.0.1:8080/wrong', 'http://localhost:8080/wrong'])(
  'an address that Telegram refuses in a button stands in the text: %s',
  async (url) => {
    const bench = await open();
    await bench.sink.send(aMessage(bench, aCard({ links: [{ label: 'Wrong company?', url }] })));
    const [message] = sent(bench);
    expect(message!.reply_markup).toBeUndefined();
    expect(message!.text).toContain(`<a href="${url}">Wrong company?</a>`);
    await bench.close();
  },
);

test.each([
  "Bad Request: can't parse entities: Unsupported start tag",
  'Bad Request: BUTTON_URL_INVALID',
  'Bad Request: inline keyboard button URL is invalid',
])('where the markup is refused the words go alone, once: %s', async (description) => {
  const bench = await open();
  says(400, description)(bench);
  expect(await bench.sink.send(aMessage(bench))).toMatchObject({ kind: 'refused', disable: false });
  const [first, second, ...more] = sent(bench);
  expect([first!.parse_mode, second!.parse_mode, more.length]).toEqual(['HTML', undefined, 0]);
  expect(second!.text).toContain(aMessage(bench).card.title.slice(0, 4));
  await bench.close();
});

test('what a name holds is no link, and the card’s own links are', async () => {
  const bench = await open();
  const source = 'https://regulator.test/list/1';
  await bench.sink.send(aMessageOfLinks(bench, source));
  const { text, reply_markup } = JSON.parse(bench.got[0]!.body) as SentMessage;
  expect(reply_markup?.inline_keyboard.flat().map(({ url }) => url)).toEqual([source]);
  const rest = text.replaceAll(source, '');
  expect(rest).not.toMatch(/https?:\/\/|\w\.[a-z]{2}|(?<!\w)@\w|(?<![\w<])\/\w/);
  expect(rest.replaceAll('\u200b', '')).toContain('Trip.com');
  await bench.close();
});
