import { expect, test } from 'vitest';
import { slackSink } from '../../../../src/pipeline/deliver/sinks/slack.ts';
import { aCard } from '../world.ts';
import { aMessage, sinkContract } from './contract.ts';
import { type HttpBench, httpBench, STATUSES } from './http-bench.ts';

const open = () =>
  httpBench(
    (post, origin) => ({ sink: slackSink(post), to: `${origin}/services/T0/B0/s3cr3t` }),
    { status: 200, body: 'ok' },
    (body) => JSON.parse(body).text,
  );

sinkContract<HttpBench>({
  name: 'Slack',
  open,
  answers: [
    ...STATUSES,
    {
      says: 'an archived channel ends the address',
      arrange: (bench) => bench.reply(403, 'action_prohibited'),
      becomes: { kind: 'refused', disable: true },
    },
  ],
  stall: (bench) => bench.stall(),
  hide: null,
  readable: false,
  fits: (text) => text.length <= 4_000,
  secrets: ['s3cr3t'],
});

interface SentMessage {
  readonly text: string;
  readonly blocks?: readonly { type: string; elements?: readonly { type: string }[] }[];
}
const sent = (bench: HttpBench) => bench.got.map(({ body }) => JSON.parse(body) as SentMessage);
const LINKS = [{ label: 'Wrong company?', url: 'https://bell.example/wrong?a=1' }];

test('blocks say the same as the text, without markup, and links are links', async () => {
  const bench = await open();
  const title = '*A* & B <!channel> <https://evil.example|x>';
  await bench.sink.send(aMessage(bench, aCard({ title, links: LINKS })));
  const { blocks } = sent(bench)[0]!;
  expect(blocks!.map(({ type }) => type)).toEqual(['header', 'rich_text', 'rich_text', 'context']);
  expect(blocks![0]).toMatchObject({ text: { type: 'plain_text', text: title, emoji: false } });
  expect(JSON.stringify(blocks)).toContain(
    JSON.stringify({ type: 'link', url: LINKS[0]!.url, text: 'Wrong company?' }),
  );
  expect(JSON.stringify(blocks)).not.toMatch(/"(?:mrkdwn|button|actions)"/);
  await bench.close();
});

test('a title that is longer than a header is no header', async () => {
  const bench = await open();
  await bench.sink.send(aMessage(bench, aCard({ title: 'x'.repeat(151) })));
  expect(sent(bench)[0]!.blocks![0]).toMatchObject({ type: 'rich_text' });
  await bench.close();
});

test('links are buttons where the address says that an app answers them', async () => {
  const bench = await open();
  const address = { ...bench.address, to: `${bench.address.to}#buttons` };
  await bench.sink.send({ ...aMessage(bench, aCard({ links: LINKS })), address });
  const actions = sent(bench)[0]!.blocks!.find(({ type }) => type === 'actions');
  expect(actions).toMatchObject({ elements: [{ type: 'button', url: LINKS[0]!.url }] });
  expect(bench.got[0]!.url).not.toContain('#');
  await bench.close();
});

test('where blocks are refused the words go alone, once', async () => {
  const bench = await open();
  bench.reply(400, 'invalid_blocks');
  expect(await bench.sink.send(aMessage(bench))).toMatchObject({ kind: 'refused', disable: false });
  expect(sent(bench).map((one) => one.blocks === undefined)).toEqual([false, true]);
  await bench.close();
});

test('a name that looks like markup stays text', async () => {
  const bench = await open();
  await bench.sink.send(aMessage(bench, aCard({ title: 'A & B <!channel>' })));
  expect(bench.arrived()[0]).toContain('A &amp; B &lt;!channel&gt;');
  await bench.close();
});

test('a text is text for what reads Markdown as well', async () => {
  const bench = await open();
  const card = aMessage(bench).card;
  await bench.sink.send(
    aMessage(bench, { ...card, title: '# [x](https://evil.example) @channel <!channel>' }),
  );
  const text = bench.arrived().join('');
  expect(text).not.toMatch(/^#|\]\(|@channel|<!/m);
  await bench.close();
});
