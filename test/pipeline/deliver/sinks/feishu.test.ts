import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { feishuSink } from '../../../../src/pipeline/deliver/sinks/feishu.ts';
import { aMessage, aMessageOfLinks, sinkContract } from './contract.ts';
import { CLOCK, type HttpBench, httpBench, STATUSES } from './http-bench.ts';

interface SentCard {
  readonly header: { readonly title: { readonly content: string }; readonly template: string };
  readonly elements: readonly {
    readonly tag: string;
    readonly text?: { readonly tag: string; readonly content: string };
    readonly elements?: readonly { readonly content: string }[];
    readonly actions?: readonly {
      readonly text: { readonly content: string };
      readonly url: string;
    }[];
  }[];
}
const cardIn = (body: string) => (JSON.parse(body) as { card: SentCard }).card;
const wordsOf = ({ header, elements }: SentCard) =>
  [
    header.title.content,
    ...elements.flatMap(({ text, elements: notes }) => [
      text?.content ?? '',
      ...(notes ?? []).map(({ content }) => content),
    ]),
  ].join('\n');

const open = () =>
  httpBench(
    (post, origin) => ({
      sink: feishuSink(post, CLOCK),
      to: `${origin}/open-apis/bot/v2/hook/h00k#secret=s3cr3t`,
    }),
    { status: 200, body: '{"code":0,"msg":"success"}' },
    (body) => wordsOf(cardIn(body)),
  );
const says =
  (code: number, msg = 'x') =>
  (bench: HttpBench) =>
    bench.reply(200, JSON.stringify({ code, msg }));

sinkContract<HttpBench>({
  name: 'Feishu',
  open,
  answers: [
    ...STATUSES,
    { says: 'too often is tried again', arrange: says(9499), becomes: { kind: 'retry' } },
    {
      says: 'a bot that is gone ends the address',
      arrange: says(19001),
      becomes: { kind: 'refused', disable: true },
    },
    {
      says: 'a wrong signature refuses',
      arrange: says(19021),
      becomes: { kind: 'refused', disable: false },
    },
    {
      says: 'an answer that is no JSON may have arrived',
      arrange: (bench) => bench.reply(200, '<html>'),
      becomes: { kind: 'unknown' },
    },
  ],
  stall: (bench) => bench.stall(),
  hide: null,
  readable: false,
  fits: (text) => Buffer.byteLength(text) <= 20_000,
  secrets: ['s3cr3t', 'h00k'],
});

test('is signed as its documentation has it', async () => {
  const bench = await open();
  await bench.sink.send(aMessage(bench));
  const { timestamp, sign, msg_type } = JSON.parse(bench.got[0]!.body);
  expect(msg_type).toBe('interactive');
  expect(sign).toBe(createHmac('sha256', `${timestamp}\ns3cr3t`).update('').digest('base64'));
  await bench.close();
});

test('a card is plain text with a colour and buttons; where it is refused its words go alone', async () => {
  const bench = await open();
  const card = aMessage(bench).card;
  const title = '<at user_id="all">所有人</at> 通报';
  const links = [{ label: 'Wrong company?', url: 'https://bell.example/wrong?a=1' }];
  bench.reply(200, JSON.stringify({ code: 11246, msg: 'parse card json err' }));
  await bench.sink.send(aMessage(bench, { ...card, title, links }));
  const sent = cardIn(bench.got[0]!.body);
  expect(sent.header).toEqual({
    title: { tag: 'plain_text', content: expect.stringContaining('所有人') },
    template: 'blue',
  });
  expect(JSON.stringify(sent)).not.toContain('lark_md');
  expect(sent.elements.find(({ tag }) => tag === 'action')!.actions).toMatchObject([
    { text: { content: 'Wrong company?' }, url: links[0]!.url },
  ]);
  expect(JSON.parse(bench.got[1]!.body)).toMatchObject({
    msg_type: 'text',
    // A text may call everybody: what looks like a tag is none.
    content: { text: expect.stringContaining('＜at user_id="all">所有人＜/at> 通报') },
  });
  expect(bench.got).toHaveLength(2);
  await bench.close();
});

test('what a name holds is no link, and the card’s own links are', async () => {
  const bench = await open();
  const source = 'https://regulator.test/list/1';
  await bench.sink.send(aMessageOfLinks(bench, source));
  const shown = cardIn(bench.got[0]!.body);
  expect(shown.elements.flatMap(({ actions = [] }) => actions.map(({ url }) => url))).toEqual([
    source,
  ]);
  const rest = wordsOf(shown);
  expect(rest).not.toMatch(/https?:\/\/|\w\.[a-z]{2}|\]\(|(?<!\w)@\w|(?<![\w<])\/\w/);
  expect(rest.replaceAll('\u200b', '')).toContain('Trip.com');
  await bench.close();
});
