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
